import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { required } from './env';

/** Bytes of the two ids, the nonce and the seal. */
const nonceLength = 12;
const idsLength = 32;
const sealLength = 16;

/** A company's record that a link opens. */
export type LinkedRecord = { companyId: string; id: string };

/**
 * Tokens of public pages, for one use. A token is derived from the installation's secret, so it is never stored, is the
 * same each time it is asked for, and shows nothing of the ids inside; one of another use isn't read.
 */
export function linkTokens(use: string) {
  const keyFor = (part: string) =>
    createHmac('sha256', required('AUTH_SECRET')).update(`${use}:${part}`).digest();

  /** The token of a record. */
  function write({ companyId, id }: LinkedRecord): string {
    const ids = Buffer.from((companyId + id).replaceAll('-', ''), 'hex');
    const nonce = createHmac('sha256', keyFor('nonce')).update(ids).digest().subarray(0, nonceLength);
    const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), nonce);
    const sealed = Buffer.concat([cipher.update(ids), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** What a token stands for, or undefined where it isn't one of ours. */
  function read(token: string): LinkedRecord | undefined {
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
      return { companyId: uuid(ids.subarray(0, 16)), id: uuid(ids.subarray(16)) };
    } catch {
      return undefined;
    }
  }

  return { write, read };
}

/** What the database keeps of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function uuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
