import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { now as currentTime } from '@/lib/platform/clock';
import type { TwilioAccount } from '../channels/twilio/client';
import { accountOf } from '../channels/twilio/credentials';
import type { KindTable } from '../kinds';
import { type Delivery, deliveryOf } from './record-outcome';
import { decideSend, type HeldReason, type NotSentReason } from './rules';
import { type Loaded, loadForSending } from './send-facts';
import { reserveMoments } from './send-pace';

/** What is to be done about a message, by whoever claimed it. */
export type Claim =
  | { do: 'answer'; messageId: string; delivery: Delivery; settled?: boolean }
  | { do: 'look_up'; loaded: Loaded; account: TwilioAccount }
  /** `at`: its moment in the sender's pace. */
  | { do: 'send'; loaded: Loaded; account: TwilioAccount; as: 'text' | 'template'; attempt: number; at: Date }
  | { do: 'mail'; loaded: Loaded; attempt: number }
  | { do: 'mail_lost'; loaded: Loaded };

/** Messages of one company, and the rules of their kinds. */
export type Batch = { companyId: string; messageIds: readonly string[]; kinds: KindTable };

type Refused = { messageId: string; reason: NotSentReason };
type Held = { messageId: string; reason: HeldReason; until: Date };
type Sendable = { loaded: Loaded; account: TwilioAccount | undefined; as: 'text' | 'template' };

/** A claim older than this belongs to a process that died: its call has long timed out. */
const claimMs = 30_000;
/** A moment further ahead isn't waited for with the message in hand. */
const patienceMs = 2_000;

/**
 * Takes messages of the outbox for sending, as far as they wait, are due and the rules allow it, in one
 * transaction: what it claims nobody else sends. Says of every message what is to be done or where it stands.
 */
export function claimMessages({ companyId, messageIds, kinds }: Batch): Promise<Claim[]> {
  const system = { role: 'system', companyId, name: 'whatsapp delivery' } as const;
  return actAs(system, async (tx) => {
    const now = currentTime();
    const all = await loadForSending(tx, { messageIds, kinds }, now);
    const known = new Set(all.map(({ message }) => message.id));
    const unknown = messageIds.filter((id) => !known.has(id));
    const open = all.filter(({ message }) => isWaiting(message, now));
    const others = all.filter(({ message }) => !isWaiting(message, now));
    return [
      ...unknown.map((messageId) => answer(messageId, { outcome: 'failed', reason: 'unknown_message' })),
      ...others.map((loaded) => standOf(loaded, now)),
      ...(await decideAll(tx, { companyId, open, now })),
    ];
  });
}

const answer = (messageId: string, delivery: Delivery): Claim => ({ do: 'answer', messageId, delivery });

function isWaiting({ direction, status, nextAttemptAt }: Loaded['message'], now: Date): boolean {
  const due = !nextAttemptAt || nextAttemptAt <= now;
  return direction === 'outbound' && status === 'waiting' && due;
}

/** A message that isn't to be sent now: what became of it, or that it has to be looked up first. */
function standOf(loaded: Loaded, now: Date): Claim {
  const { message, sender, facts } = loaded;
  if (message.direction !== 'outbound') {
    return answer(message.id, { outcome: 'failed', reason: 'not_outbound' });
  }
  const account = sender && accountOf(sender);
  const lost = ['sending', 'unknown'].includes(message.status) && isDue(message, now);
  if (lost && facts.channel === 'email') return { do: 'mail_lost', loaded };
  if (lost && account) return { do: 'look_up', loaded, account };
  return answer(message.id, deliveryOf(message, now));
}

function isDue({ status, nextAttemptAt, claimedAt }: Loaded['message'], now: Date): boolean {
  if (status === 'unknown') return !nextAttemptAt || nextAttemptAt <= now;
  return now.getTime() - (claimedAt?.getTime() ?? 0) > claimMs;
}

async function decideAll(
  tx: Tx,
  { companyId, open, now }: { companyId: string; open: Loaded[]; now: Date },
): Promise<Claim[]> {
  const refused: Refused[] = [];
  const held: Held[] = [];
  const sendable: Sendable[] = [];
  const unasked = new Map<string | null, number>();
  for (const loaded of open) {
    const { message, facts, sender } = loaded;
    const account = sender && accountOf(sender);
    const before = unasked.get(message.customerId) ?? 0;
    const decision = decideSend(
      {
        ...facts,
        sender: account ? facts.sender : undefined,
        // What goes out with this very batch counts too.
        unaskedInWeek: facts.unaskedInWeek + before,
      },
      now,
    );
    if (decision.do === 'not_send') refused.push({ messageId: message.id, reason: decision.reason });
    else if (decision.do === 'hold') held.push({ messageId: message.id, ...decision });
    else {
      sendable.push({ loaded, account, as: decision.as });
      if (!message.asked) unasked.set(message.customerId, before + 1);
    }
  }
  const paced = await pace(tx, { companyId, sendable, now });
  held.push(...paced.held);
  await Promise.all([
    ...refuse(tx, refused),
    ...hold(tx, held),
    ...(paced.now.length > 0 ? [writeClaims(tx, paced.now, now)] : []),
  ]);
  return [
    ...refused.map(({ messageId, reason }) => ({
      ...answer(messageId, { outcome: 'not_sent', reason }),
      settled: true,
    })),
    ...held.map(({ messageId, reason, until }) =>
      answer(messageId, { outcome: 'retry_at', at: until, reason }),
    ),
    ...paced.now.map((one) => claimOf(one, now)),
  ];
}

