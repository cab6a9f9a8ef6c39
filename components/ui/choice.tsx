import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { describedBy, FieldError } from './field';
import { useFieldIds } from './field-scope';

const box =
  'mt-0.5 size-4.5 shrink-0 cursor-pointer accent-brand disabled:cursor-not-allowed pointer-coarse:size-5';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  label: ReactNode;
  help?: ReactNode;
  error?: string | null;
};

/** One yes or no, saved with the form. */
export function Checkbox({ label, help, error, className, ...rest }: CheckboxProps) {
  const fieldId = useFieldIds();
  const id = rest.id ?? fieldId(rest.value ? `${rest.name}-${rest.value}` : (rest.name ?? 'checkbox'));
  return (
    <div className={cx('flex flex-col gap-0.5', className)}>
      <label htmlFor={id} className="flex items-start gap-2.5 py-0.5 text-sm">
        <input
          {...rest}
          id={id}
          type="checkbox"
          className={box}
          aria-describedby={describedBy(id, { help, error })}
          aria-invalid={error ? true : undefined}
        />
        <span>{label}</span>
      </label>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      {help ? (
        <p id={`${id}-help`} className="ps-7 text-subtle text-xs">
          {help}
        </p>
      ) : null}
    </div>
  );
}

export type Choice = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };

type RadioProps = {
  legend: ReactNode;
  name: string;
  choices: readonly Choice[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
  error?: string | null;
  required?: boolean;
  /** Shown to screen readers only, when the context already says it. */
  hideLegend?: boolean;
  className?: string;
};

function radioState(props: RadioProps, choice: Choice) {
  const { onChange } = props;
  return {
    name: props.name,
    value: choice.value,
    disabled: choice.disabled,
    required: props.required,
    ...(props.value === undefined
      ? { defaultChecked: props.defaultValue === choice.value }
      : { checked: props.value === choice.value }),
    ...(onChange ? { onChange: () => onChange(choice.value) } : {}),
  };
}

/** Two to five short choices side by side: views, periods, units. */
export function Segmented(props: RadioProps) {
  const id = useFieldIds()(props.name);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy(id, { error: props.error })}
      className={props.className}
    >
      <legend className={cx('mb-1.5 font-medium text-sm', props.hideLegend && 'sr-only')}>
        {props.legend}
      </legend>
      <div className="inline-flex max-w-full overflow-x-auto rounded-md border border-line bg-sunken p-0.5">
        {props.choices.map((choice) => (
          <label
            key={choice.value}
            className="relative flex min-h-8 cursor-pointer items-center whitespace-nowrap rounded-md px-3 text-muted text-sm transition-colors hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:outline has-checked:outline-line has-focus-visible:outline-2 has-focus-visible:outline-brand pointer-coarse:min-h-10"
          >
            <input type="radio" className="absolute inset-0 opacity-0" {...radioState(props, choice)} />
            {choice.label}
          </label>
        ))}
      </div>
      {props.error ? <FieldError id={`${id}-error`}>{props.error}</FieldError> : null}
    </fieldset>
  );
}
