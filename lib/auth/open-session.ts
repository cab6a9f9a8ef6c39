import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { sessionProofs } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { memberships, sessions, users } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { env } from '@/lib/platform/env';

/** Days that a session lasts at most; a company may set fewer. */
const sessionDays = 14;

/** The demo's logins are public: in production they open nothing; that no session of theirs goes on is `visit`'s. */
export const opensHere = () => (env().CATER_ENV === 'production' ? eq(companies.isDemo, false) : undefined);

/** How somebody proved who they are. */
export type Proof = (typeof sessionProofs)[number];

/** The login of somebody who may sign in: not disabled and a member, in their oldest company; undefined for anybody else. */
export async function findLogin(
  tx: Tx,
  userId: string,
): Promise<{ email: string | null; epoch: number; companyId: string } | undefined> {
  const [login] = await tx
    .select({ email: users.email, epoch: users.epoch, companyId: memberships.companyId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(and(eq(users.id, userId), isNull(users.disabledAt), opensHere()))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return login;
}

/** Opens a session of somebody who has proved who they are. Gives its id. */
export async function openSession(
  tx: Tx,
  given: { userId: string; epoch: number; companyId: string; userAgent: string | undefined; by: Proof },
): Promise<string> {
  const { userId, epoch, companyId, userAgent, by } = given;
  const sessionId = v7();
  await tx.insert(sessions).values({
    ...{ id: sessionId, userId, companyId, epoch, openedBy: by, userAgent: userAgent?.slice(0, 300) },
    expiresAt: sql`now() + make_interval(days => ${sessionDays})` as unknown as Date,
  });
  const detail = { userId, sessionId, ...(by !== 'password' && { by }) };
  await recordAudit(tx, { category: 'activity', action: 'signed_in', detail, companyId });
  return sessionId;
}
