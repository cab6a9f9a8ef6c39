import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { actAs } from '@/db/session';
import { type CustomerFilter, customerOrders } from '@/lib/customers/list-filter';
import { listCustomers } from '@/lib/customers/queries';
import { type BookingFilter, orderOf } from './list-filter';
import { listBookings } from './list-queries';

let company: TestCompany;
const many = 60;

beforeAll(async () => {
  company = await makeCompany();
  const { id: customerId } = await makeCustomer(company.id, { name: 'Efua' });
  const one = await makeBooking(company.id, { customerId });
  // Names, totals, starts and births all come several times, so that the id has to break ties.
  await actAs(company.system, async (tx) => {
    await tx.execute(sql`insert into customers (id, company_id, name)
      select gen_random_uuid(), ${company.id}, 'Customer ' || n % 7 from generate_series(1, ${many}) n`);
    await tx.execute(sql`insert into bookings (id, company_id, customer_id, event_name, event_type, starts_at,
        ends_at, venue, guests, created_at, menu_total)
      select gen_random_uuid(), b.company_id, c.id, 'Event ' || n, b.event_type,
        b.starts_at + (n % 5) * interval '1 day', b.ends_at + (n % 5) * interval '1 day', 'Hall ' || n, b.guests,
        '2026-01-01'::timestamptz + (n % 4) * interval '1 h', 1000 * (1 + n % 3)
      from bookings b, (select c.*, row_number() over (order by id) as n from customers c
        where company_id = ${company.id} and name <> 'Efua') c
      where b.id = ${one.id} and n <= 50`);
    await tx.execute(sql`insert into booking_lines (id, company_id, booking_id, kind, item_id, name, unit_price, quantity)
      select gen_random_uuid(), b.company_id, b.id, l.kind, l.item_id, l.name, b.menu_total / 10, 10
      from bookings b, booking_lines l where b.company_id = ${company.id} and b.id <> ${one.id}
        and l.booking_id = ${one.id} and l.kind = 'menu'`);
    await tx.execute(sql`update bookings set status = 'cancelled', cancelled_at = now(), cancel_reason = 'Test'
      where company_id = ${company.id} and event_name in ('Event 11', 'Event 22', 'Event 33', 'Event 44')`);
  });
}, 60_000);

type Page<Row> = { rows: Row[]; next: string | undefined; previous: string | undefined };

