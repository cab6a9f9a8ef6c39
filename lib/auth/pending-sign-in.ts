import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { keyed } from './keyed-hash';
import { ownCookie } from './own-cookie';

/** Minutes between the password and the code. */
export const pendingMinutes = 10;

/** Where the second step of a browser's sign-in is kept. */
export const pendingCookie = () => ownCookie('cater-second-step');

const content = z.tuple([z.uuid(), z.int(), z.string().max(254), z.int()]).rest(z.literal('code'));
export type Pending = {
  userId: string;
  epoch: number;
  email: string;
  /** What was proved first; the session is opened by it, whatever the second step was. */
  by: 'password' | 'code';
};
const seal = (body: string) => keyed('second step', body);

/**
 * Whose password, or code of the portal, was right and whose second step is still to come: no session, and worth nothing without that person's own code.
 * It stands nowhere; whatever ends the person's sessions ends it too.
 */
export function writePending({ userId, epoch, email, by }: Pending, at: Date): string {
  const until = at.getTime() + pendingMinutes * 60_000;
  const said = [userId, epoch, email, until, ...(by === 'code' ? [by] : [])];
  const body = Buffer.from(JSON.stringify(said)).toString('base64url');
  return `${body}.${seal(body)}`;
}

/** Undefined for one that we didn't make, or too long ago. */
export function readPending(token: string | undefined, at: Date): Pending | undefined {
  const [, body = '', given = ''] = /^([\w-]{1,600})\.([\w-]{43})$/.exec(token ?? '') ?? [];
  if (!body || !timingSafeEqual(Buffer.from(seal(body)), Buffer.from(given))) return undefined;
  const [userId, epoch, email, until, by = 'password'] = content.parse(
    JSON.parse(Buffer.from(body, 'base64url').toString()),
  );
  return at.getTime() < until ? { userId, epoch, email, by } : undefined;
}
