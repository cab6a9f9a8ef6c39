import { databaseError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { reportStatus } from '../outbox/status-batch';
import { readInbound } from './inbound-form';
import { receiveMessage } from './receive';
import { reportUnknownRecipient } from './unknown-recipient';
import { recordWebhookEvent } from './webhook-audit';
import { type Fields, field, type Received, readWebhook, storable } from './webhook-request';
import { findRecipient, findSigner, type Signer, speaksFor } from './webhook-tenant';

type Hook = 'inbound' | 'status';
type Signed = { request: Request; received: Extract<Received, { ok: true }>; signer: Signer };

const twiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const thanks = () => new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
const refuse = (status: number) => new Response(null, { status });

/** Twilio tells of a customer's message. 200 only when it is durable; 403 for whoever isn't Twilio. */
export const answerInbound = (request: Request) => answer(request, 'inbound', takeInbound);

/** Twilio tells how a message of ours fares. */
export const answerStatus = (request: Request) => answer(request, 'status', takeStatus);

async function answer(
  request: Request,
  hook: Hook,
  take: (signed: Signed) => Promise<Response>,
): Promise<Response> {
  try {
    const received = await readWebhook(request);
    if (!received.ok) {
      await recordWebhookEvent(request, refused(hook, received.reason));
      return refuse(received.status);
    }
    const signer = await findSigner(received);
    if (!signer) {
      await recordWebhookEvent(request, refused(hook, 'bad_signature'));
      return refuse(403);
    }
    return await takeWithRetry(() => take({ request, received, signer }));
  } catch (error) {
    // Only the database can bring us here: Twilio tries again, and the sweep fetches what it gave up on.
    log.error({ error, hook }, 'webhook failed');
    return refuse(503);
  }
}

const refused = (hook: Hook, reason: string) =>
  ({ category: 'security', action: 'webhook_refused', hook, reason }) as const;
const unrouted = (hook: Hook, reason: string) =>
  ({ category: 'system', action: 'webhook_unrouted', hook, reason }) as const;

const collisions = new Set(['23505', '40001', '40P01']);

/** Two webhooks about one new customer may collide once; the second time one of them finds the other's rows. */
async function takeWithRetry(take: () => Promise<Response>): Promise<Response> {
  try {
    return await take();
  } catch (error) {
    if (!collisions.has(databaseError(error)?.code ?? '')) throw error;
    return take();
  }
}

async function takeInbound({ request, received, signer }: Signed): Promise<Response> {
  const message = readInbound(received.fields);
  if (typeof message === 'string') {
    await recordWebhookEvent(request, unrouted('inbound', message));
    return refuse(400);
  }
  const recipient = await recipientOf(received.fields, 'To');
  if (!recipient || !speaksFor(signer, recipient)) {
    await Promise.all([
      recordWebhookEvent(request, unrouted('inbound', 'unknown_recipient')),
      reportUnknownRecipient(signer, field(received.fields, 'To') ?? ''),
    ]);
    return thanks();
  }
  const { companyId, senderId } = recipient;
  await receiveMessage({ companyId, senderId, message });
  return thanks();
}

function recipientOf(fields: Fields, name: 'To' | 'From') {
  const own = field(fields, name);
  const isSms = own?.startsWith('+') ?? false;
  return findRecipient({
    address: isSms ? `whatsapp:${own}` : own,
    smsAddress: isSms ? own : undefined,
    messagingServiceSid: field(fields, 'MessagingServiceSid') || undefined,
  });
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const sidForm = /^(SM|MM)[0-9a-f]{32}$/i;

async function takeStatus({ request, received, signer }: Signed): Promise<Response> {
  const { fields } = received;
  const sid = field(fields, 'MessageSid') ?? field(fields, 'SmsSid') ?? '';
  const status = field(fields, 'MessageStatus') ?? field(fields, 'SmsStatus') ?? '';
  if (!sidForm.test(sid) || status === '') {
    await recordWebhookEvent(request, unrouted('status', 'no_message_sid'));
    return refuse(400);
  }
  const query = new URLSearchParams(received.url.split('?')[1] ?? '');
  const companyId = await companyOf(signer, { fields, named: query.get('c') });
  if (!companyId) {
    await recordWebhookEvent(request, unrouted('status', 'unknown_sender'));
    return refuse(204);
  }
  const messageId = query.get('m') ?? '';
  const code = Number(field(fields, 'ErrorCode'));
  try {
    await reportStatus(companyId, {
      sid,
      status: status,
      errorCode: Number.isInteger(code) && code > 0 && code < 2 ** 31 ? code : undefined,
      errorText: field(fields, 'ErrorMessage'),
      messageId: uuidForm.test(messageId) ? messageId : undefined,
      attempt: Number(query.get('a')) || undefined,
      raw: storable(fields),
    });
  } catch (error) {
    // The company of a signed address that no longer exists.
    if (databaseError(error)?.code !== '23503') throw error;
    await recordWebhookEvent(request, unrouted('status', 'unknown_company'));
  }
  return refuse(204);
}

/** Our own address names the company; one that we didn't make is traced by the sender. */
async function companyOf(
  signer: Signer,
  { fields, named }: { fields: Fields; named: string | null },
): Promise<string | undefined> {
  if (named && uuidForm.test(named)) {
    return signer.installation || signer.companyIds.has(named) ? named : undefined;
  }
  const recipient = await recipientOf(fields, 'From');
  return recipient && speaksFor(signer, recipient) ? recipient.companyId : undefined;
}
