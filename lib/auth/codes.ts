import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { keyed } from './keyed-hash';

/** Seconds that a code of an authenticator app stands for (RFC 6238); one before and one after are taken too, for clocks that differ. */
const period = 30;
const drift = 1;

/** Without 0, 1, i, l, o: nobody mistakes them on paper. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';
const recoveryLength = 10;
export const recoveryCodes = 10;

const totpOf = (secret: string, label = '') =>
  new TOTP({
    issuer: 'Cater',
    label,
    secret: Secret.fromBase32(secret),
    period,
    digits: 6,
    algorithm: 'SHA1',
  });

/** A new secret in base32, as authenticator apps take it: 160 bits. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from the QR code. */
export const appAddress = (secret: string, email: string): string => totpOf(secret, email).toString();

/** The half minute since 1970 that a code stands for, or undefined where it is none of now. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  const totp = totpOf(secret);
  const timestamp = at.getTime();
  const delta = totp.validate({ token: code, timestamp, window: drift });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}

/** What was typed, read: six digits of an app, a recovery code, or undefined for neither. */
export function readCode(typed: string): { kind: 'app' | 'recovery'; code: string } | undefined {
  const code = typed.toLowerCase().replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(code)) return { kind: 'app', code };
  const recovery = code.length === recoveryLength && [...code].every((letter) => letters.includes(letter));
  return recovery ? { kind: 'recovery', code } : undefined;
}

/** New recovery codes, each of 49 bits, as they are written down: "7kq2m-x9wpt". */
export function newRecoveryCodes(): string[] {
  const one = () => Array.from({ length: recoveryLength }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: recoveryCodes }, one).map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** What the database keeps of a recovery code: nothing that can be tried without this installation's key. */
export const recoveryHash = (userId: string, code: string): string =>
  createHash('sha256')
    .update(keyed('recovery code', `${userId}\n${readCode(code)?.code ?? ''}`))
    .digest('hex');
