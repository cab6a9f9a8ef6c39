import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { foldMany, foldStats, reconcileStats } from './fold';
import { keepFolded } from './keep-folded';
import { activeOn as countActive } from './kept-cells';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let company: TestCompany;
let other: TestCompany;
let whole: Awaited<ReturnType<typeof makePackage>>;
/** The package's main dish and two of its sides, which ones by a figure. */
const choicesOf = (by: number) => [
  { courseId: whole.mains, itemId: whole.main },
  { courseId: whole.sides, itemId: whole.dishes[by % 5] ?? '' },
  { courseId: whole.sides, itemId: whole.dishes[(by + 1) % 5] ?? '' },
];

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

const cell = 'fact, day::text, key, kind, n::text, amount::text, paid::text, quantity::text';

/** The figures by day as readers see them, those that are nothing left out. */
const counted = (id: string, grain = 'day') =>
  owner.unsafe(
    `select ${cell} from (select fact, day, key, kind, sum(n) as n, sum(amount) as amount, sum(paid) as paid, sum(quantity) as quantity
      from stats_now where company_id = $1 and grain = $2 and fact not in ('latest', 'first', 'active') group by 1, 2, 3, 4) s
     where n <> 0 or amount <> 0 or paid <> 0 or quantity <> 0 order by 1, 2, 3, 4`,
    [id, grain],
  );
const ofRows = (id: string, day = 'day') =>
  owner.unsafe(
    `select ${cell} from (select fact, ${day} as day, key, kind, sum(n) as n, sum(amount) as amount, sum(paid) as paid,
       sum(quantity) as quantity from stats_of_rows($1) group by 1, 2, 3, 4) s order by 1, 2, 3, 4`,
    [id],
  );

async function expectEqual(id: string): Promise<void> {
  expect([...(await counted(id))]).toEqual([...(await ofRows(id))]);
  expect([...(await counted(id, 'month'))]).toEqual([
    ...(await ofRows(id, `date_trunc('month', day)::date`)),
  ]);
  expect([...(await counted(id, 'all'))]).toEqual([...(await ofRows(id, `'-infinity'::date`))]);
}

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

/** Any booking, line, answer or payment of the company, by a figure. */
const some = (table: string, pick: number) =>
  owner<{ id: string }[]>`select id from ${owner(table)} where company_id = ${company.id} order by id
    offset ${pick} % greatest((select count(*) from ${owner(table)} where company_id = ${company.id}), 1) limit 1`.then(
    ([row]) => row?.id ?? null,
  );

const statuses = ['enquiry', 'quoted', 'confirmed', 'in_progress', 'completed', 'cancelled'] as const;
const zones = ['Africa/Accra', 'Pacific/Kiritimati', 'America/New_York', 'Asia/Kathmandu', 'Europe/Paris'];
const moment = (day: number) => new Date(Date.UTC(2026, 1, 27, 22, 30) + day * 11 * 3_600_000);

