import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Inngest } from 'inngest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOwnDatabase } from '@/db/testing/own-database';
import { deleteHistory } from './cleanup';
import { startDueSchedules, storeSchedules } from './due-schedules';
import { recoverJobs } from './recover';
import { runnerStatus } from './status';
import { startTestRunner, type TestRunner } from './testing';

type Note = { key: string; what: string; value?: unknown };

describe('the embedded runner', () => {
  const notes: Note[] = [];
  const counted = (key: string, what: string) =>
    notes.filter((note) => note.key === key && note.what === what);
  let release: () => void = () => undefined;
  let database: Awaited<ReturnType<typeof createOwnDatabase>>;
  let one: TestRunner;

  const build = (client: Inngest) => [
    client.createFunction(
      { id: 'held', triggers: { event: 't/held' }, retries: 1 },
      async ({ event, step }) => {
        await step.run('hold', async () => {
          notes.push({ key: event.data.key, what: 'hold' });
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        });
      },
    ),
    client.createFunction({ id: 'quick', triggers: { event: 't/quick' } }, async ({ event, step }) => {
      const text = await step.run('text', () => `nul \u0000 byte ${event.data.key}`);
      notes.push({ key: event.data.key, what: 'quick', value: text });
    }),
    client.createFunction(
      { id: 'hourly', triggers: { cron: 'TZ=Africa/Accra 0 * * * *' } },
      async ({ event }) => {
        notes.push({ key: 'cron', what: event.name, value: event.data });
      },
    ),
  ];
  const eventually = (check: () => void | Promise<void>) =>
    vi.waitFor(check, { timeout: 45_000, interval: 25 });
  const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    one.store.transact((tx) => tx.execute<T>(query));
  const owner = () => ({
    store: one.store,
    registry: one.registry,
    instanceId: one.runner.instanceId,
    leaseMs: 15_000,
  });

  async function startHeld(): Promise<string> {
    const key = randomUUID();
    await one.client.send({ name: 't/held', data: { key } });
    await eventually(() => expect(counted(key, 'hold')).toHaveLength(1));
    return key;
  }

  beforeAll(async () => {
    database = await createOwnDatabase();
    one = await startTestRunner({ databaseUrl: database.databaseUrl, build });
  });
  afterAll(async () => {
    release();
    await one.stop();
    await database.drop();
  });

  it('keeps results that hold a NUL', async () => {
    const key = randomUUID();
    await one.client.send({ name: 't/quick', data: { key } });
    await eventually(() => expect(counted(key, 'quick')[0]?.value).toBe(`nul \u0000 byte ${key}`));
  });

  it('takes over the job of a dead process, counts the attempt, and drops what the dead one still reports', async () => {
    const key = await startHeld();
    const letFirstGo = release;
    await rows(sql`update runner_jobs set locked_by = ${randomUUID()}::uuid where lock_token is not null`);
    expect(await recoverJobs(owner(), (token) => token !== '')).toBe(1);
    await eventually(() => expect(counted(key, 'hold')).toHaveLength(2));
    letFirstGo();
    const [job] = await rows<{ attempt: number }>(
      sql`select attempt from runner_jobs where lock_token is not null`,
    );
    expect(job?.attempt).toBe(1);
    release();
    await eventually(async () => {
      const [run] =
        await rows(sql`select status, (select count(*)::int from runner_steps s where s.run_id = r.id) as steps
        from runner_runs r where event->'data'->>'key' = ${key}`);
      expect(run).toEqual({ status: 'completed', steps: 1 });
    });
  });

  it('fails a run whose last attempt died with its process', async () => {
    const key = await startHeld();
    await rows(
      sql`update runner_jobs set locked_by = ${randomUUID()}::uuid, attempt = 1 where lock_token is not null`,
    );
    await recoverJobs(owner(), () => true);
    const [run] = await rows(sql`select status, error->>'message' as message from runner_runs
      where event->'data'->>'key' = ${key}`);
    expect(run).toEqual({ status: 'failed', message: expect.stringContaining('process stopped') });
    release();
  });

  it('runs a missed schedule once and plans the next time', async () => {
    const before = notes.filter(({ key }) => key === 'cron').length;
    await rows(sql`update runner_crons set next_at = date_trunc('hour', now()) - interval '5 hours'`);
    await storeSchedules(one.store, one.registry, new Date());
    await startDueSchedules(one.store, one.registry);
    await eventually(() => expect(notes.filter(({ key }) => key === 'cron')).toHaveLength(before + 1));
    const [cron] = await rows<{ ahead: boolean }>(sql`select next_at > now() as ahead from runner_crons`);
    expect(cron?.ahead).toBe(true);
    expect(notes.at(-1)).toMatchObject({
      what: 'inngest/scheduled.timer',
      value: { cron: expect.any(String) },
    });
  });

  it('shares the work between processes and runs each function once for each event', async () => {
    const two = await startTestRunner({ databaseUrl: database.databaseUrl, build });
    const keys = Array.from({ length: 60 }, () => randomUUID());
    await Promise.all(keys.map((key) => one.client.send({ name: 't/quick', data: { key }, id: `e-${key}` })));
    await one.client.send(keys.map((key) => ({ name: 't/quick', data: { key }, id: `e-${key}` })));
    await eventually(async () => {
      const [open] = await rows<{ n: number }>(
        sql`select count(*)::int as n from runner_events where matched_at is null`,
      );
      expect(open?.n).toBe(0);
      expect(keys.every((key) => counted(key, 'quick').length >= 1)).toBe(true);
    });
    await two.stop();
    const runs = await rows(sql`select event->>'id' as id from runner_runs where function_id = 'test-quick'
      and event->>'id' like 'e-%'`);
    expect(runs).toHaveLength(60);
  });

  it('reports its state', async () => {
    const status = await runnerStatus(one.connection);
    expect(status).toMatchObject({ mode: 'embedded', running: true, parkedJobs: 0, failedRuns24h: 1 });
    expect(Date.now() - (status.lastHeartbeatAt?.getTime() ?? 0)).toBeLessThan(15_000);
  });

  it('deletes history and keeps what is young or still runs', async () => {
    const count = async () =>
      (await rows<{ n: number }>(sql`select count(*)::int as n from runner_runs`))[0]?.n ?? 0;
    const all = await count();
    await rows(sql`update runner_runs set ended_at = now() - interval '30 days' where status = 'failed'`);
    await deleteHistory(one.store, 14);
    expect(await count()).toBe(all - 1);
  });
});
