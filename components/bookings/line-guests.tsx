'use client';

import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { useFieldIds } from '@/components/ui/field-scope';
import { optionsOf } from '@/components/ui/options';
import { Notice } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { driftedDishes, following, gathered, type Measure } from '@/lib/bookings/follow-guests';
import type { Heads, Whom } from '@/lib/bookings/heads';
import { lineDifference, type PricedBy, thingOf } from '@/lib/bookings/live-price';
import type { LineValues } from '@/lib/bookings/schema';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import { formatMoney } from '@/lib/platform/format/money';
import type { BookingFormState } from './use-booking-form';

type MoneyFormat = { currency: string; locale: string };
type DriftProps = {
  form: BookingFormState;
  menu: readonly MenuChoice[];
  stored: PricedBy['stored'];
  money: MoneyFormat;
};

/** Dishes for another number than there are guests, and the one tap that brings them along, with what it costs. */
export function DriftNotice({ form, menu, stored, money }: DriftProps) {
  const { lines } = form.values;
  const { heads } = form;
  const measureOf = (line: LineValues) => thingOf(line, { stored, menu });
  const dishes = driftedDishes(lines, heads, measureOf).length;
  if (dishes === 0) return null;
  const next = gathered(lines, heads, measureOf);
  const difference = lineDifference(lines, next, { stored, menu });
  const sign = difference < 0 ? '−' : '+';
  const cost = `${sign} ${formatMoney(Math.abs(difference), money.currency, money.locale)}`;
  return (
    <Notice
      actions={
        <Button size="small" onClick={() => form.set({ lines: next })}>
          Update {dishes === 1 ? '1 dish' : `${dishes} dishes`} to {heads?.guests} guests: {cost}
        </Button>
      }
    >
      {dishes === 1 ? 'One dish is' : `${dishes} dishes are`} for another number than the guests. The amount
      is what these lines change by.
    </Notice>
  );
}

type SwitchProps = {
  line: LineValues;
  index: number;
  name: string;
  measure: Measure | undefined;
  heads: Heads | undefined;
  change: (next: LineValues) => void;
};

const whomWords: Record<Whom, string> = {
  guests: 'One for each guest',
  adults: 'One for each adult',
  children: 'One for each child',
  vendors: 'One for each vendor',
};

/** Says whether a line follows the guests, or which of them, and changes it. */
export function FollowSwitch({ line, index, name, measure, heads, change }: SwitchProps) {
  const fieldId = useFieldIds();
  if (measure?.unit === 'hour' || measure?.unit === 'flat') return null;
  const trays = measure?.unit === 'tray';
  const follows = line.follows ?? false;
  const parted = heads && heads.children + heads.vendorMeals > 0;
  if (!trays && (parted || (line.whom ?? 'guests') !== 'guests'))
    return (
      <Select
        id={fieldId(`lines.${index}.follows`)}
        aria-label={`For whom ${name} is`}
        className="mt-1 w-fit"
        value={follows ? (line.whom ?? 'guests') : ''}
        options={[...optionsOf(whomWords), { value: '', label: 'As many as typed' }]}
        onChange={(event) => {
          const whom = event.target.value as Whom | '';
          change(whom ? following({ ...line, whom }, heads, () => measure) : { ...line, follows: false });
        }}
      />
    );
  return (
    <Checkbox
      id={fieldId(`lines.${index}.follows`)}
      className="mt-1 w-fit"
      aria-label={trays ? `As many ${name} as the guests need` : `One ${name} for each guest`}
      label={trays ? 'As many as the guests need' : 'One for each guest'}
      checked={follows}
      onChange={() => change(follows ? { ...line, follows: false } : following(line, heads, () => measure))}
    />
  );
}
