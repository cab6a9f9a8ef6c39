'use client';

import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import type { Place } from '@/lib/platform/sent';
import { sendQuote } from '@/lib/quotes/actions';
import type { ToldQuote } from '@/lib/quotes/queries';
import { quoteWords } from '@/lib/quotes/rules';
import { sayChange } from '@/lib/quotes/spoken/changes';
import { QuoteStory } from './quote-story';
import { quoteTones } from './quote-tones';
import { QuoteWays } from './quote-ways';

type Where = Pick<Place, 'currency' | 'locale' | 'timeZone'>;
type Customer = { phone: string | null; email: string | null };

/** The quotes of a booking, newest first: what became of each, and how to give it once more. */
export function QuoteList({
  quotes,
  customer,
  place,
}: {
  quotes: readonly ToldQuote[];
  customer: Customer;
  place: Where;
}) {
  return (
    <Section title="Quotes">
      <List label="Quotes">
        {quotes.map((quote) => (
          <ListRow
            key={quote.id}
            title={quote.reference}
            state={<Pill tone={quoteTones[quote.standing]}>{quoteWords[quote.standing]}</Pill>}
            detail={<Detail quote={quote} place={place} />}
            end={
              <span className="flex flex-wrap items-center gap-2">
                <Money amountMinor={quote.total} currency={place.currency} locale={place.locale} />
                {quote.offer ? null : (
                  <QuoteWays
                    quote={quote}
                    customer={customer}
                    pdf={`/api/v1/quotes/${quote.id}/quote.pdf`}
                    send={(way, key) => sendQuote({ id: quote.id, way }, key)}
                  />
                )}
              </span>
            }
          />
        ))}
      </List>
    </Section>
  );
}

function Detail({ quote, place }: { quote: ToldQuote; place: Where }) {
  const about = [quote.byHand, quote.offer && `Part of ${quote.offer}, the quote for the whole occasion`];
  return (
    <>
      <QuoteStory quote={quote} about={about} place={place} />
      <SincePrevious quote={quote} place={place} />
      {quote.standing === 'draft' ? null : (
        <p>
          <TextLink href={`/quotes/${quote.id}`}>Paper and comments</TextLink>
        </p>
      )}
      {quote.agreementHash ? (
        <span className="block break-all text-subtle text-xs">SHA-256 {quote.agreementHash}</span>
      ) : null}
    </>
  );
}

/** What differs from the quote before, for who asks. */
function SincePrevious({ quote: { since }, place }: { quote: ToldQuote; place: Where }) {
  if (!since) return null;
  if (since.changes.length === 0)
    return <span className="block">Says the same as version {since.number}.</span>;
  return (
    <details>
      <summary className="cursor-pointer text-ink">Compared with version {since.number}</summary>
      <ul className="mt-1 flex list-disc flex-col gap-1 ps-5">
        {since.changes.map((change, at) => {
          const line = sayChange(change, 'en', place);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have changed alike; none is ever moved
            <li key={`${at} ${line}`} dir="auto">
              {line}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
