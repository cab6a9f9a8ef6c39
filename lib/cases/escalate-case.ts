import 'server-only';
import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { caseEvents, cases } from '@/db/schema/cases';
import { memberships, users } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { caseLate } from './alert-kinds';
import type { CaseRef } from './events';
import { decideEscalation } from './rules';

const system = (companyId: string) => ({ role: 'system', companyId, name: 'escalate-case' }) as const;

/**
 * Sends a case up when its clock has run out: a manager owns it from then on and everyone sees an alert. Once
 * for each clock. Gives when to look again, null when there is nothing more to watch.
 */
export async function escalateIfLate({ companyId, caseId }: CaseRef, now: Date): Promise<Date | null> {
  return actAs(system(companyId), async (tx) => {
    const [row] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.companyId, companyId), eq(cases.id, caseId)))
      .for('update');
    if (!row) return null;
    const decision = decideEscalation(row, now);
    if (!decision.escalate) return decision.next;
    const late = decision.missed === 'resolve';
    const ownerId = await managerFor(tx, companyId, row.ownerId);
    const escalations = late ? 2 : 1;
    await tx.update(cases).set({ escalations, escalatedAt: now, ownerId }).where(eq(cases.id, caseId));
    await tx.insert(caseEvents).values({
      companyId,
      caseId,
      kind: 'escalated',
      note: late ? 'Not resolved in time' : 'Not acknowledged in time',
      data: { ownerId },
    });
    await raiseAlert(tx, caseLate, {
      companyId,
      about: { caseId, missed: decision.missed, summary: row.summary },
    });
    const after = decideEscalation({ ...row, escalations }, now);
    return after.escalate ? now : after.next;
  });
}

/** The owner when they are a manager, else the longest-serving manager, else whoever owned it. */
async function managerFor(tx: Tx, companyId: string, ownerId: string | null): Promise<string | null> {
  const managers = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.companyId, companyId), eq(memberships.role, 'manager'), isNull(users.disabledAt)),
    )
    .orderBy(asc(memberships.createdAt));
  if (managers.some((manager) => manager.userId === ownerId)) return ownerId;
  return managers[0]?.userId ?? ownerId;
}

/** Cases of a company whose clock has run out and that nobody was told about yet. */
export async function findLate(companyId: string, now: Date): Promise<string[]> {
  const rows = await actAs(system(companyId), (tx) =>
    tx
      .select({
        id: cases.id,
        state: cases.state,
        escalations: cases.escalations,
        resolveBy: cases.resolveBy,
        acknowledgeBy: cases.acknowledgeBy,
      })
      .from(cases)
      .where(
        and(
          eq(cases.companyId, companyId),
          inArray(cases.state, ['open', 'acknowledged']),
          or(lte(cases.acknowledgeBy, now), lte(cases.resolveBy, now)),
        ),
      )
      .orderBy(asc(cases.id)),
  );
  return rows.filter((row) => decideEscalation(row, now).escalate).map((row) => row.id);
}
