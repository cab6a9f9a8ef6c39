import { createHash, createHmac } from 'node:crypto';

/** Pairs in the order in which they are sent; names may repeat. */
export type Pairs = [string, string][];

/** Twilio's signature of a form, written from its description and not from the SDK. */
export function signPairs(token: string, url: string, pairs: Pairs): string {
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  const text = names.map((name) => {
    const values = [...new Set(pairs.filter(([one]) => one === name).map(([, value]) => value))].sort();
    return values.map((value) => name + value).join('');
  });
  return createHmac('sha1', token)
    .update(url + text.join(''))
    .digest('base64');
}

type Options = { path: string; token?: string; headers?: Record<string, string>; signature?: string };

/** A webhook as Twilio posts it; the address that it signs is the public one, whatever the host says. */
export function signedRequest(pairs: Pairs, { path, token, headers, signature }: Options): Request {
  const key = token ?? process.env.TWILIO_AUTH_TOKEN ?? '';
  const body = new URLSearchParams(pairs).toString();
  return new Request(`http://inside.invalid:1234${path}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-twilio-signature': signature ?? signPairs(key, `${process.env.PUBLIC_URL}${path}`, pairs),
      ...headers,
    },
  });
}

/** A JSON webhook: its hash is in the address, and the address is what is signed. */
export function signedJson(value: unknown, { path, token }: Options): Request {
  const body = JSON.stringify(value);
  const hash = createHash('sha256').update(body).digest('hex');
  const full = `${path}${path.includes('?') ? '&' : '?'}bodySHA256=${hash}`;
  const key = token ?? process.env.TWILIO_AUTH_TOKEN ?? '';
  return new Request(`http://inside.invalid${full}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-twilio-signature': signPairs(key, `${process.env.PUBLIC_URL}${full}`, []),
    },
  });
}

let serial = 0;

/** A message SID that no other test uses. */
export function newSid(): string {
  serial += 1;
  return `SM${createHash('md5').update(`${process.pid}-${Date.now()}-${serial}`).digest('hex')}`;
}
