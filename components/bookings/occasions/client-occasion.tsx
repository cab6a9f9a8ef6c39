import { Section } from '@/components/ui/section';
import type { PayOffer } from '@/lib/bookings/money/online/queries';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import { formatMoney } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';
import { PaySection } from '../online/pay-section';
import { OccasionParts } from './occasion-parts';

type Props = {
  occasion: Occasion;
  /** The part that is being looked at. */
  bookingId?: string;
  /** What can be paid now for all of it at once. */
  offer?: PayOffer | undefined;
  place: Place;
};

/** A client's occasion as one thing: its name, what it comes to, and its parts. */
export function ClientOccasion({ occasion: { name, parts, sums }, bookingId, offer, place }: Props) {
  const say = (amount: number) => formatMoney(amount, place.currency, place.locale);
  const left = sums.open > 0 ? `, left ${say(sums.open)}` : '';
  return (
    <div className="flex flex-col gap-8">
      <Section title={name} note={`Total ${say(sums.asked)}, paid ${say(sums.paid)}${left}`}>
        <OccasionParts {...{ name, parts, place }} path="/my/bookings" current={bookingId} />
      </Section>
      {offer && bookingId ? <PaySection {...{ bookingId, offer, say, occasion: name }} /> : null}
    </div>
  );
}
