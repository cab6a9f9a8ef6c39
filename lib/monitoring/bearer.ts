import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';

/** The token that a caller presents, or undefined. */
export const bearerOf = (headers: Headers): string | undefined =>
  /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];

/** Whether two texts are the same, in a time that doesn't tell how much of them is. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
