import 'server-only';
import { eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import { type OfficeActor, readAs } from '@/db/session';
import { noteReadAs } from '@/lib/audit/reads';
import { notFound, Refusal } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { accountOfSender } from '../outbox/check-silent';
import { fetchMedia, type Media, MediaRefused } from './media';

export type MediaKind = 'image' | 'audio' | 'video' | 'file';

/** What a browser shows by itself without running anything: no SVG, no HTML, no PDF. */
const shown: Record<string, { kind: Exclude<MediaKind, 'file'>; extension: string }> = {
  'image/jpeg': { kind: 'image', extension: 'jpg' },
  'image/png': { kind: 'image', extension: 'png' },
  'image/webp': { kind: 'image', extension: 'webp' },
  'image/gif': { kind: 'image', extension: 'gif' },
  'audio/ogg': { kind: 'audio', extension: 'ogg' },
  'audio/mpeg': { kind: 'audio', extension: 'mp3' },
  'audio/mp4': { kind: 'audio', extension: 'm4a' },
  'audio/aac': { kind: 'audio', extension: 'aac' },
  'video/mp4': { kind: 'video', extension: 'mp4' },
  'video/3gpp': { kind: 'video', extension: '3gp' },
};

const plainType = (contentType: string) => contentType.split(';')[0]?.trim().toLowerCase() ?? '';

/** How a medium of that type is shown; everything a browser might run is a file to save. */
export function kindOfMedia(contentType: string): MediaKind {
  return shown[plainType(contentType)]?.kind ?? 'file';
}

/** The address of one medium of a message, from 0. */
export const mediaHref = (messageId: string, index: number) => `/api/v1/media/${messageId}/${index}`;

/**
 * One medium of a customer's message, fetched from Twilio. Throws Refusal `not_found` for a message that doesn't
 * exist or isn't the actor's, and for one that Twilio has no more or that is too large.
 */
export async function readMedium(
  actor: OfficeActor,
  { messageId, index }: { messageId: string; index: number },
): Promise<Media> {
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select({ media: messages.media, sid: messages.sid, senderId: messages.senderId })
      .from(messages)
      .where(eq(messages.id, messageId)),
  ]);
  const [message] = rows;
  const medium = message?.media?.[index];
  if (!message || !medium) throw notFound('attachment');
  const account = message.senderId ? await accountOfSender(actor.companyId, message.senderId) : undefined;
  if (!account)
    throw new Refusal(
      'conflict',
      'The WhatsApp account that this came through isn’t set up any more, so attachments can’t be fetched.',
    );
  await noteReadAs(actor, { deed: 'downloaded', source: 'messages', id: messageId });
  try {
    return await fetchMedia(medium.url, { account, messageSid: message.sid ?? '' });
  } catch (error) {
    if (!(error instanceof MediaRefused)) throw error;
    log.warn({ error, messageId }, 'an attachment could not be fetched');
    throw new Refusal('not_found', 'Twilio doesn’t give out this attachment any more.');
  }
}

/**
 * A medium as a browser gets it: shown in place only where nothing in it can run, saved as a file otherwise; kept
 * by this browser alone. That a page of it loads nothing is said in next.config.ts, whose headers go before ours.
 */
export function mediaResponse({ contentType, bytes }: Media, name: string): Response {
  const type = plainType(contentType);
  const known = shown[type];
  const disposition = known
    ? `inline; filename="${name}.${known.extension}"`
    : `attachment; filename="${name}"`;
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': known ? type : 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'content-disposition': disposition,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=3600',
    },
  });
}
