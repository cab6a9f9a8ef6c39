import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions, users } from '@/db/schema/people';
import { actAs, type Origin, type Tx } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { addressKey } from '@/lib/platform/caller';
import { Refusal } from '@/lib/platform/errors';
import { gate } from './gate';
import { keyed } from './keyed-hash';
import { mustBeGoodPassword } from './new-password';
import { hashPassword } from './password';
import { inTurn, mustKnowPassword } from './password-proof';
import { mustBeWithin } from './rate-limit';

/** Minutes that a mailed link opens. */
export const resetMinutes = 30;
const windowSeconds = 15 * 60;

/**
 * Changes a person's password, who knows the present one. Every session of theirs ends but `keep`, if it is theirs and
 * open. Guesses of the present one are limited like a sign-in's. Throws Refusal.
 */
export async function changeOwnPassword(
  { userId, current, next, keep }: { userId: string; current: string; next: string; keep: string },
  origin: Origin,
): Promise<void> {
  const user = await mustKnowPassword({ userId, password: current, field: 'current' }, origin);
  await mustBeGoodPassword(next, { field: 'next', about: [user.name, user.email] });
  const hash = await inTurn(hashPassword(next));
  await actAs(gate('password', origin), async (tx) => {
    const epoch = await store(tx, { userId, epoch: user.epoch, hash }, 'password_changed');
    if (epoch === undefined)
      throw new Refusal('conflict', 'Your password was changed meanwhile. Reload the page.');
    await tx
      .update(sessions)
      .set({ epoch })
      .where(
        and(
          eq(sessions.id, keep),
          eq(sessions.userId, userId),
          eq(sessions.epoch, user.epoch),
          isNull(sessions.endedAt),
        ),
      );
  });
}

/** Stores a hash where nothing changed since `epoch` was read; the database raises it, which ends every session. */
async function store(
  tx: Tx,
  { userId, epoch, hash }: { userId: string; epoch: number; hash: string },
  action: string,
): Promise<number | undefined> {
  const [changed] = await tx
    .update(users)
    .set({ passwordHash: hash })
    .where(and(eq(users.id, userId), eq(users.epoch, epoch), isNull(users.disabledAt)))
    .returning({ epoch: users.epoch });
  if (!changed) return undefined;
  const [first] = await tx.execute<{ company: string }>(
    sql`select company_id as company from memberships where user_id = ${userId}::uuid order by created_at limit 1`,
  );
  await recordAudit(tx, { category: 'security', action, detail: { userId }, companyId: first?.company });
  return changed.epoch;
}

const seal = (userId: string, epoch: number, until: string) =>
  keyed('password reset', `${userId}\n${epoch}\n${until}`);

/**
 * The key in a mailed link: for this person, until half an hour after `at`, and for their present password only. It
 * stands nowhere: whatever changes the password ends it, so it works once.
 */
export function resetToken({ userId, epoch }: { userId: string; epoch: number }, at: Date): string {
  const until = Math.floor(at.getTime() / 1000 + resetMinutes * 60).toString(36);
  return `${userId}.${until}.${seal(userId, epoch, until)}`;
}

const spent = () =>
  new Refusal('not_found', 'This link was used or is older than 30 minutes. Ask for a new one.');

/** Sets a new password by a mailed link; every session ends. Throws Refusal. */
export async function resetPassword(
  { token, password }: { token: string; password: string },
  origin: Origin,
  at: Date,
): Promise<void> {
  const limit = { key: `reset-use:${addressKey(origin.ip ?? 'unknown')}`, limit: 30, windowSeconds };
  await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
  const parts = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{1,10})\.([\w-]{43})$/.exec(token);
  if (!parts) throw spent();
  const [, userId = '', until = '', given = ''] = parts;
  if (Number.parseInt(until, 36) * 1000 <= at.getTime()) throw spent();
  const [user] = await actAs(gate('password reset', origin), (tx) =>
    tx
      .select({ epoch: users.epoch, name: users.name, email: users.email })
      .from(users)
      .where(eq(users.id, userId)),
  );
  const wanted = Buffer.from(seal(userId, user?.epoch ?? 0, until));
  if (!user || !timingSafeEqual(wanted, Buffer.from(given))) throw spent();
  await mustBeGoodPassword(password, { about: [user.name, user.email] });
  const hash = await inTurn(hashPassword(password));
  const epoch = await actAs(gate('password reset', origin), (tx) =>
    store(tx, { userId, epoch: user.epoch, hash }, 'password_reset'),
  );
  if (epoch === undefined) throw spent();
}
