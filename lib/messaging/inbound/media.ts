import { env } from '@/lib/platform/env';
import type { TwilioAccount } from '../channels/twilio/client';

/** A photo or document that WhatsApp lets through is smaller. */
export const mediaLimit = 16 * 1024 * 1024;
const timeoutMs = 15_000;
const mostHops = 3;

/** Where Twilio's API hands media out, and the stores that it redirects to. */
const apiOrigin = 'https://api.twilio.com';
const storeHosts = ['media.twiliocdn.com', 's3-external-1.amazonaws.com'];
const storePath = /^\/media\.twiliocdn\.com\//;

export type Media = { contentType: string; bytes: Buffer };
export class MediaRefused extends Error {
  override readonly name = 'MediaRefused';
}

/** The message that a medium belongs to, and the account that it came through. */
export type MediaOwner = { accountSid: string; messageSid: string };

/**
 * Whether an address is that of a medium of this very message on this very account: the only kind that is ever
 * shown the account's token. Any other path of the same host would hand out what the account knows.
 */
export function isOwnMedia(address: string, owner: MediaOwner, apiBase: string | undefined): boolean {
  const { accountSid, messageSid } = owner;
  const prefix = `${new URL(apiBase ?? apiOrigin).origin}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/`;
  // Compared as written: whatever a parser would resolve (dots, escapes, a user before the host) is not equal.
  return (
    /^AC[0-9a-f]{32}$/i.test(accountSid) &&
    /^(SM|MM)[0-9a-f]{32}$/i.test(messageSid) &&
    address.startsWith(prefix) &&
    /^ME[0-9a-f]{32}$/i.test(address.slice(prefix.length))
  );
}

/** Where the API may redirect to: Twilio's stores, and its own host. Neither is shown our credentials. */
export function isStore(address: string, apiBase: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  // Under test the whole of Twilio is one local address.
  if (url.origin === new URL(apiBase ?? apiOrigin).origin) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  if (url.hostname === 's3-external-1.amazonaws.com') return storePath.test(url.pathname);
  return storeHosts.includes(url.hostname);
}

/**
 * Fetches a medium of a customer's message. The account's credentials go to that medium's own address alone and
 * never along a redirect; redirects are followed to Twilio's stores only. Throws MediaRefused for any other
 * address, for more than 16 MB and for what takes too long.
 */
export async function fetchMedia(
  address: string,
  { account, messageSid }: { account: TwilioAccount; messageSid: string },
): Promise<Media> {
  const apiBase = env().TWILIO_API_BASE;
  if (!isOwnMedia(address, { accountSid: account.accountSid, messageSid }, apiBase))
    throw new MediaRefused('The address is not this message’s medium');
  const signal = AbortSignal.timeout(timeoutMs);
  let answer = await fetch(address, {
    headers: { authorization: basic(account) },
    redirect: 'manual',
    signal,
  });
  let at = address;
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (next === null) return read(answer);
    await answer.body?.cancel();
    at = new URL(next, at).toString();
    if (!isStore(at, apiBase)) throw new MediaRefused('The redirect leads away from Twilio');
    answer = await fetch(at, { redirect: 'manual', signal });
  }
  await answer.body?.cancel();
  throw new MediaRefused('Too many redirects');
}

const basic = ({ accountSid, authToken }: TwilioAccount) =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

async function read(answer: Response): Promise<Media> {
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel();
    throw new MediaRefused(`Twilio answered ${answer.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > mediaLimit) throw new MediaRefused('The medium is too large');
    chunks.push(chunk);
  }
  return {
    contentType: answer.headers.get('content-type') ?? 'application/octet-stream',
    bytes: Buffer.concat(chunks),
  };
}
