import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { conversations, type MessageMedia, messageEvents, messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { findByContact, makeFromContact, rememberWhatsappId } from '@/lib/customers/contact';
import { phoneKey } from '@/lib/customers/phone-key';
import { now as currentTime } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { type Keyword, readKeyword } from '../consent/opt-out-words';
import { type ConsentByMessage, grantConsent, withdrawConsent } from '../consent/record-consent';
import { announce, consentWithdrawnEvent, messageReceivedEvent, queuedEvent } from '../events';
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
  const quoted = await findQuoted(tx, message.repliedToSid);
  const conversation = await openConversation(tx, { companyId, message, quoted });
  const keyword = readKeyword({
    body: message.body,
    payload: message.buttonPayload,
    optOutType: message.optOutType,
  });
  const customerId =
    conversation.customerId ?? (keyword === 'stop' ? await makeFromContact(tx, companyId, message) : null);
  // What was said to somebody else, before the number changed hands, is not what is answered.
  const bookingId = quoted && quoted.customerId === customerId ? quoted.bookingId : null;
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
  return {
    messageId: made.id,
    events: [messageReceivedEvent.create(ids, { id: `received-${message.sid}` })],
  };
}

async function obey(tx: Tx, keyword: Keyword, said: ConsentByMessage) {
  const { changed, confirmation } = await (keyword === 'stop' ? withdrawConsent : grantConsent)(tx, said);
  const { companyId, customerId } = said;
  return [
    ...(changed && keyword === 'stop' ? [consentWithdrawnEvent.create({ companyId, customerId })] : []),
    ...(confirmation?.queued ? [queuedEvent({ companyId, ...confirmation })] : []),
  ];
}

type Opening = { companyId: string; message: InboundMessage; quoted: Quoted | undefined };

/**
 * The conversation with this address, in the spelling that was written from, and whose it is: whoever holds the
 * number or id now, else who it was linked to. A sender who hides their number and quotes a message of ours is the
 * one it was sent to, since nobody else has it in their chat.
 */
async function openConversation(
  tx: Tx,
  { companyId, message, quoted }: Opening,
): Promise<{ id: string; customerId: string | null }> {
  const found = await spellAs(tx, { companyId, message });
  const holder = await findByContact(tx, message);
  const named = message.phone ? undefined : quoted?.customerId;
  const customerId = holder ?? found.customerId ?? named ?? null;
  if (customerId && message.externalId) await rememberWhatsappId(tx, customerId, message.externalId);
  return { id: found.id, customerId };
}

async function spellAs(
  tx: Tx,
  { companyId, message }: Pick<Opening, 'companyId' | 'message'>,
): Promise<{ id: string; customerId: string | null }> {
  const { from: address, profileName } = message;
  const known = () =>
    tx
      .select({
        id: conversations.id,
        customerId: conversations.customerId,
        address: conversations.address,
      })
      .from(conversations)
      .where(
        and(
          eq(conversations.companyId, companyId),
          eq(sql`phone_key(${conversations.address})`, phoneKey(address)),
        ),
      )
      .orderBy(sql`${conversations.address} <> ${address}`, conversations.id)
      .limit(1);
  let [found] = await known();
  if (!found) {
    await tx.insert(conversations).values({ companyId, address, profileName }).onConflictDoNothing();
    [found] = await known();
  }
  if (!found) throw new Error('The conversation that was just written is not visible');
  // What goes out from now on is written to as WhatsApp writes.
  if (found.address !== address)
    await tx.update(conversations).set({ address }).where(eq(conversations.id, found.id));
  return found;
}

type Quoted = { customerId: string | null; bookingId: string | null };

/** Our message that this one answers. */
async function findQuoted(tx: Tx, sid: string | undefined): Promise<Quoted | undefined> {
  if (!sid) return undefined;
  const fields = { customerId: messages.customerId, bookingId: messages.bookingId };
  const [direct] = await tx.select(fields).from(messages).where(eq(messages.sid, sid));
  if (direct) return direct;
  // An earlier attempt of the message may have reached the phone under a SID that its row no longer has.
  const [earlier] = await tx
    .select(fields)
    .from(messageEvents)
    .innerJoin(messages, eq(messages.id, messageEvents.messageId))
    .where(eq(messageEvents.sid, sid))
    .limit(1);
  return earlier;
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
