'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Segmented } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { DateTimeInput } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { reachChoices, sayReach } from '@/lib/messaging/reach';
import type { DataOf } from '@/lib/platform/screen';
import { makeOccasionQuote } from '@/lib/quotes/actions';
import { occasionQuoteForm } from '@/lib/quotes/schema';
import type { occasionQuoteScreen } from '@/lib/quotes/screens';

const words: Record<string, { submit: string; done: string }> = {
  whatsapp: { submit: 'Send quote by WhatsApp', done: 'Quote sent by WhatsApp' },
  email: { submit: 'Send quote by e-mail', done: 'Quote sent by e-mail' },
  link: { submit: 'Make quote with a link', done: 'Quote made: copy its link' },
};

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
      notify({ message: words[form.values.way]?.done ?? 'Quote made', tone: 'success' });
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
      <div>
        <Segmented
          legend="How it reaches the customer"
          name="way"
          choices={reachChoices}
          value={way}
          onChange={(to) => form.set({ way: to })}
          error={form.errors.way}
        />
        <p className="mt-1.5 text-muted text-sm">
          {sayReach(way, customer) ?? 'You get a link to give them yourself. The quote is open at once.'}
        </p>
      </div>
      <FormActions>
        <SaveButton form={form}>{words[way]?.submit ?? 'Make quote'}</SaveButton>
      </FormActions>
    </Form>
  );
}
