import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Pill, type Tone } from '@/components/ui/pill';
import { formatEventStart, formatFullDay } from '@/lib/platform/format/dates';
import type { Place } from '@/lib/platform/sent';
import { lastDayOf } from '@/lib/quotes/last-day';
import type { OwnQuote } from '@/lib/quotes/own-quotes';
import type { QuoteEnd, QuoteStatus } from '@/lib/quotes/rules';

type Where = Pick<Place, 'currency' | 'locale' | 'timeZone'>;

/** What a quote's state means to whoever was given it. */
const meanings: Record<QuoteStatus, { word: string; tone: Tone }> = {
  draft: { word: 'Not sent', tone: 'slate' },
  sent: { word: 'Waits for your answer', tone: 'amber' },
  accepted: { word: 'You accepted it', tone: 'green' },
  declined: { word: 'You declined it', tone: 'neutral' },
  expired: { word: 'No longer valid', tone: 'neutral' },
  void: { word: 'No longer holds', tone: 'neutral' },
};

const ends: Record<QuoteEnd, string> = {
  changed: 'The event was changed since.',
  replaced: 'A newer one took its place.',
  confirmed: 'Your event was confirmed without it.',
  cancelled: 'The event was cancelled.',
  withdrawn: 'We took it back.',
  part: 'Another part of the occasion was changed since.',
};

/** A client's quotes, each with the way to its page and its file. `ofOne`: on the page of their event. */
export function OwnQuotes({
  quotes,
  place,
  ofOne = false,
}: {
  quotes: readonly OwnQuote[];
  place: Where;
  ofOne?: boolean;
}) {
  return (
    <List label="Quotes">
      {quotes.map((quote) => {
        const { id, reference, event, standing, href, pdf, total } = quote;
        const { word, tone } = meanings[standing];
        return (
          <ListRow
            key={id}
            href={href}
            // The router opens no documents.
            target="_self"
            title={ofOne ? `Quote ${reference}` : event.name}
            state={<Pill tone={tone}>{word}</Pill>}
            detail={
              <>
                {ofOne ? null : (
                  <span className="block">
                    {formatEventStart(event.startsAt, place)}, quote {reference}
                  </span>
                )}
                {sayMore(quote, place)}
              </>
            }
            end={
              <span className="flex items-center gap-4">
                <Money amountMinor={total} currency={place.currency} locale={place.locale} />
                <a href={pdf} target="_blank" rel="noreferrer" className="link">
                  PDF<span className="sr-only"> of {reference} (new tab)</span>
                </a>
              </span>
            }
          />
        );
      })}
    </List>
  );
}

function sayMore({ standing, validUntil, endReason, endedAt }: OwnQuote, place: Where): string | null {
  if (standing === 'sent') return `Valid until ${formatFullDay(lastDayOf(validUntil), place)}.`;
  if (standing === 'expired') return `It was valid until ${formatFullDay(lastDayOf(validUntil), place)}.`;
  if (standing === 'void') return endReason && ends[endReason];
  return endedAt && `On ${formatFullDay(endedAt, place)}.`;
}
