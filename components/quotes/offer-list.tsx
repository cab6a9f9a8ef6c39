import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { formatDateTime, formatFullDay } from '@/lib/platform/format/dates';
import { sendOccasionQuote } from '@/lib/quotes/actions';
import { lastDayOf } from '@/lib/quotes/last-day';
import type { ToldOffer } from '@/lib/quotes/occasion-queries';
import { endWords, quoteWords } from '@/lib/quotes/rules';
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
            detail={<Detail offer={offer} place={place} />}
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

function Detail({ offer, place }: { offer: ToldOffer; place: Place }) {
  const { madeBy, madeAt, seenAt, changeAsked, changeAskedAt, validUntil, events, standing } = offer;
  const when = (at: Date) => formatDateTime(at, place);
  const parts = [
    `Made${madeBy ? ` by ${madeBy}` : ''} on ${when(madeAt)}`,
    seenAt ? `seen on ${when(seenAt)}` : standing === 'sent' && 'not seen yet',
    standing === 'sent' && `valid until ${formatFullDay(lastDayOf(validUntil), place)}`,
  ].filter(Boolean);
  const said = [
    events.join(', '),
    changeAsked && changeAskedAt && `Asked for a change on ${when(changeAskedAt)}: “${changeAsked}”`,
    offer.acceptedName && offer.endedAt && `Accepted by ${offer.acceptedName} on ${when(offer.endedAt)}`,
    standing === 'declined' &&
      `Declined${offer.declineReason ? `: “${offer.declineReason}”` : ' without a reason'}`,
    offer.endReason && endWords[offer.endReason],
  ].filter(Boolean);
  return (
    <>
      {parts.join(', ')}
      {said.map((one) => (
        <span key={String(one)} dir="auto" className="block text-ink">
          {one}
        </span>
      ))}
    </>
  );
}
