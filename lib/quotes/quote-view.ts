import type { Status } from '@/lib/bookings/rules';
import { type PaperLanguage, paperLanguage } from '@/lib/paper/document';
import { changesBetween, type QuoteChange } from './change-rules';
import { agreedOptions, priceWith, type QuoteDocument, type QuotedPrice, tickedOf } from './document-rules';
import { type QuoteEnd, type QuoteStanding, type QuoteStatus, standingOf } from './rules';

/** What the customer's page shows. */
export type QuoteView = {
  id: string;
  standing: Exclude<QuoteStatus, 'draft'>;
  /** The customer's, of those that quotes are written in. */
  language: PaperLanguage;
  /** What became different since the one that they were given before. */
  since: Since | null;
  endReason: QuoteEnd | null;
  document: QuoteDocument;
  ticked: readonly string[];
  price: QuotedPrice;
  /** Whether nobody has noted yet that it was looked at. */
  unseen: boolean;
  changeAsked: string | null;
  accepted: { name: string; at: Date; hash: string; booking: Status; waits: boolean } | null;
};

/** The number of an earlier quote, and what differs from it. */
export type Since = { number: number; changes: QuoteChange[] };

/** How a quote differs from the one before, where there was one. */
export const sinceOf = (
  before: { number: number; document: QuoteDocument } | null | undefined,
  document: QuoteDocument,
): Since | null =>
  before ? { number: before.number, changes: changesBetween(before.document, document) } : null;

type Kept = QuoteStanding & {
  id: string;
  document: QuoteDocument;
  seenAt: Date | null;
  endedAt: Date | null;
  changeAsked: string | null;
  acceptedName: string | null;
  agreement: string | null;
  agreementHash: string | null;
};

type Around = {
  booking: Status;
  waits: boolean;
  /** The customer's. */
  language: string;
  before: { number: number; document: QuoteDocument } | null;
  ticked?: readonly string[] | undefined;
};

/** A quote as its page shows it, with these options ticked; undefined while it isn't sent. */
export function viewOf(
  quote: Kept,
  { booking, waits, language, before, ticked = [] }: Around,
  now: Date,
): QuoteView | undefined {
  const standing = standingOf(quote, now);
  if (quote.status === 'draft' || standing === 'draft') return undefined;
  const { document, acceptedName, agreement, agreementHash, endedAt } = quote;
  const ids = tickedOf(document, agreedOptions(agreement) ?? ticked).map(({ id }) => id);
  return {
    id: quote.id,
    standing,
    language: paperLanguage(language),
    since: sinceOf(before, document),
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
