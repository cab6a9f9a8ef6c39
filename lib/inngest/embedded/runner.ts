import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { log } from '@/lib/platform/log';
import type { Handler } from './call-transport';
import { deleteHistory } from './cleanup';
import { startDueSchedules } from './due-schedules';
import { endDueWaits } from './due-waits';
import { matchEvents } from './match-events';
import { beat, recoverJobs, releaseJobs } from './recover';
import type { Registry } from './registry-view';
import { channel, openStore, type Store, textArray } from './store';
import { Worker } from './worker';

export type RunnerOptions = {
  connection: Connection;
  registry: Registry;
  handler: Handler;
  settings?: Partial<RunnerSettings>;
};

export type RunnerSettings = {
  /** SDK calls at the same time. */
  capacity: number;
  /** Longest wait between two looks at the queues; notifications shorten it. */
  pollMs: number;
  /** A process silent for this long is dead and its jobs are taken over. */
  leaseMs: number;
  heartbeatMs: number;
  callTimeoutMs: number;
  /** Waits before retries are multiplied by this; for tests and benches. */
  backoffScale: number;
  /** Sleeps end up to so long before their time, as an engine with another clock ends them; for tests. */
  earlyMs: number;
  keepDays: number;
  cleanupMs: number;
};

const defaults: RunnerSettings = {
  capacity: 40,
  pollMs: 2_000,
  leaseMs: 15_000,
  heartbeatMs: 3_000,
  callTimeoutMs: 5 * 60_000,
  backoffScale: 1,
  earlyMs: 0,
  keepDays: 14,
  cleanupMs: 60_000,
};

/**
 * What asks over a connection that died without a word never hears back; then the next turn comes all the same.
 */
const longestTurnMs = 20_000;

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export type RunningRunner = { instanceId: string; calls: () => number; stop: (ms?: number) => Promise<void> };

/** Starts to run the synced functions until stopped. Several processes may do so on one database. */
export async function startRunner(options: RunnerOptions): Promise<RunningRunner> {
  const settings = { ...defaults, ...options.settings };
  const runner = new Runner(options, settings);
  await runner.start();
  return {
    instanceId: runner.instanceId,
    calls: () => runner.worker.calls,
    stop: (ms = 10_000) => runner.stop(ms),
  };
}

class Runner {
  readonly instanceId = crypto.randomUUID();
  readonly worker: Worker;
  private readonly wakeUp = new Signal();
  private readonly store: Store;
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private stopped = false;
  private loop: Promise<void> = Promise.resolve();
  private unlisten: () => Promise<void> = async () => undefined;

  constructor(
    private readonly options: RunnerOptions,
    private readonly settings: RunnerSettings,
  ) {
    this.store = openStore(options.connection);
    this.worker = new Worker({
      ...settings,
      store: this.store,
      registry: options.registry,
      handler: options.handler,
      instanceId: this.instanceId,
      onProgress: () => {
        // Claiming in batches: not one query for each call that ends.
        if (this.worker.free >= settings.capacity / 4) this.wakeUp.give();
      },
    });
  }

  async start(): Promise<void> {
    await beat(this.owner);
    const wakeUp = () => this.wakeUp.give();
    // Also when it listens again after a lost connection: what came meanwhile was announced to nobody.
    const { unlisten } = await this.options.connection.listen(channel, wakeUp, wakeUp);
    this.unlisten = unlisten;
    this.every(this.settings.heartbeatMs, 'heartbeat', () => this.heartbeat());
    this.every(this.settings.cleanupMs, 'cleanup', () => deleteHistory(this.store, this.settings.keepDays));
    await this.heartbeat();
    this.loop = this.run();
  }

  async stop(ms: number): Promise<void> {
    this.stopped = true;
    this.worker.close();
    this.wakeUp.give();
    for (const timer of this.timers) clearInterval(timer);
    await this.loop;
    await this.worker.drain(ms);
    await this.unlisten();
    await releaseJobs(this.owner);
  }

  private get owner() {
    const { store, instanceId } = this;
    return { store, instanceId, registry: this.options.registry, leaseMs: this.settings.leaseMs };
  }

  private async heartbeat(): Promise<void> {
    await beat(this.owner);
    const recovered = await recoverJobs(this.owner, (token) => this.worker.holds(token));
    if (recovered > 0) {
      log.warn({ recovered }, 'Took over jobs of a process that stopped');
      this.wakeUp.give();
    }
  }

  /** Runs `work` at intervals, never twice at a time; a failure is logged and the next turn comes. */
  private every(ms: number, name: string, work: () => Promise<unknown>): void {
    let busy = false;
    this.timers.push(
      setInterval(async () => {
        if (busy || this.stopped) return;
        busy = true;
        await within(longestTurnMs, work()).catch((error: unknown) =>
          log.error({ error, name }, 'Runner: periodic work failed'),
        );
        busy = false;
      }, ms),
    );
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const delay = await within(longestTurnMs, this.turn()).catch((error: unknown) => {
        log.error({ error }, 'Runner: a turn failed');
        return this.settings.pollMs;
      });
      await this.wakeUp.wait(delay);
    }
  }

  /** Does what is due, once each. Returns how long to wait for the next turn. */
  private async turn(): Promise<number> {
    const { registry } = this.options;
    const earlyMs = Math.random() * this.settings.earlyMs;
    const agenda = await readAgenda(this.store, registry, earlyMs);
    let done = 0;
    if (agenda.schedules) done += await startDueSchedules(this.store, registry);
    if (agenda.events) done += await matchEvents(this.store, registry);
    if (agenda.waits) done += await endDueWaits(this.store, earlyMs);
    if (this.worker.free > 0 && (agenda.jobs || done > 0)) done += await this.worker.fill();
    if (done > 0) return 0;
    return Math.min(this.settings.pollMs, Math.max(agenda.nextMs, 1));
  }
}

/** What a loop waits on: given between two waits, it is heard by the next. */
class Signal {
  private given = false;
  private waiter: (() => void) | undefined;

  give(): void {
    this.given = true;
    this.waiter?.();
  }

  /** Resolves when given, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.given) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.waiter = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.waiter = undefined;
    this.given = false;
  }
}

/** What there is to do, and in how many milliseconds more becomes due (Infinity: nothing is planned). */
type Agenda = { events: boolean; waits: boolean; schedules: boolean; jobs: boolean; nextMs: number };

type Row = { events: boolean; waits: boolean; schedules: boolean; jobs: boolean; next_ms: number | null };

/** Looks at the heads of the runner's queues: index look-ups, one round trip. */
async function readAgenda(store: Store, registry: Registry, earlyMs = 0): Promise<Agenda> {
  const mine = textArray(registry.ids);
  const [row] = await store.transact((tx) =>
    tx.execute<Row>(sql`select
      exists (select from runner_events where matched_at is null) as events,
      exists (select from runner_waits where expires_at <= now() + ${earlyMs}::float8 * interval '1 ms') as waits,
      exists (select from runner_crons where next_at <= now() and function_id = any(${mine})) as schedules,
      exists (select from runner_jobs where lock_token is null and parked_at is null and due_at <= now()
        and function_id = any(${mine})) as jobs,
      (extract(epoch from least(
        (select min(due_at) from runner_jobs where lock_token is null and parked_at is null and due_at > now()),
        (select min(expires_at) from runner_waits where expires_at > now()),
        (select min(next_at) from runner_crons where next_at > now())
      ) - now()) * 1000)::float8 as next_ms`),
  );
  if (!row) throw new Error('the queues said nothing');
  return { ...row, nextMs: row.next_ms ?? Number.POSITIVE_INFINITY };
}
