import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { billOf } from '@/db/factories/invoice';
import { makePackage } from '@/db/factories/package';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { invoices, payments } from '@/db/schema/money';
import { actAs } from '@/db/session';
import { mergeCustomers } from '@/lib/customers/merge';
import { dayKey } from '@/lib/platform/format/dates';
import { catalogue } from './catalogue';
import { recordsOf } from './file-records';
import { reportPaper } from './paper';
import { queryText, type ReportQuery, readQuery } from './range';
import { columnSum, days, figureOf, readReport } from './testing/report';

type Made = { id: string; customer: string; venue: string; type: 'wedding' | 'church'; dishes: string[] };
let company: TestCompany;
const made: Made[] = [];
const people: string[] = [];
const venues = ['Palm Hall', 'Ring Road 5'];
/** As venues are compared. */
let keys: string[] = [];
let dish: string;
let packed: Awaited<ReturnType<typeof makePackage>>;
const asked = days('2026-03-01', '2026-03-31');
const at = new Date('2026-06-01T12:00:00Z');
const hour = 3_600_000;

beforeAll(async () => {
  company = await makeCompany();
  dish = (await makeMenu(company.id)).itemId;
  packed = await makePackage(company.id, { choose: 1, of: 2, pricing: 'custom' });
  for (const name of ['Ama', 'Kofi']) people.push((await makeCustomer(company.id, { name })).id);
  // Sixteen events: each customer at each venue with each type, with the dish by itself, within a package, or not.
  for (let n = 0; n < 16; n += 1) {
    const [customer = '', venue = ''] = [people[n % 2], venues[(n >> 1) % 2]];
    const type = n & 4 ? 'wedding' : 'church';
    const startsAt = new Date(Date.UTC(2026, 2, 2 + n, 12));
    const dishes = n % 3 === 0 ? [dish] : n % 3 === 1 ? [packed.main, packed.dishes[0] ?? ''] : [];
    const { id, itemId } = await makeBooking(company.id, {
      ...{ customerId: customer, venue, eventType: type, startsAt, guests: 20 + n, quantity: 10 + n },
      ...{ status: 'completed', completedAt: new Date(startsAt.getTime() + 6 * hour) },
    });
    await actAs(company.system, (tx) => fill(tx, { id, customer, n, startsAt, dishes }));
    // Somebody of the office works on it, of which the trail tells.
    await actAs(company.manager, (tx) =>
      tx
        .update(bookings)
        .set({ specialRequests: `Seat ${n}` })
        .where(eq(bookings.id, id)),
    );
    made.push({ id, customer, venue, type, dishes: [itemId, ...dishes] });
  }
  const held = await actAs(company.manager, (tx) =>
    tx.selectDistinct({ venue: bookings.venue, key: bookings.venueKey }).from(bookings),
  );
  keys = venues.map((name) => held.find(({ venue }) => venue === name)?.key ?? '');
}, 60_000);

type Filled = { id: string; customer: string; n: number; startsAt: Date; dishes: string[] };
async function fill(tx: Parameters<Parameters<typeof actAs>[1]>[0], filled: Filled) {
  const { id, customer, n, startsAt, dishes } = filled;
  const companyId = company.id;
  const line = { companyId, bookingId: id, kind: 'menu' as const, unitPrice: 0, quantity: 20, position: 2 };
  if (dishes[0] === dish) await tx.insert(bookingLines).values({ ...line, itemId: dish, name: 'Waakye' });
  else if (dishes.length > 0)
    await tx.insert(bookingLines).values({
      ...{ ...line, packageId: packed.id, name: packed.name },
      choices: [
        { courseId: packed.mains, itemId: dishes[0] },
        { courseId: packed.sides, itemId: dishes[1] },
      ] as never,
    });
  await tx.insert(feedback).values({
    ...{ companyId, bookingId: id, customerId: customer, source: 'portal' as const, rating: 1 + (n % 5) },
    givenAt: new Date(startsAt.getTime() + 20 * hour),
  });
  const receivedAt = new Date(startsAt.getTime() - hour);
  await tx
    .insert(payments)
    .values({ companyId, bookingId: id, amount: 1_000 * (n + 1), method: 'cash', receivedAt });
  const issued = dayKey(startsAt, 'UTC');
  await tx.insert(invoices).values({ ...(await billOf(tx, id)), issuedOn: issued, dueOn: issued });
}

/** What the rows of some bookings come to, asked by their ids alone. */
async function rowsOf(ids: readonly string[]) {
  const list = sql`(${sql.join(
    [...ids, company.id].map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`;
  const [row] = await actAs(company.manager, (tx) =>
    tx.execute<
      Record<'events' | 'value' | 'people' | 'answers' | 'received' | 'billed' | 'covers' | 'deeds', number>
    >(sql`
      select count(*)::int as events, coalesce(sum(total), 0)::float8 as value, count(distinct customer_id)::int as people,
        (select count(*)::int from feedback f where f.booking_id in ${list}) as answers,
        (select coalesce(sum(p.amount), 0)::float8 from payments p where p.booking_id in ${list}) as received,
        (select coalesce(sum(i.net), 0)::float8 from invoices i where i.booking_id in ${list}) as billed,
        (select coalesce(sum(s.covers), 0)::float8 from dishes_served s where s.booking_id in ${list}) as covers,
        (select count(*)::int from audit_events a where a.user_id is not null and (a.table_name = 'bookings' and a.row_id::uuid in ${list}
          or (a.detail ->> 'booking_id')::uuid in ${list})) as deeds
      from bookings where id in ${list}`),
  );
  if (!row) throw new Error('no rows');
  return row;
}

