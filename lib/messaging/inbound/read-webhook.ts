import { required } from '@/lib/platform/env';
import { readBody } from '@/lib/platform/read-body';

export type Fields = Record<string, string | string[]>;

export type Received =
  | { ok: true; url: string; signature: string; fields: Fields; body: string; json: boolean }
  | { ok: false; status: 400 | 403 | 413 | 415; reason: string };

/** Twilio's longest form (a 4,096 character message, media, metadata) is far below this. */
export const bodyLimit = 64 * 1024;
const mostFields = 500;

/**
 * Reads a webhook without believing it: size, form and signature header only. The address that Twilio signed
 * is rebuilt from PUBLIC_URL; Host and X-Forwarded-* have no say.
 */
export async function readWebhook(request: Request): Promise<Received> {
  const signature = request.headers.get('x-twilio-signature');
  if (!signature) return { ok: false, status: 403, reason: 'no_signature' };
  const body = await readBody(request, bodyLimit);
  if (body === undefined) return { ok: false, status: 413, reason: 'too_large' };
  const url = signedAddress(request.url);
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) {
    const fields = readJson(body);
    return fields
      ? { ok: true, url, signature, fields, body, json: true }
      : { ok: false, status: 400, reason: 'malformed' };
  }
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    return { ok: false, status: 415, reason: 'content_type' };
  }
  const fields = readForm(body);
  return fields
    ? { ok: true, url, signature, fields, body, json: false }
    : { ok: false, status: 400, reason: 'malformed' };
}

/** The address as Twilio knows it: our public base with the path and query of this request, as written. */
export function signedAddress(requestUrl: string): string {
  const base = required('PUBLIC_URL').replace(/\/+$/, '');
  const path = requestUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return base + (path.startsWith('/') ? path : `/${path}`);
}

/** Names that come twice keep all their values; blanks and names that nobody knows stay, they are signed too. */
export function readForm(body: string): Fields | undefined {
  const fields: Fields = Object.create(null);
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    count += 1;
    if (count > mostFields) return undefined;
    const held = fields[name];
    if (held === undefined) fields[name] = value;
    else fields[name] = Array.isArray(held) ? [...held, value] : [held, value];
  }
  return fields;
}

function readJson(body: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    const fields: Fields = Object.create(null);
    for (const [name, value] of Object.entries(parsed)) {
      fields[name] = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    }
    return fields;
  } catch {
    return undefined;
  }
}

/** Text that PostgreSQL can hold: no NUL and no half of a surrogate pair. */
const clean = (text: string): string => Buffer.from(text.replaceAll('\u0000', '\uFFFD')).toString();

/** A field's first value, as PostgreSQL can hold it. */
export function field(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : clean(first);
}

/** The whole form as it is stored. */
export function storable(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      clean(name),
      Array.isArray(value) ? value.map(clean) : clean(value),
    ]),
  );
}
