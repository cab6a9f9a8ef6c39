import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { paymentDues } from '@/db/schema/money';
import type { Trait } from './list-filter';

/** Guests from which on an event is a big one. */
const bigEvent = 50;
/** Minor units from which on it is worth much, where the company has said no other amount for its enquiries. */
const usualHighValue = 500_000;
/**
 * In groups, in other orders than by event, and where more is asked, the latest of more late payments than anybody follows up are
 * looked through.
 */
const mostLate = 5000;

const today = sql`(select (${sql.placeholder('now')}::timestamptz at time zone c.time_zone)::date from companies c)`;
const open = sql`${bookings.status} in ('quoted', 'confirmed', 'in_progress', 'completed')`;
const owing = sql`${bookings.paid} + ${bookings.takenOff} < ${bookings.total}`;
/** Of those that were called off what their fee leaves open. */
const unpaid = sql`(${owing} and (${open} or ${bookings.cancellationFee} > 0))`;
export const needsDiets = sql`${bookings.dietary} is not null`;
/** What each trait asks of a booking. Where an index holds those that have it, its condition is the same. */
export const conditions: Record<Trait, SQL> = {
  unpaid,
  deposit: sql`(${bookings.paid} < ${bookings.deposit} and ${owing} and ${open})`,
  overdue: sql`${bookings.id} = any(array(select d.booking_id from payment_dues d
    where d.due_on < ${today} order by d.due_on desc, d.booking_id desc limit ${sql.raw(String(mostLate))}))`,
  diets: needsDiets,
  occasion: sql`${bookings.occasionId} is not null`,
  big: sql`${bookings.guests} >= ${sql.raw(String(bigEvent))}`,
  high: sql`${bookings.total} >= (select coalesce((select s.high_value from enquiry_settings s), ${sql.raw(String(usualHighValue))}))`,
};

/** Joins those of which a payment is late, each once. */
export const isLate = and(
  eq(paymentDues.companyId, bookings.companyId),
  eq(paymentDues.bookingId, bookings.id),
  // Written out: of a parameter PostgreSQL doesn't know that the index holds it.
  sql`${paymentDues.earliest}`,
  sql`${paymentDues.dueOn} < ${today}`,
);
type TraitQuestion = { traits: readonly Trait[]; searched: boolean; status?: boolean };
/** Whether nothing else is asked of a booking, but when it is: for what few of the late ones have, all of them would be looked through. */
export const isJustLate = ({ traits, status, searched }: TraitQuestion) =>
  traits.length === 1 && traits[0] === 'overdue' && !status && !searched;
