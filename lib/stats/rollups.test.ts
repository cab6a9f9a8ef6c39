import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { addDays } from '@/lib/bookings/calendar/days';
import { foldMany, foldStats, reconcileStats } from './fold';
import { keepFolded } from './keep-folded';
import { activeOn as countActive, keptCells, keptMonths } from './kept-cells';
import { apply, change, everyChange, moment } from './testing/any-change';
import { expectAsRows } from './testing/as-rows';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let company: TestCompany;
let other: TestCompany;
let whole: Awaited<ReturnType<typeof makePackage>>;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 4 });
  company = await makeCompany();
  whole = await makePackage(company.id, { minimumGuests: 1, maximumGuests: 1000 });
  other = await makeCompany();
  // What the domain forbids is allowed here: the figures follow whatever happens to the rows.
  for (const [table, guard] of [
    ['bookings', 'bookings_guard'],
    ['bookings', 'bookings_sum'],
    ['bookings', 'bookings_taken_off_guard'],
    ['booking_lines', 'booking_lines_guard'],
    ['booking_lines', 'booking_lines_sum'],
    // A version keeps its booking for good.
    ['bookings', 'bookings_versions'],
    ['booking_lines', 'booking_lines_versions'],
    ['feedback', 'feedback_guard'],
  ])
    await owner.unsafe(`alter table ${table} disable trigger ${guard}`);
}, 60_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

/** One figure, as a person of the office asks for it. */
async function active(since: string): Promise<number> {
  const [row] = await actAs(company.staff, (tx) =>
    tx.execute<{ n: string }>(`select active_customers('${since}'::date) as n`),
  );
  return Number(row?.n);
}
const activeByRows = async (since: string) => {
  const [row] = await owner<{ n: number }[]>`
    select count(distinct b.customer_id)::int as n from bookings b join companies c on c.id = b.company_id
    where b.company_id = ${company.id} and b.status in ('confirmed', 'in_progress', 'completed')
      and (b.starts_at at time zone c.time_zone)::date >= ${since}::date`;
  return row?.n;
};

/** Customers with an agreed event in the 365 days up to a day, as a person of the office asks, and as the rows have it. */
async function activeOn(day: string): Promise<number> {
  const [row] = await actAs(company.staff, (tx) =>
    tx.execute<{ n: string }>(`with days as (select '${day}'::date as today, time_zone from companies)
      select ${countActive('today', (expression) => `(select ${expression} from days)`)} as n`),
  );
  return Number(row?.n);
}
const activeOnByRows = async (day: string) => {
  const [row] = await owner<{ n: number }[]>`
    select count(distinct b.customer_id)::int as n from bookings b join companies c on c.id = b.company_id
    where b.company_id = ${company.id} and b.status in ('confirmed', 'in_progress', 'completed')
      and (b.starts_at at time zone c.time_zone)::date between ${day}::date - 364 and ${day}::date`;
  return row?.n;
};

/** On which days customers' first agreed events are, as a person of the office asks, and as the rows have it. */
const firsts = () =>
  actAs(company.staff, (tx) =>
    tx.execute<{ day: string; n: string }>(
      `select day::text, n::text from first_events('2026-02-01', '2026-04-01') order by day`,
    ),
  );
const firstsByRows = () => owner<{ day: string; n: string }[]>`
  select day::text, count(*)::text as n from (select (min(b.starts_at) at time zone c.time_zone)::date as day
    from bookings b join companies c on c.id = b.company_id
    where b.company_id = ${company.id} and b.status in ('confirmed', 'in_progress', 'completed') group by b.customer_id, c.time_zone) f
  where day between '2026-02-01' and '2026-04-01' group by 1 order by 1`;

async function expectActive(): Promise<void> {
  for (const since of ['2026-02-27', '2026-03-03', '2026-03-07', '0001-01-01'])
    expect(await active(since)).toBe(await activeByRows(since));
  for (const day of ['2025-03-01', '2026-02-26', '2026-03-02', '2027-02-28', '2027-03-05', '2028-02-29'])
    expect(await activeOn(day)).toBe(await activeOnByRows(day));
}

