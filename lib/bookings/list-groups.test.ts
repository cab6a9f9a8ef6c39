import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { bookingStatuses, eventTypes } from '@/db/enums';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { occasions } from '@/db/schema/occasions';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { dayKey } from '@/lib/platform/format/dates';
import { type BookingFilter, type Grouping, groupings } from './list-filter';
import { mostCounted } from './list-groups';
import { pageSize } from './list-pages';
import { listBookings } from './list-queries';

type Stored = typeof bookings.$inferSelect & { customer: string; occasion: string | null };

const zone = 'Pacific/Auckland';
const now = new Date('2027-02-10T00:00:00Z');
let company: TestCompany;
let all: Stored[];

/** Some customers share a name, some venues differ by their spelling alone, many events begin at once. */
beforeAll(async () => {
  company = await makeCompany({ timeZone: zone });
  const one = await makeBooking(company.id, { startsAt: new Date('2027-04-01T00:00:00Z') });
  await actAs(company.system, async (tx) => {
    await tx.execute(sql`insert into customers (id, company_id, name)
      select gen_random_uuid(), ${company.id}, 'Customer: ' || n % 5 from generate_series(1, 12) n`);
    await tx.execute(sql`insert into bookings (id, company_id, customer_id, event_name, event_type, starts_at, ends_at,
        venue, guests, dietary, status, cancelled_at, cancel_reason)
      select gen_random_uuid(), b.company_id, c.id, 'Durbar ' || n, (array['wedding', 'birthday', 'church'])[1 + n % 3],
        '2027-01-01T00:30:00Z'::timestamptz + (n / 3) * interval '17 hours', '2027-01-01T03:30:00Z'::timestamptz + (n / 3) * interval '17 hours',
        case n % 11 when 0 then ':' when n % 2 then 'Hall ' || n % 11 else 'HALL-' || n % 11 end, 20 + n % 60,
        case when n % 5 = 0 then 'No nuts' end, (array['enquiry', 'quoted', 'cancelled'])[1 + n % 3],
        case when n % 3 = 2 then now() end, case when n % 3 = 2 then 'Test' end
      from bookings b, generate_series(1, 110) n
        join (select *, row_number() over (order by id) as k from customers where company_id = ${company.id}) c on c.k = 1 + n % 12
      where b.id = ${one.id}`);
    // Each customer has one, two of them by the same name, with every fourth of their events.
    await tx.execute(sql`insert into occasions (id, company_id, customer_id, name)
      select gen_random_uuid(), company_id, id, 'Occasion: ' || substr(name, 11) from customers where name like 'Customer: %'`);
    await tx.execute(sql`update bookings b set occasion_id = o.id from occasions o
      where o.customer_id = b.customer_id and substr(b.event_name, 8)::int % 4 = 0 and b.event_name like 'Durbar %'`);
    all = (
      await tx
        .select()
        .from(bookings)
        .innerJoin(customers, sql`customers.id = bookings.customer_id`)
        .leftJoin(occasions, sql`occasions.id = bookings.occasion_id`)
    ).map((row) => ({
      ...row.bookings,
      customer: row.customers.name,
      occasion: row.occasions?.name ?? null,
    }));
  });
}, 60_000);

const list = (filter: BookingFilter) => listBookings(company.staff, filter, now);
type Page = Awaited<ReturnType<typeof list>>;

/** Every page onwards, and the same back again. */
async function walk(filter: BookingFilter): Promise<Page[]> {
  const pages = [await list(filter)];
  while (pages.at(-1)?.next) pages.push(await list({ ...filter, after: pages.at(-1)?.next }));
  const back: Page[] = [];
  for (let before = pages.at(-1)?.previous; before; before = back[0]?.previous)
    back.unshift(await list({ ...filter, before }));
  const ids = (of: Page[]) => of.map(({ rows }) => rows.map(({ id }) => id));
  expect(ids(back)).toEqual(ids(pages.slice(0, -1)));
  expect(back.map(({ groups }) => groups)).toEqual(pages.slice(0, -1).map(({ groups }) => groups));
  return pages;
}

const keyOf: Record<Grouping, (row: Stored) => string> = {
  type: ({ eventType }) => eventType,
  status: ({ status }) => status,
  customer: ({ customerId }) => customerId,
  occasion: ({ occasionId }) => occasionId ?? '',
  venue: ({ venueKey }) => venueKey,
  date: ({ startsAt }) => dayKey(startsAt, zone),
  month: ({ startsAt }) => dayKey(startsAt, zone).slice(0, 7),
};

