import { eq, sql } from 'drizzle-orm';
import type { Inngest } from 'inngest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { visit } from '@/db/visit';
import { countAttempt } from '@/lib/auth/rate-limit';
import { endSession } from '@/lib/auth/sign-in';
import { startTestRunner } from '@/lib/inngest/embedded/testing';
import { forgetEnv } from '@/lib/platform/env';
import { askLive, tellLive } from '@/lib/platform/live/questions';

// What a second process has of its own are its connections; all else that these promises stand on is in the rows.
let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let second: Connection;
let company: TestCompany;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  forgetEnv();
  second = openPool({ url: own.databaseUrl, max: 5 });
  company = await makeCompany();
});
afterAll(async () => {
  await second.end();
  await closePool();
  await own.drop();
});

test('who signs out in one is out in the other from the next request on', async () => {
  const sessionId = await makeSession(company.manager.userId);
  expect((await visit(sessionId, { connection: second }))?.identity.userId).toBe(company.manager.userId);
  await endSession(sessionId, {});
  expect(await visit(sessionId, { connection: second })).toBeUndefined();
});

test('a limit counts what both were asked', async () => {
  const limit = { key: 'both', limit: 30, windowSeconds: 60 };
  const ask = (connection?: Connection) =>
    actAs({ role: 'auth', name: 'test' }, (tx) => countAttempt(tx, limit), { connection });
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(n % 2 ? second : undefined)));
  expect(answers.filter(({ allowed }) => allowed)).toHaveLength(30);
});

test('what is written in one is told to screens that the other keeps open', async () => {
  const { id } = await makeBooking(company.id);
  const look = async (since?: string) => {
    const now = new Date();
    const answers = await actAs(company.staff, (tx) => Promise.all(askLive(tx, { since }, now)), {
      connection: second,
    });
    return tellLive(answers as unknown as Parameters<typeof tellLive>[0], { since }, now);
  };
  const { next } = await look();
  expect((await look(next)).changes).toEqual([]);
  await actAs(company.system, (tx) => tx.update(bookings).set({ guests: 12 }).where(eq(bookings.id, id)));
  expect((await look(next)).changes).toContainEqual(expect.objectContaining({ topic: 'bookings' }));
});

test('both run jobs, and each of them once', async () => {
  const done: string[] = [];
  const atWork = new Set<string>();
  let bothAreAtWork = () => {};
  const untilBothAre = new Promise<void>((resolve) => {
    bothAreAtWork = resolve;
  });
  const build = (name: string) => (client: Inngest) => [
    client.createFunction({ id: 'work', triggers: [{ event: 'test/work' }] }, ({ event, step }) =>
      step.run('do it', async () => {
        done.push(`${event.data.n} ${name}`);
        // Neither finishes anything before the other has begun: a fast one would do all of it alone.
        if (atWork.add(name).size === 2) bothAreAtWork();
        await untilBothAre;
        return event.data.n;
      }),
    ),
  ];
  const { databaseUrl } = own;
  const one = await startTestRunner({ databaseUrl, build: build('one') });
  const other = await startTestRunner({ databaseUrl, build: build('other') });
  try {
    const events = Array.from({ length: 60 }, (_, n) => ({
      name: 'test/work',
      data: { n },
      id: `work-${n}`,
    }));
    await Promise.all([one.client.send(events.slice(0, 40)), other.client.send(events.slice(20))]);
    const completed = async () => {
      const [row] = await actAs({ role: 'runner', name: 'test' }, (tx) =>
        tx.execute<{ n: number }>(sql`select count(*)::int as n from runner_runs where status = 'completed'`),
      );
      return row?.n;
    };
    await vi.waitFor(async () => expect(await completed()).toBe(60), { timeout: 45_000, interval: 100 });
    const numbers = done.map((line) => line.split(' ')[0]);
    expect(new Set(numbers).size).toBe(60);
    expect(numbers).toHaveLength(60);
    expect(new Set(done.map((line) => line.split(' ')[1]))).toEqual(new Set(['one', 'other']));
  } finally {
    await one.stop();
    await other.stop();
  }
});
