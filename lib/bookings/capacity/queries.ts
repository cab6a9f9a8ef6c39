import 'server-only';
import { asc, gte, sql } from 'drizzle-orm';
import { prepared, preparedText } from '@/db/prepared';
import { blockedDays, capacityLimits } from '@/db/schema/capacity';
import type { Tx } from '@/db/session';
import type { Measure } from './rules';

const columns = `m.kind, m.used, m.asked, m.most, to_char(m.day, 'YYYY-MM-DD') as day, m.detail, m.over, m.worse`;

export type AskedTime = {
  /** The company's clock: "2026-12-12T14:00". */
  startsAt: string;
  endsAt: string;
  guests: number;
  serviceStyle: string | null;
  /** Compared with who else holds it; none while it isn't typed. */
  venue: string;
  /** A booking that is being changed, which doesn't stand in its own way. */
  bookingId: string | null;
};

/** How full a time on the company's clock is, for whoever looks at dates. */
export const askMeasures = preparedText<Measure>(
  `select ${columns} from companies c, capacity_of(c.id, $5::uuid, $1::timestamp at time zone c.time_zone,
    $2::timestamp at time zone c.time_zone, $3::int, $4::text) m
   where c.id = nullif(current_setting('app.company_id', true), '')::uuid and $2::timestamp > $1::timestamp`,
  ['startsAt', 'endsAt', 'guests', 'serviceStyle', 'bookingId'],
);

export type Holder = { reference: string; event_name: string; starts_at: Date; ends_at: Date };

/** Who holds the venue then. */
export const askHolder = preparedText<Holder>(
  `select b.reference, b.event_name, b.starts_at, b.ends_at from bookings b
    join companies c on c.id = b.company_id
    where b.venue_key = venue_key_of($3::text) and btrim($3::text) <> '' and b.status in ('confirmed', 'in_progress')
      and b.id is distinct from $4::uuid and tstzrange(b.starts_at, b.ends_at) && tstzrange(
        $1::timestamp at time zone c.time_zone, greatest($1::timestamp, $2::timestamp) at time zone c.time_zone)
    limit 1`,
  ['startsAt', 'endsAt', 'venue', 'bookingId'],
);

/** Whose a booking is that is being moved. */
export const askWhose = preparedText<{ customer: string }>(
  `select c.name as customer from bookings b join customers c on c.company_id = b.company_id and c.id = b.customer_id
    where b.id = $1::uuid`,
  ['bookingId'],
);

type EventToHold = {
  id: string;
  companyId: string;
  startsAt: Date;
  endsAt: Date;
  guests: number;
  serviceStyle: string | null;
};

/** The same at the moment of writing: waits for whoever decides about that day, then measures. */
export async function measureUnderLock(tx: Tx, change: EventToHold): Promise<Measure[]> {
  const [starts, ends] = [change.startsAt.toISOString(), change.endsAt.toISOString()];
  await tx.execute(
    sql`select lock_capacity(${change.companyId}::uuid, ${starts}::timestamptz, ${ends}::timestamptz)`,
  );
  return tx.execute<Measure>(sql`select ${sql.raw(columns)} from capacity_of(${change.companyId}::uuid,
    ${change.id}::uuid, ${starts}::timestamptz, ${ends}::timestamptz, ${change.guests}::int, ${change.serviceStyle}::text) m`);
}

/** The limits of the office's company; none where none were set. */
export const askLimits = prepared((db) => db.select().from(capacityLimits));

/** Days that are blocked from a day of the calendar on. */
export const askBlockedDays = prepared((db) =>
  db
    .select({ day: blockedDays.day, reason: blockedDays.reason })
    .from(blockedDays)
    .where(gte(blockedDays.day, sql.placeholder('from')))
    .orderBy(asc(blockedDays.day))
    .limit(400),
);
