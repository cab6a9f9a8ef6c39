import { createHmac, randomBytes } from 'node:crypto';

/**
 * Twilio's request signature of a form: base64(HMAC-SHA1(token, url + each key and value, keys sorted)).
 * Written here on its own so that the app's validation is tested against a second implementation.
 */
export function signForm(token: string, url: string, params: Readonly<Record<string, string>>): string {
  const keys = Object.keys(params).sort();
  const text = keys.reduce((sum, key) => sum + key + params[key], url);
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}

/** A new resource id: two letters and 32 hex digits. */
export function newSid(prefix: 'SM' | 'MM' | 'ME' | 'HX' | 'MG' | 'AC'): string {
  return prefix + randomBytes(16).toString('hex');
}
