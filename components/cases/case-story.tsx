import { Rating } from '@/components/feedback/rating';
import { aspects, aspectWords } from '@/components/feedback/words';
import { DateTime } from '@/components/ui/date-time';
import { DescriptionList } from '@/components/ui/description-list';
import { TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { CaseDetail } from '@/lib/cases/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { formatPercent } from '@/lib/platform/format/numbers';
import { formatPhone } from '@/lib/platform/format/phones';

type Locality = { currency: string; locale: string; timeZone: string };

/** What the customer is unhappy about, and what they say since. */
export function CaseStory({ detail, place }: { detail: CaseDetail; place: Locality }) {
  const { feedback } = detail;
  const low = feedback ? aspects.filter((aspect) => feedback[aspect] !== null) : [];
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
      </Section>
      {detail.answer ? <BothAnswers detail={detail} answer={detail.answer} place={place} /> : null}
    </div>
  );
}

/** The event, how to reach the customer, and what was given and done. */
export function CaseFacts({ detail, place }: { detail: CaseDetail; place: Locality }) {
  const { booking, customer } = detail;
  return (
    <div className="flex flex-col gap-8">
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
      {detail.vouchers.length > 0 ? (
        <Section title="Discount for the next booking">
          <ul className="flex flex-col gap-2 text-sm">
            {detail.vouchers.map((voucher) => (
              <li key={voucher.code} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <span className="tabular select-all font-semibold">{voucher.code}</span>
                <span>{formatPercent(voucher.rate / 10_000, place.locale, 2)} off</span>
                <span className="text-muted">
                  {voucher.state === 'redeemed' ? (
                    'Redeemed'
                  ) : (
                    <>
                      Valid until{' '}
                      <DateTime
                        at={voucher.expiresAt}
                        timeZone={place.timeZone}
                        locale={place.locale}
                        style="day"
                      />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
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

type AnswersProps = { detail: CaseDetail; answer: NonNullable<CaseDetail['answer']>; place: Locality };

/** What the customer thought before the recovery and what they think after it. */
function BothAnswers({ detail: { feedback }, answer, place }: AnswersProps) {
  const said = [
    feedback && {
      term: 'First answer',
      rating: feedback.rating,
      words: feedback.comments,
      at: feedback.givenAt,
    },
    { term: 'Second answer', ...answer },
  ].filter((one) => one !== null);
  return (
    <Section title="Asked again">
      <dl className="grid gap-6 sm:grid-cols-2">
        {said.map(({ term, rating, words, at }) => (
          <div key={term} className="flex flex-col gap-1 text-sm">
            <dt className="text-muted">{term}</dt>
            <dd className="flex flex-col gap-1">
              <Rating value={rating} />
              {words ? (
                <p dir="auto" className="whitespace-pre-line break-words">
                  {words}
                </p>
              ) : null}
              {at ? (
                <p className="text-subtle text-xs">
                  <DateTime at={at} timeZone={place.timeZone} locale={place.locale} style="datetime" />
                </p>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
