import { type Address, formatAddress, parseAddress } from './addresses';
import { isRecord, pickContent, type Rendered, renderTemplate } from './content-render';
import { TwilioError } from './errors';
import { dayMs, type Settings } from './settings';
import { newSid } from './signature';
import type { Channel, Contact, Media, Message, Template } from './types';
import type { World } from './world';

interface Sender {
  address: string;
  serviceSid: string | null;
}

/** Whether the contact wrote within the last 24 hours, so that text may be sent. */
export function isSessionOpen(contact: Contact, now: number): boolean {
  return contact.lastInboundAt !== null && now - contact.lastInboundAt < dayMs;
}

/** The recipient. Throws 21604 when missing, 21211 when it is no address. */
export function readRecipient(form: URLSearchParams): Address {
  const text = form.get('To') ?? '';
  if (text === '') throw new TwilioError(400, 21604);
  const address = parseAddress(text);
  if (!address)
    throw new TwilioError(400, 21211, `The 'To' number ${text.slice(0, 80)} is not a valid phone number.`);
  return address;
}

/** A name instead of a number, as SMS may come from. */
const senderName = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11}$/;

function readSender(form: URLSearchParams, settings: Settings, channel: Channel): Sender {
  const serviceSid = form.get('MessagingServiceSid') || null;
  const from = form.get('From') ?? '';
  if (serviceSid !== null && !/^MG[0-9a-fA-F]{32}$/.test(serviceSid)) throw new TwilioError(400, 21705);
  if (from === '' && serviceSid === null) throw new TwilioError(400, 21603);
  if (from === '') return { address: settings.defaultSender, serviceSid };
  if (channel === 'sms' && senderName.test(from)) return { address: from, serviceSid };
  const address = parseAddress(from);
  if (!address?.isPhone)
    throw new TwilioError(400, 21212, `The 'From' number ${from.slice(0, 80)} is not valid`);
  if (address.channel !== channel) throw new TwilioError(400, 21910);
  if (settings.senders.length > 0 && !settings.senders.includes(from)) throw new TwilioError(400, 63007);
  return { address: from, serviceSid };
}

function readVariables(text: string | null): Record<string, string> {
  if (text === null || text === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new TwilioError(400, 21656);
  }
  if (!isRecord(parsed)) throw new TwilioError(400, 21656);
  for (const value of Object.values(parsed)) {
    if (typeof value !== 'string' || /[\n\t]| {5}/.test(value)) throw new TwilioError(400, 21656);
  }
  return parsed as Record<string, string>;
}

function readAddressOf(form: URLSearchParams, name: string, code: number): string | null {
  const text = form.get(name);
  if (!text) return null;
  // Twilio takes no underscore in a host's name.
  const isGood = URL.canParse(text) && /^https?:/.test(text) && !new URL(text).hostname.includes('_');
  if (!isGood) throw new TwilioError(400, code);
  return text;
}

function readMedia(form: URLSearchParams): Media[] {
  return form
    .getAll('MediaUrl')
    .filter((url) => url !== '')
    .map((url) => {
      if (!URL.canParse(url)) throw new TwilioError(400, 21620);
      return { sid: newSid('ME'), contentType: 'image/jpeg', url };
    });
}

/** What WhatsApp says later of a template that may not be sent now; null when it may. */
function judgeTemplate(template: Template, rendered: Rendered, inSession: boolean): number | null {
  if (rendered.empty.length > 0) return 63013;
  const { status } = template.approval;
  if (status === 'paused') return 63041;
  if (status === 'disabled') return 63042;
  const { type } = pickContent(template);
  const isApproved = status === 'approved' && type !== 'twilio/list-picker';
  if (isApproved) return null;
  if (!inSession) return status === 'rejected' ? 63040 : 63016;
  return rendered.buttons.length > 3 || (rendered.list?.items.length ?? 0) > 10 ? 63013 : null;
}

interface Content extends Rendered {
  contentSid: string | null;
  contentVariables: string | null;
  refusal: number | null;
}

function readContent(
  world: World,
  form: URLSearchParams,
  context: { isWhatsApp: boolean; inSession: boolean },
): Content {
  const contentSid = form.get('ContentSid') || null;
  const variables = form.get('ContentVariables') || null;
  if (contentSid === null) {
    if (variables !== null) throw new TwilioError(400, 21654);
    const body = form.get('Body') ?? '';
    if (body === '' && form.getAll('MediaUrl').length === 0) throw new TwilioError(400, 21602);
    if (body.length > 1600) throw new TwilioError(400, 21617);
    const refusal = context.isWhatsApp && !context.inSession ? 63016 : null;
    return { body, buttons: [], list: null, empty: [], contentSid, contentVariables: null, refusal };
  }
  const template = world.store.template(contentSid);
  if (!template) throw new TwilioError(400, 21655);
  const rendered = renderTemplate(template, readVariables(variables));
  const refusal = context.isWhatsApp ? judgeTemplate(template, rendered, context.inSession) : null;
  return { ...rendered, contentSid, contentVariables: variables, refusal };
}

/** Codes that the provider finds before anything leaves: the message becomes failed, not undelivered. */
const failedBeforeSending = new Set([63013, 63016, 63040, 63041, 63042, 63007, 21610]);

/** How a message with this error code ends. */
export function outcomeOf(code: number): { status: 'failed' | 'undelivered'; errorCode: number } {
  return { status: failedBeforeSending.has(code) ? 'failed' : 'undelivered', errorCode: code };
}

/** Checks a create request as Twilio does and accepts the message. Throws TwilioError. */
export function acceptMessage(world: World, form: URLSearchParams): Message {
  const { store, settings } = world;
  const recipient = readRecipient(form);
  const sender = readSender(form, settings, recipient.channel);
  const statusCallback = readAddressOf(form, 'StatusCallback', 21609);
  const isWhatsApp = recipient.channel === 'whatsapp';
  const known = store.contact(recipient.id);
  const inSession = known !== undefined && isSessionOpen(known, store.clock.now());
  const content = readContent(world, form, { isWhatsApp, inSession });
  const media = readMedia(form);
  if (settings.optOutHandling && known?.optedOut) throw new TwilioError(400, 21610);

  const contact = store.ensureContact(recipient.id);
  const refusal = isWhatsApp && contact.lacksWhatsApp ? 63024 : content.refusal;
  const message = store.addMessage({
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    direction: 'outbound-api',
    channel: recipient.channel,
    contact: contact.address,
    from: sender.address,
    to: formatAddress(recipient.channel, recipient.id),
    messagingServiceSid: sender.serviceSid,
    body: content.body,
    contentSid: content.contentSid,
    contentVariables: content.contentVariables,
    buttons: content.buttons,
    list: content.list,
    media,
    status: form.get('From') ? 'queued' : 'accepted',
    errorCode: null,
    sentAt: null,
    statusCallback,
    inbound: null,
    outcome: refusal === null ? null : outcomeOf(refusal),
  });
  if (isWhatsApp) contact.lastSender = message.from;
  else contact.lastSmsSender = message.from;
  contact.messagingServiceSid = sender.serviceSid ?? contact.messagingServiceSid;
  contact.lastMessageAt = message.createdAt;
  store.saveContact(contact);
  world.counters.noteAccepted(message);
  return message;
}