/** What groups stand in the order of; by time they stand as their events do. */
function rank(grouping: Grouping, row: Stored, sign: number): (string | number)[] {
  if (grouping === 'type') return [eventTypes.indexOf(row.eventType)];
  if (grouping === 'status') return [bookingStatuses.indexOf(row.status)];
  if (grouping === 'customer') return [row.customer, row.customerId];
  if (grouping === 'occasion') return [row.occasion ?? '', row.occasionId ?? ''];
  if (grouping === 'venue') return [row.venueKey];
  return [row.startsAt.getTime() * sign];
}

function sorted(rows: Stored[], grouping: Grouping, order: 'soonest' | 'latest'): string[] {
  const sign = order === 'soonest' ? 1 : -1;
  const compare = (one: string | number, two: string | number) => (one < two ? -1 : one > two ? 1 : 0);
  return rows
    .toSorted((one, two) => {
      const [first, second] = [rank(grouping, one, sign), rank(grouping, two, sign)];
      for (const [at, value] of first.entries()) {
        const by = compare(value, second[at] ?? '');
        if (by) return by;
      }
      return sign * (compare(one.startsAt.getTime(), two.startsAt.getTime()) || compare(one.id, two.id));
    })
    .map(({ id }) => id);
}

const asks: [string, BookingFilter, (row: Stored) => boolean][] = [
  ['all', { when: 'all' }, () => true],
  ['from today on', { when: 'coming' }, ({ startsAt }) => dayKey(startsAt, zone) >= dayKey(now, zone)],
  ['of one status', { when: 'all', status: 'quoted' }, ({ status }) => status === 'quoted'],
  ['with diets', { when: 'all', diets: true }, ({ dietary }) => dietary !== null],
  ['found by a word', { when: 'all', q: 'durbar' }, ({ eventName }) => eventName.startsWith('Durbar')],
];

for (const grouping of groupings)
  test.each(asks)(`by ${grouping}, %s: each once, in order, with honest counts`, async (_, filter, fits) => {
    for (const order of ['soonest', 'latest'] as const) {
      const pages = await walk({ ...filter, group: grouping, order });
      const wanted = all.filter((row) => fits(row) && (grouping !== 'occasion' || row.occasionId !== null));
      expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(sorted(wanted, grouping, order));
      const held = new Map<string, number>();
      for (const row of wanted) held.set(keyOf[grouping](row), (held.get(keyOf[grouping](row)) ?? 0) + 1);
      for (const { rows, groups } of pages) {
        expect(rows.map(({ group }) => group)).toEqual(
          rows.map(({ id }) => keyOf[grouping](all.find((row) => row.id === id) as Stored)),
        );
        expect(groups).toEqual(
          Object.fromEntries(Object.keys(groups ?? {}).map((key) => [key, held.get(key)])),
        );
      }
    }
  });

test('a large group says that it is larger than what was counted', async () => {
  const own = await makeCompany();
  const one = await makeBooking(own.id, { startsAt: new Date('2027-04-01T00:00:00Z') });
  await actAs(own.system, (tx) =>
    tx.execute(sql`insert into bookings (id, company_id, customer_id, event_name, event_type, starts_at, ends_at, venue, guests)
      select gen_random_uuid(), company_id, customer_id, event_name, event_type, starts_at, ends_at, 'Hall ' || n, guests
      from bookings, generate_series(1, ${mostCounted + 50}) n where id = ${one.id}`),
  );
  const page = await listBookings(own.staff, { group: 'type' }, now);
  expect(page.rows).toHaveLength(pageSize);
  expect(Object.values(page.groups ?? {})).toEqual([mostCounted + 1]);
}, 60_000);

test('a place of another grouping, and what is none, means the beginning', async () => {
  const first = await list({ when: 'all', group: 'venue' });
  const others = await Promise.all(groupings.map((group) => list({ when: 'all', group })));
  const plain = await list({ when: 'all' });
  for (const after of [...others.slice(0, -1).map(({ next }) => next), plain.next, 'x', '1.2'])
    expect((await list({ when: 'all', group: 'venue', after })).rows).toEqual(first.rows);
});