/** What a stretch of days comes to, as a person of the office asks for it and as the rows have it: whole months, parts of some, a day. */
async function expectStretches(): Promise<void> {
  for (const [from, to] of [
    ['2026-01-01', '2026-12-31'],
    ['2026-02-28', '2026-04-01'],
    ['2026-03-02', '2026-03-05'],
    ['2026-03-02', '2026-03-02'],
    ['2026-02-14', '2026-02-28'],
    ['2026-02-26', '2026-03-16'],
    ['2026-02-13', '2026-03-15'],
    ['2026-03-17', '2026-03-20'],
    ['2025-02-15', '2027-03-03'],
    // Ends of which more or less than half of a month is meant.
    ['2026-02-10', '2026-03-20'],
    ['2026-02-20', '2026-03-10'],
    ['2026-03-01', '2026-03-20'],
    ['2026-02-12', '2026-02-25'],
    ['2026-02-17', '2026-03-31'],
    // Short ones, of which no month is read, and the shortest of which one is.
    ['2026-02-27', '2026-03-02'],
    ['2026-02-27', '2026-03-13'],
    ['2026-03-03', '2026-03-18'],
  ]) {
    const sums = 'sum(n)::text as n, sum(amount)::text as amount, sum(quantity)::text as quantity';
    const stretch = keptCells(['event', 'came', 'dish', 'payment'], {
      from: 'since',
      to: 'until',
      day: (expression) => `(select ${expression} from days)`,
    });
    const asked = await actAs(company.staff, (tx) =>
      tx.execute(`with days as (select '${from}'::date as since, '${to}'::date as until)
        select fact, ${sums} from (${stretch}) s group by 1 having sum(n) <> 0 order by 1`),
    );
    const ofRows = await owner.unsafe(
      `select fact, ${sums} from stats_of_rows($1) where fact in ('event', 'came', 'dish', 'payment')
        and day between $2::date and $3::date group by 1 having sum(n) <> 0 order by 1`,
      [company.id, from ?? '', to ?? ''],
    );
    expect([...asked]).toEqual([...ofRows]);
  }
}

/** How many kept cells of days are read for a stretch, and on how many days they lie. */
async function readFor(from: string, to: string) {
  const stretch = keptCells(['event', 'came', 'dish', 'payment'], {
    from: 'since',
    to: 'until',
    as: 's.grain, s.day',
    day: (expression) => `(select ${expression} from days)`,
  });
  // What waits has no grain, and is none of what is kept.
  const kept = stretch.slice(0, stretch.lastIndexOf('union all'));
  const [row] = await actAs(company.staff, (tx) =>
    tx.execute<{
      months: string;
      outside: string;
    }>(`with days as (select '${from}'::date as since, '${to}'::date as until)
      select count(*) filter (where grain = 'month') as months, count(*) filter (where grain = 'day' and day not between '${from}' and '${to}') as outside from (${kept}) s`),
  );
  return { months: Number(row?.months), outside: Number(row?.outside) };
}

/** What each month of a stretch comes to, as a person of the office asks for it and as the rows have it. */
async function expectMonths(): Promise<void> {
  const sums = 'sum(n)::text as n, sum(amount)::text as amount';
  const months = keptMonths(['event'], {
    from: 'since',
    to: 'until',
    day: (expression) => `(select ${expression} from days)`,
  });
  const asked = await actAs(company.staff, (tx) =>
    tx.execute(`with days as (select '2025-03-01'::date as since, '2026-03-02'::date as until)
      select day::text, ${sums} from (${months}) s group by 1 having sum(n) <> 0 order by 1`),
  );
  const ofRows = await owner.unsafe(
    `select date_trunc('month', day)::date::text as day, ${sums} from stats_of_rows($1) where fact = 'event'
      and day between '2025-03-01' and '2026-03-31' group by 1 having sum(n) <> 0 order by 1`,
    [company.id],
  );
  expect([...asked]).toEqual([...ofRows]);
}

test('whatever happens to the rows, the figures are theirs, folded or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 10, maxLength: 40 }), async (changes) => {
      for (const one of changes) {
        await apply({ owner, company, whole }, one);
        if (one.by % 5 === 0) await expectAsRows(owner, company.id);
      }
      await expectAsRows(owner, company.id);
      await expectActive();
      await expectStretches();
      await expectMonths();
      expect([...(await firsts())]).toEqual([...(await firstsByRows())]);
      while ((await foldStats(1000)) > 0);
      await expectAsRows(owner, company.id);
      await expectActive();
      await expectStretches();
      await expectMonths();
      expect([...(await firsts())]).toEqual([...(await firstsByRows())]);
      expect(await reconcileStats(company.id)).toBe(0);
    }),
    { numRuns: 12, examples: [[everyChange]] },
  );
}, 180_000);

