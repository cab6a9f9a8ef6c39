import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import { actAs } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { billingChanged } from '@/lib/alerts/happenings';
import { exemptionEnds } from './alert-kinds';

/** Days before its last one that an exemption is told to end. */
const daysBefore = 30;
const mostAtOnce = 100;

type Row = { customerId: string; until: string; ended: boolean; bookings: number };

/**
 * Tells managers of each customer whose exemption from tax ends within 30 days of the company, and of each that has ended by `now`
 * (UTC) while open bookings have no tax by it: once for each certificate and of each of the two. Returns how many it told of.
 */
export function tellExemptions(companyId: string, now: Date): Promise<number> {
  return actAs({ role: 'system', companyId, name: 'exemptions' }, async (tx) => {
    const found = await tx.execute<Row>(sql`select c.id as "customerId", c.tax_exempt_until::text as until,
        c.tax_exempt_until < t.day as ended, o.bookings
      from (select (${now.toISOString()}::timestamptz at time zone time_zone)::date as day from companies
          where id = ${companyId}::uuid) t
      join customers c on c.company_id = ${companyId}::uuid and c.tax_exempt_until <= t.day + ${daysBefore}::int
        and c.merged_into is null and c.anonymised_at is null
      cross join lateral (select count(*)::int as bookings from bookings b where b.company_id = c.company_id and b.customer_id = c.id
        and b.status in ('enquiry', 'quoted', 'confirmed', 'in_progress') and nullif(b.tax -> 'exempt', 'null') is not null) o
      where c.tax_exempt_until >= t.day or o.bookings > 0
      order by c.tax_exempt_until desc, c.id limit ${mostAtOnce}`);
    if (found.length === 0) return 0;
    const told = await tx
      .select({ key: alerts.key })
      .from(alerts)
      .where(and(eq(alerts.companyId, companyId), inArray(alerts.key, found.map(exemptionEnds.key))));
    const known = new Set(told.map(({ key }) => key));
    const fresh = found.filter((about) => !known.has(exemptionEnds.key(about)));
    // That it ended takes the place of that it ends.
    await endAlerts(
      tx,
      companyId,
      fresh.filter(({ ended }) => ended).map(({ customerId }) => billingChanged(customerId)),
    );
    for (const about of fresh) await raiseAlert(tx, exemptionEnds, { companyId, about });
    return fresh.length;
  });
}
