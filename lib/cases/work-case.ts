import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { caseEventKinds } from '@/db/enums';
import { caseEvents, cases } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { memberships } from '@/db/schema/people';
import { type Actor, actAs, escalate, type Tx } from '@/db/session';
import { clearAlert } from '@/lib/messaging/alerts';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { decideRemedy, decideStep } from './rules';

type Person = Extract<Actor, { role: 'manager' | 'staff' }>;
type Row = typeof cases.$inferSelect;
type Event = {
  kind: (typeof caseEventKinds)[number];
  note?: string;
  amount?: number;
  data?: Record<string, unknown>;
};

/** Runs one piece of work on a locked case and adds its event, in one transaction. Throws Refusal. */
async function workOn<T>(
  actor: Person,
  caseId: string,
  work: (tx: Tx, row: Row) => Promise<{ change?: Partial<Row>; event: Event; result: T }>,
): Promise<T> {
  return actAs(actor, async (tx) => {
    const [row] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.companyId, actor.companyId), eq(cases.id, caseId)))
      .for('update');
    if (!row) throw notFound('case');
    const { change, event, result } = await work(tx, row);
    if (change) await tx.update(cases).set(change).where(eq(cases.id, row.id));
    await tx
      .insert(caseEvents)
      .values({ companyId: actor.companyId, caseId: row.id, userId: actor.userId, ...event });
    return result;
  });
}

/** Takes the case on: the clock to resolve it starts, and who has no owner yet belongs to the caller. */
export async function acknowledgeCase(actor: Person, caseId: string, now: Date): Promise<void> {
  await workOn(actor, caseId, async (tx, row) => {
    mustAllow(decideStep(row, 'acknowledge'));
    const minutes = await clockOf(tx, actor.companyId);
    await clearAlerts(actor, tx, caseId);
    return {
      change: {
        state: 'acknowledged',
        acknowledgedAt: now,
        resolveBy: new Date(now.getTime() + minutes * 60_000),
        ownerId: row.ownerId ?? actor.userId,
      },
      event: { kind: 'acknowledged' },
      result: undefined,
    };
  });
}

/** Says how the case was put right. Acknowledges it in passing when nobody had. */
export async function resolveCase(
  actor: Person,
  { caseId, resolution }: { caseId: string; resolution: string },
  now: Date,
): Promise<void> {
  await workOn(actor, caseId, async (tx, row) => {
    mustAllow(decideStep(row, 'resolve'));
    await clearAlerts(actor, tx, caseId);
    return {
      change: { state: 'resolved', acknowledgedAt: row.acknowledgedAt ?? now, resolvedAt: now, resolution },
      event: { kind: 'resolved', note: resolution },
      result: undefined,
    };
  });
}

/** Ends a resolved case. */
export async function closeCase(actor: Person, caseId: string, now: Date): Promise<void> {
  await workOn(actor, caseId, async (_tx, row) => {
    const { to } = mustAllow(decideStep(row, 'close'));
    return { change: { state: to, closedAt: now }, event: { kind: 'closed' }, result: undefined };
  });
}

/** Takes a resolved case up again: the clock to resolve it starts anew, and can send it up once more. */
export async function reopenCase(
  actor: Person,
  { caseId, note }: { caseId: string; note: string },
  now: Date,
): Promise<void> {
  await workOn(actor, caseId, async (tx, row) => {
    const { to } = mustAllow(decideStep(row, 'reopen'));
    const minutes = await clockOf(tx, actor.companyId);
    return {
      change: {
        state: to,
        resolvedAt: null,
        resolution: null,
        resolveBy: new Date(now.getTime() + minutes * 60_000),
        escalations: Math.min(row.escalations, 1),
      },
      event: { kind: 'reopened', note },
      result: undefined,
    };
  });
}

/** Gives the case to a person of the office. */
export async function assignCase(
  actor: Person,
  { caseId, ownerId }: { caseId: string; ownerId: string },
): Promise<void> {
  await workOn(actor, caseId, async (tx, row) => {
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
  });
}

/** Adds a note for colleagues. */
export async function addCaseNote(
  actor: Person,
  { caseId, note }: { caseId: string; note: string },
): Promise<void> {
  await workOn(actor, caseId, async () => ({ event: { kind: 'note', note }, result: undefined }));
}

/**
 * Records what the customer is offered. Up to the company's limit it holds at once; above it a manager
 * approves. `amount` in minor units; gives whether it waits for approval.
 */
export async function proposeRemedy(
  actor: Person,
  { caseId, remedy, amount, note }: { caseId: string; remedy: string; amount: number; note: string },
): Promise<{ waits: boolean; limit: string }> {
  return workOn(actor, caseId, async (tx, row) => {
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
  });
}

/** A manager's word on a remedy above the limit. Each proposal is decided once. */
export async function decideProposedRemedy(
  actor: Person,
  { caseId, eventId, approve }: { caseId: string; eventId: string; approve: boolean },
): Promise<void> {
  if (actor.role !== 'manager')
    throw new Refusal('forbidden', 'Only a manager approves remedies above the limit.');
  await workOn(actor, caseId, async (tx) => {
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
  });
}

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
