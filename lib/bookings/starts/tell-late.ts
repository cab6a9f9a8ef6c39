import 'server-only';
import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { alerts } from '@/db/schema/cases';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { startIsLate } from '../alert-kinds';
import { tellAfterMinutes } from './rules';

const minute = 60_000;
/** What began longer ago is on Today and in the list; a notice would come too late to help. */
const withinHours = 24;
const mostAtOnce = 100;

/**
 * Tells the office of each event of a company that should have been started by `now` (UTC) and wasn't: once for each
 * start, also when somebody has seen to the notice without starting the event. Returns how many it told of.
 */
export function tellLateStarts(companyId: string, now: Date): Promise<number> {
  return actAs({ role: 'system', companyId, name: 'late starts' }, async (tx) => {
    const rows = await tx
      .select({ bookingId: bookings.id, startsAt: bookings.startsAt })
      .from(bookings)
      .where(
        and(
          eq(bookings.companyId, companyId),
          eq(bookings.status, 'confirmed'),
          lte(bookings.startsAt, new Date(now.getTime() - tellAfterMinutes * minute)),
          gt(bookings.startsAt, new Date(now.getTime() - withinHours * 60 * minute)),
        ),
      )
      .limit(mostAtOnce);
    if (rows.length === 0) return 0;
    const late = rows.map((row) => ({ bookingId: row.bookingId, dueAt: row.startsAt.toISOString() }));
    const told = await tx
      .select({ key: alerts.key })
      .from(alerts)
      .where(and(eq(alerts.companyId, companyId), inArray(alerts.key, late.map(startIsLate.key))));
    const known = new Set(told.map(({ key }) => key));
    const fresh = late.filter((about) => !known.has(startIsLate.key(about)));
    for (const about of fresh) await raiseAlert(tx, startIsLate, { companyId, about });
    return fresh.length;
  });
}
