import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import { memberships, users } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { gate } from '@/lib/auth/gate';
import { required } from '@/lib/platform/env';
import { formatDateTime } from '@/lib/platform/format/dates';
import { zoneName } from '@/lib/platform/format/zones';
import { deviceWords } from './device-words';
import { mailPerson } from './mail-person';
import { tellCustomer } from './portal/tell-customer';

/**
 * Tells a person by mail that a browser signed in which never did before. Not of their very first sign-in. A customer whose login has
 * no address is told as customers are.
 */
export async function tellOfNewDevice(
  {
    userAgent,
    at,
    ...who
  }: ({ userId: string } | { email: string }) & { userAgent: string | null; at: Date },
  origin: Origin,
): Promise<void> {
  const [before] = await actAs(gate('new device', origin), (tx) =>
    tx
      .select({
        ...{ userId: users.id, email: users.email },
        sessions: sql<number>`(select count(*)::int from sessions s where s.user_id = users.id)`,
        ...{ companyId: memberships.companyId, customerId: memberships.customerId },
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where('userId' in who ? eq(users.id, who.userId) : eq(users.email, who.email))
      .orderBy(asc(memberships.createdAt))
      .limit(1),
  );
  if (!before || before.sessions < 2) return;
  const { userId, email, companyId, customerId } = before;
  if (!email && customerId) return tellCustomer({ companyId, customerId, userId, userAgent, at }, origin);
  await mailPerson(
    who,
    {
      subject: 'A new device signed in to your account',
      text: (where) => [
        `Your account was signed in to from a device that it doesn’t know: ${deviceWords(userAgent)}, ${formatDateTime(at, where)}, ${zoneName(where.timeZone)}.`,
        'If that was you, there is nothing to do.',
        `If it wasn’t, sign that device out and change your password at once: ${new URL('/account', required('PUBLIC_URL')).href}`,
      ],
    },
    origin,
  );
}
