type Waiting<Job, Result> = { job: Job; done: (result: Result) => void; failed: (error: unknown) => void };

/** Jobs of one key: what waits, and how a writer that gathers hears that enough have come. */
type Line<Job, Result> = { waiting: Waiting<Job, Result>[]; running: boolean; enough: () => void };

/** Too short for anyone to notice, long enough for a steady stream to share a transaction. */
const gatherMs = 50;
/** So many are written at once without waiting for more. */
const enough = 20;
const mostAtOnce = 200;

/**
 * Makes one writer of many jobs into a function for one job that resolves when it is durable: jobs of a key
 * that come within 50 ms, or while a write is under way, are written together, so that a burst costs a few
 * transactions, not thousands. `write` gives its results in the order of the jobs. When it fails, each job is
 * written by itself: a bad one must not take the others down with it.
 */
export function writeInBatches<Job, Result>(
  write: (key: string, jobs: Job[]) => Promise<Result[]>,
): (key: string, job: Job) => Promise<Result> {
  const lines = new Map<string, Line<Job, Result>>();

  async function drain(key: string, line: Line<Job, Result>): Promise<void> {
    line.running = true;
    while (line.waiting.length > 0) {
      await gather(line);
      await writeBatch(key, line.waiting.splice(0, mostAtOnce));
    }
    line.running = false;
    lines.delete(key);
  }

  async function gather(line: Line<Job, Result>): Promise<void> {
    if (line.waiting.length >= enough) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      line.enough = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function writeBatch(key: string, batch: Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await write(
        key,
        batch.map(({ job }) => job),
      );
      for (const [at, { done }] of batch.entries()) done(results[at] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.failed(error);
      else for (const one of batch) await writeBatch(key, [one]);
    }
  }

  return (key, job) =>
    new Promise((done, failed) => {
      const line = lines.get(key) ?? { waiting: [], running: false, enough: () => undefined };
      lines.set(key, line);
      line.waiting.push({ job, done, failed });
      if (line.waiting.length >= enough) line.enough();
      if (!line.running) void drain(key, line);
    });
}
