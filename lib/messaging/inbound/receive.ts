import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { conversations, type MessageMedia, messageEvents, messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { findByContact, makeFromContact, rememberWhatsappId } from '@/lib/customers/contact';
import { now as currentTime } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { type Keyword, readKeyword } from '../consent/opt-out-words';
import { type ConsentByMessage, grantConsent, withdrawConsent } from '../consent/record-consent';
import { announce, consentWithdrawn, messageReceived, queuedEvent } from '../events';
import { isOwnMedia } from './media';
import type { InboundMessage } from './read-inbound';
import type { Tap } from './taps';
import { tellOfCancel } from './tell-of-cancel';

export type InboundOrder = {
  companyId: string;
  senderId: string;
  /** The account that the message came through, by its signature or because we asked it. */
  accountSid: string;
  message: InboundMessage;
};
type Stored = { messageId: string; events: Parameters<typeof announce>[0] };

/**
 * Keeps a customer's message, once by its SID however often it is told, and does what STOP, START and taps that
 * a slice understands ask for in the same transaction. Announces it after the commit. Returns undefined for one that was known.
 */
export async function receiveMessage(
  order: InboundOrder,
  taps: readonly Tap[],
): Promise<{ messageId: string } | undefined> {
  const actor = { role: 'system', companyId: order.companyId, name: 'twilio webhook' } as const;
  const stored = await actAs(actor, (tx) => storeInbound(tx, order, taps));
  if (!stored) return undefined;
  await announce(stored.events);
  return { messageId: stored.messageId };
}

/** The media of a message that lie where Twilio keeps that message's; an address of any other kind isn't kept. */
export function ownMedia({
  accountSid,
  message,
}: Pick<InboundOrder, 'accountSid' | 'message'>): MessageMedia[] {
  const owner = { accountSid, messageSid: message.sid };
  return message.media.filter(({ url }) => isOwnMedia(url, owner, env().TWILIO_API_BASE));
}

async function storeInbound(tx: Tx, order: InboundOrder, taps: readonly Tap[]): Promise<Stored | undefined> {
  const { companyId, senderId, message } = order;
  const media = ownMedia(order);
  const at = message.receivedAt ?? currentTime();
  const [conversation, bookingId] = await Promise.all([
    openConversation(tx, companyId, message),
    bookingRepliedTo(tx, message.repliedToSid),
  ]);
  const keyword = readKeyword({
    body: message.body,
    payload: message.buttonPayload,
    optOutType: message.optOutType,
  });
  const customerId =
    conversation.customerId ?? (keyword === 'stop' ? await makeFromContact(tx, companyId, message) : null);
  const payload = message.buttonPayload ?? '';
  const tap = customerId ? taps.find((one) => one.understands(payload)) : undefined;
  const [made] = await tx
    .insert(messages)
    .values({
      id: v7(),
      companyId,
      conversationId: conversation.id,
      customerId,
      bookingId,
      senderId,
      direction: 'inbound',
      channel: message.from.startsWith('whatsapp:') ? 'whatsapp' : 'sms',
      kind: 'inbound',
      asked: true,
      body: message.body,
      status: 'received',
      sid: message.sid,
      buttonPayload: message.buttonPayload,
      buttonText: message.buttonText,
      repliedToSid: message.repliedToSid,
      media: media.length > 0 ? media : null,
      raw: message.raw,
      createdAt: at,
      handledAt: customerId && (keyword || tap) ? at : null,
    })
    .onConflictDoNothing({ target: messages.sid })
    .returning({ id: messages.id });
  if (!made) return undefined;
  await touchConversation(tx, { id: conversation.id, customerId, message, at });
  const ids = { companyId, messageId: made.id };
  if (keyword && customerId) {
    const said = { companyId, customerId, messageSid: message.sid, conversationId: conversation.id };
    if (keyword === 'stop') await tellOfCancel(tx, { ...said, bookingId, body: message.body, at });
    return { messageId: made.id, events: await obey(tx, keyword, said) };
  }
  if (tap && customerId) {
    const queued = await tap.take(tx, { companyId, customerId, bookingId, payload });
    return { messageId: made.id, events: queued ? [queuedEvent(queued)] : [] };
  }
  return { messageId: made.id, events: [messageReceived.create(ids, { id: `received-${message.sid}` })] };
}

async function obey(tx: Tx, keyword: Keyword, said: ConsentByMessage) {
  const { changed, confirmation } = await (keyword === 'stop' ? withdrawConsent : grantConsent)(tx, said);
  const { companyId, customerId } = said;
  return [
    ...(changed && keyword === 'stop' ? [consentWithdrawn.create({ companyId, customerId })] : []),
    ...(confirmation?.queued ? [queuedEvent({ companyId, ...confirmation })] : []),
  ];
}

/** The conversation with this address, linked to the customer it belongs to where we know one. */
async function openConversation(
  tx: Tx,
  companyId: string,
  message: InboundMessage,
): Promise<{ id: string; customerId: string | null }> {
  await tx
    .insert(conversations)
    .values({ companyId, address: message.from, profileName: message.profileName })
    .onConflictDoNothing();
  const [found] = await tx
    .select({ id: conversations.id, customerId: conversations.customerId })
    .from(conversations)
    .where(and(eq(conversations.companyId, companyId), eq(conversations.address, message.from)));
  if (!found) throw new Error('The conversation that was just written is not visible');
  const customerId = found.customerId ?? (await findByContact(tx, message));
  if (customerId && message.externalId) await rememberWhatsappId(tx, customerId, message.externalId);
  return { id: found.id, customerId };
}

async function bookingRepliedTo(tx: Tx, sid: string | undefined): Promise<string | null> {
  if (!sid) return null;
  const [direct] = await tx
    .select({ bookingId: messages.bookingId })
    .from(messages)
    .where(eq(messages.sid, sid));
  if (direct) return direct.bookingId;
  // An earlier attempt of the message may have reached the phone under a SID that its row no longer has.
  const [earlier] = await tx
    .select({ bookingId: messages.bookingId })
    .from(messageEvents)
    .innerJoin(messages, eq(messages.id, messageEvents.messageId))
    .where(eq(messageEvents.sid, sid))
    .limit(1);
  return earlier?.bookingId ?? null;
}

async function touchConversation(
  tx: Tx,
  {
    id,
    customerId,
    message,
    at,
  }: { id: string; customerId: string | null; message: InboundMessage; at: Date },
): Promise<void> {
  const time = at.toISOString();
  await tx
    .update(conversations)
    .set({
      lastInboundAt: sql`greatest(${conversations.lastInboundAt}, ${time}::timestamptz)`,
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, ${time}::timestamptz)`,
      unread: sql`${conversations.unread} + 1`,
      ...(customerId ? { customerId } : {}),
      ...(message.profileName ? { profileName: message.profileName } : {}),
    })
    .where(eq(conversations.id, id));
}