/** What each report says of the same, however it is narrowed. */
async function toldBy(narrowed: Partial<ReportQuery>) {
  const read = (key: Parameters<typeof readReport>[1]) =>
    readReport(company.manager, key, { ...asked, ...narrowed, at });
  const [booked, money, menu] = [await read('bookings'), await read('financial'), await read('menu')];
  const [said, trend, quality] = [await read('feedback'), await read('satisfaction'), await read('quality')];
  const [whose, worked] = [await read('customers'), await read('performance')];
  const today = dayKey(new Date(), 'UTC');
  const deeds = await readReport(company.manager, 'activity', { ...days(today, today), ...narrowed });
  expect(columnSum(said, 'stars', 'Answers')).toBe(figureOf(said, 'Answers'));
  expect(columnSum(trend, 'trend', 'Answers')).toBe(figureOf(said, 'Answers'));
  expect(columnSum(quality, 'weekdays', 'Ratings')).toBe(figureOf(said, 'Answers'));
  expect(columnSum(worked, 'venues', 'Events')).toBe(figureOf(booked, 'Agreed events'));
  expect(columnSum(whose, 'top', 'Value')).toBe(figureOf(booked, 'Value'));
  expect(columnSum(deeds, 'people', 'Done')).toBe(figureOf(deeds, 'What was done'));
  expect(figureOf(money, 'Agreed events')).toBe(figureOf(booked, 'Value'));
  return {
    events: figureOf(booked, 'Agreed events'),
    value: figureOf(booked, 'Value'),
    people: figureOf(whose, 'Customers'),
    answers: figureOf(said, 'Answers'),
    received: figureOf(money, 'Received'),
    billed: figureOf(money, 'Billed before tax'),
    covers: figureOf(menu, 'Covers'),
    deeds: figureOf(deeds, 'What was done'),
  };
}

const idsOf = (which: (one: Made) => boolean) => made.filter(which).map(({ id }) => id);

describe('each of the nine reports is what the rows of the events are that it is narrowed to', () => {
  test.each<[string, () => Partial<ReportQuery>, (one: Made) => boolean]>([
    ['a type', () => ({ type: 'wedding' }), ({ type }) => type === 'wedding'],
    ['a customer', () => ({ customer: people[0] ?? '' }), ({ customer }) => customer === people[0]],
    ['a venue', () => ({ venue: keys[0] ?? '' }), ({ venue }) => venue === 'Palm Hall'],
    ['a dish by itself', () => ({ dish }), ({ dishes }) => dishes.includes(dish)],
    ['a dish of a package', () => ({ dish: packed.main }), ({ dishes }) => dishes.includes(packed.main)],
    ['a dish that was never served', () => ({ dish: packed.dishes[1] ?? '' }), () => false],
    ['a customer that is nobody', () => ({ customer: company.id }), () => false],
    [
      'all of them',
      () => ({ type: 'church', customer: people[0] ?? '', venue: keys[0] ?? '', dish }),
      ({ type, customer, venue, dishes }) =>
        type === 'church' && customer === people[0] && venue === 'Palm Hall' && dishes.includes(dish),
    ],
    [
      'a venue and a dish',
      () => ({ venue: keys[1] ?? '', dish: packed.main }),
      ({ venue, dishes }) => venue === 'Ring Road 5' && dishes.includes(packed.main),
    ],
  ])('%s', async (_, narrowed, which) => {
    expect(await toldBy(narrowed())).toEqual(await rowsOf(idsOf(which)));
  });
});

test('a customer who was merged into another is that one, in an old address too', async () => {
  const gone = await makeCustomer(company.id, { name: 'Ama K.' });
  await mergeCustomers(company.manager, { keptId: people[0] ?? '', goneId: gone.id });
  const ids = idsOf(({ customer }) => customer === people[0]);
  const { deeds, ...told } = await toldBy({ customer: gone.id });
  expect({ ...told, deeds: 0 }).toEqual({ ...(await rowsOf(ids)), deeds: 0 });
  expect(deeds).toBeGreaterThanOrEqual(ids.length);
});

test('what it is of stands in the address, on paper and in files; enquiries say why they aren’t told', async () => {
  for (const { key } of catalogue) {
    const narrowed = { type: 'church' as const, customer: people[0] ?? '', venue: keys[0] ?? '', dish };
    const query = readQuery(
      key,
      Object.fromEntries(new URLSearchParams(queryText({ ...baseOf(), ...narrowed }))),
    );
    expect(query).toMatchObject(narrowed);
    const report = await readReport(company.manager, key, { ...query, at });
    expect(report.narrowed).toEqual([
      'Event type: Church event',
      'Customer: Ama',
      'Venue: Palm Hall',
      expect.stringMatching(/^Events with: Jollof/),
    ]);
    const writing = { currency: 'GHS', locale: 'en-GH' };
    const lines = recordsOf(report, writing).map((cells) => cells.join());
    for (const words of report.narrowed) expect(lines).toContain(words);
    const paper = reportPaper(report, { ...writing, timeZone: 'UTC', now: at, letterhead: {} as never });
    expect(paper.subtitle).toContain('Customer: Ama');
    expect(report.notes?.some((note) => note.includes('Enquiries aren’t told')) ?? false).toBe(
      key === 'bookings' || key === 'performance',
    );
  }
});

const baseOf = () => readQuery('bookings', { from: asked.from, to: asked.to });
