import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessages } from '@/lib/messaging/outbox/queue';
import { isDaytime } from '@/lib/messaging/outbox/quiet-hours';
import type { QuoteDocument } from './document-rules';
import { quoteValues } from './quote-message';

/** Whoever got the quote just now needs no reminder. */
const notBefore = '1 day';

type Row = {
  id: string;
  bookingId: string;
  customerId: string;
  language: string;
  document: QuoteDocument;
  until: string;
};

/**
 * Writes the reminders of open quotes that run out within the days that the company has set, each once for the quote; whether it is
 * still open is looked at again when it goes out. Gives what to announce; nothing outside of the company's day.
 */
export function remindOfQuotes(companyId: string, now: Date): Promise<Queued[]> {
  return actAs({ role: 'system', companyId, name: 'quote reminders' }, async (tx) => {
    const [company] = await tx.execute<{ zone: string; days: number | null }>(
      sql`select time_zone as zone, quote_remind_days as days from companies`,
    );
    if (!company || company.days === null || !isDaytime(now, company.zone)) return [];
    const time = sql`${now.toISOString()}::timestamptz`;
    const rows = await tx.execute<Row>(sql`
      select q.id, q.booking_id as "bookingId", b.customer_id as "customerId", c.language, q.document, q.valid_until::text as until
      from quotes q join bookings b on b.company_id = q.company_id and b.id = q.booking_id
        join customers c on c.company_id = b.company_id and c.id = b.customer_id
      where q.status = 'sent' and q.by_hand is null and q.valid_until > ${time}
        and q.valid_until <= ${time} + make_interval(days => ${company.days})
        and q.sent_at < ${time} - ${notBefore}::interval
        and not exists (select from messages m where m.company_id = q.company_id and m.once_key = 'quote_reminder:' || q.id)
      order by q.valid_until, q.id limit 200`);
    const results = await queueMessages(
      tx,
      rows.map(({ id, bookingId, customerId, language, document }) => ({
        ...{ companyId, customerId, bookingId, kind: 'quote_reminder' as const },
        ...{ onceKey: `quote_reminder:${id}`, asked: false },
        template: {
          purpose: 'quote_reminder' as const,
          variables: quoteValues({ id, companyId, document }, language),
        },
      })),
    );
    return results.filter(({ queued }) => queued).map((result) => ({ companyId, ...result }));
  });
}
