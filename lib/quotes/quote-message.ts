import 'server-only';
import type { Tx } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { mailOrTemplate } from '@/lib/messaging/templates/speak-link';
import { formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { localeFor } from '@/lib/platform/format/zones';
import type { QuoteDocument } from './document-rules';
import { lastDayOf } from './last-day';
import { quoteAddress } from './link';
import { speakQuote } from './spoken/message';

type Sent = { id: string; companyId: string; bookingId: string; customerId: string; document: QuoteDocument };

/**
 * Writes the message with a quote's link into the outbox, once for each way. With the rights of the automation. Gives what
 * to announce; undefined where it was written before.
 */
export async function queueQuote(
  tx: Tx,
  { id, companyId, bookingId, customerId, document }: Sent,
  { way, language }: { way: 'whatsapp' | 'email'; language: string },
): Promise<Queued | undefined> {
  const values = quoteValues({ id, companyId, document }, language);
  const result = await queueMessage(tx, {
    companyId,
    customerId,
    bookingId,
    kind: 'quote_sent',
    onceKey: `quote_sent:${way}:${id}`,
    channel: way,
    ...mailOrTemplate('quote_sent', speakQuote, { way, language, values }),
    asked: false,
  });
  return result.queued ? { companyId, ...result } : undefined;
}

/** What a message says of a quote, in the customer's language. */
export function quoteValues(
  { id, companyId, document }: Pick<Sent, 'id' | 'companyId' | 'document'>,
  language: string,
) {
  const { currency, locale, timeZone } = document.place;
  const where = { timeZone, locale: localeFor(language, locale) };
  return {
    customer: document.customer,
    quote: document.reference,
    event: document.event.name,
    amount: formatMoney(document.price.total, currency, where.locale),
    until: formatLongDay(lastDayOf(document.validUntil), where),
    link: quoteAddress({ companyId, id }),
  };
}
