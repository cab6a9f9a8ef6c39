import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { databaseMeters, takeDatabaseMeters } from '@/db/measure';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { startProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { countsOf, totalOf } from '@/lib/platform/meters/histogram';
import { processMeters } from '@/lib/platform/meters/process-meters';
import { checkRules } from './check-installation';
import { asOne, type Brief, type RouteFigures } from './figures';
import { firstKeyAt } from './measure';
import { lastSample, Sampler } from './sampler';
import { keepSample, readMinutes } from './samples';
import { keepSlowStatements, statementName, withoutValues } from './slow-statements';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let provider: Awaited<ReturnType<typeof startProvider>>;
let company: TestCompany;
const runner = { role: 'runner', name: 'test' } as const;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  provider = await startProvider({}, { mail: true });
  process.env.MAIL_FROM = 'watch@cater.test';
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  company = await makeCompany();
  await owner`insert into operators (user_id) values (${company.manager.userId})`;
  // A runner works, as far as anybody can tell.
  await owner`insert into runner_instances (id, heartbeat_at) values (gen_random_uuid(), now() + interval '1 day')`;
});

beforeEach(async () => {
  for (const table of ['samples', 'rules', 'statements']) await owner.unsafe(`delete from monitor_${table}`);
  await owner`update monitor_processes set instance = null, beat_at = null`;
  await owner`update alerts set cleared_at = now() where cleared_at is null`;
});

afterAll(async () => {
  await provider.close();
  delete process.env.MAIL_FROM;
  forgetEnv();
  await owner.end();
  await closePool();
  await own.drop();
});

const at = (minutes: number) => new Date(Date.UTC(2030, 5, 1) + minutes * 60_000);
const brief = (given: Partial<Brief> = {}): Brief => ({ times: {}, ...given });
const keep = (instance: string, minute: Date, given: Partial<Brief> = {}, routes: RouteFigures = {}) =>
  keepSample(instance, { minute, brief: brief(given), routes, now: new Date(minute.getTime() + 60_000) });
const [one, other] = ['01990000-0000-7000-8000-000000000001', '01990000-0000-7000-8000-000000000002'];
const rowsOf = async (grain: string) =>
  (await owner<{ n: number }[]>`select count(*)::int as n from monitor_samples where grain = ${grain}`)[0]?.n;
const seen = (since: Date) => actAs(runner, (tx) => readMinutes(tx, since));

describe('what is kept of a process', () => {
  test('takes as many rows after days as after one, and its hour holds its minutes', async () => {
    const route = { c: countsOf([5]), ms: 5, e: 1, l: 0 };
    for (const minute of [0, 1, 59, 60, 1440, 1441, 60 * 1440])
      await keep(
        one,
        at(minute),
        { requests: 2, rssMb: minute, times: countsOf([3]) },
        { 'read /bookings': route },
      );
    // The minutes of the second day and those of sixty days later stand where the first ones did.
    expect([await rowsOf('minute'), await rowsOf('hour')]).toEqual([4, 3]);
    const hours = await owner<{ brief: Brief; routes: RouteFigures }[]>`
      select brief, routes from monitor_samples where grain = 'hour' order by at`;
    expect(hours.map(({ brief: { requests, rssMb } }) => [requests, rssMb])).toEqual([
      [2, 60],
      [4, 1441],
      [2, 60 * 1440],
    ]);
    expect(hours[1]?.routes['read /bookings']).toEqual({ c: countsOf([5, 5]), ms: 10, e: 2, l: 0 });
  });

  test('is one with what the others keep: counts add up, what all measure is told once', async () => {
    await keep(one, at(0), { requests: 10, rssMb: 200, sessions: 7, times: countsOf([3, 4]), healthy: 1 });
    await keep(other, at(0), { requests: 5, rssMb: 300, sessions: 7, times: countsOf([3]), healthy: 0 });
    const [minute, ...rest] = asOne(await seen(at(-1)));
    expect(rest).toEqual([]);
    expect(minute?.brief).toMatchObject({ requests: 15, rssMb: 300, sessions: 7, healthy: 0 });
    expect(totalOf(minute?.brief.times ?? {})).toBe(3);
  });

  test('a process that is gone leaves its place to the next; beyond sixteen none is kept', async () => {
    const instance = (n: number) => `01990000-0000-7000-8000-0000000001${n.toString(16).padStart(2, '0')}`;
    for (let n = 0; n < 16; n += 1) expect(await keep(instance(n), at(0))).toBe(true);
    expect(await keep(instance(16), at(1))).toBe(false);
    expect(await keep(instance(3), at(3))).toBe(true);
    expect(await keep(instance(17), at(5))).toBe(true);
    expect((await owner`select from monitor_processes`).length).toBe(16);
  });
});

