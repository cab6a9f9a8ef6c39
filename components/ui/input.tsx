import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

type InputProps = Omit<ComponentProps<'input'>, 'prefix'> & {
  /** Something fixed before the value, such as a currency or a country code. */
  prefix?: ReactNode;
  /** Something fixed after it, such as a unit. */
  suffix?: ReactNode;
};

/** A line of text. Amounts: `prefix="GHS" inputMode="decimal" align right by className "text-end"`. */
export function Input({ prefix, suffix, className, ...rest }: InputProps) {
  if (!prefix && !suffix) {
    return <input type="text" {...rest} className={cx('field h-control w-full px-3', className)} />;
  }
  return (
    <div className={cx('field flex h-control w-full items-stretch', className)}>
      {prefix ? <span className="flex items-center ps-3 text-subtle">{prefix}</span> : null}
      <input
        type="text"
        {...rest}
        className="tabular w-full min-w-0 bg-transparent px-3 outline-none [text-align:inherit]"
      />
      {suffix ? <span className="flex items-center pe-3 text-subtle">{suffix}</span> : null}
    </div>
  );
}

/** Several lines; grows with its text where the browser can. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={cx('field field-sizing-content max-h-96 min-h-24 w-full px-3 py-2', className)}
    />
  );
}

/** A whole number: guests, trays, hours. The number pad on phones, no spinning by the wheel. */
export function NumberInput({ className, ...rest }: InputProps) {
  return (
    <Input
      inputMode="numeric"
      pattern="[0-9]*"
      autoComplete="off"
      {...rest}
      className={cx('tabular', className)}
    />
  );
}

/** The device's own date and time picker. The value has no zone: say in the help which one is meant. */
export function DateTimeInput({
  kind = 'datetime-local',
  ...rest
}: Omit<InputProps, 'type'> & { kind?: 'datetime-local' | 'date' | 'time' }) {
  return <Input {...rest} type={kind} className={cx('tabular', rest.className)} />;
}
