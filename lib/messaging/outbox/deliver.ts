import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '@/lib/platform/clock';
import { required } from '@/lib/platform/env';
import { inSpan } from '@/lib/platform/trace';
import { mailSender, sendMail } from '../channels/mail/send-mail';
import { mailUnanswered } from '../channels/own-codes';
import { type Outgoing, sendMessage, type TwilioAccount, webhookRetries } from '../channels/twilio/client';
import { ensureSessionContent } from '../channels/whatsapp/session-content';
import { announce, messageSettledEvent } from '../events';
import type { KindTable } from '../kinds';
import { type Batch, type Claim, claimMessages } from './claim-messages';
import { type Delivery, recordOutcome } from './record-outcome';
import { resolveUnknown } from './resolve-unknown';
import { reveal } from './secrets';
import type { Loaded } from './send-facts';

export type { Delivery } from './record-outcome';

/**
 * Gives messages of the outbox to their provider, each at most once: claims the rows, asks the rules, calls,
 * records. Safe to call again at any time, from several processes at once. Throws only when the database
 * fails; the rows then tell the next call where to go on.
 */
export async function deliverMessages(batch: Batch): Promise<Map<string, Delivery>> {
  const { companyId } = batch;
  const claims = await claimMessages(batch);
  const settled = claims.flatMap((claim) => (claim.do === 'answer' && claim.settled ? claim.messageId : []));
  const [deliveries] = await Promise.all([
    Promise.all(claims.map(async (claim) => [idOf(claim), await carryOut(claim)] as const)),
    announce(
      settled.map((messageId) =>
        messageSettledEvent.create({ companyId, messageId }, { id: `settled-${messageId}-not-sent` }),
      ),
    ),
  ]);
  return new Map(deliveries);
}

/** One message: a batch of one. */
export async function deliverMessage(
  { companyId, messageId }: { companyId: string; messageId: string },
  kinds: KindTable,
): Promise<Delivery> {
  const deliveries = await deliverMessages({ companyId, messageIds: [messageId], kinds });
  return deliveries.get(messageId) ?? { outcome: 'failed', reason: 'unknown_message' };
}

const idOf = (claim: Claim) => (claim.do === 'answer' ? claim.messageId : claim.loaded.message.id);

function carryOut(claim: Claim): Delivery | Promise<Delivery> {
  switch (claim.do) {
    case 'answer':
      return claim.delivery;
    case 'look_up':
      return resolveUnknown(claim.loaded, claim.account);
    case 'send':
      return send(claim);
    case 'mail':
      return mail(claim);
    case 'mail_lost':
      return giveUpMail(claim.loaded);
  }
}

async function send({ loaded, account, as, attempt, at }: Extract<Claim, { do: 'send' }>): Promise<Delivery> {
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
  const early = at.getTime() - now().getTime();
  if (early > 0) await pause(early);
  const { address } = loaded;
  const outgoing: Outgoing = {
    to: address,
    ...originOf(loaded),
    statusCallback: callbackAddress(target),
    ...content,
  };
  const result = await inSpan('send message', { 'cater.message_id': messageId }, () =>
    sendMessage(account, outgoing),
  );
  return recordOutcome(target, result);
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
  const subject = loaded.subject ?? company.name;
  const text = reveal(message.body, message.contentVariables);
  const result = await inSpan('send mail', { 'cater.message_id': id }, () =>
    sendMail({ id, attempt, to, from, subject, text }),
  );
  return recordOutcome(target, result);
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
  { account, as }: { account: TwilioAccount; as: 'text' | 'template' },
): Promise<{ body: string } | { contentSid: string; contentVariables: Record<string, string> }> {
  if (as === 'template' && template?.contentSid) {
    const contentVariables = reveal(filled?.variables ?? {}, message.contentVariables);
    return { contentSid: template.contentSid, contentVariables };
  }
  const { buttons, companyId } = message;
  const body = reveal(message.body, message.contentVariables);
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
  url.hash = webhookRetries;
  return url.toString();
}