test('a stretch of fewer days than half a month reads no other than its own', async () => {
  for (const [at, one] of everyChange.entries()) await apply({ owner, company, whole }, { ...one, pick: at });
  while ((await foldStats(1000)) > 0);
  const [kept] = await owner<{ from: string; to: string }[]>`
    select min(day)::text as from, max(day)::text as to from stats where company_id = ${company.id} and fact = 'event' and grain = 'day'`;
  if (!kept) throw new Error('Nothing is kept');
  // Of the whole there is something to read.
  expect((await readFor('2020-01-01', '2030-12-31')).months).toBeGreaterThan(0);
  for (let begins = addDays(kept.from, -40); begins <= kept.to; begins = addDays(begins, 1))
    for (const long of [1, 4, 15])
      expect([begins, long, await readFor(begins, addDays(begins, long - 1))]).toEqual([
        ...[begins, long, { months: 0, outside: 0 }],
      ]);
}, 60_000);

test('writers and folds at once lose and double nothing', async () => {
  const customer = await makeCustomer(other.id);
  const write = async (from: number) => {
    for (let at = from; at < from + 6; at += 1)
      await makeBooking(other.id, { customerId: customer.id, status: 'quoted', startsAt: moment(at % 9) });
  };
  let writing = true;
  const fold = async () => {
    while (writing) await foldStats(7);
  };
  const folds = [fold(), fold()];
  await Promise.all([write(0), write(10), write(20), write(30)]);
  writing = false;
  await Promise.all(folds);
  await expectAsRows(owner, other.id);
  expect(await reconcileStats(other.id)).toBe(0);
});

test('many that wait are folded without the job, few are left to it', async () => {
  const waiting = async () =>
    (await owner<{ n: number }[]>`select count(*)::int as n from stat_deltas`)[0]?.n;
  while ((await foldStats(1000)) > 0);
  // As many up as down: the figures stay what they are.
  const change = (times: number) => owner`
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
    select ${other.id}, 'event', '2026-03-01', 'confirmed', 'wedding', 1 - 2 * (n % 2), 0, 0, 0 from generate_series(1, ${2 * times}) n`;
  await change(500);
  expect(await foldMany({ over: 1500, most: 5000 })).toBe(0);
  expect(await waiting()).toBe(1000);
  await change(500);
  const folding = keepFolded();
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 45_000 });
  folding.stop();
  await expectAsRows(owner, other.id);
});

test('a figure that is wrong is told and put right, by day and in its month', async () => {
  await makeBooking(other.id, { status: 'confirmed', startsAt: moment(3) });
  while ((await foldStats(1000)) > 0);
  await owner`update stats set n = n + 5 where company_id = ${other.id} and fact = 'event' and grain <> 'all'`;
  await owner`delete from stats where company_id = ${other.id} and fact = 'dish' and grain = 'day'`;
  await owner`update stats set n = n + 1 where company_id = ${other.id} and fact in ('latest', 'first', 'active')`;
  const [looked] = await owner<{ seen: string }[]>`select pg_current_snapshot()::text as seen`;
  expect(await reconcileStats(other.id)).toBeGreaterThan(1);
  // Whoever kept an answer hears of it.
  const told = await owner<
    { fact: string }[]
  >`select distinct fact from figure_changes where company_id = ${other.id}
    and not pg_visible_in_snapshot(xid, ${looked?.seen ?? ''}::text::pg_snapshot) order by 1`;
  expect(told.map(({ fact }) => fact)).toEqual(['dish', 'draft', 'event', 'latest']);
  while ((await foldStats(1000)) > 0);
  await reconcileStats(other.id);
  await expectAsRows(owner, other.id);
  expect(await reconcileStats(other.id)).toBe(0);
});

test('the office reads its own company alone and writes none; a client reads none', async () => {
  const read = (actor: Parameters<typeof actAs>[0]) =>
    actAs(actor, (tx) => tx.execute<{ company_id: string }>(`select distinct company_id from stats_now`));
  expect((await read(company.staff)).map((row) => row.company_id)).toEqual([company.id]);
  await expect(
    read({
      role: 'client',
      companyId: company.id,
      userId: company.staff.userId,
      customerId: other.id,
    }),
  ).rejects.toMatchObject({ code: '42501' });
  for (const act of [
    'update stats set n = 0',
    'delete from stat_deltas',
    `select reconcile_stats('${other.id}')`,
  ])
    await expect(actAs(company.manager, (tx) => tx.execute(act))).rejects.toMatchObject({ code: '42501' });
});