/** Every page onwards and then every page back; both have to show the same rows. */
async function walk<Row extends { id: string }>(
  read: (place: { after?: string; before?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const pages: Page<Row>[] = [await read({})];
  while (pages.at(-1)?.next) pages.push(await read({ after: pages.at(-1)?.next }));
  const back: Page<Row>[] = [];
  for (let before = pages.at(-1)?.previous; before; before = back[0]?.previous)
    back.unshift(await read({ before }));
  const ids = (of: Page<Row>[]) => of.flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(ids(back)).toEqual(ids(pages.slice(0, -1)));
  return pages.flatMap(({ rows }) => rows);
}

/** In the order of a value, and where that is the same in the order of ids. */
function inOrder<Row extends { id: string }>(
  rows: Row[],
  value: (row: Row) => string | number,
  order: string,
): Row[] {
  const sign = order === 'ascending' ? 1 : -1;
  return rows.toSorted((one, two) => {
    const [a, b] = [value(one), value(two)];
    if (a !== b) return (a < b ? -1 : 1) * sign;
    return (one.id < two.id ? -1 : 1) * sign;
  });
}

describe('bookings', () => {
  const values = {
    event: (row: { startsAt: Date }) => row.startsAt.getTime(),
    customer: (row: { customer: string }) => row.customer,
    total: (row: { total: number }) => row.total,
    added: (row: { createdAt: Date }) => row.createdAt.getTime(),
  };
  const orders = [
    'soonest',
    'latest',
    'customer',
    'customer-z',
    'total',
    'total-low',
    'added',
    'added-first',
  ] as const;
  test.each([undefined, ...orders])('in order %s: each once, over all pages and back', async (order) => {
    const rows = await walk((place) =>
      listBookings(company.staff, { order, when: 'all', ...place }, new Date()),
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(51);
    const { by, order: way } = orderOf({ order, when: 'all' });
    const wanted = inOrder(rows, values[by] as (row: (typeof rows)[number]) => string | number, way);
    expect(rows.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  });

  test('under a status and a search too', async () => {
    const filter: BookingFilter = { status: 'enquiry', q: 'event', order: 'total' };
    const rows = await walk((place) => listBookings(company.staff, { ...filter, ...place }, new Date()));
    expect(rows.length).toBe(46);
    expect(rows.map(({ total }) => total)).toEqual(rows.map(({ total }) => total).toSorted((a, b) => b - a));
  });

  test('a place of another order means the beginning', async () => {
    const first = await listBookings(company.staff, { order: 'customer' }, new Date());
    const other = await listBookings(company.staff, {}, new Date());
    for (const after of [other.next, 'x', '1.2'])
      expect((await listBookings(company.staff, { order: 'customer', after }, new Date())).rows).toEqual(
        first.rows,
      );
    const total = await listBookings(company.staff, { order: 'total' }, new Date());
    expect(
      (await listBookings(company.staff, { order: 'total', after: first.next }, new Date())).rows,
    ).toEqual(total.rows);
  });
});

/** More than are sorted at once, under a status that all of them have and one that few have. */
describe('of some thousand bookings', () => {
  let large: TestCompany;
  let owner: Connection;
  beforeAll(async () => {
    large = await makeCompany();
    owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    const { id } = await makeBooking(large.id, { status: 'quoted' });
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into customers (id, company_id, name)
        select gen_random_uuid(), ${large.id}, 'Customer ' || n % 90 from generate_series(1, 200) n`;
      await tx`insert into bookings (id, company_id, reference, customer_id, event_name, event_type, starts_at, ends_at, venue, guests,
          created_at, menu_total, status, payment_plan, cancellation_terms)
        select gen_random_uuid(), b.company_id, 'L' || n, c.id, 'Event ' || n, b.event_type, b.starts_at + n % 50 * interval '1 h',
          b.ends_at + n % 50 * interval '1 h', 'Hall ' || n, b.guests, '2026-01-01'::timestamptz + n % 70 * interval '1 h',
          1000 * (n % 30), case when n % 40 = 0 then 'quoted' else 'enquiry' end, b.payment_plan, b.cancellation_terms
        from bookings b, generate_series(1, 4200) n join (select id, row_number() over (order by id) as nth from customers
          where company_id = ${large.id}) c on c.nth = 1 + n % 201
        where b.id = ${id}`;
    });
  }, 60_000);
  afterAll(() => owner.end());

  const sorted = { customer: 'c.name', total: 'b.total', added: 'b.created_at' };
  const ofStatus = { enquiry: 4095, quoted: 106 } as const;
  test.each(
    (['enquiry', 'quoted'] as const).flatMap((status) =>
      (['customer', 'customer-z', 'total', 'total-low', 'added', 'added-first'] as const).map(
        (order) => [status, order] as const,
      ),
    ),
  )('%s in order %s: the same pages as if all were sorted', async (status, order) => {
    const { by, order: way } = orderOf({ order });
    const down = way === 'descending' ? 'desc' : 'asc';
    const all = await owner.unsafe<{ id: string }[]>(
      `select b.id from bookings b join customers c on c.id = b.customer_id where b.company_id = $1 and b.status = $2
        order by ${sorted[by as keyof typeof sorted]} ${down}, b.id ${down}`,
      [large.id, status],
    );
    expect(all.length).toBe(ofStatus[status]);
    const wanted = all.map(({ id }) => id);
    const read = (place: { after?: string; before?: string }) =>
      listBookings(large.staff, { status, order, ...place }, new Date());
    const first = await read({});
    const second = await read({ after: first.next });
    const third = await read({ after: second.next });
    const back = await read({ before: third.previous });
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids).toEqual(wanted.slice(0, 75));
    expect(back.rows).toEqual(second.rows);
  });
});

describe('customers', () => {
  test.each([undefined, ...customerOrders.names])(
    'in order %s: each once, over all pages and back',
    async (order) => {
      const filter: CustomerFilter = { order };
      const rows = await walk((place) => listCustomers(company.staff, { ...filter, ...place }));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(many + 1);
      const { by, order: way } = customerOrders.of(order);
      const wanted = inOrder(
        rows,
        by === 'name'
          ? ({ name }) => name
          : ({ lastEventAt }) => lastEventAt?.getTime() ?? Number.NEGATIVE_INFINITY,
        way,
      );
      expect(rows.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    },
  );

  test('who never had an event, or only a cancelled one, has none', async () => {
    const rows = await walk((place) => listCustomers(company.staff, { order: 'last', ...place }));
    const none = rows.filter(({ lastEventAt }) => lastEventAt === null);
    expect(none.length).toBe(10 + 4);
    expect(rows.slice(-none.length)).toEqual(none);
  });
});

test('the latest event is right whatever happens to the bookings, also at once', async () => {
  const own = await makeCompany();
  const { id: customerId } = await makeCustomer(own.id);
  const at = (day: number) => new Date(Date.UTC(2027, 4, day, 12));
  const made = await Promise.all(
    [3, 9, 5, 7].map((day) => makeBooking(own.id, { customerId, startsAt: at(day) })),
  );
  const last = async () => (await listCustomers(own.staff, {})).rows[0]?.lastEventAt;
  expect(await last()).toEqual(at(9));
  const cancel = (id = '') =>
    actAs(own.system, (tx) =>
      tx.execute(
        sql`update bookings set status = 'cancelled', cancelled_at = now(), cancel_reason = 'x' where id = ${id}`,
      ),
    );
  await Promise.all([
    cancel(made[1]?.id),
    cancel(made[3]?.id),
    makeBooking(own.id, { customerId, startsAt: at(4) }),
  ]);
  expect(await last()).toEqual(at(5));
  const other = await makeCustomer(own.id, { name: 'Zoe' });
  await actAs(own.system, (tx) =>
    tx.execute(sql`update bookings set customer_id = ${other.id} where id = ${made[2]?.id}`),
  );
  const found = (await listCustomers(own.staff, {})).rows.map(({ lastEventAt }) => lastEventAt);
  expect(found).toEqual([at(4), at(5)]);
});

test('that is no change of the customer: no form becomes stale, the audit says nothing', async () => {
  const own = await makeCompany();
  const { id: customerId } = await makeCustomer(own.id);
  await makeBooking(own.id, { customerId });
  const [row] = await actAs(own.manager, (tx) =>
    tx.execute(sql`select version::int, (select count(*)::int from audit_events
      where table_name = 'customers' and row_id = ${customerId} and action = 'update') as told
      from customers where id = ${customerId}`),
  );
  expect(row).toEqual({ version: 1, told: 0 });
  await actAs(own.manager, (tx) =>
    tx.execute(sql`update customers set name = 'Kofi' where id = ${customerId}`),
  );
  const [after] = await actAs(own.manager, (tx) =>
    tx.execute(sql`select version::int from customers where id = ${customerId}`),
  );
  expect(after).toEqual({ version: 2 });
});
