'use client';

import { Select } from '@/components/ui/select';

type Props = {
  label: string;
  value: string;
  /** The address of each choice. */
  options: readonly { value: string; label: string; href: string }[];
};

/** A filter with too many values for chips; it changes the address as they do. */
export function FilterSelect({ label, value, options }: Props) {
  return (
    <Select
      aria-label={label}
      value={value}
      options={options}
      className="w-full sm:w-48"
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) window.history.pushState(null, '', chosen.href);
      }}
    />
  );
}
