'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { DescriptionList } from '@/components/ui/description-list';
import { TextLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { adoptFacts } from '@/lib/enquiries/actions';
import type { enquiryScreen } from '@/lib/enquiries/screens';
import { answerWords, lostWords } from '@/lib/enquiries/words';
import { formatCalendarDate, formatDateTime, formatSpan } from '@/lib/platform/format/dates';
import { formatGuests } from '@/lib/platform/format/guests';
import { formatCount } from '@/lib/platform/format/numbers';
import { formatPhone } from '@/lib/platform/format/phones';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';

type Detail = DataOf<typeof enquiryScreen>;
type Props = { detail: Detail; place: Place };

/** What was asked, in their words and by field, and how it went on. */
export function EnquiryFacts({ detail, place }: Props) {
  const { enquiry, card } = detail;
  const { currency, locale } = place;
  const { answeredAt, answeredBy, receivedAt } = enquiry;
  return (
    <div className="flex min-w-0 flex-col gap-10">
      {enquiry.stage === 'lost' && enquiry.lostReason ? (
        <Notice title={`Lost: ${lostWords[enquiry.lostReason]}`}>
          {enquiry.lostNote ? <p dir="auto">{enquiry.lostNote}</p> : null}
        </Notice>
      ) : null}
      <Section title="What they ask">
        <Offered detail={detail} place={place} />
        {enquiry.message ? (
          <p dir="auto" className="max-w-prose whitespace-pre-wrap break-words text-sm">
            {enquiry.message}
          </p>
        ) : (
          <p className="text-muted text-sm">No words of theirs are written down.</p>
        )}
        <DescriptionList
          facts={[
            { term: 'Event', value: card.eventType ? eventTypeWords[card.eventType] : null },
            { term: 'Day', value: card.eventDay && formatCalendarDate(card.eventDay, locale, 'fullDay') },
            { term: 'Guests', value: card.guests && formatCount(card.guests, locale) },
            { term: 'Place', value: card.place },
            {
              term: card.booking ? 'Worth' : 'Budget',
              value: card.worth === null ? null : formatMoney(card.worth, currency, locale),
            },
          ]}
        />
      </Section>
      <Section title="How to reach them">
        <DescriptionList
          facts={[
            {
              term: 'Phone',
              value: enquiry.phone && (
                <TextLink href={`tel:${enquiry.phone}`}>{formatPhone(enquiry.phone)}</TextLink>
              ),
            },
            {
              term: 'E-mail',
              value: enquiry.email && <TextLink href={`mailto:${enquiry.email}`}>{enquiry.email}</TextLink>,
            },
            {
              term: 'Agreed to',
              value: enquiry.consentWords && `“${enquiry.consentWords}” (wording ${enquiry.consentVersion})`,
            },
            {
              term: 'First answer',
              value:
                answeredAt && answeredBy
                  ? `${formatDateTime(answeredAt, place)}, ${answerWords[answeredBy].toLowerCase()}${
                      enquiry.source === 'office'
                        ? ''
                        : `, after ${formatSpan(Math.max(answeredAt.getTime() - receivedAt.getTime(), 60_000))}`
                    }`
                  : null,
            },
          ]}
        />
      </Section>
      {enquiry.notes ? (
        <Section title="Our notes">
          <p dir="auto" className="max-w-prose whitespace-pre-wrap break-words text-sm">
            {enquiry.notes}
          </p>
        </Section>
      ) : null}
    </div>
  );
}

/** What their message says so plainly that one tap takes it over. */
function Offered({ detail: { enquiry, offered }, place: { locale } }: Props) {
  const [pending, startTransition] = useTransition();
  const { day, guests } = offered;
  if (!day && !guests) return null;
  const take = () =>
    startTransition(async () => {
      const result = await attempt((key) => adoptFacts({ id: enquiry.id, day, guests }, key));
      if (!result.ok) notify({ message: 'Not saved', detail: result.message, tone: 'error' });
    });
  const words = [
    day && formatCalendarDate(day, locale, 'fullDay'),
    guests && formatGuests(guests, locale),
  ].filter(Boolean);
  return (
    <Notice
      title={`Their message says: ${words.join(', ')}`}
      actions={
        <Button size="small" pending={pending} onClick={take}>
          Take it over
        </Button>
      }
    >
      Nothing is taken over until you say so.
    </Notice>
  );
}
