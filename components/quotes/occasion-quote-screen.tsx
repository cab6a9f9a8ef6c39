'use client';

import { PaperLinks } from '@/components/bookings/money/paper-links';
import { useScreen } from '@/components/screen/use-screen';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { sendOccasionQuote } from '@/lib/quotes/actions';
import type { ToldOffer } from '@/lib/quotes/occasion-queries';
import { quoteWords } from '@/lib/quotes/rules';
import type { occasionQuoteScreen } from '@/lib/quotes/screens';
import { NoTermsNotice } from './no-terms-notice';
import { OccasionQuoteForm } from './occasion-quote-form';
import { QuoteStory } from './quote-story';
import { quoteTones } from './quote-tones';
import { QuoteWays } from './quote-ways';

/** Makes and sends the quote of a whole occasion, and shows what became of those before. */
export function OccasionQuoteScreen({ sent }: { sent: Sent<DataOf<typeof occasionQuoteScreen>> }) {
  const { data, place } = useScreen(sent);
  const { occasion, customer, parts, offers, links, against, hasTerms } = data;
  const { currency, locale, timeZone, role } = place;
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return (
    <>
      <PageHead
        back={{ href: `/occasions/${occasion.id}`, label: occasion.name }}
        title={`Quote for ${occasion.name}`}
        meta={[
          <TextLink key="who" href={`/customers/${customer.id}`}>
            {customer.name}
          </TextLink>,
          parts.length === 1 ? '1 part waits' : `${parts.length} parts wait`,
          <Money key="total" amountMinor={total} currency={currency} locale={locale} />,
        ]}
      />
      <div className="flex max-w-2xl flex-col gap-10">
        {offers.length > 0 ? (
          <OfferList offers={offers} customer={customer} place={{ currency, locale, timeZone }} />
        ) : null}
        {against.length === 0 ? (
          <Section
            title={offers.length > 0 ? 'Make another quote' : 'Make the quote'}
            note="It offers these parts as one: the customer accepts all of them with one name, or none. When a part changes, the whole quote becomes void by itself."
          >
            {hasTerms ? null : <NoTermsNotice role={role} />}
            <List label="What it offers">
              {parts.map((part) => (
                <ListRow
                  key={part.id}
                  href={`/bookings/${part.id}`}
                  title={part.eventName}
                  detail={formatEventStart(part.startsAt, { timeZone, locale })}
                  end={<Money amountMinor={part.total} currency={currency} locale={locale} />}
                />
              ))}
            </List>
            <OccasionQuoteForm
              key={parts.map(({ id }) => id).join()}
              data={data}
              place={{ currency, locale }}
            />
          </Section>
        ) : (
          <Notice title="No quote of the whole can be made now">
            {against.map((why) => (
              <span key={why} dir="auto" className="block">
                {why}
              </span>
            ))}
          </Notice>
        )}
        <PaperLinks links={links} where={{ timeZone, locale }} />
      </div>
    </>
  );
}

/** The quotes of an occasion, newest first: what became of each, and how to give it once more. */
function OfferList({
  offers,
  customer,
  place,
}: {
  offers: readonly ToldOffer[];
  customer: { phone: string | null; email: string | null };
  place: Pick<Place, 'currency' | 'locale' | 'timeZone'>;
}) {
  return (
    <Section title="Quotes for the whole">
      <List label="Quotes for the whole">
        {offers.map((offer) => (
          <ListRow
            key={offer.id}
            title={offer.reference}
            state={<Pill tone={quoteTones[offer.standing]}>{quoteWords[offer.standing]}</Pill>}
            detail={<QuoteStory quote={offer} about={[offer.events.join(', ')]} place={place} />}
            end={
              <span className="flex flex-wrap items-center gap-2">
                <Money amountMinor={offer.total} currency={place.currency} locale={place.locale} />
                <QuoteWays
                  quote={offer}
                  customer={customer}
                  pdf={`/api/v1/occasion-quotes/${offer.id}/quote.pdf`}
                  send={(way, key) => sendOccasionQuote({ id: offer.id, way }, key)}
                />
              </span>
            }
          />
        ))}
      </List>
    </Section>
  );
}
