import { env } from '@/lib/platform/env';
import type { Account } from '../channels/twilio/client';

/** A photo or document that WhatsApp lets through is smaller. */
export const mediaLimit = 16 * 1024 * 1024;
const timeoutMs = 15_000;
const mostHops = 3;

/** Where Twilio's API hands media out, and the stores it redirects to. Only the API is shown our credentials. */
const apiHost = 'api.twilio.com';
const storeHosts = ['media.twiliocdn.com', 's3-external-1.amazonaws.com'];
const storePath = /^\/media\.twiliocdn\.com\//;

export type Media = { contentType: string; bytes: Buffer };
export class MediaRefused extends Error {
  override readonly name = 'MediaRefused';
}

type MediaHost = 'api' | 'store';

/** What an address is to us: Twilio's API, Twilio's store, or nothing we fetch. */
export function hostOf(address: string, apiBase: string | undefined): MediaHost | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username || url.password) return undefined;
  // Under test the whole of Twilio is one local address.
  if (apiBase && url.origin === new URL(apiBase).origin) return 'api';
  if (url.protocol !== 'https:' || url.port !== '') return undefined;
  if (url.hostname === apiHost) return 'api';
  if (url.hostname === 's3-external-1.amazonaws.com')
    return storePath.test(url.pathname) ? 'store' : undefined;
  return storeHosts.includes(url.hostname) ? 'store' : undefined;
}

/**
 * Fetches a medium of a customer's message from Twilio's own hosts, following Twilio's redirects and no others;
 * the account's credentials go to Twilio's API alone. Throws MediaRefused for any other address, for more than
 * 16 MB and for what takes too long.
 */
export async function fetchMedia(address: string, account: Account): Promise<Media> {
  const signal = AbortSignal.timeout(timeoutMs);
  let at = address;
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const place = hostOf(at, env().TWILIO_API_BASE);
    if (!place) throw new MediaRefused('The address is not Twilio’s');
    const headers = place === 'api' ? { authorization: basic(account) } : undefined;
    const answer = await fetch(at, { headers, redirect: 'manual', signal });
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (next === null) return read(answer);
    await answer.body?.cancel();
    at = new URL(next, at).toString();
  }
  throw new MediaRefused('Too many redirects');
}

const basic = ({ accountSid, authToken }: Account) =>
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
