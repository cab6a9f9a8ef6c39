import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { required } from '@/lib/platform/env';

const form = 'v1';
let held: { secret: string; key: Buffer } | undefined;

function key(): Buffer {
  const secret = required('AUTH_SECRET');
  if (held?.secret !== secret) {
    held = {
      secret,
      key: Buffer.from(hkdfSync('sha256', secret, 'cater', 'whatsapp sender token', 32)),
    };
  }
  return held.key;
}

/**
 * Encrypts a provider's token for the database (AES-256-GCM, key derived from AUTH_SECRET). `owner` is bound
 * to the text, so that a sealed token copied to another row can't be opened there.
 */
export function seal(text: string, owner: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [form, iv, cipher.getAuthTag(), body]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** The sealed text, or undefined where the secret changed, the text was altered or belongs to another owner. */
export function unseal(sealed: string, owner: string): string | undefined {
  const [version, iv, tag, body] = sealed.split('.');
  if (version !== form || !iv || !tag || body === undefined) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), Buffer.from(iv, 'base64url'))
      .setAAD(Buffer.from(owner))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}
