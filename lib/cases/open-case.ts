import 'server-only';
import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { caseEvents, cases } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/messaging/alerts';
import { type CaseReason, startClocks } from './rules';

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

export type OpenCase = { caseId: string; reference: string; opened: boolean };

const mostSummary = 500;

/**
 * Opens the recovery case of a booking with an owner and two clocks, in the caller's transaction. A booking
 * has one open case: when there is one already, the news becomes a note of it.
 */
export async function openCase(tx: Tx, given: NewCase, now: Date): Promise<OpenCase> {
  const { companyId, bookingId } = given;
  const open = await findOpenCase(tx, { companyId, bookingId });
  if (open) {
    await tx.insert(caseEvents).values({ companyId, caseId: open.caseId, kind: 'note', note: given.summary });
    return { ...open, opened: false };
  }
  const clocks = startClocks(now, await clockOf(tx, companyId));
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
  await raiseAlert(tx, {
    companyId,
    kind: 'case_opened',
    key: `case:${id}`,
    title: `${reference} needs someone: an unhappy customer`,
    detail: given.summary.slice(0, mostSummary),
    href: `/cases/${id}`,
  });
  return { caseId: id, reference, opened: true };
}

/** The open case of a booking, if there is one. */
export async function findOpenCase(
  tx: Tx,
  { companyId, bookingId }: { companyId: string; bookingId: string },
): Promise<{ caseId: string; reference: string } | undefined> {
  const [row] = await tx
    .select({ caseId: cases.id, reference: cases.reference })
    .from(cases)
    .where(and(eq(cases.companyId, companyId), eq(cases.bookingId, bookingId), ne(cases.state, 'closed')));
  return row;
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
      and(eq(memberships.companyId, companyId), ne(memberships.role, 'client'), isNull(users.disabledAt)),
    )
    .orderBy(sql`${memberships.role} <> 'manager'`, load, asc(memberships.createdAt))
    .limit(1);
  return person?.userId;
}
