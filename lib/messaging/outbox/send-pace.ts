import 'server-only';
import { sql } from 'drizzle-orm';
import { counters } from '@/db/schema/companies';
import type { Tx } from '@/db/session';
import { env } from '@/lib/platform/env';

type Pace = {
  companyId: string;
  sender: { id: string; rate: number };
  /** How many messages want to go out. */
  count: number;
  now: Date;
};

/**
 * Gives each of `count` messages its moment, so that the sender never exceeds its own messages a second,
 * whichever process sends them. Moments given away are never given twice. `SEND_RATE` stands in for the rate.
 */
export async function reserveMoments(tx: Tx, { companyId, sender, count, now }: Pace): Promise<Date[]> {
  if (count === 0) return [];
  // Microseconds: a moment in whole milliseconds would cost some rates several percent.
  const apart = Math.round(1_000_000 / (env().SEND_RATE ?? sender.rate));
  const from = now.getTime() * 1000;
  const [row] = await tx.execute<{ upto: string }>(sql`
    insert into ${counters} as c (company_id, name, value)
    values (${companyId}::uuid, ${`send_moment:${sender.id}`}, ${from + count * apart}::bigint)
    on conflict (company_id, name) do update set value = greatest(c.value, ${from}::bigint) + ${count * apart}::bigint
    returning value as upto`);
  const first = Number(row?.upto ?? from) - count * apart;
  return Array.from({ length: count }, (_none, at) => new Date(Math.ceil((first + at * apart) / 1000)));
}
