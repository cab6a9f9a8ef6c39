import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { caseEventKinds } from '@/db/enums';
import { caseEvents, cases } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { memberships } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { clearAlert } from '@/lib/messaging/alerts';
import { type ActorWith, command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { decideRemedy, decideStep } from './rules';
import {
  assignInput,
  caseInput,
  decisionInput,
  noteInput,
  remedyInput,
  reopenInput,
  resolveInput,
} from './schema';

type Person = ActorWith<'cases.work'>;
type Row = typeof cases.$inferSelect;
type Event = {
  kind: (typeof caseEventKinds)[number];
  note?: string;
  amount?: number;
  data?: Record<string, unknown>;
};
type Work<T> = { change?: Partial<Row>; event: Event; result: T };

/** Does one piece of work on a locked case and adds its event. Throws Refusal. */
async function workOn<T>(
  tx: Tx,
  actor: Person,
  caseId: string,
  work: (row: Row) => Work<T> | Promise<Work<T>>,
): Promise<T> {
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.companyId, actor.companyId), eq(cases.id, caseId)))
    .for('update');
  if (!row) throw notFound('case');
  const { change, event, result } = await work(row);
  if (change) await tx.update(cases).set(change).where(eq(cases.id, row.id));
  await tx
    .insert(caseEvents)
    .values({ companyId: actor.companyId, caseId: row.id, userId: actor.userId, ...event });
  return result;
}

/** Takes the case on: the clock to resolve it starts, and who has no owner yet belongs to the caller. */
export const acknowledgeCase = command({
  name: 'acknowledge case',
  permission: 'cases.work',
  input: caseInput,
  output: nothing,
  write: (tx, { caseId }, actor, at) =>
    workOn(tx, actor, caseId, async (row) => {
      mustAllow(decideStep(row, 'acknowledge'));
      const minutes = await clockOf(tx, actor.companyId);
      await clearAlerts(actor, tx, caseId);
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
    workOn(tx, actor, caseId, async (row) => {
      mustAllow(decideStep(row, 'resolve'));
      await clearAlerts(actor, tx, caseId);
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
    workOn(tx, actor, caseId, (row) => {
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
    workOn(tx, actor, caseId, async (row) => {
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
    workOn(tx, actor, caseId, async (row) => {
      if (row.state === 'closed') throw new Refusal('conflict', 'This case is closed.');
      const [member] = await tx
        .select({ role: memberships.role })
        .from(memberships)
        .where(and(eq(memberships.companyId, actor.companyId), eq(memberships.userId, ownerId)));
      if (!member || member.role === 'client')
        throw new Refusal('invalid', 'Choose a person of your office.', {
          fields: { ownerId: 'Choose a person.' },
        });
      return { change: { ownerId }, event: { kind: 'assigned', data: { ownerId } }, result: undefined };
    }),
});

/** Adds a note for colleagues. */
export const addCaseNote = command({
  name: 'add case note',
  permission: 'cases.work',
  input: noteInput,
  output: nothing,
  write: (tx, { caseId, note }, actor) =>
    workOn(tx, actor, caseId, () => ({ event: { kind: 'note', note }, result: undefined })),
});

/**
 * Records what the customer is offered. Up to the company's limit it holds at once; above it a manager
 * approves. Gives whether it waits for approval.
 */
export const proposeRemedy = command({
  name: 'propose remedy',
  permission: 'cases.work',
  input: remedyInput,
  output: z.object({ waits: z.boolean(), limit: z.string() }),
  write: (tx, { caseId, remedy, amount, note }, actor) =>
    workOn(tx, actor, caseId, async (row) => {
      if (row.state === 'closed') throw new Refusal('conflict', 'This case is closed.');
      const [company] = await tx
        .select({ limit: companies.remedyLimit, currency: companies.currency, locale: companies.locale })
        .from(companies)
        .where(eq(companies.id, actor.companyId));
      const limit = company?.limit ?? 0;
      const decision = decideRemedy({ amount, limit, mayApprove: actor.role === 'manager' });
      const kind = decision === 'approved' ? ('remedy_approved' as const) : ('remedy_proposed' as const);
      return {
        event: { kind, note, amount, data: { remedy } },
        result: {
          waits: decision === 'proposed',
          limit: formatMoney(limit, company?.currency ?? 'GHS', company?.locale),
        },
      };
    }),
});

/** A manager's word on a remedy above the limit. Each proposal is decided once. */
export const decideProposedRemedy = command({
  name: 'decide remedy',
  permission: 'cases.approve',
  input: decisionInput,
  output: nothing,
  write: (tx, { caseId, eventId, approve }, actor) =>
    workOn(tx, actor, caseId, async () => {
      const events = await tx.select().from(caseEvents).where(eq(caseEvents.caseId, caseId));
      const proposal = events.find((event) => event.id === eventId && event.kind === 'remedy_proposed');
      if (!proposal) throw notFound('remedy');
      if (events.some((event) => event.data?.proposalId === eventId))
        throw new Refusal('conflict', 'This remedy was already decided.');
      return {
        event: {
          kind: approve ? 'remedy_approved' : 'remedy_refused',
          amount: proposal.amount ?? undefined,
          data: { proposalId: eventId, remedy: proposal.data?.remedy },
        },
        result: undefined,
      };
    }),
});

async function clockOf(tx: Tx, companyId: string): Promise<number> {
  const [company] = await tx
    .select({ minutes: companies.caseClock })
    .from(companies)
    .where(eq(companies.id, companyId));
  return company?.minutes ?? 240;
}

/** Alerts are the automation's; a person of any role who takes the case up ends them. */
async function clearAlerts(actor: Person, tx: Tx, caseId: string): Promise<void> {
  await escalate(actor, tx, async () => {
    await clearAlert(tx, `case:${caseId}`);
    await clearAlert(tx, `case-late:${caseId}`);
  });
}
