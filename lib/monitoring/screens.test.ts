import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { countsOf } from '@/lib/platform/meters/histogram';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { monitoringScreen } from './screens';
import { keepSample } from './watching/samples';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let mine: TestCompany;
let theirs: TestCompany;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 1 });
  [mine, theirs] = [await makeCompany(), await makeCompany()];
  await owner`insert into operators (user_id) values (${mine.manager.userId})`;
  for (const [company, count] of [
    [mine, 3],
    [theirs, 5],
  ] as const)
    await write(company, count);
  const minute = new Date(Math.floor(Date.now() / 60_000 - 1) * 60_000);
  const times = countsOf([10, 20, 900]);
  const routes = {
    'read /bookings': { c: times, ms: 930, e: 1, l: 0 },
    'write other': { c: countsOf([5]), ms: 5, e: 0, l: 0 },
  };
  const brief = { times, requests: 3, errors: 1, rssMb: 210, healthy: 1, sessions: 4 };
  await keepSample(v7(), { minute, brief, routes, now: new Date() });
  await keepSample(v7(), { minute, brief: { ...brief, rssMb: 300 }, routes, now: new Date() });
});
afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

async function write(company: TestCompany, count: number): Promise<void> {
  const { id } = await makeCustomer(company.id);
  await actAs(company.system, async (tx) => {
    const conversationId = v7();
    await tx
      .insert(conversations)
      .values({ id: conversationId, companyId: company.id, customerId: id, address: `none:${id}` });
    const same = {
      companyId: company.id,
      conversationId,
      direction: 'outbound',
      kind: 'staff_reply',
    } as const;
    for (let n = 0; n < count; n += 1)
      await tx.insert(messages).values({ ...same, status: n === 0 ? 'failed' : 'sent' });
    await tx.insert(messages).values({
      companyId: company.id,
      conversationId,
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
    });
  });
}

const open = async (actor: { userId: string }, search: Record<string, string> = {}) =>
  openScreen(monitoringScreen, {
    sessionId: await makeSession(actor.userId),
    address: { params: {}, search },
  });
const look = async (actor: { userId: string }, search?: Record<string, string>) => {
  const opened = await open(actor, search);
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data;
};

test('the operator sees the processes as one, their addresses, and their own company’s part', async () => {
  const { company, installation } = await look(mine.manager);
  expect(installation?.whole).toMatchObject({ requests: 6, errors: 2, rssMb: 300, sessions: 4 });
  expect(installation?.whole?.p95).toBeGreaterThan(800);
  expect(installation?.processes).toBe(2);
  expect(
    installation?.routes.map(({ kind, name, requests, errors }) => [kind, name, requests, errors]),
  ).toEqual([
    ['read', '/bookings', 6, 2],
    ['write', 'other', 2, 0],
  ]);
  expect(installation?.points).toHaveLength(1);
  expect(company.messages.map(({ out, failed, received }) => [out, failed, received])).toEqual([[3, 1, 1]]);
  for (const range of ['day', 'week', 'days60', 'nonsense']) {
    const told = (await look(mine.manager, { range })).installation;
    expect(told?.range).toBe(range === 'nonsense' ? 'hour' : range);
    // The hour has begun before: what was measured in it may stand in the one before.
    expect(told?.whole?.requests).toBe(6);
    expect(told?.routes.length).toBe(range === 'days60' ? 0 : 2);
  }
});

test('another manager sees their company’s part and not a figure more, staff nothing', async () => {
  const seen = await look(theirs.manager);
  expect(seen.installation).toBeNull();
  expect(seen.company.messages.map(({ out, failed }) => [out, failed])).toEqual([[5, 1]]);
  expect(seen.company.queues).toMatchObject({ waiting: 0, lastBackupAt: null });
  expect(seen.company.queues?.oldestUnread).toBeGreaterThanOrEqual(0);
  expect(JSON.stringify(seen)).not.toContain(mine.id);
  for (const actor of [mine.staff, theirs.staff]) expect((await open(actor)).state).toBe('forbidden');
});

test('who became staff sees the installation no more, though they are still named', async () => {
  // Past the rule that a company keeps a manager.
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update memberships set role = 'staff' where user_id = ${mine.manager.userId}`;
  });
  expect((await open(mine.manager)).state).toBe('forbidden');
  const told = await actAs({ role: 'runner', name: 'test' }, (tx) =>
    tx.execute(sql`select 1 from operators_to_tell()`),
  );
  expect(told).toHaveLength(0);
});
