import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema/people';
import { type Actor, actAs } from '@/db/session';
import { Refusal } from './errors';

/** Minutes that somebody's proof of who they are is fresh; a page asks for it at `/confirm`. */
const freshMinutes = 10;

/**
 * Refuses who hasn't proved within the last 10 minutes who they are, by signing in, their password or a code: for a command's
 * `before`, in front of secrets and of what a stranger at an unlocked screen must not do. A key or a job proves nothing.
 */
export async function requireRecentAuth(actor: Actor): Promise<void> {
  const { sessionId, userId } = 'sessionId' in actor ? actor : {};
  const { requestId, ip } = actor;
  const found =
    sessionId && userId
      ? await actAs(
          { role: 'auth', name: 'recent proof', ...(requestId && { requestId }), ...(ip && { ip }) },
          (tx) =>
            tx
              .select({ id: sessions.id })
              .from(sessions)
              .where(
                and(
                  eq(sessions.id, sessionId),
                  eq(sessions.userId, userId),
                  isNull(sessions.endedAt),
                  sql`${sessions.confirmedAt} > now() - make_interval(mins => ${freshMinutes})`,
                ),
              ),
        )
      : [];
  if (found.length === 0) throw confirmFirst();
}

/** What is said to who has to prove anew who they are. */
export const confirmFirst = () =>
  new Refusal('forbidden', 'Show that it is you first: reload the page, confirm, then try again.');
