import { type ComponentProps, type ReactNode, useId } from 'react';
import { Field } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Input } from '@/components/ui/input';
import { echoOf, type MoneyPlace } from '@/lib/platform/money';

type Props = MoneyPlace &
  Pick<ComponentProps<'input'>, 'value' | 'onChange'> & {
    label: string;
    name: string;
    error?: string;
    help?: ReactNode;
    /** It may stay empty. */
    optional?: boolean;
  };

/** An amount of money, with what it is read as under it before it is saved. */
export function MoneyField({
  currency,
  locale,
  label,
  name,
  value,
  onChange,
  error,
  help,
  optional = false,
}: Props) {
  const echo = useId();
  const ids = useFieldIds();
  const read = echoOf(String(value ?? ''), { currency, locale });
  return (
    <div className="flex flex-col gap-1.5">
      <Field label={label} name={name} error={error} help={help} required={!optional} optional={optional}>
        <Input
          {...{ name, value, onChange }}
          prefix={currency}
          inputMode="decimal"
          autoComplete="off"
          className="text-end"
          aria-details={echo}
        />
      </Field>
      <output id={echo} htmlFor={ids(name)} className="tabular min-h-4 text-end text-subtle text-xs">
        {read ? `Is read as ${read}` : null}
      </output>
    </div>
  );
}
