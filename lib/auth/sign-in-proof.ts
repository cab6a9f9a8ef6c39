import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { sessionProofs } from '@/db/enums';
import { actAs, type Origin } from '@/db/session';
import { gate } from './gate';
import { keyed } from './keyed-hash';
import { findLogin, openSession, type Proof } from './open-session';

/** Seconds between the proof and the session, which the same request opens. */
const seconds = 30;

const content = z.tuple([z.uuid(), z.int(), z.uuid(), z.enum(sessionProofs), z.int()]);
export type Proved = { userId: string; epoch: number; companyId: string; by: Proof };
const seal = (body: string) => keyed('sign-in proof', body);

/**
 * What an entrance that has found somebody out hands to the sign-in library, within one request: it never leaves the process, and
 * nobody can make one who posts to the library's own route.
 */
export function writeProof({ userId, epoch, companyId, by }: Proved, at: Date): string {
  const until = at.getTime() + seconds * 1000;
  const body = Buffer.from(JSON.stringify([userId, epoch, companyId, by, until])).toString('base64url');
  return `${body}.${seal(body)}`;
}

function readProof(token: string, at: Date): Proved | undefined {
  const [, body = '', given = ''] = /^([\w-]{1,400})\.([\w-]{43})$/.exec(token) ?? [];
  if (!body || !timingSafeEqual(Buffer.from(seal(body)), Buffer.from(given))) return undefined;
  const [userId, epoch, companyId, by, until] = content.parse(
    JSON.parse(Buffer.from(body, 'base64url').toString()),
  );
  return at.getTime() < until ? { userId, epoch, companyId, by } : undefined;
}

/** Opens the session of somebody who was found out just now; undefined where they may not sign in (any more). */
export async function signInWithProof(
  { proof, userAgent }: { proof: string; userAgent: string | undefined },
  origin: Origin,
  at: Date,
): Promise<{ userId: string; sessionId: string } | undefined> {
  const proved = readProof(proof, at);
  if (!proved) return undefined;
  return actAs(gate('sign-in', origin), async (tx) => {
    const { userId, epoch } = proved;
    const login = await findLogin(tx, userId);
    if (login?.epoch !== epoch) return undefined;
    return { userId, sessionId: await openSession(tx, { ...proved, userAgent }) };
  });
}
