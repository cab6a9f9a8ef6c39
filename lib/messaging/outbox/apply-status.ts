import 'server-only';
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { messageEvents, messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { conversationReached } from '@/lib/alerts/happenings';
import { now as currentTime } from '@/lib/platform/clock';
import { announce } from '../events';
import { hasFailed, type MessageStatus, mergeStatus, statusOfWord } from './merge-status';
import { type Reacted, reactToFailure } from './react-to-failure';
import { writeInBatches } from './write-in-batches';

/** What a status callback says. `messageId` and `attempt` come from our own address in it. */
export type StatusReport = {
  sid: string;
  status: string;
  errorCode?: number;
  errorText?: string;
  messageId?: string;
  attempt?: number;
  raw: Record<string, string | string[]>;
};

/** What deciding needs; a burst of callbacks should not carry whole messages around. */
type Row = Pick<
  typeof messages.$inferSelect,
  'id' | 'companyId' | 'conversationId' | 'sid' | 'status' | 'attempts'
>;
type StatusChange = { row: Row; sid: string; status: MessageStatus; report: StatusReport; at: Date };

/**
 * Applies callbacks of one company in the caller's transaction (role `system`): every one is kept, each moves
 * its message forward at most, and those that name no known message wait for it. Repetition and order don't
 * matter. Returns what to announce after the commit.
 */
export async function applyStatuses(
  tx: Tx,
  { companyId, reports, now }: { companyId: string; reports: readonly StatusReport[]; now: Date },
): Promise<Reacted['events']> {
  const rows = await lockRows(tx, reports);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const bySid = new Map(rows.flatMap((row) => (row.sid ? [[row.sid, row] as const] : [])));
  const changes = new Map<string, StatusChange>();
  const log = reports.map((report) => {
    const row = bySid.get(report.sid) ?? (report.messageId ? byId.get(report.messageId) : undefined);
    const known = row && belongs(row, report);
    if (known) {
      const change = advance(row, { report, now, sofar: changes.get(row.id) });
      if (change) {
        changes.set(row.id, change);
        bySid.set(report.sid, row);
      }
    }
    return { companyId, report, messageId: row?.id ?? null, applied: known === true };
  });
  const [events] = await Promise.all([
    writeChanges(tx, { changes: [...changes.values()], now }),
    keep(tx, log, now),
  ]);
  return events;
}

/** Applies one callback of a company and resolves when it is durable. A burst is written together. */
export const reportStatus: (companyId: string, report: StatusReport) => Promise<void> = writeInBatches(
  async (companyId, reports: StatusReport[]) => {
    const actor = { role: 'system', companyId, name: 'twilio webhook' } as const;
    const events = await actAs(actor, (tx) => applyStatuses(tx, { companyId, reports, now: currentTime() }));
    await announce(events);
    return reports.map(() => undefined);
  },
);

function lockRows(tx: Tx, reports: readonly StatusReport[]): Promise<Row[]> {
  const sids = reports.map((report) => report.sid);
  const ids = reports.flatMap((report) => (report.messageId ? [report.messageId] : []));
  return tx
    .select({
      id: messages.id,
      companyId: messages.companyId,
      conversationId: messages.conversationId,
      sid: messages.sid,
      status: messages.status,
      attempts: messages.attempts,
    })
    .from(messages)
    .where(
      and(
        eq(messages.direction, 'outbound'),
        or(inArray(messages.sid, sids), ids.length > 0 ? inArray(messages.id, ids) : undefined),
      ),
    )
    .orderBy(messages.id)
    .for('update');
}

/** Whether the callback is of the message's current attempt; older ones are kept and change nothing. */
function belongs(row: Row, report: StatusReport): boolean {
  if (row.sid !== null) return row.sid === report.sid;
  return report.attempt === row.attempts && ['sending', 'unknown', 'waiting'].includes(row.status);
}

function advance(
  row: Row,
  { report, now, sofar }: { report: StatusReport; now: Date; sofar: StatusChange | undefined },
): StatusChange | undefined {
  const said = statusOfWord(report.status);
  // A row that waits for another try keeps the SID of the failed one; only a delivery overrules the failure.
  const retrying = row.status === 'waiting' && row.sid !== null;
  const before = sofar?.status ?? (retrying ? 'failed' : row.status);
  const status = said ? mergeStatus(before, said) : before;
  const adopts = row.sid === null && !sofar;
  if (status === before && !adopts) return sofar;
  return {
    row,
    sid: report.sid,
    status,
    report: status === before ? (sofar?.report ?? report) : report,
    at: now,
  };
}

async function writeChanges(
  tx: Tx,
  { changes, now }: { changes: StatusChange[]; now: Date },
): Promise<Reacted['events']> {
  const good = changes.filter((change) => !hasFailed(change.status));
  const bad = changes.filter((change) => hasFailed(change.status));
  const events: Reacted['events'] = [];
  if (good.length > 0) await writeProgress(tx, good);
  for (const change of bad) {
    const { row, report, status } = change;
    const [message] = await tx
      .update(messages)
      .set({ sid: change.sid })
      .where(eq(messages.id, row.id))
      .returning();
    if (!message) continue;
    const reacted = await reactToFailure({
      tx,
      message,
      now,
      failure: {
        code: report.errorCode ?? 0,
        text: report.errorText,
        failedAs: status === 'undelivered' ? 'undelivered' : 'failed',
      },
    });
    events.push(...reacted.events);
  }
  return events;
}

async function writeProgress(tx: Tx, changes: StatusChange[]): Promise<void> {
  const rows = changes.map(({ row, sid, status, at }) => ({ id: row.id, sid, status, at }));
  await tx.execute(sql`update ${messages} m set sid = v.sid, status = v.status,
      sent_at = case when v.status in ('sent', 'delivered', 'read') then coalesce(m.sent_at, v.at) else m.sent_at end,
      delivered_at = case when v.status in ('delivered', 'read') then coalesce(m.delivered_at, v.at) else m.delivered_at end,
      read_at = case when v.status = 'read' then coalesce(m.read_at, v.at) else m.read_at end,
      failed_at = case when v.status in ('delivered', 'read') then null else m.failed_at end,
      error_code = case when v.status in ('delivered', 'read') then null else m.error_code end,
      error_text = case when v.status in ('delivered', 'read') then null else m.error_text end,
      next_attempt_at = null, held_reason = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, sid text, status text, at timestamptz)
    where m.id = v.id`);
  await endFailures(
    tx,
    changes.flatMap(({ row, status }) => (status === 'delivered' || status === 'read' ? [row] : [])),
  );
}

/** Who has been reached in these conversations waits no longer for somebody to look after an earlier failure. */
export async function endFailures(
  tx: Tx,
  reached: readonly Pick<Row, 'companyId' | 'conversationId'>[],
): Promise<void> {
  const [first] = reached;
  if (first)
    await endAlerts(
      tx,
      first.companyId,
      reached.map(({ conversationId }) => conversationReached(conversationId)),
    );
}

type Kept = { companyId: string; report: StatusReport; messageId: string | null; applied: boolean };

/** One parameter for all rows: naming each value costs more than the insert. */
async function keep(tx: Tx, log: Kept[], now: Date): Promise<void> {
  const rows = log.map(({ companyId, report, messageId, applied }) => ({
    company_id: companyId,
    sid: report.sid,
    message_id: messageId,
    status: report.status.slice(0, 40) || 'none',
    error_code: report.errorCode ?? null,
    raw: report.raw,
    applied_at: applied || messageId !== null ? now : null,
  }));
  await tx.execute(sql`insert into ${messageEvents} (company_id, sid, message_id, status, error_code, raw, received_at, applied_at)
    select company_id, sid, message_id, status, error_code, raw, ${now.toISOString()}::timestamptz, applied_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as v(company_id uuid, sid text, message_id uuid, status text, error_code int, raw jsonb, applied_at timestamptz)`);
}

/** Applies the callbacks that came before we knew whose SIDs they name. */
export async function applyParked(
  tx: Tx,
  { companyId, sids, now }: { companyId: string; sids: readonly string[]; now: Date },
): Promise<Reacted['events']> {
  const parked = await tx
    .select()
    .from(messageEvents)
    .where(
      and(
        eq(messageEvents.companyId, companyId),
        inArray(messageEvents.sid, [...sids]),
        isNull(messageEvents.appliedAt),
      ),
    )
    .orderBy(messageEvents.id)
    .for('update');
  if (parked.length === 0) return [];
  const told = [...new Set(parked.map(({ sid }) => sid))];
  const rows = await lockRows(
    tx,
    told.map((sid) => ({ sid, status: '', raw: {} })),
  );
  const changes: StatusChange[] = [];
  for (const row of rows) {
    const own = parked.filter(({ sid }) => sid === row.sid);
    let change: StatusChange | undefined;
    for (const { sid, status, errorCode, raw } of own) {
      const report: StatusReport = { sid, status, errorCode: errorCode ?? undefined, raw };
      change = advance(row, { report, now, sofar: change }) ?? change;
    }
    if (change) changes.push(change);
    await tx
      .update(messageEvents)
      .set({ appliedAt: now, messageId: row.id })
      .where(
        inArray(
          messageEvents.id,
          own.map((event) => event.id),
        ),
      );
  }
  return writeChanges(tx, { changes, now });
}
