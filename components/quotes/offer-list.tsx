import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { sendOccasionQuote } from '@/lib/quotes/actions';
import type { ToldOffer } from '@/lib/quotes/occasion-queries';
import { quoteWords } from '@/lib/quotes/rules';
import { QuoteStory } from './quote-story';
import { quoteTones } from './quote-tones';
import { QuoteWays } from './quote-ways';

type Place = { currency: string; locale: string; timeZone: string };

/** The quotes of an occasion, newest first: what became of each, and how to give it once more. */
export function OfferList({
  offers,
  customer,
  place,
}: {
  offers: readonly ToldOffer[];
  customer: { phone: string | null; email: string | null };
  place: Place;
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
