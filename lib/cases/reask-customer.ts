import 'server-only';
import { and, eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { caseEvents, cases } from '@/db/schema/cases';
import { customers } from '@/db/schema/people';
import { escalate } from '@/db/session';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { spokenText } from '@/lib/messaging/templates/defaults/all';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound } from '@/lib/platform/errors';
import { decideStep } from './rules';
import { caseInput } from './schema';

/**
 * Asks the customer of a closed case, once, whether it is good again. The answer is kept with the case and
 * never replaces the first rating. Within the customer's 24 hours as text with choices, afterwards by the approved
 * template; like every message that nobody asked for it keeps to quiet hours and contact cap.
 */
export const reaskCustomer = command({
  name: 'reask customer',
  permission: 'cases.work',
  input: caseInput,
  output: nothing,
  write: async (tx, { caseId }, actor, at) => {
    const [row] = await tx
      .select({
        state: cases.state,
        reaskedAt: cases.reaskedAt,
        bookingId: cases.bookingId,
        customerId: cases.customerId,
      })
      .from(cases)
      .where(and(eq(cases.companyId, actor.companyId), eq(cases.id, caseId)))
      .for('update');
    if (!row) throw notFound('case');
    mustAllow(decideStep(row, 'reask'));
    const [names] = await tx
      .select({ event: bookings.eventName, name: customers.name, language: customers.language })
      .from(bookings)
      .innerJoin(
        customers,
        and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
      )
      .where(and(eq(bookings.companyId, actor.companyId), eq(bookings.id, row.bookingId)));
    if (!names) throw notFound('booking');
    const said = { customer: names.name, event: names.event };
    await tx.update(cases).set({ reaskedAt: at }).where(eq(cases.id, caseId));
    await tx
      .insert(caseEvents)
      .values({ companyId: actor.companyId, caseId, kind: 'reasked', userId: actor.userId });
    return escalate(actor, tx, () =>
      queueMessage(tx, {
        companyId: actor.companyId,
        customerId: row.customerId,
        bookingId: row.bookingId,
        kind: 'recovery_reask',
        onceKey: `reask:${caseId}`,
        template: { purpose: 'recovery_reask', variables: said },
        text: {
          body: spokenText('recovery_reask', names.language, said),
          buttons: [5, 4, 3, 2, 1].map((score) => ({ id: `rate:${score}`, title: `${score}` })),
        },
        asked: false,
        userId: actor.userId,
      }),
    );
  },
  after: (queued, { companyId }) => announce(queuedEvent({ companyId, ...queued })),
});
