import { formatAddress } from './addresses';
import { unknownParams } from './callback-params';
import { countSegments, messagePath } from './message-resource';
import { replyReferenceMs } from './settings';
import { newSid } from './signature';
import type { Choice, Contact, InboundDetails, Location, Media, Message } from './types';
import type { World } from './world';

export interface InboundOrder {
  /** Phone number or business-scoped id of the person, without a channel. */
  from: string;
  body?: string;
  button?: Choice;
  list?: Choice;
  /** Sid of the message that the person replies to. */
  replyTo?: string;
  media?: { contentType?: string; url?: string }[];
  location?: Location;
  profileName?: string;
  businessScopedId?: string;
  channel?: 'whatsapp' | 'sms';
  /** The sender of ours that it is written to. */
  to?: string;
  /** False: the provider has it, the app is never told. */
  deliver?: boolean;
}

const stopWords = new Set([
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'ARRET',
  'ARRÊT',
]);
const startWords = new Set(['START', 'UNSTOP']);

/** What the provider makes of a word on its own; only exact words count. */
export function readOptOut(body: string): 'STOP' | 'START' | 'HELP' | null {
  const word = body.trim().toUpperCase();
  if (stopWords.has(word)) return 'STOP';
  if (startWords.has(word)) return 'START';
  return word === 'HELP' ? 'HELP' : null;
}

/** Writes the message of a person into the store, opens the session and handles STOP and START. */
export function recordInbound(world: World, order: InboundOrder): Message {
  const { store, settings } = world;
  const contact = store.ensureContact(order.from);
  if (order.profileName !== undefined) contact.name = order.profileName;
  if (order.businessScopedId !== undefined) contact.businessScopedId = order.businessScopedId;
  const channel = order.channel ?? 'whatsapp';
  const body = order.body ?? order.button?.title ?? order.list?.title ?? '';
  const details = buildDetails(contact, order, body);
  if (settings.optOutHandling && details.optOutType === 'STOP') contact.optedOut = true;
  if (settings.optOutHandling && details.optOutType === 'START') contact.optedOut = false;
  const now = store.clock.now();
  if (channel === 'whatsapp') contact.lastInboundAt = now;
  contact.lastMessageAt = now;
  store.saveContact(contact);
  const media: Media[] = (order.media ?? []).map((entry) => ({
    sid: newSid('ME'),
    contentType: entry.contentType ?? 'image/png',
    ...(entry.url === undefined ? {} : { url: entry.url }),
  }));
  const senderFor = (way: typeof channel) =>
    way === 'whatsapp'
      ? (contact.lastSender ?? settings.defaultSender)
      : (contact.lastSmsSender ?? settings.defaultSender.replace('whatsapp:', ''));
  world.counters.inbound += 1;
  return store.addMessage({
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    direction: 'inbound',
    channel,
    contact: contact.address,
    from: formatAddress(
      channel,
      contact.hidesPhone ? (contact.businessScopedId ?? contact.address) : contact.address,
    ),
    to: order.to ?? senderFor(channel),
    messagingServiceSid: contact.messagingServiceSid,
    body,
    contentSid: null,
    contentVariables: null,
    buttons: [],
    list: null,
    media,
    status: 'received',
    errorCode: null,
    sentAt: now,
    statusCallback: null,
    inbound: details,
    outcome: null,
  });
}

function buildDetails(contact: Contact, order: InboundOrder, body: string): InboundDetails {
  const hidden = contact.hidesPhone;
  return {
    profileName: order.profileName ?? contact.name ?? 'Guest',
    waId: hidden ? null : contact.address.replace('+', ''),
    externalUserId: contact.businessScopedId,
    button: order.button ?? null,
    list: order.list ?? null,
    location: order.location ?? null,
    replyTo: order.replyTo ?? null,
    optOutType: readOptOut(body),
  };
}

function typeOf(message: Message, details: InboundDetails): string {
  if (details.button) return 'button';
  if (details.list) return 'interactive';
  if (details.location) return 'location';
  const [media] = message.media;
  return media ? (media.contentType.split('/')[0] ?? 'document') : 'text';
}

