import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { type Actor, actAs, readAs } from '@/db/session';
import { bookingFilter } from '../list-filter';
import { listBookings } from '../list-queries';
import { makeOffice, type Office } from '../testing/office';
import type { RunSheetFilter } from './calendar-filter';
import { setTeam } from './run-sheet-mutations';
import { askRunSheet, tellRunSheet } from './run-sheet-queries';

const now = new Date('2026-12-12T10:00:00Z');
async function page(actor: Actor, filter: RunSheetFilter = {}, at = now) {
  const [rows] = await readAs(actor, (tx) => [askRunSheet(tx, filter, at)]);
  return tellRunSheet(rows, filter);
}
const sheet = async (actor: Actor, { mine = false, at = now } = {}) =>
  (await page(actor, mine ? { mine } : {}, at)).events;
const names = async (...given: Parameters<typeof sheet>) => (await sheet(...given)).map(({ name }) => name);

let mine: Office;
const made: Record<string, string> = {};
beforeAll(async () => {
  mine = await makeOffice();
  const customer = await makeCustomer(mine.id, { name: 'Efua Quaye', phone: '+233244000102' });
  const at = async (
    eventName: string,
    startsAt: string,
    endsAt: string,
    rest: Parameters<typeof makeBooking>[1] = {},
  ) => {
    const { id } = await makeBooking(mine.id, {
      customerId: customer.id,
      status: 'confirmed',
      eventName,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      ...rest,
    });
    made[eventName] = id;
  };
  await at('Night before', '2026-12-11T20:00Z', '2026-12-12T03:00Z', { status: 'in_progress' });
  await at('Open end', '2026-12-11T12:00Z', '2026-12-11T16:00Z', { status: 'in_progress' });
  await at('Lunch', '2026-12-12T11:00Z', '2026-12-12T15:00Z', {
    dietary: 'No peanuts',
    venueAddress: '12 Ring Road',
  });
  await at('Only asked', '2026-12-12T11:00Z', '2026-12-12T15:00Z', { status: 'quoted' });
  await at('Yesterday', '2026-12-11T10:00Z', '2026-12-11T15:00Z');
  await at('Tomorrow', '2026-12-13T00:00Z', '2026-12-13T05:00Z');
  const other = await makeOffice();
  await makeBooking(other.id, {
    eventName: 'Theirs',
    status: 'confirmed',
    startsAt: new Date('2026-12-12T11:00Z'),
  });
});

describe('the run sheet', () => {
  test('has what is on today, what goes on from yesterday, and what nobody has completed yet', async () => {
    expect(await names(mine.staff)).toEqual(['Open end', 'Night before', 'Lunch']);
  });

  test('tells whom to call, where to go and what must not be served', async () => {
    const found = (await sheet(mine.staff)).find(({ name }) => name === 'Lunch');
    expect(found).toMatchObject({
      customer: 'Efua Quaye',
      phone: '+233244000102',
      address: '12 Ring Road',
      dietary: 'No peanuts',
      arrivedAt: null,
      team: [],
    });
  });

  test('of one’s own has the events one works at', async () => {
    expect(await names(mine.staff, { mine: true })).toEqual([]);
    await setTeam(mine.manager, { id: made.Lunch ?? '', people: [mine.staff.userId] });
    expect(await names(mine.staff, { mine: true })).toEqual(['Lunch']);
    expect(await names(mine.manager, { mine: true })).toEqual([]);
  });

  test('goes by the company’s midnight', async () => {
    const office = await makeOffice();
    await actAs(office.system, (tx) =>
      tx.execute(sql`update companies set time_zone = 'Pacific/Kiritimati' where id = ${office.id}`),
    );
    // The 13th, from one in the morning there.
    await makeBooking(office.id, {
      eventName: 'Early',
      status: 'confirmed',
      startsAt: new Date('2026-12-12T11:00Z'),
      endsAt: new Date('2026-12-12T15:00Z'),
    });
    expect(await names(office.staff, { at: new Date('2026-12-12T09:59:00Z') })).toEqual([]);
    expect(await names(office.staff, { at: new Date('2026-12-12T10:01:00Z') })).toEqual(['Early']);
  });
});

test('“peanut” finds the events at which somebody can’t eat them, in one’s own company only', async () => {
  const found = await listBookings(mine.staff, bookingFilter.read({ q: 'PEANUT' }), new Date());
  expect(found.rows.map(({ eventName, needsDiets }) => ({ eventName, needsDiets }))).toEqual([
    { eventName: 'Lunch', needsDiets: true },
  ]);
  const other = await makeOffice();
  const theirs = await listBookings(
    other.staff,
    { ...{ q: 'peanut' } } as Parameters<typeof listBookings>[1],
    new Date(),
  );
  expect(theirs.rows).toEqual([]);
});
