import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { sessionProofs } from '../enums';
import { sessions, users } from '../schema/people';
import { actAs } from '../session';

/** A signed-in browser of a person, as sign-in leaves it. */
export async function makeSession(
  userId: string,
  openedBy: (typeof sessionProofs)[number] = 'password',
): Promise<string> {
  const id = v7();
  await actAs({ role: 'auth', name: 'factory' }, async (tx) => {
    const [user] = await tx.select({ epoch: users.epoch }).from(users).where(eq(users.id, userId));
    const expiresAt = sql`now() + interval '1 day'` as unknown as Date;
    await tx.insert(sessions).values({ id, userId, epoch: user?.epoch ?? 1, expiresAt, openedBy });
  });
  return id;
}

/** The same person as somebody who has just signed in, for what asks for a recent proof. */
export async function justSignedIn<A extends { userId: string }>(
  actor: A,
): Promise<A & { sessionId: string }> {
  return { ...actor, sessionId: await makeSession(actor.userId) };
}
