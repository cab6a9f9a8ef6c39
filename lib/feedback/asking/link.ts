import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { required } from '@/lib/platform/env';
import type { RequestRef } from '../events';
import { linkDays } from '../rules';

/** Bytes of the two ids, the nonce and the seal. */
const nonceLength = 12;
const idsLength = 32;
const sealLength = 16;

/**
 * The token of a request's public page. Derived from the installation's secret, so it is never stored, is the
 * same each time it is asked for, and shows nothing of the ids inside.
 */
export function linkToken({ companyId, requestId }: RequestRef): string {
  const ids = Buffer.from((companyId + requestId).replaceAll('-', ''), 'hex');
  const nonce = createHmac('sha256', keyFor('nonce')).update(ids).digest().subarray(0, nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), nonce);
  const sealed = Buffer.concat([cipher.update(ids), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** What a token stands for, or undefined where it isn't one of ours. */
export function readLinkToken(token: string): RequestRef | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== nonceLength + idsLength + sealLength || bytes.toString('base64url') !== token)
    return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor('seal'), bytes.subarray(0, nonceLength));
    decipher.setAuthTag(bytes.subarray(nonceLength + idsLength));
    const ids = Buffer.concat([
      decipher.update(bytes.subarray(nonceLength, nonceLength + idsLength)),
      decipher.final(),
    ]);
    return { companyId: uuid(ids.subarray(0, 16)), requestId: uuid(ids.subarray(16)) };
  } catch {
    return undefined;
  }
}

/** What the database keeps of a token. */
export function hashLink(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The address of the page where a customer answers without signing in. */
export function linkAddress(ref: RequestRef): string {
  return new URL(`/f/${linkToken(ref)}`, required('PUBLIC_URL')).href;
}

type Kept = {
  companyId: string;
  requestId: string | null;
  linkHash: string | null;
  madeAt: Date | null;
};

/** The same where the page would open now: the request exists, knows this link, and is young enough. */
export function workingAddress({ companyId, requestId, linkHash, madeAt }: Kept, now: Date): string | null {
  if (!requestId || !linkHash || !madeAt) return null;
  const ref = { companyId, requestId };
  const young = now.getTime() - madeAt.getTime() < linkDays * 86_400_000;
  return young && linkHash === hashLink(linkToken(ref)) ? linkAddress(ref) : null;
}

/** The address of the page where a customer ends all messages without signing in. */
export function stopAddress(ref: RequestRef): string {
  return `${linkAddress(ref)}/stop`;
}

function keyFor(use: string): Buffer {
  return createHmac('sha256', required('AUTH_SECRET')).update(`feedback-link:${use}`).digest();
}

function uuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
