import { and, eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { caseEvents, cases } from '@/db/schema/cases';
import { customers } from '@/db/schema/people';
import { type Actor, actAs, escalate } from '@/db/session';
import { mustAllow, notFound } from '@/lib/errors';
import { announce, queuedEvent } from '@/lib/whatsapp/events';
import { queueMessage } from '@/lib/whatsapp/queue';
import { decideStep } from './rules';

type Person = Extract<Actor, { role: 'manager' | 'staff' }>;

const words = {
  en: (name: string, event: string) =>
    `${name}, we hope that we have put right what went wrong at ${event}. How do you rate us now, from 1 to 5?`,
  fr: (name: string, event: string) =>
    `${name}, nous espérons avoir réparé ce qui n’allait pas lors de ${event}. Quelle note nous donnez-vous maintenant, de 1 à 5 ?`,
};

/**
 * Asks the customer of a closed case, once, whether it is good again. The answer is kept with the case and
 * never replaces the first rating. Within the customer's 24 hours only; else the message says why it wasn't sent.
 */
export async function reaskCustomer(actor: Person, caseId: string, now: Date): Promise<void> {
  const queued = await actAs(actor, async (tx) => {
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
    await tx.update(cases).set({ reaskedAt: now }).where(eq(cases.id, caseId));
    await tx
      .insert(caseEvents)
      .values({ companyId: actor.companyId, caseId, kind: 'reasked', userId: actor.userId });
    return escalate(actor, tx, () =>
      queueMessage(tx, {
        companyId: actor.companyId,
        customerId: row.customerId,
        bookingId: row.bookingId,
        kind: 'feedback_question',
        onceKey: `reask:${caseId}`,
        text: {
          body: words[names.language === 'fr' ? 'fr' : 'en'](names.name, names.event),
          buttons: [5, 4, 3, 2, 1].map((score) => ({ id: `rate:${score}`, title: `${score}` })),
        },
        asked: true,
        userId: actor.userId,
      }),
    );
  });
  await announce(queuedEvent({ companyId: actor.companyId, ...queued }));
}