describe('the sampler', () => {
  test('keeps what was asked, with which errors, what the database did, and how the installation is', async () => {
    const sampler = new Sampler();
    const { routes, requests } = processMeters();
    const meter = routes.meterOf('/nowhere', 'read');
    for (const ms of [4, 40]) {
      meter.times.add(ms);
      requests.add(ms);
    }
    meter.errors += 1;
    processMeters().errors += 1;
    await sampler.turn(at(10));
    const [kept] = await seen(at(9));
    expect(kept?.at).toEqual(at(9));
    expect(kept?.brief).toMatchObject({ requests: 2, errors: 1, processes: 1, messagesOut: 0, sessions: 0 });
    for (const name of ['rssMb', 'heapShare', 'connections', 'databaseMb', 'diskUsed', 'pool'] as const)
      expect(kept?.brief[name]).toBeGreaterThan(0);
    expect(lastSample()?.routes['read other']).toMatchObject({ e: 1, c: countsOf([4, 40]) });
    // The next minute begins anew.
    await sampler.turn(at(11));
    expect((await seen(at(10)))[0]?.brief).toMatchObject({ requests: 0, errors: 0 });
  });

  test('mails the operators when the database stays away, and when it is back', async () => {
    const sampler = new Sampler();
    await sampler.turn(at(100));
    const before = (await mails()).length;
    await owner`alter table monitor_samples add constraint away check (false) not valid`;
    for (const minute of [101, 102, 103]) await sampler.turn(at(minute));
    expect((await mails()).length).toBe(before + 1);
    await owner`alter table monitor_samples drop constraint away`;
    await sampler.turn(at(104));
    expect((await mails()).slice(before).map(({ subject }) => subject)).toEqual([
      'Cater: The installation can’t do its work',
      'Cater: over: The installation can’t do its work',
    ]);
  });
});

const mails = async () =>
  (await provider.control<{ mails: { to: string[]; subject: string; text: string }[] }>('mails')).mails;
const openAlerts = () =>
  owner<
    { key: string; user_id: string }[]
  >`select key, user_id from alerts where cleared_at is null order by key`;

describe('trouble', () => {
  test('is told once at the operators’ bell and by mail, by one process, and is over by itself', async () => {
    const before = (await mails()).length;
    for (const minute of [0, 1, 2, 3]) {
      await keep(one, at(minute), { diskUsed: 0.95, loopP99: 900 });
      // Two processes look at the same minute.
      await Promise.all([checkRules(at(minute + 1)), checkRules(at(minute + 1))]);
    }
    const { userId } = company.manager;
    expect([...(await openAlerts())]).toEqual([
      { key: `installation:disk:${userId}`, user_id: userId },
      { key: `installation:event_loop:${userId}`, user_id: userId },
    ]);
    for (const minute of [4, 5, 6, 7, 8]) {
      await keep(one, at(minute), { diskUsed: 0.3, loopP99: 5 });
      await checkRules(at(minute + 1));
    }
    expect([...(await openAlerts())]).toEqual([]);
    const told = (await mails()).slice(before);
    // Only the disk can't wait.
    expect(told.map(({ subject }) => subject)).toEqual([
      'Cater: The disk is nearly full',
      'Cater: over: The disk is nearly full',
    ]);
    expect(told[0]?.text).toContain('The disk is nearly full: 95 %.');
  });

  test('a threshold of one’s own counts instead, by the variable or as it was set', async () => {
    process.env.ALERT_THRESHOLDS = 'disk=0.99';
    forgetEnv();
    for (const minute of [200, 201]) {
      await keep(one, at(minute), { diskUsed: 0.95 });
      expect((await checkRules(at(minute + 1))).changes).toEqual([]);
    }
    delete process.env.ALERT_THRESHOLDS;
    forgetEnv();
    await owner`insert into monitor_thresholds values ('disk', 0.98)`;
    await keep(one, at(202), { diskUsed: 0.95 });
    expect((await checkRules(at(203))).changes).toEqual([]);
    await owner`delete from monitor_thresholds`;
    await keep(one, at(203), { diskUsed: 0.95 });
    await checkRules(at(204));
    await keep(one, at(204), { diskUsed: 0.95 });
    expect((await checkRules(at(205))).changes.map(({ rule }) => rule)).toEqual(['disk']);
  });
});

