import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Inngest } from 'inngest';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createOwnDatabase } from '@/db/testing/own-database';
import type { RunnerSettings } from './runner';
import { startTestRunner, type TestRunner } from './testing';

/** Each call of the held step, with what lets it end. */
const holds: { key: string; release: () => void }[] = [];
const quick: string[] = [];

const build = (client: Inngest) => [
  client.createFunction({ id: 'held', triggers: { event: 't/held' } }, async ({ event, step }) => {
    const hold = () =>
      new Promise<void>((release) => {
        holds.push({ key: event.data.key, release });
      });
    await step.run('hold', hold);
  }),
  client.createFunction({ id: 'quick', triggers: { event: 't/quick' } }, async ({ event }) => {
    quick.push(event.data.key);
  }),
];

let database: Awaited<ReturnType<typeof createOwnDatabase>>;
const runners: TestRunner[] = [];

async function start(settings: Partial<RunnerSettings> = {}): Promise<TestRunner> {
  const runner = await startTestRunner({ databaseUrl: database.databaseUrl, build, settings });
  runners.push(runner);
  return runner;
}
const eventually = (check: () => void | Promise<void>) =>
  vi.waitFor(check, { timeout: 45_000, interval: 25 });
const holdsOf = (key: string) => holds.filter((hold) => hold.key === key);
const jobsAndRuns = (runner: TestRunner, key: string) =>
  runner.store.transact((tx) =>
    tx.execute<{ status: string; attempt: number | null; locked: boolean }>(sql`
      select r.status, j.attempt, j.lock_token is not null as locked from runner_runs r
      left join runner_jobs j on j.run_id = r.id where r.event->'data'->>'key' = ${key}`),
  );

async function hold(runner: TestRunner): Promise<string> {
  const key = randomUUID();
  await runner.client.send({ name: 't/held', data: { key } });
  await eventually(() => expect(holdsOf(key)).toHaveLength(1));
  return key;
}

beforeAll(async () => {
  database = await createOwnDatabase();
});
afterAll(async () => {
  for (const { release } of holds) release();
  for (const runner of runners) await runner.stop().catch(() => undefined);
  await database.drop();
});

it('stops when its calls have ended: their results are kept and the run goes on elsewhere', async () => {
  const one = await start();
  const key = await hold(one);
  let stopped = false;
  const stopping = one.runner.stop(10_000).then(() => {
    stopped = true;
  });
  // New work isn't taken any more, while the call still runs.
  const late = randomUUID();
  await one.client.send({ name: 't/quick', data: { key: late } });
  expect(await jobsAndRuns(one, key)).toMatchObject([{ status: 'running', locked: true }]);
  expect(stopped).toBe(false);
  holdsOf(key)[0]?.release();
  await stopping;
  expect(await jobsAndRuns(one, key)).toMatchObject([{ status: 'running', attempt: 0, locked: false }]);
  expect(quick).not.toContain(late);

  const two = await start();
  await eventually(async () =>
    expect(await jobsAndRuns(two, key)).toMatchObject([{ status: 'completed', attempt: null }]),
  );
  expect(holdsOf(key)).toHaveLength(1);
  await eventually(() => expect(quick).toContain(late));
  await two.runner.stop();
});

it('gives back what doesn’t end in time, without an attempt counted, and drops what it says later', async () => {
  const one = await start();
  const key = await hold(one);
  await one.runner.stop(1);
  expect(await jobsAndRuns(one, key)).toMatchObject([{ status: 'running', attempt: 0, locked: false }]);

  const two = await start();
  await eventually(() => expect(holdsOf(key)).toHaveLength(2));
  holdsOf(key)[0]?.release();
  expect(await jobsAndRuns(two, key)).toMatchObject([{ status: 'running', locked: true }]);
  holdsOf(key)[1]?.release();
  await eventually(async () => expect(await jobsAndRuns(two, key)).toMatchObject([{ status: 'completed' }]));
  await two.runner.stop();
});

it('listens again after the database dropped its connections, and looks at what came meanwhile', async () => {
  // It would poll after an hour only: whatever runs was heard of.
  const one = await start({ pollMs: 3_600_000, heartbeatMs: 3_600_000 });
  const owner = postgres(database.ownerUrl, { max: 1 });
  const dropped = await owner`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  expect(dropped.length).toBeGreaterThan(1);
  const key = randomUUID();
  await vi.waitFor(() => one.client.send({ name: 't/quick', data: { key }, id: key }), { timeout: 45_000 });
  await eventually(() => expect(quick).toContain(key));
  await owner.end();
});
