'use client';

import { Form } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { notify } from '@/components/ui/toast';
import { reachChoices } from '@/lib/messaging/reach-choices';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { makeQuote } from '@/lib/quotes/actions';
import type { quoteScreen } from '@/lib/quotes/screens';
import { OptionFields, type OptionValues } from './option-fields';
import { QuoteSending, usualWay } from './quote-sending';
import { wayWords } from './way-words';

type Data = DataOf<typeof quoteScreen>;

const ways = [...reachChoices, { value: '', label: 'Not yet' }];
/** What the next quote offers besides the booking, until when it holds, and how it reaches the customer. */
export function QuoteForm({ data, place }: { data: Data; place: Pick<Place, 'currency' | 'locale'> }) {
  const { booking, customer, validOn, lastDay, mayPrice } = data;
  const schema = () => import('@/lib/quotes/schema').then((file) => file.quoteForm(place));
  const form = useForm({
    id: `quote-${booking.id}`,
    initial: { validOn, way: usualWay(customer), options: [] as OptionValues[] },
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
      <QuoteSending
        form={form}
        lastDay={lastDay}
        help="The end of that day; the event’s day at the latest."
        customer={customer}
        choices={ways}
        otherwise={
          way === 'link'
            ? 'You get a link to give them yourself. The quote is open at once.'
            : 'Nobody sees it until you send it.'
        }
      />
    </Form>
  );
}
