import 'server-only';
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { monitorProcesses, monitorSamples } from '@/db/schema/monitoring';
import { actAs, type Tx } from '@/db/session';
import { addRoutes, after, type Brief, type RouteFigures, type Sample } from './figures';

const runner = { role: 'runner', name: 'monitoring' } as const;
const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Places of a ring: the minutes of a day, the hours of sixty days. */
const places = 1440;

/**
 * Keeps what a process measured in the minute that began at `minute`, and adds it to its hour, in the places that are
 * theirs: as many rows stand there after a year as after sixty days. False where all sixteen places of processes are
 * taken by others.
 */
export async function keepSample(
  instance: string,
  { minute, brief, routes, now }: { minute: Date; brief: Brief; routes: RouteFigures; now: Date },
): Promise<boolean> {
  return actAs(runner, async (tx) => {
    const slot = await takeSlot(tx, instance, now);
    if (slot === undefined) return false;
    await put(tx, { slot, grain: 'minute', at: minute, place: placeOf(minute, minuteMs), brief, routes });
    const hour = new Date(Math.floor(minute.getTime() / hourMs) * hourMs);
    const place = placeOf(hour, hourMs);
    const [held] = await tx
      .select()
      .from(monitorSamples)
      .where(
        and(eq(monitorSamples.slot, slot), eq(monitorSamples.grain, 'hour'), eq(monitorSamples.place, place)),
      );
    // What stands there may be of sixty days ago.
    const own = held?.at.getTime() === hour.getTime() ? (held as unknown as Sample) : undefined;
    await put(tx, {
      ...{ slot, grain: 'hour', at: hour, place },
      brief: own ? after(own.brief, brief) : brief,
      routes: own ? addRoutes(own.routes, routes) : routes,
    });
    return true;
  });
}

const placeOf = (at: Date, length: number) => Math.floor(at.getTime() / length) % places;

/** The place of this process, or the first whose process has said nothing for three minutes. */
async function takeSlot(tx: Tx, instance: string, now: Date): Promise<number | undefined> {
  const dead = new Date(now.getTime() - 3 * minuteMs);
  const [own] = await tx
    .update(monitorProcesses)
    .set({ instance, beatAt: now })
    .where(
      sql`${monitorProcesses.slot} = (select slot from ${monitorProcesses}
        where instance = ${instance}::uuid or beat_at is null or beat_at < ${dead.toISOString()}::timestamptz
        order by instance is not distinct from ${instance}::uuid desc, slot limit 1 for update skip locked)`,
    )
    .returning({ slot: monitorProcesses.slot });
  return own?.slot;
}

function put(tx: Tx, row: typeof monitorSamples.$inferInsert): Promise<unknown> {
  const { at, brief, routes } = row;
  return tx
    .insert(monitorSamples)
    .values(row)
    .onConflictDoUpdate({
      target: [monitorSamples.slot, monitorSamples.grain, monitorSamples.place],
      set: { at, brief, routes },
    });
}

/** The minutes from `since` on, of all processes. */
export async function readMinutes(tx: Tx, since: Date): Promise<Pick<Sample, 'at' | 'brief'>[]> {
  const rows = await tx
    .select({ at: monitorSamples.at, brief: monitorSamples.brief })
    .from(monitorSamples)
    .where(and(eq(monitorSamples.grain, 'minute'), gte(monitorSamples.at, since)))
    .orderBy(asc(monitorSamples.at), asc(monitorSamples.slot));
  return rows as Pick<Sample, 'at' | 'brief'>[];
}
