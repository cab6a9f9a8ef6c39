'use client';

import { ClientBooking } from '@/components/bookings/client-booking';
import { EventTime } from '@/components/bookings/event-time';
import { ClientOccasion } from '@/components/bookings/occasions/client-occasion';
import { StatusPill } from '@/components/bookings/status-pill';
import { guestsOf } from '@/components/bookings/words';
import { OwnQuotes } from '@/components/quotes/own-quotes';
import { useSent } from '@/components/screen/use-sent';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import type { myEventScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { PortalFeedback } from './portal-feedback';

/** A client's own event: what it is, what is next, and how it was once it is over. */
export function MyEventScreen({ sent }: { sent: Sent<DataOf<typeof myEventScreen>> }) {
  const { data, place } = useSent(sent);
  const { detail, schedule, occasion, offer, offerOfAll, papers, quotes, today, asked, mayChange } = data;
  const { booking } = detail;
  const { timeZone, locale, currency } = place;
  return (
    <>
      <PageHead
        back={{ href: '/my/bookings', label: 'My events' }}
        title={booking.eventName}
        state={<StatusPill status={booking.status} />}
        meta={[
          <EventTime key="when" {...booking} timeZone={timeZone} locale={locale} />,
          occasion ? `Part of ${occasion.name}` : null,
          booking.venue,
          guestsOf(booking.guests, locale),
          booking.reference,
        ]}
        primary={
          mayChange ? (
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
      {quotes.length > 0 ? (
        <div className="mb-8">
          <Section title={quotes.length > 1 ? 'Your quotes' : 'Your quote'}>
            <OwnQuotes quotes={quotes} place={place} ofOne />
          </Section>
        </div>
      ) : null}
      <ClientBooking {...{ detail, schedule, offer, papers, today, currency, locale }} />
      {occasion ? (
        <div className="mt-8">
          <ClientOccasion {...{ occasion, bookingId: booking.id, offer: offerOfAll, place }} />
        </div>
      ) : null}
    </>
  );
}
