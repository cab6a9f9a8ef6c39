import 'server-only';
import { actAs } from '@/db/session';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record-audit';
import { originOf } from '@/lib/auth/origin';
import { databaseError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { reportStatus } from '../outbox/apply-status';
import { readInbound } from './read-inbound';
import { field, type Received, readWebhook, storable } from './read-webhook';
import { ownMedia, receiveMessage } from './receive';
import type { Tap } from './taps';
import { reportUnknownRecipient } from './unknown-recipient';
import { findCompany, findSender, findSigner, type Signer } from './webhook-sender';

type Hook = 'inbound' | 'status';
type Signed = Extract<Received, { ok: true }> & { signer: Signer };

/** Twilio tells of a customer's message. 200 only when it is durable; 403 for whoever isn't Twilio. */
export function answerInbound(request: Request, taps: readonly Tap[]): Promise<Response> {
  return answering(request, 'inbound', async () => {
    const { fields, signer } = await readSigned(request);
    const message = readInbound(fields);
    if (typeof message === 'string') throw new LedNowhere(refuse(400), message);
    const sender = await findSender(signer, { fields, name: 'To' });
    if (!sender) {
      await reportUnknownRecipient(signer, field(fields, 'To') ?? '');
      throw new LedNowhere(thanks(), 'unknown_recipient');
    }
    const { companyId, senderId } = sender;
    const order = { companyId, senderId, accountSid: signer.accountSid, message };
    if (ownMedia(order).length < message.media.length)
      await keepEvent(request, { ...foreignMedia, hook: 'inbound', reason: 'foreign_address' });
    await onceMoreOnCollision(() => receiveMessage(order, taps));
    return thanks();
  });
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const sidForm = /^(SM|MM)[0-9a-f]{32}$/i;

/** Twilio tells how a message of ours fares. */
export function answerStatus(request: Request): Promise<Response> {
  return answering(request, 'status', async () => {
    const { fields, url, signer } = await readSigned(request);
    const sid = field(fields, 'MessageSid') ?? field(fields, 'SmsSid') ?? '';
    const status = field(fields, 'MessageStatus') ?? field(fields, 'SmsStatus') ?? '';
    if (!sidForm.test(sid) || status === '') throw new LedNowhere(refuse(400), 'no_message_sid');
    const query = new URLSearchParams(url.split('?')[1] ?? '');
    const named = query.get('c') ?? '';
    const companyId = await findCompany(signer, { fields, named: uuidForm.test(named) ? named : undefined });
    if (!companyId) throw new LedNowhere(refuse(204), 'unknown_sender');
    const messageId = query.get('m') ?? '';
    const code = Number(field(fields, 'ErrorCode'));
    const report = {
      sid,
      status,
      errorCode: Number.isInteger(code) && code > 0 && code < 2 ** 31 ? code : undefined,
      errorText: field(fields, 'ErrorMessage'),
      messageId: uuidForm.test(messageId) ? messageId : undefined,
      attempt: Number(query.get('a')) || undefined,
      raw: storable(fields),
    };
    await onceMoreOnCollision(() => reportStatus(companyId, report)).catch((error: unknown) => {
      // The company of a signed address that no longer exists.
      if (databaseError(error)?.code !== '23503') throw error;
      throw new LedNowhere(refuse(204), 'unknown_company');
    });
    return refuse(204);
  });
}

const twiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const thanks = () => new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
const refuse = (status: number) => new Response(null, { status });

/** Ends a webhook before anything was stored: what Twilio is answered, and why, for the audit trail. */
class LedNowhere extends Error {
  constructor(
    readonly response: Response,
    readonly reason: string,
    readonly kind: { category: 'security' | 'system'; action: string } = {
      category: 'system',
      action: 'webhook_unrouted',
    },
  ) {
    super(reason);
  }
}

async function answering(request: Request, hook: Hook, take: () => Promise<Response>): Promise<Response> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof LedNowhere) {
      await keepEvent(request, { hook, reason: error.reason, ...error.kind });
      return error.response;
    }
    // Only the database can bring us here: Twilio tries again, and the sweep fetches what it gave up on.
    log.error({ error, hook }, 'webhook failed');
    return refuse(503);
  }
}

const refused = { category: 'security', action: 'webhook_refused' } as const;
const foreignMedia = { category: 'security', action: 'media_refused' } as const;

/** The webhook's fields, and whose signature they carry. Nobody's ends it. */
async function readSigned(request: Request): Promise<Signed> {
  const received = await readWebhook(request);
  if (!received.ok) throw new LedNowhere(refuse(received.status), received.reason, refused);
  const signer = await findSigner(received);
  if (!signer) throw new LedNowhere(refuse(403), 'bad_signature', refused);
  return { ...received, signer };
}

const collisions = new Set(['23505', '40001', '40P01']);

/** Two webhooks about one new customer may collide once; the second time one of them finds the other's rows. */
async function onceMoreOnCollision<T>(take: () => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (!collisions.has(databaseError(error)?.code ?? '')) throw error;
    return take();
  }
}

const fold = foldFlood(120);

/**
 * Keeps that a webhook was refused or led nowhere: when, why and from where, nothing of its content. At most
 * 120 a minute are kept one by one, so that a flood can't fill the trail; the next minute tells how many more.
 */
async function keepEvent(
  request: Request,
  event: { category: 'security' | 'system'; action: string; reason: string; hook: Hook },
): Promise<void> {
  const kept = fold();
  if (!kept) return;
  const { hook, reason, category, action } = event;
  try {
    await actAs({ role: 'auth', name: 'twilio webhook', ...originOf(request.headers) }, (tx) =>
      recordAudit(tx, { category, action, detail: { hook, reason, ...kept } }),
    );
  } catch (error) {
    log.error({ error, hook, reason }, 'webhook event was not kept');
  }
}
