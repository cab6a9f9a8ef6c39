'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { ReachField } from '@/components/messaging/reach-field';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { DateTimeInput } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import type { DataOf } from '@/lib/platform/screen';
import { makeOccasionQuote } from '@/lib/quotes/actions';
import { occasionQuoteForm } from '@/lib/quotes/schema';
import type { occasionQuoteScreen } from '@/lib/quotes/screens';
import { wayWords } from './way-words';

/** Until when an occasion's quote holds, and how it reaches the customer. */
export function OccasionQuoteForm({ data }: { data: DataOf<typeof occasionQuoteScreen> }) {
  const { occasion, customer, parts, validOn, lastDay } = data;
  const usual = customer.phone ? 'whatsapp' : customer.email ? 'email' : 'link';
  const form = useForm({
    id: `occasion-quote-${occasion.id}`,
    initial: { validOn, way: usual as string },
    draft: false,
    schema: occasionQuoteForm,
    send: (input, key) =>
      makeOccasionQuote(
        { ...input, occasionId: occasion.id, parts: parts.map(({ id, version }) => ({ id, version })) },
        key,
      ),
    saved: (_, reset) => {
      notify({ message: wayWords[form.values.way]?.done ?? 'Quote made', tone: 'success' });
      reset();
      showAgain();
    },
  });
  const { way } = form.values;
  return (
    <Form form={form} className="flex flex-col gap-6">
      <Field
        label="Valid until"
        name="validOn"
        error={form.errors.validOn}
        help="The end of that day; the day of the first event at the latest."
        required
        className="sm:max-w-60"
      >
        <DateTimeInput kind="date" max={lastDay} {...form.bind('validOn')} />
      </Field>
      <ReachField
        way={way}
        customer={customer}
        otherwise="You get a link to give them yourself. The quote is open at once."
        onChange={(to) => form.set({ way: to })}
        error={form.errors.way}
      />
      <FormActions>
        <SaveButton form={form}>{wayWords[way]?.submit ?? 'Make quote'}</SaveButton>
      </FormActions>
    </Form>
  );
}
