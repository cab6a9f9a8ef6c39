import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessages } from '@/lib/messaging/outbox/queue';
import { isDaytime } from '@/lib/messaging/outbox/quiet-hours';
import type { QuoteDocument } from './document-rules';
import { quoteValues, saidOf } from './quote-message';

/** Whoever got the quote just now needs no reminder. */
const notBefore = '1 day';

type Row = {
  id: string;
  bookingId: string;
  customerId: string;
  language: string;
  document: QuoteDocument;
  linkId: string;
  /** Of a whole occasion; minor units. */
  whole: { reference: string; name: string; total: number } | null;
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
      select q.id, q.booking_id as "bookingId", b.customer_id as "customerId", c.language, q.document, l.id as "linkId",
        (select jsonb_build_object('reference', o.reference, 'name', o.name, 'total', sum(p.total)) from occasion_quotes o
          join quotes p on p.company_id = o.company_id and p.occasion_quote_id = o.id
          where o.company_id = q.company_id and o.id = q.occasion_quote_id group by o.reference, o.name) as whole
      from quotes q join bookings b on b.company_id = q.company_id and b.id = q.booking_id
        join customers c on c.company_id = b.company_id and c.id = b.customer_id
        -- Of whom all links were taken back, nobody is reminded.
        cross join lateral (select l.id from paper_links l where l.company_id = q.company_id
          and coalesce(l.quote_id, l.occasion_quote_id) = coalesce(q.occasion_quote_id, q.id) and l.revoked_at is null and l.way <> 'portal'
          order by l.way = 'whatsapp' desc, l.made_at desc limit 1) l
      where q.status = 'sent' and q.by_hand is null and q.valid_until > ${time}
        and q.valid_until <= ${time} + make_interval(days => ${company.days})
        and q.sent_at < ${time} - ${notBefore}::interval
        -- An occasion's is reminded of once, at its first part.
        and not exists (select from quotes p join bookings f on f.company_id = p.company_id and f.id = p.booking_id
          where p.company_id = q.company_id and p.occasion_quote_id = q.occasion_quote_id and (f.starts_at, f.id) < (b.starts_at, b.id))
        and not exists (select from messages m where m.company_id = q.company_id and m.once_key = 'quote_reminder:' || q.id)
      order by q.valid_until, q.id limit 200`);
    const results = await queueMessages(
      tx,
      rows.map(({ id, bookingId, customerId, language, document, linkId, whole }) => ({
        ...{ companyId, customerId, bookingId, kind: 'quote_reminder' as const },
        ...{ onceKey: `quote_reminder:${id}`, asked: false },
        template: {
          purpose: 'quote_reminder' as const,
          variables: quoteValues(
            {
              ...saidOf(document),
              ...(whole && { reference: whole.reference, event: whole.name, total: whole.total }),
            },
            { companyId, id: linkId },
            language,
          ),
        },
      })),
    );
    return results.filter(({ queued }) => queued).map((result) => ({ companyId, ...result }));
  });
}
