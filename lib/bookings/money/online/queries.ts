import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { checkoutParts, checkouts, onlineKeys } from '@/db/schema/checkouts';
import { payments, receipts } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { dayKey } from '@/lib/platform/format/dates';
import type { Status } from '../../rules';
import type { Payment } from '../../schedule/rules';
import { payAddress } from './link';
import { type Due, duesOf, mayAsk, thatTake } from './rules';

type OfferRow = {
  id: string;
  status: Status;
  total: number;
  paid: number;
  takenOff: number;
  deposit: number;
  agreedAt: string | Date | null;
  reference: string;
  instructions: string | null;
  mode: (typeof onlineKeys.$inferSelect)['mode'] | null;
  timeZone: string;
  schedule: Pick<Payment, 'dueOn' | 'open'>[];
};

const offers = (which: string) =>
  preparedText<OfferRow>(
    `select b.id, b.status, b.total::float8 as total, b.paid::float8 as paid, b.taken_off::float8 as "takenOff",
      b.deposit::float8 as deposit, b.agreed_at as "agreedAt", b.reference, c.payment_instructions as instructions, k.mode,
      c.time_zone as "timeZone", coalesce((select jsonb_agg(jsonb_build_object('dueOn', s.due_on, 'open', s.open)) from schedule_of(b) s), '[]') as schedule
    from bookings b join companies c on c.id = b.company_id left join online_keys k on k.company_id = b.company_id
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid and ${which}
    order by b.starts_at, b.id`,
    ['id'],
  );

/** How a customer can pay for a booking now. */
export const askOffer = offers('b.id = $1::uuid');

/** The same for all of the occasion that a booking is of, of those that the caller may see; nothing where it is of none. */
export const askOfferOfOccasion = offers(
  'b.occasion_id = (select me.occasion_id from bookings me where me.id = $1::uuid)',
);

/** The same for the events of an accepted quote, or of the quote of a whole occasion. */
export const askOfferOfQuotes = offers(`b.id in (select q.booking_id from quotes q
    where q.status = 'accepted' and coalesce(q.occasion_quote_id, q.id) = $1::uuid)
  and not exists (select from customers p where p.company_id = b.company_id and p.id = b.customer_id and p.anonymised_at is not null)`);

/** The same for all events of an occasion, for the office. */
export const askDuesOfOccasion = offers('b.occasion_id = $1::uuid');

/** What the office can ask for online of them together; nothing without a key, or where nothing is left. */
export function tellDues(rows: readonly OfferRow[], now: Date): Due[] {
  const taking = thatTake(rows.map(read), { byCustomer: false });
  const [first] = taking;
  return first?.mode ? duesOf(taking, dayKey(now, first.timeZone)) : [];
}

const read = (row: OfferRow) => ({
  ...row,
  agreedAt: row.agreedAt === null ? null : new Date(row.agreedAt),
});

/**
 * With what of their plans is open, of one event or of several that are paid at once. Nothing where nothing is due, or they haven't
 * agreed to any yet.
 */
export function tellOffer(rows: readonly OfferRow[], now: Date) {
  const taking = thatTake(rows.map(read), { byCustomer: true });
  const [first] = taking;
  if (!first) return undefined;
  const { mode, instructions, reference, timeZone } = first;
  const dues = duesOf(taking, dayKey(now, timeZone)).filter(
    ({ amount }) => mayAsk(taking, amount, { byCustomer: true }).ok,
  );
  return dues.length > 0
    ? { dues, online: mode !== null, instructions, reference, ids: taking.map(({ id }) => id) }
    : undefined;
}
export type PayOffer = NonNullable<ReturnType<typeof tellOffer>>;

const checkoutsQuery = prepared((db) =>
  db
    .select({
      ...{
        id: checkouts.id,
        companyId: checkouts.companyId,
        purpose: checkouts.purpose,
        amount: checkouts.amount,
      },
      ...{
        state: checkouts.state,
        openedBy: checkouts.openedBy,
        openedAt: checkouts.openedAt,
        came: checkouts.came,
      },
      ...{
        reference: checkouts.reference,
        method: checkouts.method,
        failure: checkouts.failure,
        trouble: checkouts.trouble,
      },
      ...{
        startedAt: checkouts.startedAt,
        paidAt: checkouts.paidAt,
        heldWhy: checkouts.heldWhy,
        heldEnd: checkouts.heldEnd,
      },
      ...{ heldNote: checkouts.heldNote, receiptId: receipts.id, receipt: receipts.reference },
      /** Of how many events at once. */
      events: sql<number>`greatest(1, (select count(*)::int from ${checkoutParts} c
        where c.company_id = ${checkouts.companyId} and c.checkout_id = ${checkouts.id}))`,
    })
    .from(checkouts)
    .leftJoin(
      payments,
      and(eq(payments.companyId, checkouts.companyId), eq(payments.id, checkouts.paymentId)),
    )
    .leftJoin(receipts, and(eq(receipts.companyId, payments.companyId), eq(receipts.id, payments.receiptId)))
    .where(
      sql`${checkouts.id} in (select k.id from ${checkouts} k where k.booking_id = ${sql.placeholder('id')}
        union select c.checkout_id from ${checkoutParts} c where c.booking_id = ${sql.placeholder('id')})`,
    )
    .orderBy(desc(checkouts.openedAt))
    .limit(50),
);
const keyQuery = prepared((db) => db.select({ mode: onlineKeys.mode }).from(onlineKeys));

/** What a booking's customer was asked to pay online, and whether more can be asked. */
export const askOnline = (tx: Tx, id: string) => [checkoutsQuery(tx, { id }), keyQuery(tx)] as const;

export function tellOnline([rows, [key]]: Answers<ReturnType<typeof askOnline>>) {
  return {
    mode: key?.mode ?? null,
    checkouts: rows.map(({ companyId, ...row }) => ({
      ...row,
      held: row.heldWhy !== null && row.heldEnd === null,
      link: payAddress({ companyId, id: row.id }),
    })),
  };
}
export type Online = ReturnType<typeof tellOnline>;

/** What a manager sees of the company's key: never the key. */
export const askKey = prepared((db) =>
  db
    .select({
      ...{ mode: onlineKeys.mode, hint: onlineKeys.hint, savedAt: onlineKeys.savedAt },
    })
    .from(onlineKeys),
);
