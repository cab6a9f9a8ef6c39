import 'server-only';
import { statfs } from 'node:fs/promises';
import { getHeapStatistics } from 'node:v8';
import { sql } from 'drizzle-orm';
import type { DatabaseMeters } from '@/db/measure';
import { actAs } from '@/db/session';
import { env } from '@/lib/platform/env';
import { keptCounts } from '@/lib/platform/kept-answers';
import { countsSince } from '@/lib/platform/meters/histogram';
import { processMeters, takeLoopDelay } from '@/lib/platform/meters/process-meters';
import type { RouteMeter } from '@/lib/platform/meters/routes';
import { checkHealth, type Health } from '../health';
import type { Brief, RouteFigures } from './figures';

const megabyte = 1_048_576;

/** Where everything that only counts up stood when it was last looked at. */
export type Counters = {
  requests: Uint32Array;
  errors: number;
  limited: number;
  shed: number;
  kept: { asked: number; hits: number };
  routes: Map<RouteMeter, { counts: Uint32Array; ms: number; errors: number; limited: number }>;
};

/** Where everything stands now. */
export function readCounters(): Counters {
  const { requests, errors, limited, shed, routes } = processMeters();
  return {
    requests: requests.counts.slice(),
    errors,
    limited,
    shed,
    kept: keptCounts(),
    routes: new Map(
      routes.meters().map((meter) => [
        meter,
        {
          counts: meter.times.counts.slice(),
          ms: meter.times.sum,
          errors: meter.errors,
          limited: meter.limited,
        },
      ]),
    ),
  };
}

/** What was asked of each address since `before`. */
export function routesSince(before: Counters): RouteFigures {
  const figures: RouteFigures = {};
  for (const meter of processMeters().routes.meters()) {
    const was = before.routes.get(meter);
    const c = countsSince(meter.times, was?.counts ?? new Uint32Array());
    if (Object.keys(c).length === 0) continue;
    figures[`${meter.kind} ${meter.pattern}`] = {
      c,
      ms: Math.round(meter.times.sum - (was?.ms ?? 0)),
      e: meter.errors - (was?.errors ?? 0),
      l: meter.limited - (was?.limited ?? 0),
    };
  }
  return figures;
}

/** What this process measured of itself since `before`. `database` was taken at the same moment. */
export function ownFigures(before: Counters, database: DatabaseMeters): Brief {
  const meters = processMeters();
  const times = countsSince(meters.requests, before.requests);
  const loop = takeLoopDelay();
  const { rss, heapUsed } = process.memoryUsage();
  const kept = keptCounts();
  return {
    times,
    processes: 1,
    requests: Object.values(times).reduce((sum, count) => sum + count, 0),
    errors: meters.errors - before.errors,
    limited: meters.limited - before.limited,
    shed: meters.shed - before.shed,
    loopP99: round(loop.p99),
    loopMost: round(loop.most),
    rssMb: round(rss / megabyte),
    heapMb: round(heapUsed / megabyte),
    heapShare: round(heapUsed / getHeapStatistics().heap_size_limit),
    pool: env().DATABASE_POOL,
    // A connection is handed on a moment before the visit that had it is over.
    poolBusy: Math.min(database.mostBusy, env().DATABASE_POOL),
    poolWaitMs: round(database.longestWaitMs),
    visits: database.visits,
    keptAsked: kept.asked - before.kept.asked,
    keptHits: kept.hits - before.kept.hits,
  };
}

type Counts = {
  sessions: number;
  seen: number;
  out: number;
  failed: number;
  received: number;
  connections: number;
  connectionsMost: number;
  databaseBytes: number;
  backupSeconds: number | null;
  backupFailed: boolean;
};

/** What holds for the whole installation; messages of the minute before `now`. Throws where the database is away. */
export async function sharedFigures(now: Date): Promise<Partial<Brief>> {
  const [health, [row], disk] = await Promise.all([
    checkHealth(),
    actAs(
      { role: 'runner', name: 'monitoring' },
      (tx) =>
        tx.execute<{ counts: Counts }>(
          sql`select monitor_counts(${firstKeyAt(now.getTime() - 60_000)}::uuid) as counts`,
        ),
      { readOnly: true },
    ),
    diskFigures(env().CATER_DATA),
  ]);
  if (!row) throw new Error('The database counted nothing');
  const { counts } = row;
  return {
    ...healthFigures(health),
    ...disk,
    sessions: counts.sessions,
    seen: counts.seen,
    connections: counts.connections,
    connectionsMost: counts.connectionsMost,
    databaseMb: round(counts.databaseBytes / megabyte),
    messagesOut: counts.out,
    messagesFailed: counts.failed,
    messagesIn: counts.received,
    ...(counts.backupSeconds !== null && { backupHours: round(counts.backupSeconds / 3600) }),
    backupFailed: Number(counts.backupFailed),
  };
}

function healthFigures({ ok, database, runner, queue }: Health): Partial<Brief> {
  const said = (part: Health['queue'], name: string) => Number(part.detail?.[name] ?? 0);
  return {
    healthy: Number(ok),
    databaseMs: said(database, 'milliseconds'),
    dueJobSeconds: Math.round(said(queue, 'oldestDueJobAgeSeconds')),
    overdueMessageSeconds: said(queue, 'oldestOverdueMessageAgeSeconds'),
    unreadSeconds: said(queue, 'oldestUnreadMessageAgeSeconds'),
    queuedJobs: said(runner, 'queuedJobs'),
    parkedJobs: said(runner, 'parkedJobs'),
    failedRuns: said(runner, 'failedRuns24h'),
  };
}

/** Room on the disk of a folder, or of the app's own where there is no such folder; nothing where it can't be told. */
export async function diskFigures(folder: string): Promise<Partial<Brief>> {
  const disk = await statfs(folder)
    .catch(() => statfs('.'))
    .catch(() => undefined);
  if (!disk || disk.blocks === 0) return {};
  return {
    // What only root may still use is as good as used.
    diskUsed: round(1 - disk.bavail / disk.blocks),
    diskFreeGb: round((disk.bavail * disk.bsize) / 1e9),
  };
}

/** The first key that a row made at this moment (UTC milliseconds) could have: keys begin with the time. */
export function firstKeyAt(ms: number): string {
  const hex = Math.floor(ms).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