/** The form of the webhook for a message of a person. */
export function buildInboundParams(world: World, message: Message): Record<string, string> {
  const details = message.inbound;
  const params: Record<string, string> = {
    AccountSid: world.accountSid,
    ApiVersion: '2010-04-01',
    Body: message.body,
    From: message.from,
    MessageSid: message.sid,
    NumMedia: String(message.media.length),
    NumSegments: String(countSegments(message.body)),
    ReferralNumMedia: '0',
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    SmsStatus: 'received',
    To: message.to,
  };
  if (message.messagingServiceSid) params.MessagingServiceSid = message.messagingServiceSid;
  message.media.forEach((media, index) => {
    const own = `${world.baseUrl}${messagePath(world.accountSid, message.sid)}/Media/${media.sid}`;
    params[`MediaUrl${index}`] = media.url ?? own;
    params[`MediaContentType${index}`] = media.contentType;
  });
  if (!details) return params;
  if (details.optOutType && world.settings.optOutHandling) params.OptOutType = details.optOutType;
  if (message.channel === 'whatsapp') addWhatsAppParams(world, message, { details, params });
  return params;
}

function addWhatsAppParams(
  world: World,
  message: Message,
  { details, params }: { details: InboundDetails; params: Record<string, string> },
): void {
  params.ProfileName = details.profileName;
  params.MessageType = typeOf(message, details);
  if (details.waId) params.WaId = details.waId;
  if (details.externalUserId) params.ExternalUserId = details.externalUserId;
  const context = { ProfileName: details.profileName, ...(details.waId ? { WaId: details.waId } : {}) };
  params.ChannelMetadata = JSON.stringify({ type: 'whatsapp', data: { context } });
  if (details.button) {
    params.ButtonText = details.button.title;
    params.ButtonPayload = details.button.id;
  }
  if (details.list) {
    params.ListId = details.list.id;
    params.ListTitle = details.list.title;
    if (details.list.description) params.Description = details.list.description;
  }
  if (details.location) {
    params.Latitude = String(details.location.latitude);
    params.Longitude = String(details.location.longitude);
    if (details.location.label) params.Label = details.location.label;
    if (details.location.address) params.Address = details.location.address;
  }
  const original = details.replyTo ? world.store.message(details.replyTo) : undefined;
  if (original && message.createdAt - original.createdAt <= replyReferenceMs) {
    params.OriginalRepliedMessageSid = original.sid;
    params.OriginalRepliedMessageSender = original.from;
  }
}

/** Posts the webhook for a message of a person; resolves with the app's HTTP status, null for none. */
export async function sendInbound(world: World, message: Message, times = 1): Promise<number | null> {
  const { settings, counters, store, faults } = world;
  if (!settings.inboundUrl) return null;
  const params = buildInboundParams(world, message);
  if (faults.strike('unknownParams', message.contact, store.clock.now()))
    Object.assign(params, unknownParams);
  let status: number | null = null;
  for (let turn = 0; turn < times; turn += 1) {
    counters.inboundWebhooks += 1;
    const answer = await world.webhooks.post(settings.inboundUrl, params);
    status = answer.status;
    if (status === null || status >= 300) counters.inboundWebhookFailures += 1;
    const note = answer.note === undefined ? {} : { note: answer.note };
    message.webhooks.push({
      kind: 'inbound',
      status: 'received',
      at: store.clock.now(),
      answer: status,
      ...note,
    });
    store.saveMessage(message);
  }
  return status;
}

/** A person writes: recorded, then told to the app unless a fault loses it. */
export async function receiveInbound(
  world: World,
  order: InboundOrder,
): Promise<{ sid: string; status: number | null }> {
  const message = recordInbound(world, order);
  const at = world.store.clock.now();
  if (order.deliver === false) return { sid: message.sid, status: null };
  if (world.faults.strike('inboundLost', message.contact, at)) {
    message.webhooks.push({ kind: 'inbound', status: 'received', at, answer: null, note: 'lost (fault)' });
    world.store.saveMessage(message);
    return { sid: message.sid, status: null };
  }
  const times = world.faults.strike('inboundDuplicate', message.contact, at) ? 2 : 1;
  return { sid: message.sid, status: await sendInbound(world, message, times) };
}
