import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { escalate, type Tx } from '@/db/session';
import { addCustomers } from '@/lib/customers/write-customers';
import type { Importer, ImportRoom, Written } from '@/lib/platform/import-kind';
import { receive } from '../money/payments';
import { eventColumns, lineRow, moneyColumns } from '../write-booking';
import { type BookingVerdict, type BroughtBooking, judgeBookings } from './judge-bookings';

type Row = { line: number; booking: BroughtBooking };

/** Bookings of a file, with the customers that they bring along; nobody is told of any of them. */
export const bookingImport: ImportRoom<BookingVerdict> = {
  judge: judgeBookings,
  async write(tx, actor, verdicts) {
    const rows = verdicts.flatMap(({ line, verdict }) =>
      verdict.outcome === 'new' ? [{ line, booking: verdict.booking }] : [],
    );
    const people = await addPeople(tx, actor, rows);
    const made = rows.map((row) => ({ ...row, id: v7(), ...whoseOf(row, people) }));
    const isOver = ({ booking: { status } }: Row) => status === 'completed' || status === 'cancelled';
    const values = (some: typeof made) => some.map((row) => columnsOf(row, actor));
    const coming = values(made.filter((row) => !isOver(row)));
    if (coming.length > 0) await tx.insert(bookings).values(coming);
    const over = values(made.filter(isOver));
    // Only the automation may say of a new booking that it is over; the audit names the manager.
    if (over.length > 0) await escalate(actor, tx, async () => void (await tx.insert(bookings).values(over)));
    const lines = made.flatMap(({ id, booking: { plan } }) =>
      plan.lines.map((line) => lineRow(line, actor.companyId, id)),
    );
    for (let from = 0; from < lines.length; from += 1000)
      await tx.insert(bookingLines).values(lines.slice(from, from + 1000));
    const left = await bringPaid(tx, actor, made);
    return made.map(({ line, id, madeId }): Written => {
      return { line, id, version: left.get(id) ?? 1, before: null, ...(madeId && { madeId }) };
    });
  },
  async undo(tx, actor, importId, most) {
    const [row] = await escalate(actor, tx, () =>
      tx.execute<{ n: number }>(sql`select take_bookings_back(${importId}::uuid, ${most}) as n`),
    );
    return row?.n ?? 0;
  },
};

/**
 * What was paid for them before: a payment with its receipt each, of the day on which it is brought along, that stands against the
 * opening of the books here and in no till of ours. Gives the versions of those bookings, which know of it.
 */
async function bringPaid(tx: Tx, actor: Importer, made: readonly { id: string; booking: BroughtBooking }[]) {
  const paid = made.filter(({ booking }) => booking.paid > 0);
  if (paid.length === 0) return new Map<string, number>();
  const { companyId, userId } = actor;
  return escalate(actor, tx, async () => {
    for (const { id, booking } of paid)
      await receive(tx, {
        ...{ companyId, method: 'brought_along', reference: booking.theirReference, recordedBy: userId },
        ...{ parts: [{ bookingId: id, amount: booking.paid }], receivedAt: booking.broughtAt },
      });
    const rows = await tx
      .select({ id: bookings.id, version: bookings.version })
      .from(bookings)
      .where(
        inArray(
          bookings.id,
          paid.map(({ id }) => id),
        ),
      );
    return new Map(rows.map(({ id, version }) => [id, version]));
  });
}

type People = Map<string, { id: string; line: number }>;

/** The customers that nobody has yet, once each, with the first row that brings them. */
async function addPeople(tx: Tx, { companyId }: Importer, rows: readonly Row[]): Promise<People> {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const { contact } = row.booking;
    if ('key' in contact && !first.has(contact.key)) first.set(contact.key, row);
  }
  const added = [...first.entries()];
  const ids = await addCustomers(
    tx,
    companyId,
    added.flatMap(([, { booking }]) => ('columns' in booking.contact ? [booking.contact.columns] : [])),
  );
  return new Map(added.map(([key, { line }], index) => [key, { id: ids[index] ?? '', line }]));
}

function whoseOf({ line, booking: { contact } }: Row, people: People) {
  if ('known' in contact) return { customerId: contact.known };
  const person = people.get(contact.key);
  return { customerId: person?.id ?? '', ...(person?.line === line && { madeId: person.id }) };
}

type Made = { id: string; customerId: string; booking: BroughtBooking };

function columnsOf({ id, customerId, booking }: Made, { companyId, userId }: Importer) {
  const { plan, event, status, theirReference, theirTotal } = booking;
  return {
    ...eventColumns(event, plan),
    ...moneyColumns(plan.price),
    ...{ id, companyId, customerId, status, theirReference, theirTotal, createdBy: userId },
    broughtAlong: status === 'completed' || status === 'cancelled',
    completedAt: status === 'completed' ? plan.endsAt : null,
    cancelledAt: status === 'cancelled' ? plan.startsAt : null,
    cancelReason: status === 'cancelled' ? 'It came in an import as cancelled.' : null,
  };
}
