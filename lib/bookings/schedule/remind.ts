import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs, type Tx } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMessages } from '@/lib/messaging/outbox/queue';
import { isDaytime } from '@/lib/messaging/outbox/quiet-hours';
import { dueVariables } from '@/lib/messaging/templates/booking-words';
import { dayKey } from '@/lib/platform/format/dates';
import { addDays } from '../calendar/days';

/** One that was missed that long, since nothing ran, isn't made up for. */
const patience = 3;
const atOnce = 200;

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'payment reminders' }) as const;

type Row = {
  bookingId: string;
  customerId: string;
  dueOn: string;
  amount: number;
  eventName: string;
  reference: string;
  customer: string;
  language: string;
  late: boolean;
};

/**
 * Writes the reminders of payments that are due so many days from now, and of those that have been late for so many, as the
 * company has set it; each once for the booking, the day and the side of it. Whether it is still true is looked at again when it
 * goes out. Gives what to announce; nothing outside of the company's day.
 */
export function remindOfPayments(companyId: string, now: Date): Promise<Queued[]> {
  return actAs(systemOf(companyId), async (tx) => {
    const company = await loadCompany(tx);
    if (!company || !isDaytime(now, company.time_zone)) return [];
    const today = dayKey(now, company.time_zone);
    const { remind_before: before, remind_after: after } = company;
    const rows = [
      ...(before === null
        ? []
        : await unreminded(tx, {
            from: addDays(today, Math.max(0, before - patience)),
            until: addDays(today, before),
            late: false,
          })),
      ...(after === null
        ? []
        : await unreminded(tx, {
            from: addDays(today, -after - patience),
            until: addDays(today, -after),
            late: true,
          })),
    ];
    const orders = rows.map((row) => ({
      companyId,
      customerId: row.customerId,
      bookingId: row.bookingId,
      kind: 'payment_reminder' as const,
      onceKey: keyOf(row),
      template: {
        purpose: 'payment_reminder' as const,
        variables: dueVariables({ ...row, ...company, due: { on: row.dueOn, amount: row.amount } }),
      },
      asked: false,
    }));
    const results = await queueMessages(tx, orders);
    return results.filter(({ queued }) => queued).map((result) => ({ companyId, ...result }));
  });
}

const keyOf = ({ bookingId, dueOn, late }: Pick<Row, 'bookingId' | 'dueOn' | 'late'>) =>
  `payment_reminder:${bookingId}:${dueOn}:${late ? 'late' : 'ahead'}`;

async function loadCompany(tx: Tx) {
  const [company] = await tx.execute<{
    time_zone: string;
    locale: string;
    currency: string;
    remind_before: number | null;
    remind_after: number | null;
  }>(sql`select time_zone, locale, currency, remind_before, remind_after from companies`);
  return company;
}

/** The next payments of bookings that are due within these days and of which nobody was told yet. */
function unreminded(tx: Tx, { from, until, late }: { from: string; until: string; late: boolean }) {
  return tx.execute<Row>(sql`
    select d.booking_id as "bookingId", b.customer_id as "customerId", d.due_on::text as "dueOn", d.amount::float8 as amount,
      b.event_name as "eventName", b.reference, c.name as customer, c.language, ${late}::boolean as late
    from payment_dues d join bookings b on b.company_id = d.company_id and b.id = d.booking_id
      join customers c on c.company_id = b.company_id and c.id = b.customer_id
    where d.due_on between ${from}::date and ${until}::date
      and not exists (select from payment_dues sooner where sooner.company_id = d.company_id and sooner.booking_id = d.booking_id and sooner.due_on < d.due_on)
      and not exists (select from messages m where m.company_id = d.company_id
        and m.once_key = 'payment_reminder:' || d.booking_id || ':' || d.due_on || ${late ? ':late' : ':ahead'})
    order by d.due_on, d.booking_id limit ${atOnce}`);
}
