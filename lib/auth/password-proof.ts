import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { users } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { Refusal, refuseField } from '@/lib/platform/errors';
import { gate } from './gate';
import { checkPassword, longestPassword, TooBusy } from './password';
import { mustBeWithin } from './rate-limit';

const windowSeconds = 15 * 60;

/** Hashes or checks, and says kindly where too many want to at once. */
export async function inTurn<T>(work: Promise<T>): Promise<T> {
  return await work.catch((error: unknown) => {
    if (error instanceof TooBusy)
      throw new Refusal('rate_limited', 'Many people are signing in right now. Try again in a minute.');
    throw error;
  });
}

/**
 * Refuses who doesn't know the person's present password, `field` being where it was typed. Guesses are limited like a
 * sign-in's, wherever they are made. Gives who they are, and the epoch that it was right in. Throws
 * Refusal.
 */
export async function mustKnowPassword(
  { userId, password, field }: { userId: string; password: string; field: string },
  origin: Origin,
): Promise<{ epoch: number; name: string; email: string | null }> {
  const limit = { key: `password:${userId}`, limit: 10, windowSeconds };
  await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
  const [user] = await actAs(gate('password', origin), (tx) =>
    tx
      .select({ hash: users.passwordHash, epoch: users.epoch, name: users.name, email: users.email })
      .from(users)
      .where(and(eq(users.id, userId), isNull(users.disabledAt))),
  );
  const fits = await inTurn(checkPassword(user?.hash, password.slice(0, longestPassword + 1)));
  if (!user || !fits) throw refuseField(field, 'This isn’t your present password.');
  const { epoch, name, email } = user;
  return { epoch, name, email };
}

/** Whether somebody has a password; clients who sign in by a code have none. */
export async function hasPassword(userId: string, origin: Origin): Promise<boolean> {
  const [user] = await actAs(gate('password', origin), (tx) =>
    tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId)),
  );
  return user?.hash != null;
}
