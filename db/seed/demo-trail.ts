import { asc, eq } from 'drizzle-orm';
import { bookings } from '../schema/bookings';
import { comments } from '../schema/comments';
import { users } from '../schema/people';
import { securityEvents } from '../schema/security';
import type { Tx } from '../session';
import { demoLogins } from './demo-logins';

const hour = 3_600_000;

/** What the office said about the next events, and something that looked like trouble and was seen to. */
export async function seedTrail(tx: Tx, { companyId, now }: { companyId: string; now: Date }): Promise<void> {
  const emailOf = (role: string) => demoLogins.find((login) => login.role === role)?.email ?? '';
  const find = (role: string) =>
    tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(eq(users.email, emailOf(role)));
  const [[manager], [staff]] = [await find('manager'), await find('staff')];
  if (!manager || !staff) return;
  const next = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(eq(bookings.status, 'confirmed'))
    .orderBy(asc(bookings.startsAt))
    .limit(3);
  const ago = (hours: number) => new Date(now.getTime() - hours * hour);
  const said = [
    [
      {
        ...{ body: `@${manager.name} the hall opens at two, not at noon. Do we move the set-up?` },
        ...{ mentions: [manager.id], createdBy: staff.id, createdAt: ago(30) },
      },
      { body: 'Yes. I told the team and the driver.', createdBy: manager.id, createdAt: ago(28) },
    ],
    [{ body: 'She asks for the kelewele without ginger.', createdBy: staff.id, createdAt: ago(50) }],
    [
      {
        body: 'The generator is theirs. We bring two long cables.',
        createdBy: manager.id,
        createdAt: ago(75),
      },
    ],
  ];
  const rows = next.flatMap(({ id: bookingId }, at) =>
    (said[at] ?? []).map((comment) => ({ companyId, bookingId, ...comment })),
  );
  if (rows.length > 0) await tx.insert(comments).values(rows);
  await tx.insert(securityEvents).values([
    {
      ...{ companyId, rule: 'new_place', severity: 'medium', userId: staff.id },
      ...{ about: { network: '203.0.113.0' }, raisedAt: ago(52), lastAt: ago(52), quietUntil: ago(40) },
      ...{ acknowledgedAt: ago(51), acknowledgedBy: manager.id, note: 'A new phone. I asked him.' },
    },
    {
      ...{ companyId, rule: 'large_export', severity: 'medium', userId: manager.id, about: { n: 2340 } },
      ...{ raisedAt: ago(20), lastAt: ago(20), quietUntil: now },
    },
  ]);
}
