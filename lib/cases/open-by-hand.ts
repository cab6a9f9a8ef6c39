import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { escalate } from '@/db/session';
import { announce } from '@/lib/messaging/events';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { caseOpenedEvent } from './events';
import { openCase } from './open-case';
import { openInput } from './schema';

/** Opens a case for what a customer told a person; theirs to work on. Refused while the booking has an open one. */
export const openByHand = command({
  name: 'open case',
  permission: 'cases.work',
  input: openInput,
  output: z.object({ caseId: z.uuid() }),
  write: async (tx, { bookingId, summary }, actor, at) => {
    const { companyId } = actor;
    const [booking] = await tx
      .select({ customerId: bookings.customerId, feedbackId: feedback.id })
      .from(bookings)
      .leftJoin(
        feedback,
        and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id)),
      )
      .where(and(eq(bookings.companyId, companyId), eq(bookings.id, bookingId)));
    if (!booking) throw notFound('booking');
    const given = {
      companyId,
      bookingId,
      summary,
      reason: 'manual',
      ownerId: actor.userId,
      userId: actor.userId,
    } as const;
    return escalate(actor, tx, async () => {
      const made = await openCase(tx, { ...given, ...booking }, at);
      if (!made.opened) throw new Refusal('conflict', `${made.reference} is open for this booking already.`);
      return made;
    });
  },
  after: ({ caseId }, { companyId }) =>
    announce(caseOpenedEvent.create({ companyId, caseId }, { id: `opened-${caseId}` })),
});
