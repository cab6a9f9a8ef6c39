import 'server-only';
import type { Tx } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { mailOrTemplate } from '@/lib/messaging/templates/speak-link';
import { formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { localeFor } from '@/lib/platform/format/zones';
import type { LinkedRecord } from '@/lib/platform/link-tokens';
import type { QuoteDocument } from './document-rules';
import { lastDayOf } from './last-day';
import { quoteAddress } from './link';
import { speakQuote } from './spoken/message';

/** What a message says of a quote: of one booking, or of an occasion with all of its parts. */
export type SaidOfQuote = Pick<QuoteDocument, 'place' | 'customer' | 'validUntil'> & {
  reference: string;
  event: string;
  /** Minor units. */
  total: number;
};

export const saidOf = ({
  place,
  customer,
  validUntil,
  reference,
  event,
  price,
}: QuoteDocument): SaidOfQuote => ({
  ...{ place, customer, validUntil, reference },
  ...{ event: event.name, total: price.total },
});

type Sent = {
  companyId: string;
  bookingId: string;
  customerId: string;
  said: SaidOfQuote;
  /** Revoked, it takes a message along that still waits. */
  link: LinkedRecord;
};

/**
 * Writes the message with a quote's link into the outbox, once for each link. With the rights of the automation. Gives what
 * to announce; undefined where it was written before.
 */
export async function queueQuote(
  tx: Tx,
  { companyId, bookingId, customerId, said, link }: Sent,
  { way, language }: { way: 'whatsapp' | 'email'; language: string },
): Promise<Queued | undefined> {
  const values = quoteValues(said, link, language);
  const result = await queueMessage(tx, {
    companyId,
    customerId,
    bookingId,
    kind: 'quote_sent',
    onceKey: `quote_sent:${way}:${link.id}`,
    channel: way,
    ...mailOrTemplate('quote_sent', speakQuote, { way, language, values }),
    asked: false,
  });
  return result.queued ? { companyId, ...result } : undefined;
}

/** What a message says of a quote, in the customer's language. */
export function quoteValues(
  { reference, event, total, place, customer, validUntil }: SaidOfQuote,
  link: LinkedRecord,
  language: string,
) {
  const { currency, locale, timeZone } = place;
  const where = { timeZone, locale: localeFor(language, locale) };
  return {
    ...{ customer, event, quote: reference },
    amount: formatMoney(total, currency, where.locale),
    until: formatLongDay(lastDayOf(validUntil), where),
    link: quoteAddress(link),
    // By which link it goes; no text has it.
    linkId: link.id,
  };
}
