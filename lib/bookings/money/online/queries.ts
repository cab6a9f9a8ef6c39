import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { checkouts, onlineKeys } from '@/db/schema/checkouts';
import { companies } from '@/db/schema/companies';
import { payments, receipts } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { dayKey } from '@/lib/platform/format/dates';
import type { Payment } from '../../schedule/rules';
import { payAddress } from './link';
import { duesOf, mayAsk } from './rules';

const offerQuery = prepared((db) =>
  db
    .select({
      ...{ status: bookings.status, total: bookings.total, paid: bookings.paid, takenOff: bookings.takenOff },
      ...{ deposit: bookings.deposit, agreedAt: bookings.agreedAt, reference: bookings.reference },
      ...{ instructions: companies.paymentInstructions, mode: onlineKeys.mode },
      timeZone: companies.timeZone,
    })
    .from(bookings)
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .leftJoin(onlineKeys, eq(onlineKeys.companyId, bookings.companyId))
    .where(eq(bookings.id, sql.placeholder('id'))),
);

/** How a customer can pay for a booking now. */
export const askOffer = (tx: Tx, id: string) => [offerQuery(tx, { id })] as const;

/** With what of its plan is open. Nothing where nothing is due, or they haven't agreed to the event yet. */
export function tellOffer(
  [[found]]: Answers<ReturnType<typeof askOffer>>,
  schedule: readonly Pick<Payment, 'dueOn' | 'open'>[],
  now: Date,
) {
  if (!found) return undefined;
  const { mode, instructions, reference, agreedAt, timeZone } = found;
  const by = { byCustomer: true, agreed: agreedAt !== null };
  const dues = duesOf(found, schedule, dayKey(now, timeZone)).filter(
    ({ amount }) => mayAsk(found, amount, by).ok,
  );
  return dues.length > 0 ? { dues, online: mode !== null, instructions, reference } : undefined;
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
    })
    .from(checkouts)
    .leftJoin(
      payments,
      and(eq(payments.companyId, checkouts.companyId), eq(payments.id, checkouts.paymentId)),
    )
    .leftJoin(receipts, and(eq(receipts.companyId, payments.companyId), eq(receipts.id, payments.receiptId)))
    .where(eq(checkouts.bookingId, sql.placeholder('id')))
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
