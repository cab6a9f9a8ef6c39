import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import { cx } from './cx';
import { useFieldIds } from './field-scope';
import { Icon } from './icon';

type Control = {
  id?: string;
  name?: string;
  required?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
};

type FieldProps = {
  label: ReactNode;
  /** The control's name; its id is `field-<name>`, which ErrorSummary links to. */
  name: string;
  help?: ReactNode;
  /** What is wrong and how to put it right; the first of several is shown. */
  error?: string | readonly string[] | null;
  required?: boolean;
  /** Most fields are needed, so the others say so. */
  optional?: boolean;
  className?: string;
  /** One control of this folder: Input, Textarea, Select, … */
  children: ReactElement<Control>;
};

/** What is read after a control's name: the ids of its help and of what is wrong, as far as they are there. */
export const describedBy = (id: string, { help, error }: { help?: ReactNode; error?: ReactNode }) =>
  [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

/** Label above, help under, error beside the control it belongs to. */
export function Field({ label, name, help, error, required, optional, className, children }: FieldProps) {
  const id = useFieldIds()(name);
  const message = typeof error === 'string' ? error : error?.[0];
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
        {optional ? <span className="font-normal text-subtle"> (optional)</span> : null}
      </label>
      {cloneElement(children, {
        id,
        name: children.props.name ?? name,
        required: required ?? children.props.required,
        'aria-describedby': describedBy(id, { help, error: message }),
        'aria-invalid': message ? true : undefined,
      })}
      {message ? <FieldError id={`${id}-error`}>{message}</FieldError> : null}
      {help ? (
        <p id={`${id}-help`} className="text-subtle text-xs">
          {help}
        </p>
      ) : null}
    </div>
  );
}

/** The sentence under a control that says what is wrong; an icon carries it too. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-danger-ink text-sm">
      <Icon name="alert" className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

type FieldGroupProps = {
  legend: ReactNode;
  help?: ReactNode;
  /** Of the field that all of them together are, such as boxes of one list; ErrorSummary leads to it. */
  name?: string;
  /** What is wrong with them together. */
  error?: string | null;
  children: ReactNode;
  className?: string;
};

/** Fields that are about the same thing, with a heading that screen readers repeat. */
export function FieldGroup({ legend, help, name, error, children, className }: FieldGroupProps) {
  const fieldId = useFieldIds();
  const own = useId();
  const id = name ? fieldId(name) : own;
  return (
    <fieldset
      {...(name && { id, tabIndex: -1 })}
      aria-describedby={describedBy(id, { help, error })}
      className={cx('flex flex-col gap-5', className)}
    >
      <legend className="mb-4 font-semibold text-base">{legend}</legend>
      {help ? (
        <p id={`${id}-help`} className="-mt-3 text-muted text-sm">
          {help}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {children}
    </fieldset>
  );
}
