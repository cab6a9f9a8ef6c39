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
import { Notice, Section } from '@/components/ui/section';
import type { myEventScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { Rating } from './rating';

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

type Props = {
  bookingId: string;
  given: { rating: number | null; comments: string | null } | undefined;
  /** How far the questions about this event went. */
  asked: { open: boolean; unhappy: boolean };
};

/** On a client's past event: the invitation to say how it was, to go on, or what they said. */
function PortalFeedback({ bookingId, given, asked }: Props) {
  return (
    <Notice
      title={
        given
          ? asked.unhappy
            ? 'We are sorry. Thank you for telling us'
            : 'You told us how it was'
          : 'How was it?'
      }
      actions={
        asked.open ? (
          <ButtonLink
            href={`/my/bookings/${bookingId}/feedback`}
            // A document of its own, which the router can't open.
            target="_self"
            variant={given ? 'secondary' : 'primary'}
            size="large"
          >
            {given ? (asked.unhappy ? 'Tell us what went wrong' : 'Tell us more') : 'Rate your event'}
          </ButtonLink>
        ) : null
      }
    >
      {given ? (
        <div className="mt-1 flex flex-col gap-1">
          <Rating value={given.rating} />
          {given.comments ? (
            <p dir="auto" className="whitespace-pre-line break-words">
              {given.comments}
            </p>
          ) : null}
        </div>
      ) : asked.open ? (
        'A minute of yours helps us cook and serve better.'
      ) : (
        'Thank you, your answer has reached us.'
      )}
    </Notice>
  );
}
