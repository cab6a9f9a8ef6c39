import type { MessageMedia } from '@/db/schema/messaging';
import { cleanLine } from '@/lib/platform/text';
import { type Fields, field, storable } from './read-webhook';

/** A message of a customer, as the webhook or the provider's list tells it. */
export type InboundMessage = {
  sid: string;
  /** `whatsapp:+…` or `whatsapp:<business-scoped id>`. */
  from: string;
  to?: string;
  messagingServiceSid?: string;
  /** E.164 of the sender, absent for those who hide it. */
  phone?: string;
  /** Business-scoped id of the sender. */
  externalId?: string;
  profileName?: string;
  body: string;
  buttonPayload?: string;
  buttonText?: string;
  repliedToSid?: string;
  optOutType?: string;
  media: MessageMedia[];
  raw: Fields;
  receivedAt?: Date;
};

const sidForm = /^(SM|MM)[0-9a-f]{32}$/i;
const phoneForm = /^\+[1-9]\d{6,14}$/;
const mostMedia = 10;
const mostBody = 20_000;

/** Reads the form of an inbound message, or says in a word why it is none. */
export function readInbound(fields: Fields): InboundMessage | string {
  const sid = field(fields, 'MessageSid') ?? field(fields, 'SmsMessageSid') ?? '';
  const from = field(fields, 'From') ?? '';
  if (!sidForm.test(sid)) return 'no_message_sid';
  if (from.length < 3 || from.length > 200) return 'no_sender';
  const listed = field(fields, 'ListId');
  return {
    sid,
    from,
    to: field(fields, 'To'),
    messagingServiceSid: field(fields, 'MessagingServiceSid') || undefined,
    phone: phoneOf(from, field(fields, 'WaId')),
    externalId: externalIdOf(from, field(fields, 'ExternalUserId')),
    profileName: tidy(cleanLine(field(fields, 'ProfileName') ?? ''), 120),
    body: (field(fields, 'Body') ?? '').slice(0, mostBody),
    buttonPayload: tidy(field(fields, 'ButtonPayload') || listed, 256),
    buttonText: tidy(field(fields, 'ButtonText') || field(fields, 'ListTitle'), 256),
    repliedToSid: sidOf(field(fields, 'OriginalRepliedMessageSid')),
    optOutType: field(fields, 'OptOutType'),
    media: mediaOf(fields),
    raw: storable(fields),
  };
}

const tidy = (text: string | undefined, most: number) => text?.trim().slice(0, most) || undefined;
const sidOf = (text: string | undefined) => (text && sidForm.test(text) ? text : undefined);

function phoneOf(from: string, waId: string | undefined): string | undefined {
  const own = from.replace(/^whatsapp:/, '');
  if (phoneForm.test(own)) return own;
  const told = `+${waId ?? ''}`;
  return phoneForm.test(told) ? told : undefined;
}

function externalIdOf(from: string, told: string | undefined): string | undefined {
  const own = from.replace(/^whatsapp:/, '');
  return (phoneForm.test(own) ? tidy(told, 190) : own.slice(0, 190)) || undefined;
}

function mediaOf(fields: Fields): MessageMedia[] {
  const count = Math.min(Number(field(fields, 'NumMedia')) || 0, mostMedia);
  return Array.from({ length: Math.max(0, count) }).flatMap((_none, index) => {
    const url = field(fields, `MediaUrl${index}`);
    const contentType = field(fields, `MediaContentType${index}`) ?? 'application/octet-stream';
    return url && url.length <= 2000 && URL.canParse(url)
      ? [{ url, contentType: contentType.slice(0, 100) }]
      : [];
  });
}
