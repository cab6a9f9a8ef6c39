import { toRfc2822 } from './clock';
import { describeError } from './errors';
import type { Media, Message } from './types';

/** Path of a message below the API's host. */
export function messagePath(accountSid: string, sid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
}

const segmentLength = (body: string): number => (/^[\x20-\x7E\n\r]*$/.test(body) ? 160 : 70);

/** Twilio's count of segments: one message of 160 (70 when not plain), else parts of 153 (67). */
export function countSegments(body: string): number {
  const single = segmentLength(body);
  if (body.length <= single) return 1;
  return Math.ceil(body.length / (single === 160 ? 153 : 67));
}

/** A message as `Messages` resource, with Twilio's field types (counts are strings, error_code a number). */
export function toMessageResource(accountSid: string, message: Message): Record<string, unknown> {
  const path = messagePath(accountSid, message.sid);
  const isUnassigned = message.status === 'accepted';
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: toRfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : toRfc2822(message.sentAt),
    date_updated: toRfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : describeError(message.errorCode),
    from: isUnassigned ? null : message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: isUnassigned ? '0' : String(countSegments(message.body)),
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${path}/Media.json` },
    to: message.to,
    uri: `${path}.json`,
  };
}

/** A medium of a message as Twilio's resource. */
export function toMediaResource(accountSid: string, message: Message, media: Media): Record<string, unknown> {
  return {
    account_sid: accountSid,
    content_type: media.contentType,
    date_created: toRfc2822(message.createdAt),
    date_updated: toRfc2822(message.createdAt),
    parent_sid: message.sid,
    sid: media.sid,
    uri: `${messagePath(accountSid, message.sid)}/Media/${media.sid}.json`,
  };
}
