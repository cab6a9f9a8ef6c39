import 'server-only';
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { memberships, sessions, users } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { gate } from '@/lib/auth/gate';
import { claimTelling } from '@/lib/auth/told-once';
import { required } from '@/lib/platform/env';
import { formatDateTime } from '@/lib/platform/format/dates';
import { zoneName } from '@/lib/platform/format/zones';
import { deviceWords } from './device-words';
import { mailPerson } from './mail-person';
import { type NewSession, tellCustomer } from './portal/tell-customer';

/**
 * Tells a person of a browser that signed in and never did before, once. By mail to the address of their login, unless it was their very
 * first sign-in; customers also in the portal and on WhatsApp, so that who reads their mail can't keep it from them. A customer
 * who came by a code, or whose login has no address, is told by the contact of their record.
 */
export async function tellOfNewDevice(opened: NewSession, origin: Origin): Promise<void> {
  const { sessionId, userAgent, at } = opened;
  const [who] = await actAs(gate('new device', origin), (tx) =>
    tx
      .select({
        ...{ userId: sessions.userId, email: users.email, openedBy: sessions.openedBy },
        ...{ companyId: memberships.companyId, customerId: memberships.customerId },
        others: sql<boolean>`exists (select from sessions o where o.user_id = ${sessions.userId} and o.id <> ${sessions.id})`,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(
        memberships,
        and(
          eq(memberships.userId, sessions.userId),
          or(isNull(sessions.companyId), eq(memberships.companyId, sessions.companyId)),
        ),
      )
      .where(eq(sessions.id, sessionId))
      .orderBy(asc(memberships.createdAt))
      .limit(1),
  );
  if (!who || !(await claimTelling(opened, origin))) return;
  const { userId, companyId, customerId, openedBy } = who;
  const byLogin = Boolean(who.email) && !(customerId && openedBy === 'code');
  if (byLogin && who.others)
    await mailPerson(
      { userId },
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
  if (customerId)
    await tellCustomer(
      { ...opened, companyId, customerId, byCode: openedBy === 'code', mailed: byLogin },
      origin,
    );
}
