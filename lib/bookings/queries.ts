import 'server-only';
import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Answers, prepared } from '@/db/prepared';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { payments, receipts } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import type { ShownRate } from '@/db/schema/shown-rate';
import { type Actor, readAs, type Tx } from '@/db/session';
import { exemptionColumns } from '@/lib/customers/billing/queries';
import { askMenuChoices, menuChoicesOf } from '@/lib/menu/choice-queries';
import { askPricing, pricingOf } from '@/lib/pricing/queries';
import { storedLine } from './load';

const bookingId = sql.placeholder('id');

const headQuery = prepared((db) =>
  db
    .select({
      booking: bookings,
      customer: {
        id: customers.id,
        name: customers.name,
        phone: customers.phone,
        email: customers.email,
        ...exemptionColumns,
      },
    })
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(eq(bookings.id, bookingId)),
);

const linesQuery = prepared((db) =>
  db
    .select()
    .from(bookingLines)
    .where(eq(bookingLines.bookingId, bookingId))
    .orderBy(asc(bookingLines.position), asc(bookingLines.id)),
);

const paymentsQuery = prepared((db) =>
  db
    .select({ ...getTableColumns(payments), receipt: receipts.reference })
    .from(payments)
    .leftJoin(receipts, and(eq(receipts.companyId, payments.companyId), eq(receipts.id, payments.receiptId)))
    .where(eq(payments.bookingId, bookingId))
    .orderBy(desc(payments.receivedAt), desc(payments.id)),
);

const givenQuery = prepared((db) =>
  db
    .select({
      id: feedback.id,
      rating: feedback.rating,
      comments: feedback.comments,
      wouldRecommend: feedback.wouldRecommend,
      givenAt: feedback.givenAt,
    })
    .from(feedback)
    .where(eq(feedback.bookingId, bookingId)),
);

export function askBooking(tx: Tx, id: string) {
  return [
    headQuery(tx, { id }),
    linesQuery(tx, { id }),
    paymentsQuery(tx, { id }),
    givenQuery(tx, { id }),
  ] as const;
}

export function tellBooking([heads, lines, paid, given]: Answers<ReturnType<typeof askBooking>>) {
  const [head] = heads;
  return head && { ...head, lines: lines.map(storedLine), payments: paid, feedback: given[0] };
}

/** Of one booking only what its price is reckoned from. */
export const askPriced = (tx: Tx, id: string) => [headQuery(tx, { id }), linesQuery(tx, { id })] as const;

export function tellPriced([heads, lines]: Answers<ReturnType<typeof askPriced>>) {
  const [head] = heads;
  return head && { booking: head.booking, lines: lines.map(storedLine) };
}

/** Everything about one booking, or undefined: unknown, malformed and other people's ids are all the same. */
export async function readBooking(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  return tellBooking(await readAs(actor, (tx) => askBooking(tx, id)));
}

export type BookingDetail = NonNullable<ReturnType<typeof tellBooking>> & {
  /** By which rate its total is shown in another currency as well, where a page asked for that. */
  shown?: ShownRate | undefined;
};

/** What the booking form needs besides the booking: the menu and how this company prices. */
export const askBookingForm = (tx: Tx) => [...askMenuChoices(tx), ...askPricing(tx)] as const;

export function tellBookingForm([dishes, services, packages, company, profiles]: Answers<
  ReturnType<typeof askBookingForm>
>) {
  return { menu: menuChoicesOf(dishes, services, packages), pricing: pricingOf(company, profiles) };
}

/** A booking with what a form filled in from it needs. */
export const askFilledForm = (tx: Tx, id: string) => [...askBookingForm(tx), ...askBooking(tx, id)] as const;

export function tellFilledForm([dishes, services, packages, company, profiles, ...booking]: Answers<
  ReturnType<typeof askFilledForm>
>) {
  const detail = tellBooking(booking);
  return detail && { detail, form: tellBookingForm([dishes, services, packages, company, profiles]) };
}
