'use client';

import { Form } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { notify } from '@/components/ui/toast';
import type { DataOf } from '@/lib/platform/screen';
import { makeOccasionQuote } from '@/lib/quotes/actions';
import type { occasionQuoteScreen } from '@/lib/quotes/screens';
import { OptionFields, type OptionValues } from './option-fields';
import { QuoteSending, usualWay } from './quote-sending';
import { wayWords } from './way-words';

type Props = {
  data: DataOf<typeof occasionQuoteScreen>;
  place: { currency: string; locale: string };
};

/** What may be added to each part, until when an occasion's quote holds, and how it reaches the customer. */
export function OccasionQuoteForm({ data, place }: Props) {
  const { occasion, customer, parts, validOn, lastDay, offered, mayPrice } = data;
  const schema = () => import('@/lib/quotes/schema').then((file) => file.occasionQuoteForm(place));
  const form = useForm({
    id: `occasion-quote-${occasion.id}`,
    initial: {
      ...{ validOn, way: usualWay(customer) },
      parts: parts.map(({ id }) => ({ id, options: [] as OptionValues[] })),
    },
    draft: false,
    schema,
    // As the parts were looked at last, with what was typed for each.
    send: (input, key) =>
      makeOccasionQuote(
        {
          ...{ ...input, occasionId: occasion.id },
          parts: parts.map(({ id, version }) => ({
            ...{ id, version },
            options: input.parts.find((one) => one.id === id)?.options ?? [],
          })),
        },
        key,
      ),
    saved: (_, reset) => {
      notify({ message: wayWords[form.values.way]?.done ?? 'Quote made', tone: 'success' });
      reset();
      showAgain();
    },
  });
  return (
    <Form form={form} className="flex flex-col gap-6">
      {form.values.parts.map((part, index) => (
        <OptionFields
          key={part.id}
          path={`parts.${index}.options`}
          legend={`Options for ${parts.find(({ id }) => id === part.id)?.eventName ?? 'this part'}`}
          help="What the customer may add to it by ticking. All totals follow, tax included."
          options={part.options}
          errors={form.errors}
          change={(options) =>
            form.set({
              parts: form.values.parts.map((one) => (one.id === part.id ? { ...one, options } : one)),
            })
          }
          {...{ offered, mayPrice, place }}
        />
      ))}
      <QuoteSending
        form={form}
        lastDay={lastDay}
        help="The end of that day; the day of the first event at the latest."
        customer={customer}
        otherwise="You get a link to give them yourself. The quote is open at once."
      />
    </Form>
  );
}
