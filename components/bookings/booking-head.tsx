import { Icon } from '@/components/ui/icon';
import { PlainLink, TextLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import type { Role } from '@/lib/auth/permissions';
import type { BookingDetail } from '@/lib/bookings/queries';
import { BookingNextStep, BookingOverflow } from './booking-actions';
import { EventTime } from './event-time';
import { LateMark } from './starts/late-mark';
import { StatusPill } from './status-pill';
import { guestsOf } from './words';

type Props = {
  detail: BookingDetail;
  role: Role;
  now: Date;
  currency: string;
  locale: string;
  timeZone: string;
  /** What the occasion is called that it is a part of. */
  occasion: string | undefined;
};

/** Who, what, when, where, how many, how much, in which state; and the next step. */
export function BookingHead({ timeZone, ...shared }: Props) {
  const { detail, locale, currency } = shared;
  const { booking, customer } = detail;
  return (
    <PageHead
      back={{ href: '/bookings', label: 'Bookings' }}
      title={booking.eventName}
      state={
        <>
          <StatusPill status={booking.status} />
          <LateMark event={booking} now={shared.now} inWords />
          {booking.dietary ? (
            <PlainLink
              href={`/bookings/${booking.id}?tab=guests`}
              scroll={false}
              data-list="yes"
              className="inline-flex min-h-6 items-center gap-1 rounded text-danger-ink text-xs hover:underline"
            >
              <Icon name="diets" className="size-4" />
              Diets
            </PlainLink>
          ) : null}
        </>
      }
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
