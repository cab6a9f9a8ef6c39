import { Checkbox } from './choice';
import { cx } from './cx';

type Props<T extends string | number> = {
  name: string;
  /** Each with its word, in the order they are shown. */
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  change: (chosen: T[]) => void;
  className?: string;
};

/** Any number of a closed list, side by side; those chosen keep the order in which they were. */
export function CheckGrid<T extends string | number>({ name, options, chosen, change, className }: Props<T>) {
  return (
    <div className={cx('grid gap-x-5', className)}>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          name={name}
          value={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={({ target }) =>
            change(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
        />
      ))}
    </div>
  );
}
