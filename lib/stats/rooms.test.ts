import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { justSignedIn } from '@/db/factories/session';
import { actAs } from '@/db/session';
import { create, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { mergeCustomers, unmergeCustomers } from '@/lib/customers/merge';
import { bring, takeBack } from '@/lib/imports/testing/run-import';
import { emptyRows } from '@/lib/privacy/erasing/erase';
import { askErasure } from '@/lib/privacy/erasing/mutations';
import { reconcileStats } from './fold';
import { expectAsRows } from './testing/as-rows';

// The engine isn't part of this: the steps are called as it calls them.
vi.mock('@/lib/imports/events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

let office: Office;
let owner: Connection;
beforeAll(async () => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  office = await makeOffice();
  await create(office);
});
afterAll(() => owner.end());

/** Events and customers as the office is told of them. */
const told = () =>
  actAs(office.manager, (tx) =>
    tx.execute<{ fact: string; n: string }>(
      `select fact, sum(n)::text as n from stats_now where grain = 'day' and fact in ('event', 'came', 'completed', 'dish', 'asked')
        group by 1 having sum(n) <> 0 order by 1`,
    ),
  );
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('what an import brings is counted, and what its undo takes is counted no more', async () => {
  const before = [...(await told())];
  const list = [
    'Booking Reference,Customer/Name,Customer/Phone,Event Name,Event Type,Event Date,Event End Date,Venue,Guest Count,Status,Total Amount',
    `BK01,Efua Owusu,0244123456,Owusu wedding,Wedding,${day(40)} 14:00:00,${day(40)} 22:00:00,Palm Hall,120,confirmed,2501.25`,
    `BK02,Efua Owusu,0244123456,Thanksgiving,Other,${day(-3)} 09:00:00,${day(-3)} 12:00:00,Church,60,completed,891.25`,
    `BK03,Kojo,,Kojo at 40,Birthday,${day(60)} 18:00:00,${day(60)} 23:00:00,Garden,40,draft,0.00`,
  ].join('\n');
  const id = await bring(office.manager, list, { kind: 'bookings' });
  expect([...(await told())]).not.toEqual(before);
  await expectAsRows(owner, office.id);
  await takeBack(office.manager, id);
  expect([...(await told())]).toEqual(before);
  await expectAsRows(owner, office.id);
  expect(await reconcileStats(office.id)).toBe(0);
});

test('two customers who become one, and two again, are counted as their rows are', async () => {
  const people = [await makeCustomer(office.id), await makeCustomer(office.id)];
  for (const { id: customerId } of people)
    await makeBooking(office.id, {
      customerId,
      status: 'confirmed',
      startsAt: new Date('2026-03-01T12:00:00Z'),
    });
  const [kept, gone] = people.map(({ id }) => id);
  const active = async () => {
    const [row] = await actAs(office.manager, (tx) =>
      tx.execute<{ n: string }>(`select active_customers('2026-01-01')::text as n`),
    );
    return Number(row?.n);
  };
  const before = await active();
  const { mergeId } = await mergeCustomers(office.manager, { keptId: kept ?? '', goneId: gone ?? '' });
  expect(await active()).toBe(before - 1);
  await expectAsRows(owner, office.id);
  await unmergeCustomers(office.manager, { mergeId });
  expect(await active()).toBe(before);
  await expectAsRows(owner, office.id);
  expect(await reconcileStats(office.id)).toBe(0);
});

test('who is anonymised is counted on, nameless', async () => {
  const { id: customerId, name } = await makeCustomer(office.id);
  const completedAt = new Date('2026-02-01T20:00:00Z');
  await makeBooking(office.id, {
    ...{ customerId, status: 'completed', completedAt },
    startsAt: new Date('2026-02-01T12:00:00Z'),
  });
  const before = [...(await told())];
  const manager = await justSignedIn(office.manager);
  const { id: erasureId } = await askErasure(manager, { customerId, why: 'asked', typed: name });
  expect(await emptyRows({ companyId: office.id, erasureId })).toBe(true);
  expect([...(await told())]).toEqual(before);
  await expectAsRows(owner, office.id);
  expect(await reconcileStats(office.id)).toBe(0);
});