describe('slow statements', () => {
  const slow = (given: Partial<{ calls: number; times: number[]; totalMs: number }> = {}) => ({
    ...{ role: 'manager', calls: 2, totalMs: 900, worstMs: 600, times: [300, 600], companyId: company.id },
    ...given,
  });
  const text = `select b.id from bookings b where b.company_id = $1 and b.venue = 'Labadi Beach' and b.guests > 350 order by b.starts_at limit $2`;

  test('are called by what they do, and hold no value', () => {
    expect(withoutValues(text)).not.toMatch(/Labadi|350/);
    expect(withoutValues(text)).toContain('$1');
    expect(statementName(text)).toMatch(/^select bookings [0-9a-f]{8}$/);
    expect(statementName(text.replace('Labadi Beach', 'Elsewhere'))).toBe(statementName(text));
    expect(statementName('commit')).toMatch(/^commit [0-9a-f]{8}$/);
    expect(statementName('update "bookings" set x = 1')).toMatch(/^update bookings /);
  });

  test('add up over minutes and processes, with the name of their plan', async () => {
    await keepSlowStatements(new Map([[text, slow()]]), at(0));
    await keepSlowStatements(new Map([[text, slow({ times: [800], calls: 1, totalMs: 800 })]]), at(1));
    const [row, ...rest] = await owner`select * from monitor_statements`;
    expect(rest).toEqual([]);
    expect(row).toMatchObject({
      calls: 3,
      total_ms: 1700,
      worst_ms: 600,
      times: countsOf([300, 600, 800]),
    });
    expect(row?.plan).toMatch(/Scan.* on bookings/);
    expect(JSON.stringify(row)).not.toMatch(/Labadi|350/);
  });

  test('are fifty at most, those that took longest', async () => {
    const many = new Map(
      Array.from(
        { length: 60 },
        (_, n) => [`select ${'a'.repeat(n + 1)} from users`, slow({ totalMs: n })] as const,
      ),
    );
    await keepSlowStatements(many, at(0));
    const [found] = await owner`select count(*)::int as n, min(total_ms) as least from monitor_statements`;
    expect(found).toEqual({ n: 50, least: 10 });
  });

  test('are those that took long themselves, not those that waited behind one', async () => {
    takeDatabaseMeters();
    await actAs(company.system, (tx) =>
      Promise.all([tx.execute(sql`select pg_sleep(0.25)`), tx.execute(sql`select 1 as quick`)]),
    );
    const { slow: found, visits } = takeDatabaseMeters();
    expect([...found.keys()].map((one) => one.includes('pg_sleep'))).toEqual([true]);
    expect(visits).toBe(1);
  });
});

test('connections that are in use and waits for them are measured, and are none when all is done', async () => {
  takeDatabaseMeters();
  await Promise.all(
    Array.from({ length: 12 }, () => actAs(company.system, (tx) => tx.execute(sql`select pg_sleep(0.4)`))),
  );
  await actAs(company.system, () => Promise.reject(new Error('no'))).catch(() => undefined);
  await actAs(company.system, (tx) => tx.execute(sql`select nothing`)).catch(() => undefined);
  const { mostBusy, longestWaitMs } = takeDatabaseMeters();
  // Ten, and as many as were handed on in the moment that they were counted.
  expect(mostBusy).toBeGreaterThan(4);
  expect(longestWaitMs).toBeGreaterThan(10);
  expect(databaseMeters()).toMatchObject({ busy: 0, waiting: 0 });
});

test('keys tell when a row was made', () => {
  expect(firstKeyAt(Date.UTC(2026, 10, 27))).toMatch(/^01a[0-9a-f]{5}-[0-9a-f]{4}-7000-8000-000000000000$/);
});

test('nobody but the operator sees what was measured', async () => {
  const stranger = await makeCompany();
  const look = (actor: TestCompany['manager']) =>
    actAs(actor, async (tx) => {
      const [row] = await tx.execute<{ view: unknown; n: number }>(
        sql`select operator_view() as view, (select count(*)::int from operator_history('minute', ${at(0).toISOString()}::timestamptz, true)) as n`,
      );
      return row;
    });
  await keep(one, at(300), { requests: 1 });
  expect(await look(stranger.manager)).toEqual({ view: null, n: 0 });
  expect((await look(company.manager))?.n).toBe(1);
  for (const actor of [company.staff, company.system, stranger.staff])
    await expect(look(actor as TestCompany['manager'])).rejects.toMatchObject({ code: '42501' });
  for (const table of ['operators', 'monitor_samples', 'monitor_statements', 'monitor_backups'])
    await expect(
      actAs(company.manager, (tx) => tx.execute(sql`select 1 from ${sql.identifier(table)}`)),
    ).rejects.toMatchObject({ code: '42501' });
  // Nor does anybody make themselves one: there is one already, and two companies.
  for (const actor of [stranger.manager, stranger.system]) {
    const claim = actAs(actor, (tx) =>
      tx.execute<{ yes: boolean }>(sql`select claim_operator(${stranger.manager.userId}::uuid) as yes`),
    ).then(
      ([row]) => row?.yes,
      (error: { code?: string }) => error.code,
    );
    expect(['42501', false]).toContain(await claim);
  }
  expect(await look(stranger.manager)).toEqual({ view: null, n: 0 });
});

test('an operator whose login was ended sees nothing more', async () => {
  await owner`update users set disabled_at = now() where id = ${company.manager.userId}`;
  const [row] = await actAs(company.manager, (tx) => tx.execute(sql`select operator_view() as view`));
  expect(row?.view).toBeNull();
  await owner`update users set disabled_at = null where id = ${company.manager.userId}`;
});
