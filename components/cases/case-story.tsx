import { Rating } from '@/components/feedback/rating';
import { aspects, aspectWords } from '@/components/feedback/words';
import { DateTime } from '@/components/ui/date-time';
import { DescriptionList } from '@/components/ui/description-list';
import { TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { CaseDetail } from '@/lib/cases/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { formatPhone } from '@/lib/platform/format/phones';

type Locality = { currency: string; locale: string; timeZone: string };

/** Who is unhappy about what, and how to reach them. */
export function CaseStory({ detail, place }: { detail: CaseDetail; place: Locality }) {
  const { feedback, booking, customer } = detail;
  const low = feedback ? aspects.filter((aspect) => feedback[aspect] !== null) : [];
  const words = detail.said.filter((message) => message.direction === 'inbound').slice(0, 5);
  return (
    <div className="flex flex-col gap-8">
      <Section title="What went wrong">
        <p dir="auto" className="whitespace-pre-line break-words text-base">
          {detail.case.summary}
        </p>
        {feedback ? (
          <div className="mt-4">
            <DescriptionList
              columns
              facts={[
                { term: 'Overall', value: <Rating value={feedback.rating} /> },
                ...low.map((aspect) => ({
                  term: aspectWords[aspect],
                  value: <Rating value={feedback[aspect]} />,
                })),
                {
                  term: 'Feedback',
                  value: <TextLink href={`/feedback/${feedback.id}`}>All answers, word for word</TextLink>,
                },
              ]}
            />
          </div>
        ) : null}
        {words.length > 0 ? (
          <ul className="mt-4 flex flex-col gap-2">
            {words.map((message) => (
              <li key={message.id} className="rounded-md bg-sunken px-3 py-2 text-sm">
                <p dir="auto" className="whitespace-pre-line break-words">
                  {message.body || message.buttonText}
                </p>
                <p className="text-subtle text-xs">
                  <DateTime
                    at={message.at}
                    timeZone={place.timeZone}
                    locale={place.locale}
                    style="datetime"
                  />
                </p>
              </li>
            ))}
          </ul>
        ) : null}
      </Section>
      <Section title="The event">
        <DescriptionList
          columns
          facts={[
            {
              term: 'Booking',
              value: <TextLink href={`/bookings/${booking.id}`}>{booking.reference}</TextLink>,
            },
            {
              term: 'Date',
              value: (
                <DateTime at={booking.startsAt} timeZone={place.timeZone} locale={place.locale} style="day" />
              ),
            },
            { term: 'Guests', value: booking.guests },
            { term: 'Total', value: formatMoney(booking.total, place.currency, place.locale) },
            {
              term: 'Phone',
              value: customer.phone ? (
                <TextLink href={`tel:${customer.phone}`}>{formatPhone(customer.phone)}</TextLink>
              ) : null,
            },
            {
              term: 'E-mail',
              value: customer.email ? (
                <TextLink href={`mailto:${customer.email}`}>{customer.email}</TextLink>
              ) : null,
            },
          ]}
        />
      </Section>
      {detail.case.resolution ? (
        <Section title="How it was put right">
          <p dir="auto" className="whitespace-pre-line break-words text-sm">
            {detail.case.resolution}
          </p>
        </Section>
      ) : null}
    </div>
  );
}
