import { timingSafeEqual } from 'node:crypto';
import { v7 } from 'uuid';
import { now } from '@/lib/platform/clock';
import { keyed } from './keyed-hash';
import { ownCookie } from './own-cookie';

/** Days that a browser is known after a sign-in. */
export const deviceDays = 180;
const dayMs = 24 * 3600_000;

/** What an account is counted by: nothing that was typed is kept readable, since people type passwords there. */
export const accountKey = (email: string) => keyed('sign-in account', email).slice(0, 22);

/** The cookie by which a browser is known to this account; another account's has another name. */
export const deviceCookie = (email: string) => ownCookie(`cater-device-${accountKey(email).slice(0, 8)}`);

/** A new browser of this account, signed, from a successful sign-in. */
export function issueDevice(email: string): string {
  const device = `${v7()}.${Math.floor(now().getTime() / dayMs)}`;
  return `${device}.${keyed('device', `${email}\n${device}`)}`;
}

/** The browser that a cookie stands for, or undefined for one we didn't make for this account, or long ago. */
export function knownDevice(email: string, cookie: string | undefined): string | undefined {
  const parts = /^([0-9a-f-]{36})\.(\d{1,6})\.([\w-]{43})$/.exec(cookie ?? '');
  if (!parts) return undefined;
  const [, id = '', day = '', signature = ''] = parts;
  const wanted = Buffer.from(keyed('device', `${email}\n${id}.${day}`));
  const given = Buffer.from(signature);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  return now().getTime() / dayMs - Number(day) <= deviceDays ? id : undefined;
}
