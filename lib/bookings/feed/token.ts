import { createHash, randomBytes } from 'node:crypto';

/** A feed's token: 256 random bits, in letters that an address takes. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Whether a text can be one. */
export const isToken = (given: string): boolean => /^[\w-]{43}$/.test(given);

/** What the database keeps of it. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
