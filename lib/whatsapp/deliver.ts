import { eq } from 'drizzle-orm';
import { messages } from '@/db/schema/whatsapp';
import { actAs, type Tx } from '@/db/session';
import { now as currentTime } from '@/lib/clock';
import { required } from '@/lib/env';
import { type Account, type Outgoing, sendMessage } from './client';
import { accountOf } from './credentials';
import { announce, messageSettled } from './events';
import { mailSender, sendMail } from './mail';
import { type Delivery, deliveryOf, recordOutcome } from './record-outcome';
import { resolveUnknown } from './resolve-unknown';
import { mailUnanswered } from './retry-matrix';
import { decideSend } from './rules';
import { type Loaded, loadForSending } from './send-facts';
import { ensureSessionContent } from './session-content';

export type { Delivery } from './record-outcome';

type Claim =
  | { do: 'answer'; delivery: Delivery; settled?: boolean }
  | { do: 'look_up'; loaded: Loaded; account: Account }
  | { do: 'mail'; loaded: Loaded; attempt: number }
  | { do: 'mail_lost'; loaded: Loaded }
  | { do: 'send'; loaded: Loaded; account: Account; as: 'text' | 'template'; attempt: number };

/** A claim older than this belongs to a process that died: its call has long timed out. */
const claimMs = 30_000;

/**
 * Gives one message of the outbox to Twilio at most once: claims the row, asks the rules, calls, records.
 * Safe to call again at any time, from several processes at once. Throws only when the database fails; the
 * row then tells the next call where to go on.
 */
export async function deliverMessage({
  companyId,
  messageId,
}: {
  companyId: string;
  messageId: string;
}): Promise<Delivery> {
  const system = { role: 'system', companyId, name: 'whatsapp delivery' } as const;
  const claim = await actAs(system, (tx) => claimMessage(tx, messageId));
  if (claim.do === 'look_up') return resolveUnknown(claim.loaded, claim.account);
  if (claim.do === 'send') return send(claim);
  if (claim.do === 'mail') return mail(claim);
  if (claim.do === 'mail_lost') return giveUpMail(claim.loaded);
  if (claim.settled) {
    await announce(messageSettled.create({ companyId, messageId }, { id: `settled-${messageId}-not-sent` }));
  }
  return claim.delivery;
}

async function claimMessage(tx: Tx, messageId: string): Promise<Claim> {
  const now = currentTime();
  const loaded = await loadForSending(tx, messageId, now);
  if (!loaded) return { do: 'answer', delivery: { outcome: 'failed', reason: 'unknown_message' } };
  const { message, sender } = loaded;
  const account = sender && accountOf(sender);
  if (message.direction !== 'outbound') {
    return { do: 'answer', delivery: { outcome: 'failed', reason: 'not_outbound' } };
  }
  if (message.status === 'sending' || message.status === 'unknown') {
    const due = isDue(loaded, now);
    if (due && loaded.facts.channel === 'email') return { do: 'mail_lost', loaded };
    return due && account
      ? { do: 'look_up', loaded, account }
      : { do: 'answer', delivery: deliveryOf(message, now) };
  }
  if (message.status !== 'waiting' || (message.nextAttemptAt && message.nextAttemptAt > now)) {
    return { do: 'answer', delivery: deliveryOf(message, now) };
  }
  return decideAndClaim(tx, { loaded, account, now });
}

function isDue({ message }: Loaded, now: Date): boolean {
  if (message.status === 'unknown') return !message.nextAttemptAt || message.nextAttemptAt <= now;
  return now.getTime() - (message.claimedAt?.getTime() ?? 0) > claimMs;
}

