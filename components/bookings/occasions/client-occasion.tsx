import { Section } from '@/components/ui/section';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import { formatMoney } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';
import { OccasionParts } from './occasion-parts';

type Props = {
  occasion: Occasion;
  /** The part that is being looked at. */
  bookingId?: string;
  place: Place;
};

/** A client's occasion as one thing: its name, what it comes to, and its parts. */
export function ClientOccasion({ occasion: { name, parts, sums }, bookingId, place }: Props) {
  const say = (amount: number) => formatMoney(amount, place.currency, place.locale);
  const left = sums.open > 0 ? `, left ${say(sums.open)}` : '';
  return (
    <Section title={name} note={`Total ${say(sums.asked)}, paid ${say(sums.paid)}${left}`}>
      <OccasionParts {...{ name, parts, place }} path="/my/bookings" current={bookingId} />
    </Section>
  );
}
