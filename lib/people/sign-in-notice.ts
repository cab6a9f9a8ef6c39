import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { sessions, users } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { gate } from '@/lib/auth/gate';
import { required } from '@/lib/platform/env';
import { formatDateTime } from '@/lib/platform/format/dates';
import { zoneName } from '@/lib/platform/format/zones';
import { deviceWords } from './device-words';
import { mailPerson } from './mail-person';

/** Tells a person by mail that a browser signed in which never did before. Not of their very first sign-in. */
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
      .select({ sessions: sql<number>`count(*)::int` })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where('userId' in who ? eq(users.id, who.userId) : eq(users.email, who.email)),
  );
  if (!before || before.sessions < 2) return;
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
