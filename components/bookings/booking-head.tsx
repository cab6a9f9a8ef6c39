import { TextLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import type { Role } from '@/lib/auth/permissions';
import type { BookingDetail } from '@/lib/bookings/queries';
import { BookingNextStep, BookingOverflow } from './booking-actions';
import { EventTime } from './event-time';
import { StatusPill } from './status-pill';
import { guestsOf } from './words';

type Props = {
  detail: BookingDetail;
  role: Role;
  now: Date;
  currency: string;
  locale: string;
  timeZone: string;
};

/** Who, what, when, where, how many, how much, in which state; and the next step. */
export function BookingHead({ timeZone, ...shared }: Props) {
  const { detail, locale, currency } = shared;
  const { booking, customer } = detail;
  return (
    <PageHead
      back={{ href: '/bookings', label: 'Bookings' }}
      title={booking.eventName}
      state={<StatusPill status={booking.status} />}
      meta={[
        <TextLink key="who" href={`/customers/${customer.id}`}>
          {customer.name}
        </TextLink>,
        <EventTime
          key="when"
          startsAt={booking.startsAt}
          endsAt={booking.endsAt}
          timeZone={timeZone}
          locale={locale}
        />,
        booking.venue,
        guestsOf(booking.guests, locale),
        <Money key="amount" amountMinor={booking.total} currency={currency} locale={locale} />,
        <span key="reference" className="tabular">
          {booking.reference}
        </span>,
      ]}
      primary={<BookingNextStep {...shared} />}
      menu={<BookingOverflow {...shared} />}
    />
  );
}
