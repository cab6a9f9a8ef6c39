import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { required } from './env';

const form = 'v1';

/**
 * Seals secrets of one use for the database (AES-256-GCM, key derived from AUTH_SECRET). `owner` is bound to the text, so that
 * what is copied to another row can't be opened there; nor can what was sealed for another use.
 */
export function sealing(use: string) {
  let held: { secret: string; key: Buffer } | undefined;

  function key(): Buffer {
    const secret = required('AUTH_SECRET');
    if (held?.secret !== secret)
      held = { secret, key: Buffer.from(hkdfSync('sha256', secret, 'cater', use, 32)) };
    return held.key;
  }

  function seal(text: string, owner: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [form, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
  }

  /** The sealed text, or undefined where the secret changed, the text was altered or belongs to another owner. */
  function unseal(sealed: string, owner: string): string | undefined {
    const [version, iv, tag, body] = sealed.split('.');
    if (version !== form || !iv || !tag || body === undefined) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key(), Buffer.from(iv, 'base64url'))
        .setAAD(Buffer.from(owner))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      const bytes = Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]);
      return bytes.toString('utf8');
    } catch {
      return undefined;
    }
  }

  return { seal, unseal };
}