async function decideAndClaim(
  tx: Tx,
  { loaded, account, now }: { loaded: Loaded; account: Account | undefined; now: Date },
): Promise<Claim> {
  const { message, facts, filled, template, sender } = loaded;
  const decision = decideSend(account ? facts : { ...facts, sender: undefined }, now);
  const write = (set: Partial<typeof messages.$inferInsert>) =>
    tx.update(messages).set(set).where(eq(messages.id, message.id));

  if (decision.do === 'not_send') {
    await write({
      status: 'not_sent',
      notSentReason: decision.reason,
      heldReason: null,
      nextAttemptAt: null,
    });
    return { do: 'answer', delivery: { outcome: 'not_sent', reason: decision.reason }, settled: true };
  }
  if (decision.do === 'hold') {
    await write({ heldReason: decision.reason, nextAttemptAt: decision.until });
    return {
      do: 'answer',
      delivery: { outcome: 'retry_at', at: decision.until, reason: decision.reason },
    };
  }
  const attempt = message.attempts + 1;
  const asTemplate = decision.as === 'template';
  const body = asTemplate ? (filled?.body ?? '') : message.body;
  await write({
    status: 'sending',
    channel: facts.channel,
    claimedAt: now,
    attempts: attempt,
    sid: null,
    body,
    senderId: sender?.id,
    templateId: asTemplate ? template?.id : message.templateId,
    contentSid: asTemplate ? template?.contentSid : null,
    buttons: asTemplate ? template?.buttons : message.buttons,
    heldReason: null,
    nextAttemptAt: null,
  });
  const claimed = {
    ...message,
    status: 'sending' as const,
    claimedAt: now,
    attempts: attempt,
    sid: null,
    body,
  };
  if (facts.channel === 'email') return { do: 'mail', loaded: { ...loaded, message: claimed }, attempt };
  return {
    do: 'send',
    loaded: { ...loaded, message: claimed },
    // The rules refuse a message without a sender whose account is usable.
    account: account as Account,
    as: decision.as,
    attempt,
  };
}

async function send({ loaded, account, as, attempt }: Extract<Claim, { do: 'send' }>): Promise<Delivery> {
  const { companyId, id: messageId } = loaded.message;
  const target = { companyId, messageId, attempt };
  let content: Awaited<ReturnType<typeof contentOf>>;
  try {
    content = await contentOf(loaded, { account, as });
  } catch (error) {
    // The message itself was never given away.
    const message = error instanceof Error ? error.message : String(error);
    return recordOutcome(target, { outcome: 'not_reached', message });
  }
  const { address } = loaded;
  const outgoing: Outgoing = {
    to: address,
    ...originOf(loaded),
    statusCallback: callbackAddress(target),
    ...content,
  };
  return recordOutcome(target, await sendMessage(account, outgoing));
}

function originOf({ sender, facts }: Loaded): { messagingServiceSid: string } | { from?: string } {
  if (facts.channel === 'sms') return { from: sender?.smsAddress ?? undefined };
  const { messagingServiceSid } = sender ?? {};
  return messagingServiceSid ? { messagingServiceSid } : { from: sender?.address ?? undefined };
}

async function mail({ loaded, attempt }: Extract<Claim, { do: 'mail' }>): Promise<Delivery> {
  const { message, address, company } = loaded;
  const { companyId, id } = message;
  const from = mailSender(company);
  const target = { companyId, messageId: id, attempt };
  if (!from) return recordOutcome(target, { outcome: 'not_reached', message: 'No mail server is set up' });
  const to = address.slice('mailto:'.length);
  const subject = message.contentVariables?.subject ?? company.name;
  return recordOutcome(target, await sendMail({ id, attempt, to, from, subject, text: message.body }));
}

/** The process died over a mail, and no mail server tells whether it took one: nobody gets it twice. */
function giveUpMail({ message }: Loaded): Promise<Delivery> {
  const { companyId, id: messageId, attempts: attempt } = message;
  return recordOutcome(
    { companyId, messageId, attempt },
    { outcome: 'refused', code: mailUnanswered, message: 'The mail server’s answer was lost' },
  );
}

async function contentOf(
  { message, template, filled, language, facts }: Loaded,
  { account, as }: { account: Account; as: 'text' | 'template' },
): Promise<{ body: string } | { contentSid: string; contentVariables: Record<string, string> }> {
  if (as === 'template' && template?.contentSid) {
    return { contentSid: template.contentSid, contentVariables: filled?.variables ?? {} };
  }
  const { body, buttons, companyId } = message;
  if (!buttons || buttons.length === 0 || facts.channel !== 'whatsapp') return { body };
  return ensureSessionContent(companyId, account, { body, buttons, language });
}

/**
 * Where Twilio reports on a message. The address names the company, the message and the attempt, and is part
 * of what Twilio signs: a report finds its row even when the answer with the SID was lost.
 */
export function callbackAddress({
  companyId,
  messageId,
  attempt,
}: {
  companyId: string;
  messageId: string;
  attempt: number;
}): string {
  const url = new URL('/api/webhooks/twilio/status', required('PUBLIC_URL'));
  url.search = new URLSearchParams({ c: companyId, m: messageId, a: String(attempt) }).toString();
  return url.toString();
}
