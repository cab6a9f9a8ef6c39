import { addCounts, type Counts } from '@/lib/platform/meters/histogram';

/** How a figure of several processes, and one of several minutes, becomes one. */
type Merging = 'sum' | 'most' | 'least';
const ways = {
  /** Processes that measured. */
  processes: ['sum', 'most'],
  requests: ['sum', 'sum'],
  errors: ['sum', 'sum'],
  limited: ['sum', 'sum'],
  shed: ['sum', 'sum'],
  /** Milliseconds that the event loop came late: in 99 of 100 cases at most, and at worst. */
  loopP99: ['most', 'most'],
  loopMost: ['most', 'most'],
  rssMb: ['most', 'most'],
  heapMb: ['most', 'most'],
  /** Of the heap that the process may have, 0 to 1. */
  heapShare: ['most', 'most'],
  pool: ['most', 'most'],
  poolBusy: ['most', 'most'],
  poolWaitMs: ['most', 'most'],
  visits: ['sum', 'sum'],
  keptAsked: ['sum', 'sum'],
  keptHits: ['sum', 'sum'],
  // From here on of the whole installation: every process measures the same.
  healthy: ['least', 'least'],
  sessions: ['most', 'most'],
  seen: ['most', 'most'],
  connections: ['most', 'most'],
  connectionsMost: ['most', 'most'],
  databaseMb: ['most', 'most'],
  databaseMs: ['most', 'most'],
  messagesOut: ['most', 'sum'],
  messagesFailed: ['most', 'sum'],
  messagesIn: ['most', 'sum'],
  dueJobSeconds: ['most', 'most'],
  overdueMessageSeconds: ['most', 'most'],
  unreadSeconds: ['most', 'most'],
  queuedJobs: ['most', 'most'],
  parkedJobs: ['most', 'most'],
  failedRuns: ['most', 'most'],
  /** Of the data folder's disk, 0 to 1. */
  diskUsed: ['most', 'most'],
  diskFreeGb: ['least', 'least'],
  /** Since the last backup that holds. */
  backupHours: ['least', 'least'],
  backupFailed: ['most', 'most'],
} as const satisfies Record<string, readonly [processes: Merging, time: Merging]>;

export type FigureName = keyof typeof ways;
/** What was measured in a stretch of time; what wasn't, or can't be, is absent. */
export type Brief = Partial<Record<FigureName, number>> & { times: Counts };

/** By kind and pattern of addresses ("read /bookings/[id]"): durations, their sum in milliseconds, errors, 429s. */
export type RouteFigures = Record<string, { c: Counts; ms: number; e: number; l: number }>;

export type Sample = { at: Date; brief: Brief; routes: RouteFigures };

const merged: Record<Merging, (one: number, other: number) => number> = {
  sum: (one, other) => one + other,
  most: Math.max,
  least: Math.min,
};

function mergeBriefs(one: Brief, other: Brief, by: 0 | 1): Brief {
  const whole: Brief = { times: addCounts(one.times, other.times) };
  for (const name of Object.keys(ways) as FigureName[]) {
    const [mine, theirs] = [one[name], other[name]];
    if (mine === undefined && theirs === undefined) continue;
    whole[name] =
      mine === undefined || theirs === undefined ? (mine ?? theirs) : merged[ways[name][by]](mine, theirs);
  }
  return whole;
}

/** The same minute of two processes. */
export const besides = (one: Brief, other: Brief): Brief => mergeBriefs(one, other, 0);
/** Two minutes one after the other. */
export const after = (one: Brief, other: Brief): Brief => mergeBriefs(one, other, 1);

export function addRoutes(one: RouteFigures, other: RouteFigures): RouteFigures {
  const sum = { ...one };
  for (const [name, { c, ms, e, l }] of Object.entries(other)) {
    const held = sum[name];
    sum[name] = held
      ? { c: addCounts(held.c, c), ms: held.ms + ms, e: held.e + e, l: held.l + l }
      : { c, ms, e, l };
  }
  return sum;
}

/** Samples of all processes as one line of time, oldest first. */
export function asOne(samples: readonly Pick<Sample, 'at' | 'brief'>[]): Pick<Sample, 'at' | 'brief'>[] {
  const minutes = new Map<number, Pick<Sample, 'at' | 'brief'>>();
  for (const { at, brief } of samples) {
    const held = minutes.get(at.getTime());
    minutes.set(at.getTime(), { at, brief: held ? besides(held.brief, brief) : brief });
  }
  return [...minutes.values()].sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** A stretch of time as one figure; undefined where nothing was measured. */
export function altogether(samples: readonly Pick<Sample, 'brief'>[]): Brief | undefined {
  const [first, ...rest] = samples.map(({ brief }) => brief);
  return first && rest.reduce(after, first);
}
