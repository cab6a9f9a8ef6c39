import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { bookingStaff, calendarFeeds } from '../schema/calendar';
import { capacityOverrides } from '../schema/capacity';
import { alerts } from '../schema/cases';
import { intents } from '../schema/intents';
import { savedViews } from '../schema/lists';
import { alertDigests, alertReads, alertRoutes } from '../schema/notifications';
import { reportSchedules } from '../schema/reports';
import { actAs, type PersonActor } from '../session';

/** What people keep of their own: as much of it as their role has. */
export async function fillPerson(actor: PersonActor, bookingId: string): Promise<void> {
  const { companyId, userId, role } = actor;
  const intent = { companyId, userId, key: v7(), command: 'test', digest: 'd' };
  await actAs(actor, (tx) => tx.insert(intents).values(intent));
  if (role === 'client') return;
  await actAs({ role: 'system', companyId, name: 'test' }, (tx) =>
    tx.insert(bookingStaff).values({ companyId, bookingId, userId }),
  );
  if (role === 'kitchen' || role === 'driver') return;
  await actAs(actor, async (tx) => {
    const [alert] = await tx.select({ id: alerts.id }).from(alerts);
    await tx.insert(alertReads).values({ companyId, userId, alertId: alert?.id ?? '' });
    await tx.insert(alertDigests).values({ companyId, userId, hour: 7 });
    await tx.execute(sql`insert into exports (id, company_id, user_id, list, format)
      values (${v7()}::uuid, ${companyId}::uuid, ${userId}::uuid, 'bookings', 'csv')`);
    await tx.insert(savedViews).values({ companyId, ownerId: userId, list: 'test', name: 'Test', query: '' });
    const report = role === 'accountant' ? 'financial' : 'menu';
    await tx.insert(reportSchedules).values({ companyId, userId, report, every: 'week', hour: 7 });
    if (role === 'accountant') return;
    const tokenHash = v7().replaceAll('-', '').repeat(2);
    await tx.insert(calendarFeeds).values({ companyId, userId, tokenHash, scope: 'all' });
    if (role !== 'manager') return;
    await tx.insert(alertRoutes).values({ companyId, kind: 'test', roles: [] });
    const override = { companyId, userId, bookingId, reason: 'Regulars' };
    await tx.insert(capacityOverrides).values([
      { ...override, kinds: ['events'] },
      { ...override, kinds: ['covers'] },
    ]);
  });
}
