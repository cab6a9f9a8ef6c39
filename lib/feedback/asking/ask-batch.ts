import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs, type Tx } from '@/db/session';
import type { Queued } from '@/lib/messaging/events';
import { queueMany } from '@/lib/messaging/outbox/queue-many';
import { log } from '@/lib/platform/log';
import { decideAsk } from '../rules';
import { asAsked, askForFeedback, type KnownBooking, loadFacts } from './ask-for-feedback';
import { hashLink, linkToken } from './link';

type Batch = { companyId: string; bookingIds: string[] };

/**
 * Asks about many bookings: those that are simply due in one transaction with a few statements, all others,
 * and everything when that transaction fails, one by one. Gives the messages to announce. Throws after the
 * last when some could not be asked; asking again finds the others done.
 */
export async function askBatch({ companyId, bookingIds }: Batch, now: Date): Promise<Queued[]> {
  const together = await askTogether({ companyId, bookingIds }, now).catch((error: unknown) => {
    log.warn({ error, companyId }, 'a batch of feedback requests is asked one by one');
    return { queued: [], done: new Set<string>() };
  });
  const queued: Queued[] = [...together.queued];
  const faults: unknown[] = [];
  for (const bookingId of bookingIds) {
    if (together.done.has(bookingId)) continue;
    const asked = await askForFeedback({ companyId, bookingId }, now).catch((error: unknown) => {
      faults.push(error);
    });
    if (asked && 'message' in asked && asked.message) queued.push({ companyId, ...asked.message });
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} customers could not be asked`);
  return queued;
}

async function askTogether({ companyId, bookingIds }: Batch, now: Date) {
  return actAs({ role: 'system', companyId, name: 'request-feedback' }, async (tx) => {
    const due = (await loadFacts(tx, companyId, bookingIds)).filter(
      ({ facts, row }) => row.requestId === null && decideAsk(facts, now).ask === 'now',
    );
    const sent = await queueMany(tx, {
      companyId,
      purpose: 'feedback_request',
      asked: false,
      orders: due.map(({ row }) => ({
        customerId: row.customerId,
        bookingId: row.bookingId,
        onceKey: `feedback_request:${row.bookingId}`,
        variables: { customer: row.customerName, event: row.eventName },
      })),
    });
    await insertRequests(
      tx,
      due.map((known, at) => ({ known, messageId: sent[at]?.messageId ?? '' })),
      now,
    );
    return {
      queued: sent.map((message) => ({ companyId, ...message })),
      done: new Set(due.map(({ row }) => row.bookingId)),
    };
  });
}

async function insertRequests(
  tx: Tx,
  due: { known: KnownBooking; messageId: string }[],
  now: Date,
): Promise<void> {
  if (due.length === 0) return;
  const rows = due.map(({ known, messageId }) => {
    const { companyId, bookingId, customerId } = known.row;
    const id = v7();
    const { dueAt, state, stage } = asAsked(known, messageId, now);
    const linkHash = hashLink(linkToken({ companyId, requestId: id }));
    return { id, companyId, bookingId, customerId, messageId, linkHash, dueAt, state, stage };
  });
  // One parameter for all rows: naming each value of each row costs more than the insert.
  await tx.execute(sql`insert into ${feedbackRequests} (id, company_id, booking_id, customer_id, message_id,
      link_hash, due_at, state, stage, asked_at)
    select id, "companyId", "bookingId", "customerId", "messageId", "linkHash", "dueAt", state, stage,
      ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, "companyId" uuid,
      "bookingId" uuid, "customerId" uuid, "messageId" uuid, "linkHash" text, "dueAt" timestamptz, state text,
      stage text)
    on conflict (company_id, booking_id) do nothing`);
}
