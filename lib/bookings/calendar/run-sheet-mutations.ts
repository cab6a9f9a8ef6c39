import 'server-only';
import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { bookingStaff } from '@/db/schema/calendar';
import { memberships } from '@/db/schema/people';
import { escalate } from '@/db/session';
import { rolesWith } from '@/lib/auth/permissions';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound } from '@/lib/platform/errors';
import { lockBooking } from '../load';
import { mayArrive } from '../rules';
import { bookingArrival, bookingTeam } from '../schema';

/** Records when the team was there, once: who says it again changes nothing. `arrived` false takes a slip back. */
export const recordArrival = command({
  name: 'record arrival',
  permission: 'runsheet.work',
  input: bookingArrival,
  output: z.object({ arrivedAt: z.date().nullable() }),
  write: async (tx, { id, arrived }, actor, at) => {
    // A driver sees the agreed events alone, and of those no amount: the row itself is the automation's to lock and write.
    const [seen] = await tx.select({ id: bookings.id }).from(bookings).where(eq(bookings.id, id));
    if (!seen) throw notFound('booking');
    return escalate(actor, tx, async () => {
      const stored = await lockBooking(tx, id);
      mustAllow(mayArrive(stored, at));
      const arrivedAt = arrived ? (stored.arrivedAt ?? at) : null;
      await tx.update(bookings).set({ arrivedAt }).where(eq(bookings.id, id));
      return { arrivedAt };
    });
  },
});

/** Says who of the office works at an event; who isn't named doesn't any more. */
export const setTeam = command({
  name: 'set team',
  permission: 'bookings.update',
  input: bookingTeam,
  output: nothing,
  write: async (tx, { id, people }, { companyId }) => {
    await lockBooking(tx, id);
    const wanted = [...new Set(people)];
    const known = wanted.length
      ? await tx
          .select({ id: memberships.userId })
          .from(memberships)
          .where(
            and(
              eq(memberships.companyId, companyId),
              inArray(memberships.userId, wanted),
              inArray(memberships.role, rolesWith('events.attend')),
            ),
          )
      : [];
    if (known.length < wanted.length) throw notFound('person');
    await tx
      .delete(bookingStaff)
      .where(
        and(
          eq(bookingStaff.bookingId, id),
          wanted.length ? notInArray(bookingStaff.userId, wanted) : undefined,
        ),
      );
    if (wanted.length)
      await tx
        .insert(bookingStaff)
        .values(wanted.map((userId) => ({ companyId, bookingId: id, userId })))
        .onConflictDoNothing();
  },
});
