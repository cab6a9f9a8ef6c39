import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs, type Tx } from '@/db/session';
import type { BookingRef, RequestRef } from '../events';
import { openStates, type RequestState } from '../rules';
import { hashLink, linkToken } from './link';

export type RequestChange = {
  companyId: string;
  bookingId: string;
  customerId: string;
  /** Of the request that is there already. */
  requestId: string | null;
  dueAt: Date;
  state: RequestState;
  reason: string | null;
  messageId?: string;
  askedAt?: Date;
  closedAt?: Date;
};

/**
 * Writes the requests of several bookings of one company, each unless someone else has asked meanwhile. Gives
 * their ids by booking.
 */
export async function saveRequests(tx: Tx, changes: readonly RequestChange[]): Promise<Map<string, string>> {
  if (changes.length === 0) return new Map();
  const rows = changes.map(({ requestId, ...change }) => {
    const id = requestId ?? v7();
    return { ...change, id, linkHash: hashLink(linkToken({ companyId: change.companyId, requestId: id })) };
  });
  // One parameter for all rows: naming each value of each row costs more than the insert.
  const saved = await tx.execute<{ id: string; booking_id: string }>(sql`
    insert into ${feedbackRequests} as r (id, company_id, booking_id, customer_id, message_id, link_hash, due_at,
      state, reason, asked_at, closed_at)
    select id, "companyId", "bookingId", "customerId", "messageId", "linkHash", "dueAt", state, reason, "askedAt",
      "closedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, "companyId" uuid,
      "bookingId" uuid, "customerId" uuid, "messageId" uuid, "linkHash" text, "dueAt" timestamptz, state text,
      reason text, "askedAt" timestamptz, "closedAt" timestamptz)
    on conflict (company_id, booking_id) do update set due_at = excluded.due_at, state = excluded.state,
      reason = excluded.reason, asked_at = excluded.asked_at, closed_at = excluded.closed_at,
      message_id = coalesce(excluded.message_id, r.message_id),
      stage = case when excluded.state = 'asked' then 'rating' else r.stage end
    where r.asked_at is null and r.state in ('due', 'suppressed')
    returning id, booking_id`);
  return new Map([
    ...rows.map(({ id, bookingId }) => [bookingId, id] as const),
    ...saved.map((row) => [row.booking_id, row.id] as const),
  ]);
}

/** The request of a completed booking, made where there is none: for answers that nobody asked for. */
export async function ensureRequest(
  tx: Tx,
  { companyId, bookingId, customerId, ...booking }: BookingRef & { customerId: string; dueAt: Date },
): Promise<void> {
  const id = v7();
  await tx
    .insert(feedbackRequests)
    .values({
      id,
      companyId,
      bookingId,
      customerId,
      dueAt: booking.dueAt,
      linkHash: hashLink(linkToken({ companyId, requestId: id })),
    })
    .onConflictDoNothing({ target: [feedbackRequests.companyId, feedbackRequests.bookingId] });
}

/** Notes on one request how far it is. */
export async function changeRequest(
  tx: Tx,
  { companyId, requestId }: RequestRef,
  set: Partial<typeof feedbackRequests.$inferInsert>,
): Promise<void> {
  await tx
    .update(feedbackRequests)
    .set(set)
    .where(and(eq(feedbackRequests.companyId, companyId), eq(feedbackRequests.id, requestId)));
}

type Leaving = { companyId: string; customerId: string };

/** Nothing more is asked of a customer who opted out; what they have answered stays answered. */
export async function closeRequests(tx: Tx, { companyId, customerId }: Leaving, now: Date): Promise<number> {
  const closed = await tx
    .update(feedbackRequests)
    .set({
      state: sql`case when ${feedbackRequests.state} = 'answering' then 'answered' else 'suppressed' end`,
      reason: 'opted_out',
      closedAt: now,
    })
    .where(
      and(
        eq(feedbackRequests.companyId, companyId),
        eq(feedbackRequests.customerId, customerId),
        inArray(feedbackRequests.state, [...openStates]),
      ),
    )
    .returning({ id: feedbackRequests.id });
  return closed.length;
}

/** The same for an opt-out that was taken outside this slice: STOP, or the office. */
export async function stopAsking(leaving: Leaving, now: Date): Promise<number> {
  const system = { role: 'system', companyId: leaving.companyId, name: 'stop-asking' } as const;
  return actAs(system, (tx) => closeRequests(tx, leaving, now));
}
