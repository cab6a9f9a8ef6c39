import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { pageSize } from './list-pages';
import { listBookings } from './list-queries';
import { readBooking } from './queries';

let mine: TestCompany;
let theirs: TestCompany;
const many = pageSize * 2 + 5;
const quoted = Math.ceil(many / 5);
const shared = new Date('2027-05-01T12:00Z');

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  const customerId = (await makeCustomer(mine.id, { name: 'Efua Sutherland', phone: '+233244999111' })).id;
  const other = (await makeCustomer(mine.id, { name: 'Yaw 100%_Boateng', phone: '+233245112233' })).id;
  // A third shares one start, so that the id has to break ties.
  for (let index = 0; index < many; index += 1) {
    await makeBooking(mine.id, {
      customerId: index === 7 ? customerId : other,
      eventName: `Event ${String(index).padStart(3, '0')}`,
      // In letters: one of random figures was found by those that were searched for, once in a dozen runs.
      venue: `Hall ${[...String(index).padStart(3, '0')].map((digit) => 'klmnopqrst'[Number(digit)]).join('')}`,
      status: index % 5 === 0 ? 'quoted' : 'enquiry',
      startsAt: index % 3 === 0 ? shared : new Date(shared.getTime() + index * 3_600_000),
    });
  }
  await makeBooking(theirs.id, { eventName: 'Event of others' });
}, 120_000);

async function walk(order: 'soonest' | 'latest' = 'soonest') {
  const pages = [];
  let after: string | undefined;
  do {
    const page = await listBookings(mine.staff, { order, after }, new Date());
    pages.push(page);
    after = page.next;
  } while (after && pages.length < 10);
  return pages;
}

describe('the list', () => {
  test.each(['latest', 'soonest'] as const)(
    'in order %s: every booking once, in order, page by page',
    async (order) => {
      const pages = await walk(order);
      const rows = pages.flatMap((page) => page.rows);
      expect(pages.map((page) => page.rows.length)).toEqual([pageSize, pageSize, 5]);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(many);
      const times = rows.map(({ startsAt }) => startsAt.getTime());
      expect(times).toEqual(times.toSorted((one, two) => (order === 'soonest' ? one - two : two - one)));
    },
  );

  test('goes back to the page it came from', async () => {
    const [first, second, third] = await walk();
    const back = await listBookings(mine.staff, { before: third?.previous }, new Date());
    expect(back.rows.map(({ id }) => id)).toEqual(second?.rows.map(({ id }) => id));
    const begin = await listBookings(mine.staff, { before: back.previous }, new Date());
    expect(begin.rows.map(({ id }) => id)).toEqual(first?.rows.map(({ id }) => id));
    expect(begin.previous).toBeUndefined();
    expect(begin.next).toBe(first?.next);
  });

  test('filters by status and counts all of them', async () => {
    const { rows, counts } = await listBookings(mine.manager, { status: 'quoted' }, new Date());
    expect(rows.every(({ status }) => status === 'quoted')).toBe(true);
    expect(counts).toEqual({ quoted, enquiry: many - quoted });
    expect(rows).toHaveLength(quoted);
  });

  test('an address that was tampered with begins at the beginning', async () => {
    const first = await listBookings(mine.manager, {}, new Date());
    for (const after of [
      'x',
      '1.2',
      '99999999999999.not-a-uuid',
      "1.' or 1=1",
      '999999999999999.00000000-0000-0000-0000-000000000000',
    ])
      expect((await listBookings(mine.manager, { after }, new Date())).rows[0]?.id).toBe(first.rows[0]?.id);
  });

  test('shows nothing of another company', async () => {
    const all = (await walk()).flatMap((page) => page.rows);
    expect(all.some(({ eventName }) => eventName === 'Event of others')).toBe(false);
  });
});

describe('the search', () => {
  const found = async (q: string) =>
    (await listBookings(mine.staff, { q }, new Date())).rows.map(({ eventName }) => eventName);

  test.each([
    ['part of the event', 'vent 007'],
    ['the customer, in other letters', 'SUTHER'],
    ['the phone as dialled at home', '024 499 9111'],
    ['the phone from abroad', '+233 244 999 111'],
    ['the end of the phone', '9991'],
  ])('finds by %s', async (_, q) => {
    expect(await found(q)).toEqual(['Event 007']);
  });

  test.each([
    ['words in another order', 'sutherland  EFUA'],
    ['words of the customer and of the event', 'efua 007'],
    ['the phone with its country and zero', '+233 (0)24 499.9111'],
    ['accents that the customer doesn’t have', 'Éfùa'],
  ])('finds by %s', async (_, q) => {
    expect(await found(q)).toEqual(['Event 007']);
  });

  test('signs alone, and what PostgreSQL can’t hold, find nothing and break nothing', async () => {
    for (const q of ['%', '_', '\\', '% %']) expect(await found(q)).toEqual([]);
    expect(await found('\u0000')).toHaveLength(pageSize);
    expect(await found('efua\u0000 sutherland')).toEqual(['Event 007']);
  });

  test('finds by reference and venue', async () => {
    const [row] = (await listBookings(mine.staff, {}, new Date())).rows;
    expect(await found(row?.reference ?? '')).toEqual([row?.eventName]);
    expect(await found(row?.venue ?? '')).toEqual([row?.eventName]);
  });

  test('takes % and _ as they are written', async () => {
    expect(await found('Event%7')).toEqual([]);
    expect(await found('Event_007')).toEqual([]);
    expect((await listBookings(mine.staff, { q: '100%_B' }, new Date())).counts).toEqual({
      quoted,
      enquiry: many - quoted - 1,
    });
  });

  test('never finds another company’s', async () => {
    expect(await found('Event of others')).toEqual([]);
  });
});

describe('one booking', () => {
  test('comes with customer, lines and payments', async () => {
    const { id, reference } = await makeBooking(mine.id);
    const detail = await readBooking(mine.staff, id);
    expect(detail?.booking.reference).toBe(reference);
    expect(detail?.lines.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['menu', 75],
      ['service', 2],
    ]);
  });

  test('is the same nothing when it is unknown, malformed or another company’s', async () => {
    const { id } = await makeBooking(theirs.id);
    for (const unknown of [id, '01990000-0000-7000-8000-000000000000', 'nonsense', '', `${id}'--`])
      expect(await readBooking(mine.manager, unknown)).toBeUndefined();
  });
});
