/**
 * What this process measures of its visits to the database. On `globalThis`, because pages and instrumentation are
 * bundled apart; without a label that a caller could make up.
 */
export type DatabaseMeters = {
  /** Connections in a transaction now, and at most since it was last asked. */
  busy: number;
  mostBusy: number;
  /** Transactions that wait for a connection now; how long the longest has waited since it was last asked, in ms. */
  waiting: number;
  longestWaitMs: number;
  visits: number;
  /** By their text; the values they were asked with are never kept. */
  slow: Map<string, SlowStatement>;
};

export type SlowStatement = {
  role: string;
  calls: number;
  totalMs: number;
  worstMs: number;
  /** Milliseconds of each call, the latest last. */
  times: number[];
  /** Whose rows were asked last, so that a plan can be made as it was made for them. Never kept longer than a minute. */
  companyId: string | undefined;
};

/** From how many milliseconds on a statement is slow. */
export const slowFromMs = 200;
/** Different statements that are held until they are taken; one that is new beyond them is passed over. */
const mostStatements = 100;
const mostTimes = 200;

type Ending = () => void;
type Held = { meters: DatabaseMeters; onVisit?: ((who: string) => Ending) | undefined };

const key = Symbol.for('cater.database-meters');
const kept = globalThis as unknown as { [key]?: Held };

function held(): Held {
  kept[key] ??= {
    meters: { busy: 0, mostBusy: 0, waiting: 0, longestWaitMs: 0, visits: 0, slow: new Map() },
  };
  return kept[key];
}

export const databaseMeters = (): DatabaseMeters => held().meters;

/** Has each visit told from now on, by its role; what is returned is called at its end. */
export function watchVisits(onVisit: ((who: string) => Ending) | undefined): void {
  held().onVisit = onVisit;
}

/** What was measured since this was last asked, and begins anew. */
export function takeDatabaseMeters(): DatabaseMeters {
  const { meters } = held();
  const taken = { ...meters };
  Object.assign(meters, {
    mostBusy: meters.busy,
    longestWaitMs: 0,
    visits: 0,
    slow: new Map(),
  } satisfies Partial<DatabaseMeters>);
  return taken;
}

export type VisitMeter = ReturnType<typeof measureVisit>;

/** Follows one visit: the wait for a connection, the connection, and how long each of its statements took. */
export function measureVisit(who: { role: string; companyId?: string | undefined }) {
  const { meters, onVisit } = held();
  const asked = performance.now();
  const over = onVisit?.(who.role);
  let lastAnswer = 0;
  let open = false;
  meters.waiting += 1;
  meters.visits += 1;
  return {
    /** It has a connection, or will never have one. */
    connected(got: boolean): void {
      meters.waiting -= 1;
      meters.longestWaitMs = Math.max(meters.longestWaitMs, performance.now() - asked);
      open = got;
      if (!got) {
        over?.();
        return;
      }
      meters.busy += 1;
      meters.mostBusy = Math.max(meters.mostBusy, meters.busy);
    },
    /** A statement was answered that was sent at `sent`. They are answered in turn, so each begins where the one before ended. */
    answered(text: string, sent: number): void {
      const now = performance.now();
      const took = now - Math.max(sent, lastAnswer);
      lastAnswer = now;
      if (took >= slowFromMs) keepSlow(meters, text, took, who);
    },
    ended(): void {
      if (!open) return;
      open = false;
      meters.busy -= 1;
      over?.();
    },
  };
}

function keepSlow(
  { slow }: DatabaseMeters,
  text: string,
  took: number,
  { role, companyId }: { role: string; companyId?: string | undefined },
): void {
  const found = slow.get(text);
  if (!found && slow.size >= mostStatements) return;
  const one = found ?? { role, calls: 0, totalMs: 0, worstMs: 0, times: [], companyId };
  one.calls += 1;
  one.totalMs += took;
  one.worstMs = Math.max(one.worstMs, took);
  if (one.times.length < mostTimes) one.times.push(took);
  slow.set(text, one);
}
