import 'server-only';
import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { caseEvents, cases } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { caseOpenedFor } from '@/lib/alerts/happenings';
import { rolesWith } from '@/lib/auth/permissions';
import { caseOpened } from './alert-kinds';
import { type CaseReason, clockMinutes, graver, startClocks } from './rules';

export type NewCase = {
  companyId: string;
  bookingId: string;
  customerId: string;
  feedbackId: string | null;
  reason: CaseReason;
  summary: string;
  ownerId?: string;
  userId?: string;
};

export type OpenCase = {
  caseId: string;
  reference: string;
  opened: boolean;
  /** It was open already and has a shorter clock now. */
  hastened?: boolean;
};

const mostSummary = 500;

/**
 * Opens the recovery case of a booking with an owner and two clocks, in the caller's transaction. A booking
 * has one open case: when there is one already, the news becomes a note of it.
 */
export async function openCase(tx: Tx, given: NewCase, now: Date): Promise<OpenCase> {
  const { companyId, bookingId } = given;
  const open = await addToOpenCase(tx, given, now);
  if (open) return open;
  const clocks = startClocks(now, clockMinutes(given.reason, await clockOf(tx, companyId)));
  const ownerId = given.ownerId ?? (await pickOwner(tx, companyId));
  const id = v7();
  const [row] = await tx
    .insert(cases)
    .values({
      id,
      companyId,
      bookingId,
      customerId: given.customerId,
      feedbackId: given.feedbackId,
      reason: given.reason,
      summary: given.summary.slice(0, mostSummary),
      ownerId,
      createdAt: now,
      ...clocks,
    })
    .returning({ reference: cases.reference });
  const reference = row?.reference ?? '';
  await tx.insert(caseEvents).values({
    companyId,
    caseId: id,
    kind: 'opened',
    note: given.summary.slice(0, mostSummary),
    data: { reason: given.reason, ownerId: ownerId ?? null },
    userId: given.userId,
  });
  await endAlerts(tx, companyId, caseOpenedFor(bookingId));
  await callPeople(tx, given, id);
  return { caseId: id, reference, opened: true };
}

/** A word about safety makes the open case a safety case with its shorter clock, and calls people once more. */
async function addToOpenCase(tx: Tx, given: NewCase, now: Date): Promise<OpenCase | undefined> {
  const { companyId, bookingId, summary } = given;
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.companyId, companyId), eq(cases.bookingId, bookingId), ne(cases.state, 'closed')))
    .for('update');
  if (!row) return undefined;
  await tx.insert(caseEvents).values({ companyId, caseId: row.id, kind: 'note', note: summary });
  const change = graver(row, given.reason, { at: now, ofCompany: await clockOf(tx, companyId) });
  if (change) {
    await tx.update(cases).set(change).where(eq(cases.id, row.id));
    await callPeople(tx, given, row.id);
  }
  // The clocks that were slept on are others now, so they are watched anew.
  return { caseId: row.id, reference: row.reference, opened: false, hastened: change !== undefined };
}

async function callPeople(tx: Tx, { companyId, reason, summary }: NewCase, caseId: string): Promise<void> {
  const about = { caseId, safety: reason === 'safety', summary: summary.slice(0, mostSummary) };
  await raiseAlert(tx, caseOpened, { companyId, about });
}

async function clockOf(tx: Tx, companyId: string): Promise<number> {
  const [company] = await tx
    .select({ minutes: companies.caseClock })
    .from(companies)
    .where(eq(companies.id, companyId));
  return company?.minutes ?? 240;
}

/** The manager with the fewest open cases; a staff member where a company has no manager. */
async function pickOwner(tx: Tx, companyId: string): Promise<string | undefined> {
  const load = sql<number>`(select count(*) from ${cases} c where c.company_id = ${companyId}
    and c.owner_id = ${memberships.userId} and c.state in ('open', 'acknowledged'))`;
  const [person] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        inArray(memberships.role, rolesWith('cases.work')),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(sql`${memberships.role} <> 'manager'`, load, asc(memberships.createdAt))
    .limit(1);
  return person?.userId;
}
