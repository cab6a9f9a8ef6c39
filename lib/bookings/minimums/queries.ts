import 'server-only';
import { asc, sql } from 'drizzle-orm';
import { prepared, preparedText } from '@/db/prepared';
import { orderMinimums } from '@/db/schema/capacity';
import type { Tx } from '@/db/session';
import type { OrderMinimum } from './rules';

const columns = `m.least_total::float8 as total, m.least_guests as guests, to_char(m.day, 'YYYY-MM-DD') as day`;

/** The minimum on the day of a start on the company's clock, for whoever chooses dates. */
export const askMinimum = preparedText<OrderMinimum>(
  `select ${columns} from companies c, order_minimum_of(c.id, $1::timestamp at time zone c.time_zone) m
   where c.id = nullif(current_setting('app.company_id', true), '')::uuid`,
  ['startsAt'],
);

/** The same for an event of the company, at the moment of deciding. */
export async function findMinimum(
  tx: Tx,
  { companyId, startsAt }: { companyId: string; startsAt: Date },
): Promise<OrderMinimum | undefined> {
  const [row] = await tx.execute<OrderMinimum>(
    sql`select ${sql.raw(columns)} from order_minimum_of(${companyId}::uuid, ${startsAt.toISOString()}::timestamptz) m`,
  );
  return row;
}

/** All of the company's, by their first day. */
export const askMinimums = prepared((db) =>
  db
    .select({
      id: orderMinimums.id,
      weekdays: orderMinimums.weekdays,
      validFrom: orderMinimums.validFrom,
      validTo: orderMinimums.validTo,
      total: orderMinimums.leastTotal,
      guests: orderMinimums.leastGuests,
    })
    .from(orderMinimums)
    .orderBy(asc(orderMinimums.validFrom), asc(orderMinimums.id))
    .limit(400),
);
