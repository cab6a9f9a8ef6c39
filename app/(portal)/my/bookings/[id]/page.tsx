import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { guestsOf } from '@/components/bookings/booking-head';
import { ClientBooking } from '@/components/bookings/client-booking';
import { EventTime } from '@/components/bookings/event-time';
import { StatusPill } from '@/components/bookings/status-pill';
import { PortalFeedback } from '@/components/feedback/portal-feedback';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { readBooking } from '@/lib/bookings/queries';
import { mayEdit } from '@/lib/bookings/rules';
import { readPortalView } from '@/lib/feedback/mutations';
import { mayGiveFeedback } from '@/lib/feedback/rules';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'My event' };

export default async function MyBookingPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, identity } = await gatePage('portal.read');
  const detail = await readBooking(actor, (await params).id);
  if (!detail) notFound();
  const { booking } = detail;
  const { timeZone, locale, currency } = identity;
  const at = now();
  const asked =
    actor.role === 'client' && mayGiveFeedback(booking, at).ok
      ? await readPortalView(actor, booking.id, at)
      : undefined;
  const editable = mayEdit(booking.status, 'client').ok;
  return (
    <>
      <PageHead
        back={{ href: '/my/bookings', label: 'My events' }}
        title={booking.eventName}
        state={<StatusPill status={booking.status} />}
        meta={[
          <EventTime key="when" {...booking} timeZone={timeZone} locale={locale} />,
          booking.venue,
          guestsOf(booking.guests, locale),
          booking.reference,
        ]}
        primary={
          editable ? (
            <ButtonLink href={`/my/bookings/${booking.id}/edit`} variant="primary" size="large">
              Change enquiry
            </ButtonLink>
          ) : null
        }
      />
      {asked ? (
        <div className="mb-6">
          <PortalFeedback bookingId={booking.id} given={detail.feedback} asked={asked} />
        </div>
      ) : null}
      <ClientBooking detail={detail} currency={currency} locale={locale} />
    </>
  );
}
