import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Input, NumberInput } from '@/components/ui/input';
import { mostTerms } from '@/lib/bookings/cancelling/rules';
import type { TermValues } from '@/lib/bookings/schedule/form-values';

type Props = {
  terms: readonly TermValues[];
  set: (terms: TermValues[]) => void;
  errors: Record<string, string>;
};

/** What stays due of an event that is called off, by how long before it that is. */
export function TermsFields({ terms, set, errors }: Props) {
  const change = (index: number, to: Partial<TermValues>) =>
    set(terms.map((one, at) => (at === index ? { ...one, ...to } : one)));
  const field = (index: number, name: keyof TermValues) => {
    const at = `cancellation.${index}.${name}`;
    return { name: at, error: errors[at] };
  };
  return (
    <div className="flex flex-col gap-3">
      {terms.length === 0 ? <p className="text-muted text-sm">Nothing stays due.</p> : null}
      {terms.map((term, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are added and taken away at their places
          key={index}
          className="grid grid-cols-[1fr_1fr_auto] items-start gap-2"
        >
          <Field label="Days before or fewer" {...field(index, 'days')} required>
            <NumberInput value={term.days} onChange={({ target }) => change(index, { days: target.value })} />
          </Field>
          <Field label="Share of the total" {...field(index, 'share')} required>
            <Input
              inputMode="decimal"
              autoComplete="off"
              suffix="%"
              value={term.share}
              onChange={({ target }) => change(index, { share: target.value })}
            />
          </Field>
          <div className="pt-6">
            <IconButton
              label={`Remove share ${index + 1}`}
              icon={<Icon name="close" className="size-4" />}
              onClick={() => set(terms.filter((_, at) => at !== index))}
            />
          </div>
        </div>
      ))}
      {terms.length < mostTerms ? (
        <Button
          size="small"
          className="self-start"
          icon={<Icon name="plus" className="size-4" />}
          onClick={() => set([...terms, { days: '', share: '' }])}
        >
          Add a share
        </Button>
      ) : null}
    </div>
  );
}
