import { cloneElement, type ReactElement, type ReactNode } from 'react';
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

/** Label above, help under, error beside the control it belongs to. */
export function Field({ label, name, help, error, required, optional, className, children }: FieldProps) {
  const id = useFieldIds()(name);
  const message = typeof error === 'string' ? error : error?.[0];
  const described = [help && `${id}-help`, message && `${id}-error`].filter(Boolean).join(' ');
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
        'aria-describedby': described || undefined,
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

/** Fields that are about the same thing, with a heading that screen readers repeat. */
export function FieldGroup(props: {
  legend: ReactNode;
  help?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <fieldset className={cx('flex flex-col gap-5', props.className)}>
      <legend className="mb-4 font-semibold text-base">{props.legend}</legend>
      {props.help ? <p className="-mt-3 text-muted text-sm">{props.help}</p> : null}
      {props.children}
    </fieldset>
  );
}
