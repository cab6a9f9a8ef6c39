import type { ReactNode } from 'react';
import { DescriptionList } from '@/components/ui/description-list';
import { TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { staffingOf } from '@/lib/bookings/capacity/staffing';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { headsOf } from '@/lib/bookings/heads';
import type { BookingDetail } from '@/lib/bookings/queries';
import { serviceStyleWords } from '@/lib/bookings/words';
import { coordinates } from '@/lib/messaging/conversations/pin';

type Props = {
  booking: BookingDetail['booking'];
  /** Of its headings. */
  level?: 2 | 3;
  /** Speaks to the customer instead of the office. */
  forClient?: boolean;
  /** Who can't eat what, guest by guest, where the office looks. */
  diets?: ReactNode;
};

/** Facts that somebody of the office should still ask for where they are missing. */
const asked = new Set(['Final count', 'Style', 'Address']);

/** Who comes and what they can't or won't eat. */
export function GuestsAndDiets({ booking, level = 2, forClient = false, diets }: Props) {
  const noDiets = 'You have told us of none. Tell us of any, so that we cook for everyone.';
  const facts = [
    { term: 'Guests', value: booking.guests },
    { term: 'Final count', value: booking.guaranteedGuests },
    { term: 'Served', value: booking.actualGuests },
    { term: 'Billed', value: booking.billedGuests },
    { term: 'Children', value: booking.children || null },
    { term: 'Vendor meals', value: booking.vendorMeals || null },
    { term: 'Staff suggested', value: forClient ? null : sayStaffing(booking) },
    { term: 'Their reference', value: forClient ? null : booking.theirReference },
    { term: 'Type of event', value: eventTypeWords[booking.eventType] },
    { term: 'Style', value: booking.serviceStyle ? serviceStyleWords[booking.serviceStyle] : null },
    { term: 'Address', value: booking.venueAddress },
    { term: 'Position', value: forClient ? null : mapLinkOf(booking) },
  ];
  return (
    <div className="flex flex-col gap-8">
      {/* What most events have none of says nothing by a dash. */}
      <DescriptionList
        columns
        facts={facts.filter(({ term, value }) => value !== null || (!forClient && asked.has(term)))}
      />
      {diets ?? (
        <Section title="Diets and allergies" level={level}>
          <LongText text={booking.dietary} missing={noDiets} />
        </Section>
      )}
      <Section title="Special requests" level={level}>
        <LongText text={booking.specialRequests} missing="No special requests." />
      </Section>
    </div>
  );
}

/** How many the floor needs, and by which rule of thumb. */
function sayStaffing(booking: Props['booking']) {
  const { people, guestsEach } = staffingOf(booking.serviceStyle, headsOf(booking).guests);
  if (people === 0) return 'Nobody: it is picked up';
  return guestsEach === null ? String(people) : `${people}: one for ${guestsEach} guests`;
}

/** Where the venue is on a map; nothing of the map is loaded before the link is followed. */
function mapLinkOf({ latitude, longitude }: Props['booking']) {
  if (latitude === null || longitude === null) return null;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <TextLink href={map} target="_blank" rel="noreferrer" className="tabular">
      {coordinates({ latitude, longitude, label: null })}
      <span className="sr-only"> on the map, in a new tab</span>
    </TextLink>
  );
}

function LongText({ text, missing }: { text: string | null; missing: string }) {
  return (
    <p dir="auto" className={text ? 'whitespace-pre-line break-words text-sm' : 'text-muted text-sm'}>
      {text ?? missing}
    </p>
  );
}
