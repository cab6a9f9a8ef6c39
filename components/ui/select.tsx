import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Icon } from './icon';

export type Option = { value: string; label: string; disabled?: boolean };
export type OptionGroup = { group: string; options: readonly Option[] };

type SelectProps = Omit<ComponentProps<'select'>, 'children'> & {
  options: readonly (Option | OptionGroup)[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
};

/** The device's own list: known to everyone, quick on phones. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  const controlled = rest.value !== undefined;
  return (
    <div className={cx('relative', className)}>
      <select
        {...rest}
        defaultValue={controlled ? undefined : (rest.defaultValue ?? (placeholder ? '' : undefined))}
        className="field h-control w-full appearance-none truncate ps-3 pe-9"
      >
        {placeholder ? (
          <option value="" disabled={rest.required}>
            {placeholder}
          </option>
        ) : null}
        {options.map((entry) =>
          'group' in entry ? (
            <optgroup key={entry.group} label={entry.group}>
              {entry.options.map(renderOption)}
            </optgroup>
          ) : (
            renderOption(entry)
          ),
        )}
      </select>
      <Icon
        name="open"
        className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-subtle"
      />
    </div>
  );
}

function renderOption(option: Option) {
  return (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
}