const change = fc.record({
  what: fc.constantFrom(
    'book', 'status', 'move', 'guests', 'customer', 'line', 'unline', 'amount', 'dish', 'answer', 'correct', 'forget',
    'liked', 'later', 'pay', 'refund', 'void', 'delete', 'zone', 'fold', 'undone', 'type', 'diet', 'count', 'long', 'package', 'choose', 'years', 'made',
  ),
  pick: fc.nat(50),
  by: fc.nat(20),
}); // biome-ignore format: a list
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function apply({ what, pick, by }: Change): Promise<void> {
  const booking = await some('bookings', pick);
  const at = moment(by).toISOString();
  const years = `${(by % 5) - 2} years`;
  if (what === 'book') {
    const status = statuses[by % 5] ?? 'enquiry';
    await makeBooking(company.id, { status, startsAt: moment(by), quantity: 10 + pick });
  } else if (what === 'status') {
    const to = statuses[by % 6] ?? 'enquiry';
    await owner`update bookings set status = ${to}, completed_at = ${to === 'completed' ? at : null},
      cancelled_at = ${to === 'cancelled' ? at : null}, cancellation_fee = case when ${to} = 'cancelled' then cancellation_fee end,
      taken_off = case when ${to} = 'cancelled' then taken_off else 0 end where id = ${booking}`;
  } else if (what === 'move')
    await owner`update bookings set starts_at = ${at}, ends_at = ${at}::timestamptz + interval '4 hours' where id = ${booking}`;
  // Years away, so that customers have been active, weren't, and are again.
  else if (what === 'years')
    await owner`update bookings set starts_at = starts_at + ${years}::interval, ends_at = starts_at + ${years}::interval + (ends_at - starts_at) where id = ${booking}`;
  else if (what === 'made')
    await owner`update bookings set created_at = ${at}, confirmed_at = ${by % 2 ? moment(by + 5) : null} where id = ${booking}`;
  else if (what === 'guests') await owner`update bookings set guests = ${1 + by} where id = ${booking}`;
  else if (what === 'type') await owner`update bookings set event_type = 'church' where id = ${booking}`;
  else if (what === 'customer')
    await owner`update bookings set customer_id = ${await some('customers', by)} where id = ${booking}`;
  else if (what === 'line') {
    const item = await some('items', by);
    if (booking && item)
      await owner`insert into booking_lines (id, company_id, booking_id, kind, item_id, name, unit_price, quantity)
        select gen_random_uuid(), ${company.id}, ${booking}, 'menu', ${item}, 'Waakye', 700, 1 + n from generate_series(1, ${1 + (by % 3)}) n limit 1`;
  } else if (what === 'unline')
    await owner`delete from booking_lines l where id = ${await some('booking_lines', pick)}
      and not exists (select from feedback_dishes d where d.line_id = l.id)`;
  else if (what === 'amount')
    await owner`update booking_lines set quantity = minimum_order + ${by} where id = ${await some('booking_lines', pick)}`;
  else if (what === 'dish')
    await owner`update booking_lines set item_id = ${await some('items', by)} where id = ${await some('booking_lines', pick)} and kind = 'menu' and item_id is not null`;
  else if (what === 'answer')
    await owner`insert into feedback (id, company_id, booking_id, customer_id, rating, food, would_recommend, source, given_at)
      select gen_random_uuid(), company_id, id, customer_id, ${1 + (by % 5)}, ${by % 2 ? 3 : null}, ${by % 3 ? true : null}, 'portal', ${at}
      from bookings where id = ${booking} on conflict do nothing`;
  else if (what === 'correct')
    await owner`update feedback set rating = ${by % 4 ? 1 + (by % 5) : null}, would_recommend = ${by % 2 === 0} where id = ${await some('feedback', pick)}`;
  else if (what === 'later')
    await owner`update feedback set given_at = ${at} where id = ${await some('feedback', pick)}`;
  else if (what === 'forget') {
    const answer = await some('feedback', pick);
    await owner`delete from feedback_dishes where feedback_id = ${answer}`;
    await owner`delete from feedback where id = ${answer}`;
  } else if (what === 'liked')
    await owner`insert into feedback_dishes (id, company_id, feedback_id, line_id, item_id, liked)
      select gen_random_uuid(), f.company_id, f.id, d.line_id, d.item_id, ${by % 2 === 0} from feedback f
        join dishes_served d on d.booking_id = f.booking_id where f.id = ${await some('feedback', pick)}
      on conflict (company_id, feedback_id, line_id, item_id) do update set liked = excluded.liked`;
  else if (what === 'pay')
    await owner`insert into payments (id, company_id, booking_id, amount, method, received_at)
      select gen_random_uuid(), company_id, id, 1 + (total - taken_off - paid) / 3, 'cash', ${at}
      from bookings where id = ${booking} and total - taken_off - paid > 3`;
  else if (what === 'refund')
    await owner`insert into payments (id, company_id, booking_id, amount, method, status, refunds, reason)
      select gen_random_uuid(), company_id, booking_id, 1, 'cash', 'refunded', id, 'Test' from payments p
      where id = ${await some('payments', pick)} and status = 'received'
        and not exists (select from payments r where r.refunds = p.id)`;
  else if (what === 'void')
    await owner`update payments set status = 'void', reason = 'Test' where id = ${await some('payments', pick)}
      and status = 'received' and not exists (select from payments r where r.refunds = payments.id)`;
  else if (what === 'delete') {
    await owner`delete from enquiries where booking_id = ${booking}`;
    await owner`delete from bookings b where id = ${booking} and not exists (select from feedback f where f.booking_id = b.id)
      and not exists (select from payments p where p.booking_id = b.id)`;
  } else if (what === 'zone')
    await owner`update companies set time_zone = ${zones[by % zones.length] ?? ''} where id = ${company.id}`;
  else if (what === 'diet')
    await owner`update bookings set dietary = ${by % 2 ? 'No nuts' : null} where id = ${booking}`;
  else if (what === 'count')
    await owner`update bookings set guaranteed_guests = ${by || null} where id = ${booking}`;
  else if (what === 'long')
    await owner`update bookings set ends_at = starts_at + make_interval(hours => ${1 + by}) where id = ${booking}`;
  else if (what === 'package') {
    if (booking)
      await owner`insert into booking_lines (id, company_id, booking_id, kind, package_id, choices, name, unit_price, unit, quantity)
        values (gen_random_uuid(), ${company.id}, ${booking}, 'menu', ${whole.id}, ${owner.json(choicesOf(by))}, 'Gold', 0, ${by % 2 ? 'guest' : 'flat'}, ${20 + by})`;
  } else if (what === 'choose')
    await owner`update booking_lines set choices = ${owner.json(choicesOf(by))} where id = (
      select id from booking_lines where company_id = ${company.id} and package_id is not null order by id limit 1)`;
  else if (what === 'fold') await foldStats(1 + by * 3);
  else
    await owner
      .begin(async (tx) => {
        await tx`update bookings set status = 'cancelled', cancelled_at = now(), completed_at = null where id = ${booking}`;
        throw new Error('undone');
      })
      .catch(() => undefined);
}

async function expectActive(): Promise<void> {
  for (const since of ['2026-02-27', '2026-03-03', '2026-03-07', '0001-01-01'])
    expect(await active(since)).toBe(await activeByRows(since));
  for (const day of ['2025-03-01', '2026-02-26', '2026-03-02', '2027-02-28', '2027-03-05', '2028-02-29'])
    expect(await activeOn(day)).toBe(await activeOnByRows(day));
}

test('whatever happens to the rows, the figures are theirs, folded or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 10, maxLength: 40 }), async (changes) => {
      for (const one of changes) {
        await apply(one);
        if (one.by % 5 === 0) await expectEqual(company.id);
      }
      await expectEqual(company.id);
      await expectActive();
      expect([...(await firsts())]).toEqual([...(await firstsByRows())]);
      while ((await foldStats(1000)) > 0);
      await expectEqual(company.id);
      await expectActive();
      expect([...(await firsts())]).toEqual([...(await firstsByRows())]);
      expect(await reconcileStats(company.id)).toBe(0);
    }),
    { numRuns: 12 },
  );
}, 180_000);

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
  await expectEqual(other.id);
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
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 10_000 });
  folding.stop();
  await expectEqual(other.id);
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
  await expectEqual(other.id);
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
