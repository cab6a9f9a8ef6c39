import { useState } from 'react';
import { Field } from './field';
import { DateTimeInput } from './input';
import { ButtonLink } from './link';

type TwoDaysProps = { from: string; to: string; href: (days: { from: string; to: string }) => string };

/** Any two days. A link and no form: nothing is sent, the address says it all. */
export function TwoDays({ from, to, href }: TwoDaysProps) {
  const [days, setDays] = useState({ from, to });
  const set = (change: Partial<typeof days>) => setDays({ ...days, ...change });
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="From" name="from">
        <DateTimeInput
          kind="date"
          value={days.from}
          max={days.to}
          onChange={({ target }) => set({ from: target.value })}
        />
      </Field>
      <Field label="To" name="to">
        <DateTimeInput
          kind="date"
          value={days.to}
          min={days.from}
          onChange={({ target }) => set({ to: target.value })}
        />
      </Field>
      {days.from && days.to ? (
        <ButtonLink href={href(days)} scroll={false} data-list="yes">
          Show these days
        </ButtonLink>
      ) : null}
    </div>
  );
}
