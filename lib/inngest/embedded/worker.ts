import 'server-only';
import { log } from '@/lib/platform/log';
import { callFunction } from './call';
import type { Handler } from './call-transport';
import { type Claim, claimJobs } from './claim';
import { parkJob } from './recover';
import type { Registry } from './registry-view';
import { LostClaimError, settle } from './settle';
import { type Store, sqlState } from './store';

export type WorkerOptions = {
  store: Store;
  registry: Registry;
  handler: Handler;
  instanceId: string;
  /** Calls that run at the same time. */
  capacity: number;
  callTimeoutMs: number;
  backoffScale: number;
  /** Called when there is room for more, or more to do. */
  onProgress: () => void;
};

/** Classes of errors that a second try meets again: the data, a constraint, a limit of the row. */
const lasting = new Set(['22', '23', '42', '54']);

/** Takes due jobs and runs them, up to its capacity at a time. */
export class Worker {
  private readonly running = new Set<Promise<void>>();
  private readonly tokens = new Map<string, number>();
  private stopping = false;
  calls = 0;

  constructor(private readonly options: WorkerOptions) {}

  get free(): number {
    return this.stopping ? 0 : this.options.capacity - this.running.size;
  }

  /** Whether a claim with this token is under way or one of its calls runs. */
  holds(token: string): boolean {
    return this.tokens.has(token);
  }

  /** Claims as many jobs as there is room for and starts them. Returns how many it got. */
  async fill(): Promise<number> {
    const most = this.free;
    if (most <= 0) return 0;
    const token = crypto.randomUUID();
    this.tokens.set(token, 1);
    try {
      const { store, registry, instanceId } = this.options;
      const claims = await claimJobs({ store, registry, instanceId, token, most });
      for (const claim of claims) this.start(claim);
      return claims.length;
    } finally {
      this.releaseToken(token);
    }
  }

  /** Takes no more; what runs ends with its present call. */
  close(): void {
    this.stopping = true;
  }

  /** Waits for what runs, at most `ms`. */
  async drain(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([Promise.all(this.running), limit]);
    clearTimeout(timer);
  }

  private start(claim: Claim): void {
    this.tokens.set(claim.token, (this.tokens.get(claim.token) ?? 0) + 1);
    const work = this.follow(claim).finally(() => {
      this.running.delete(work);
      this.releaseToken(claim.token);
      this.options.onProgress();
    });
    this.running.add(work);
  }

  /** Runs a call and, while this process keeps the run, the calls after it. */
  private async follow(first: Claim): Promise<void> {
    let claim: Claim | undefined = first;
    while (claim) claim = await this.runOnce(claim);
  }

  private async runOnce(claim: Claim): Promise<Claim | undefined> {
    const { store, registry, handler, callTimeoutMs, backoffScale } = this.options;
    const outcome = await callFunction({ handler, claim, timeoutMs: callTimeoutMs });
    this.calls += 1;
    try {
      return await settle({ store, registry, claim, outcome, backoffScale, mayContinue: !this.stopping });
    } catch (error) {
      await this.explain(claim, error);
      return undefined;
    }
  }

  /** A result that couldn't be written: dropped, left for recovery, or set aside for a person. */
  private async explain(claim: Claim, error: unknown): Promise<void> {
    const about = { run: claim.runId, function: claim.definition.id, step: claim.step };
    if (error instanceof LostClaimError) {
      log.info(about, 'Result dropped: the run was cancelled or taken over');
    } else if (lasting.has(sqlState(error).slice(0, 2))) {
      log.error({ ...about, error }, 'Job parked: its result cannot be stored');
      await parkJob(this.options.store, claim, String(error)).catch((failure: unknown) =>
        log.error({ ...about, error: failure }, 'Parking failed; recovery will free the job'),
      );
    } else {
      log.warn({ ...about, error }, 'Result not stored; recovery will run the call again');
    }
  }

  private releaseToken(token: string): void {
    const left = (this.tokens.get(token) ?? 1) - 1;
    if (left > 0) this.tokens.set(token, left);
    else this.tokens.delete(token);
  }
}
