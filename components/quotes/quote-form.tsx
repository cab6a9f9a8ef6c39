'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { ReachField } from '@/components/messaging/reach-field';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { DateTimeInput } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { reachChoices } from '@/lib/messaging/reach';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { makeQuote } from '@/lib/quotes/actions';
import type { quoteScreen } from '@/lib/quotes/screens';
import { OptionFields, type OptionValues } from './option-fields';
import { wayWords } from './way-words';

type Data = DataOf<typeof quoteScreen>;

const ways = [...reachChoices, { value: '', label: 'Not yet' }];
/** What the next quote offers besides the booking, until when it holds, and how it reaches the customer. */
export function QuoteForm({ data, place }: { data: Data; place: Pick<Place, 'currency' | 'locale'> }) {
  const { booking, customer, validOn, lastDay, mayPrice } = data;
  const schema = () => import('@/lib/quotes/schema').then((file) => file.quoteForm(place));
  const firstWay = customer.phone ? 'whatsapp' : customer.email ? 'email' : 'link';
  const form = useForm({
    id: `quote-${booking.id}`,
    initial: { validOn, way: firstWay as string, options: [] as OptionValues[] },
    schema,
    send: (input, key) => makeQuote({ ...input, bookingId: booking.id, version: booking.version }, key),
    saved: (_, reset) => {
      notify({ message: wayWords[form.values.way]?.done ?? 'Quote made', tone: 'success' });
      reset();
      showAgain();
    },
  });
  const { way } = form.values;
  return (
    <Form form={form} className="flex flex-col gap-6">
      <OptionFields
        path="options"
        legend="Options"
        help="What the customer may add by ticking it. The total with it is worked out for them, tax included."
        options={form.values.options}
        errors={form.errors}
        change={(options) => form.set({ options })}
        {...{ offered: data.offered, mayPrice, place }}
      />
      <Field
        label="Valid until"
        name="validOn"
        error={form.errors.validOn}
        help="The end of that day; the event’s day at the latest."
        required
        className="sm:max-w-60"
      >
        <DateTimeInput kind="date" max={lastDay} {...form.bind('validOn')} />
      </Field>
      <ReachField
        way={way}
        choices={ways}
        customer={customer}
        otherwise={
          way === 'link'
            ? 'You get a link to give them yourself. The quote is open at once.'
            : 'Nobody sees it until you send it.'
        }
        onChange={(to) => form.set({ way: to })}
        error={form.errors.way}
      />
      <FormActions>
        <SaveButton form={form}>{wayWords[way]?.submit ?? 'Make quote'}</SaveButton>
      </FormActions>
    </Form>
  );
}