type Paced = Sendable & { at: Date };

/** Those whose moment is near go now, the others wait for theirs in the outbox and keep it. */
async function pace(
  tx: Tx,
  { companyId, sendable, now }: { companyId: string; sendable: Sendable[]; now: Date },
): Promise<{ now: Paced[]; held: Held[] }> {
  const sender = sendable[0]?.loaded.sender;
  const needsMoment = ({ loaded: { message, facts } }: Sendable) =>
    facts.channel !== 'email' && message.heldReason !== 'throttled';
  const count = sendable.filter(needsMoment).length;
  const moments = sender ? await reserveMoments(tx, { companyId, sender, count, now }) : [];
  const paced: Paced[] = [];
  const held: Held[] = [];
  for (const one of sendable) {
    const at = (needsMoment(one) ? moments.shift() : undefined) ?? now;
    if (at.getTime() - now.getTime() <= patienceMs) paced.push({ ...one, at });
    else held.push({ messageId: one.loaded.message.id, reason: 'throttled', until: at });
  }
  return { now: paced, held };
}

/** One statement for each reason: a batch is mostly refused or held for the same one. */
function refuse(tx: Tx, refused: Refused[]) {
  return [...groupBy(refused, ({ reason }) => reason).values()].map(([first, ...rest]) =>
    tx
      .update(messages)
      .set({ status: 'not_sent', notSentReason: first.reason, heldReason: null, nextAttemptAt: null })
      .where(
        inArray(
          messages.id,
          [first, ...rest].map(({ messageId }) => messageId),
        ),
      ),
  );
}

function hold(tx: Tx, held: Held[]) {
  const groups = groupBy(held, ({ reason, until }) => `${reason} ${until.getTime()}`);
  return [...groups.values()].map(([first, ...rest]) =>
    tx
      .update(messages)
      .set({ heldReason: first.reason, nextAttemptAt: first.until })
      .where(
        inArray(
          messages.id,
          [first, ...rest].map(({ messageId }) => messageId),
        ),
      ),
  );
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const claimedBody = ({ loaded: { text, filled }, as }: Sendable) =>
  as === 'template' ? (filled?.body ?? '') : text;

/**
 * All claims by one statement with one parameter. Texts that are no longer what the row says have a statement
 * of their own: a written body is audited, and most go out as they were queued.
 */
async function writeClaims(tx: Tx, claimed: Paced[], now: Date): Promise<void> {
  const rows = claimed.map((one) => {
    const { message, facts, sender, template } = one.loaded;
    const used = one.as === 'template' ? template : undefined;
    return {
      id: message.id,
      channel: facts.channel,
      sender_id: sender?.id ?? message.senderId,
      template_id: used?.id ?? message.templateId,
      content_sid: used?.contentSid ?? null,
      buttons: (used ? used.buttons : message.buttons) ?? null,
      about_start: (message.aboutStart && facts.booking?.startsAt) ?? null,
    };
  });
  const worded = claimed
    .filter((one) => claimedBody(one) !== one.loaded.message.body)
    .map((one) => ({ id: one.loaded.message.id, body: claimedBody(one) }));
  const claiming = tx.execute(sql`update ${messages} m set status = 'sending', channel = v.channel,
      claimed_at = ${now.toISOString()}::timestamptz, attempts = m.attempts + 1, sid = null,
      sender_id = v.sender_id, template_id = v.template_id, content_sid = v.content_sid,
      buttons = nullif(v.buttons, 'null'::jsonb), about_start = v.about_start, held_reason = null, next_attempt_at = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, channel text, sender_id uuid,
      template_id uuid, content_sid text, buttons jsonb, about_start timestamptz)
    where m.id = v.id`);
  const wording =
    worded.length > 0 &&
    tx.execute(sql`update ${messages} m set body = v.body
      from jsonb_to_recordset(${JSON.stringify(worded)}::text::jsonb) as v(id uuid, body text) where m.id = v.id`);
  await Promise.all([claiming, wording]);
}

function claimOf(one: Paced, now: Date): Claim {
  const { loaded, account, as, at } = one;
  const attempt = loaded.message.attempts + 1;
  const message = {
    ...loaded.message,
    status: 'sending' as const,
    claimedAt: now,
    attempts: attempt,
    sid: null,
    body: claimedBody(one),
  };
  const claimed = { ...loaded, message };
  if (loaded.facts.channel === 'email') return { do: 'mail', loaded: claimed, attempt };
  // The rules refuse a message without a sender whose account is usable.
  return { do: 'send', loaded: claimed, account: account as TwilioAccount, as, attempt, at };
}
