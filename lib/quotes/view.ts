import type { Status } from '@/lib/bookings/rules';
import { agreedOptions, priceWith, type QuoteDocument, type QuotedPrice, tickedOf } from './document-rules';
import { type QuoteEnd, type QuoteStatus, type Standing, standingOf } from './rules';

/** What the customer's page shows. */
export type QuoteView = {
  standing: Exclude<QuoteStatus, 'draft'>;
  endReason: QuoteEnd | null;
  document: QuoteDocument;
  ticked: readonly string[];
  price: QuotedPrice;
  /** Whether nobody has noted yet that it was looked at. */
  unseen: boolean;
  changeAsked: string | null;
  accepted: { name: string; at: Date; hash: string; booking: Status; waits: boolean } | null;
};

type Kept = Standing & {
  document: QuoteDocument;
  seenAt: Date | null;
  endedAt: Date | null;
  changeAsked: string | null;
  acceptedName: string | null;
  agreement: string | null;
  agreementHash: string | null;
};

/** A quote as its page shows it, with these options ticked; undefined while it isn't sent. */
export function viewOf(
  quote: Kept,
  { booking, waits, ticked = [] }: { booking: Status; waits: boolean; ticked?: readonly string[] },
  now: Date,
): QuoteView | undefined {
  const standing = standingOf(quote, now);
  if (quote.status === 'draft' || standing === 'draft') return undefined;
  const { document, acceptedName, agreement, agreementHash, endedAt } = quote;
  const ids = tickedOf(document, agreedOptions(agreement) ?? ticked).map(({ id }) => id);
  return {
    standing,
    endReason: quote.endReason,
    document,
    ticked: ids,
    price: priceWith(document, ids),
    unseen: quote.seenAt === null,
    changeAsked: quote.changeAsked,
    accepted:
      acceptedName !== null && endedAt !== null
        ? { name: acceptedName, at: endedAt, hash: agreementHash ?? '', booking, waits }
        : null,
  };
}
