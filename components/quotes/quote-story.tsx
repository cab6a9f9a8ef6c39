import { formatDateTime, formatFullDay } from '@/lib/platform/format/dates';
import { lastDayOf } from '@/lib/quotes/last-day';
import { endWords } from '@/lib/quotes/rules';

type Told = {
  standing: string;
  madeBy: string | null;
  madeAt: Date;
  seenAt: Date | null;
  byHand?: string | null;
  validUntil: Date;
  changeAsked: string | null;
  changeAskedAt: Date | null;
  acceptedName: string | null;
  endedAt: Date | null;
  declineReason: string | null;
  endReason: keyof typeof endWords | null;
};

/** What became of a quote, of one event or of an occasion: made, seen, asked about, ended. `about` comes first. */
export function QuoteStory({
  quote,
  about,
  place,
}: {
  quote: Told;
  about: readonly (string | false | null)[];
  place: { locale: string; timeZone: string };
}) {
  const { madeBy, madeAt, seenAt, byHand, changeAsked, changeAskedAt, validUntil, standing } = quote;
  const when = (at: Date) => formatDateTime(at, place);
  const seen = seenAt ? `seen on ${when(seenAt)}` : standing === 'sent' && 'not seen yet';
  const parts = [
    `Made${madeBy ? ` by ${madeBy}` : ''} on ${when(madeAt)}`,
    byHand == null ? seen : 'by hand',
    standing === 'sent' && `valid until ${formatFullDay(lastDayOf(validUntil), place)}`,
  ].filter(Boolean);
  const said = [
    ...about,
    changeAsked && changeAskedAt && `Asked for a change on ${when(changeAskedAt)}: “${changeAsked}”`,
    quote.acceptedName && quote.endedAt && `Accepted by ${quote.acceptedName} on ${when(quote.endedAt)}`,
    standing === 'declined' &&
      `Declined${quote.declineReason ? `: “${quote.declineReason}”` : ' without a reason'}`,
    quote.endReason && endWords[quote.endReason],
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
