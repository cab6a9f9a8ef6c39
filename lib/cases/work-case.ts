import 'server-only';
import { and, eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { memberships } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { caseResolved, caseTaken } from '@/lib/alerts/happenings';
import { may } from '@/lib/auth/permissions';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { addCaseEvent } from './add-case-event';
import { decideStep } from './rules';
import { assignInput, caseInput, reopenInput, resolveInput } from './schema';

/** Takes the case on: the clock to resolve it starts, and who has no owner yet belongs to the caller. */
export const acknowledgeCase = command({
  name: 'acknowledge case',
  permission: 'cases.work',
  input: caseInput,
  output: nothing,
  write: (tx, { caseId }, actor, at) =>
    addCaseEvent(tx, actor, caseId, async (row) => {
      mustAllow(decideStep(row, 'acknowledge'));
      const minutes = await clockOf(tx, actor.companyId);
      await escalate(actor, tx, () => endAlerts(tx, actor.companyId, caseTaken(caseId)));
      return {
        change: {
          state: 'acknowledged',
          acknowledgedAt: at,
          resolveBy: new Date(at.getTime() + minutes * 60_000),
          ownerId: row.ownerId ?? actor.userId,
        },
        event: { kind: 'acknowledged' },
        result: undefined,
      };
    }),
});

/** Says how the case was put right. Acknowledges it in passing when nobody had. */
export const resolveCase = command({
  name: 'resolve case',
  permission: 'cases.work',
  input: resolveInput,
  output: nothing,
  write: (tx, { caseId, resolution }, actor, at) =>
    addCaseEvent(tx, actor, caseId, async (row) => {
      mustAllow(decideStep(row, 'resolve'));
      await escalate(actor, tx, () => endAlerts(tx, actor.companyId, caseResolved(caseId)));
      return {
        change: { state: 'resolved', acknowledgedAt: row.acknowledgedAt ?? at, resolvedAt: at, resolution },
        event: { kind: 'resolved', note: resolution },
        result: undefined,
      };
    }),
});

/** Ends a resolved case. */
export const closeCase = command({
  name: 'close case',
  permission: 'cases.work',
  input: caseInput,
  output: nothing,
  write: (tx, { caseId }, actor, at) =>
    addCaseEvent(tx, actor, caseId, (row) => {
      const { to } = mustAllow(decideStep(row, 'close'));
      return { change: { state: to, closedAt: at }, event: { kind: 'closed' }, result: undefined };
    }),
});

/** Takes a resolved case up again: the clock to resolve it starts anew, and can send it up once more. */
export const reopenCase = command({
  name: 'reopen case',
  permission: 'cases.work',
  input: reopenInput,
  output: nothing,
  write: (tx, { caseId, note }, actor, at) =>
    addCaseEvent(tx, actor, caseId, async (row) => {
      const { to } = mustAllow(decideStep(row, 'reopen'));
      const minutes = await clockOf(tx, actor.companyId);
      return {
        change: {
          state: to,
          resolvedAt: null,
          resolution: null,
          resolveBy: new Date(at.getTime() + minutes * 60_000),
          escalations: Math.min(row.escalations, 1),
        },
        event: { kind: 'reopened', note },
        result: undefined,
      };
    }),
});

/** Gives the case to a person of the office. */
export const assignCase = command({
  name: 'assign case',
  permission: 'cases.work',
  input: assignInput,
  output: nothing,
  write: (tx, { caseId, ownerId }, actor) =>
    addCaseEvent(tx, actor, caseId, async (row) => {
      if (row.state === 'closed') throw new Refusal('conflict', 'This case is closed.');
      const [member] = await tx
        .select({ role: memberships.role })
        .from(memberships)
        .where(and(eq(memberships.companyId, actor.companyId), eq(memberships.userId, ownerId)));
      if (!member || !may(member.role, 'cases.work'))
        throw new Refusal('invalid', 'Choose a person of your office.', {
          fields: { ownerId: 'Choose a person.' },
        });
      return { change: { ownerId }, event: { kind: 'assigned', data: { ownerId } }, result: undefined };
    }),
});

async function clockOf(tx: Tx, companyId: string): Promise<number> {
  const [company] = await tx
    .select({ minutes: companies.caseClock })
    .from(companies)
    .where(eq(companies.id, companyId));
  return company?.minutes ?? 240;
}
