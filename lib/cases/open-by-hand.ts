import 'server-only';
import { and, eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { type Actor, actAs, escalate } from '@/db/session';
import { announce } from '@/lib/messaging/events';
import { notFound, Refusal } from '@/lib/platform/errors';
import { caseOpened } from './events';
import { openCase } from './open-case';

type Person = Extract<Actor, { role: 'manager' | 'staff' }>;

/** Opens a case for what a customer told a person; theirs to work on. Refused while the booking has an open one. */
export async function openByHand(
  actor: Person,
  { bookingId, summary }: { bookingId: string; summary: string },
  now: Date,
): Promise<{ caseId: string }> {
  const { companyId } = actor;
  const opened = await actAs(actor, async (tx) => {
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
      const made = await openCase(tx, { ...given, ...booking }, now);
      if (!made.opened) throw new Refusal('conflict', `${made.reference} is open for this booking already.`);
      return made;
    });
  });
  await announce(caseOpened.create({ companyId, caseId: opened.caseId }, { id: `opened-${opened.caseId}` }));
  return { caseId: opened.caseId };
}
