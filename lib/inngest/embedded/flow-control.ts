import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { keyOf } from './expressions';
import type { RunRequest } from './functions';
import { rowset, textArray } from './store';
import { allocateStarts } from './throttle';

/**
 * Milliseconds by which each run's start is delayed by its function's throttle. The starts are reserved: the
 * next caller continues after them, in whichever process.
 */
export async function reserveStarts(tx: Tx, requests: RunRequest[]): Promise<number[]> {
  const delays = requests.map(() => 0);
  const groups = groupByThrottle(requests);
  if (groups.size === 0) return delays;
  const keys = [...groups.keys()].sort();
  await tx.execute(sql`insert into runner_throttles (key, arrival_at)
    select key, now() from json_to_recordset(${rowset(keys.map((key) => ({ key })))}) as row(key text)
    order by key on conflict do nothing`);
  const states = await tx.execute<{ key: string; ahead: number }>(sql`
    select key, (extract(epoch from arrival_at - now()) * 1000)::float8 as ahead from runner_throttles
    where key = any(${textArray(keys)}) order by key for update`);
  const reserved = states.flatMap(({ key, ahead }) => {
    const group = groups.get(key);
    if (!group) return [];
    // The database's now is the zero of this calculation.
    const given = allocateStarts({ rate: group.rate, arrivalAt: ahead, now: 0, count: group.indices.length });
    group.indices.forEach((index, position) => {
      delays[index] = given.starts[position] ?? 0;
    });
    return [{ key, ahead: given.arrivalAt }];
  });
  await tx.execute(sql`update runner_throttles t set arrival_at = now() + row.ahead * interval '1 ms'
    from json_to_recordset(${rowset(reserved)}) as row(key text, ahead float8) where t.key = row.key`);
  return delays;
}

type Rate = NonNullable<RunRequest['definition']['throttle']>;

function groupByThrottle(requests: RunRequest[]): Map<string, { rate: Rate; indices: number[] }> {
  const groups = new Map<string, { rate: Rate; indices: number[] }>();
  requests.forEach(({ definition, event }, index) => {
    const rate = definition.throttle;
    if (!rate) return;
    const key = `${definition.id}|${rate.key ? keyOf(rate.key, { event }) : ''}`;
    const group = groups.get(key) ?? { rate, indices: [] };
    group.indices.push(index);
    groups.set(key, group);
  });
  return groups;
}
