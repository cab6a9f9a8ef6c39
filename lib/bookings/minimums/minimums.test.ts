import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { orderMinimums } from '@/db/schema/capacity';
import { type Actor, actAs, readAs } from '@/db/session';
import { advanceBooking } from '../mutations';
import { create, makeOffice, type Office, refusal } from '../testing/office';
import { readTimeline } from '../timeline-queries';
import { addMinimum, removeMinimum } from './mutations';
import { askMinimum } from './queries';
import { belowMinimum } from './rules';
import { minimumForm } from './schema';

const place = { currency: 'GHS', locale: 'en-GH' };
const year = new Date().getUTCFullYear() + 2;
const on = (day: string, hour = '12:00') => `${year}-${day}T${hour}`;
const always = { weekdays: [], validFrom: '2020-01-01', validTo: null, total: null, guests: null };

let office: Office;
beforeEach(async () => {
  office = await makeOffice();
});

const least = (minimum: Partial<typeof always> | object) =>
  addMinimum(office.manager, { ...always, ...minimum } as Parameters<typeof addMinimum>[1]);
const holding = async (day: string, actor: Actor = office.staff) => {
  const [rows] = await readAs(actor, (tx) => [askMinimum(tx, { startsAt: on(day) })] as const);
  return rows[0];
};
const booked = (guests: string, day = '06-15') =>
  create(office, { guests, startsAt: on(day), endsAt: on(day, '16:00') });
const confirm = (actor: Actor, id: string, overLimits?: string) =>
  advanceBooking(actor, { id, to: 'confirmed', overLimits });

describe('which minimum holds', () => {
  test('a season before what has no end, named weekdays before every day, then the newest', async () => {
    await least({ total: 100 });
    await least({ total: 200, validFrom: '2021-01-01' });
    expect(await holding('06-15')).toMatchObject({ total: 200, guests: null });
    const weekday = new Date(`${year}-06-15T00:00Z`).getUTCDay() || 7;
    await least({ total: 300, weekdays: [weekday] });
    expect(await holding('06-15')).toMatchObject({ total: 300 });
    expect(await holding('06-16')).toMatchObject({ total: 200 });
    await least({ guests: 40, validFrom: `${year}-06-01`, validTo: `${year}-06-15` });
    expect(await holding('06-15')).toEqual({ total: null, guests: 40, day: `${year}-06-15` });
    expect(await holding('05-31')).toMatchObject({ total: expect.any(Number) });
  });

  test('before its first day and for another company there is none', async () => {
    const { id } = await least({ total: 100, validFrom: `${year}-06-15` });
    expect(await holding('06-14')).toBeUndefined();
    expect(await holding('06-15')).toMatchObject({ total: 100 });
    expect(await holding('06-15', (await makeCompany()).manager)).toBeUndefined();
    await removeMinimum(office.manager, { id });
    expect(await holding('06-15')).toBeUndefined();
  });
});

describe('confirming', () => {
  test('below the amount is refused with both sums, and goes on with a manager’s reason that is kept', async () => {
    // 75 × 25 + 2 × 150 = 2,175.00 of menu and services.
    await least({ total: 217_501 });
    const { id } = await booked('75');
    expect(await refusal(confirm(office.staff, id))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /start at GHS.2,175\.01 of menu and services, and this one comes to GHS.2,175\.00\. Add to the order, or ask a manager/,
      ),
    });
    expect(await refusal(confirm(office.staff, id, 'Because'))).toMatchObject({ code: 'forbidden' });
    expect(await refusal(confirm(office.manager, id))).toMatchObject({ detail: { override: true } });
    await confirm(office.manager, id, 'First order of a large firm');
    expect(await readBooking(office.id, id)).toMatchObject({ status: 'confirmed' });
    const where = { ...place, timeZone: 'Africa/Accra' };
    expect(await readTimeline(office.staff, id, where)).toContainEqual(
      expect.objectContaining({
        title: 'agreed to less than the minimum order',
        details: ['First order of a large firm'],
      }),
    );
  });

  test('at the amount and the number of guests goes through; one guest fewer doesn’t', async () => {
    await least({ total: 217_500, guests: 75 });
    const enough = await booked('75');
    await confirm(office.staff, enough.id);
    await removeMinimum(office.manager, { id: (await least({ total: 1, validFrom: '2024-01-01' })).id });
    const few = await booked('74', '06-17');
    expect(await refusal(confirm(office.staff, few.id))).toMatchObject({
      message: expect.stringContaining('start at 75 guests, and this one is for 74.'),
    });
  });

  test('is held past the command too: staff, and managers without a reason (CT032)', async () => {
    await least({ guests: 500 });
    const { id } = await booked('75');
    for (const actor of [office.staff, office.manager]) {
      const write = actAs(actor, (tx) =>
        tx.update(bookings).set({ status: 'confirmed', confirmedAt: new Date() }).where(eq(bookings.id, id)),
      );
      await expect(write).rejects.toMatchObject({ code: 'CT032' });
    }
  });
});

test('only managers set it, in the command and in the database', async () => {
  const other = await makeCompany();
  expect(await refusal(addMinimum(office.staff as never, { ...always, guests: 10 }))).toMatchObject({
    code: 'forbidden',
  });
  const row = { id: v7(), companyId: office.id, validFrom: '2026-01-01', leastGuests: 10 };
  for (const actor of [office.staff, other.manager])
    await expect(actAs(actor, (tx) => tx.insert(orderMinimums).values(row))).rejects.toMatchObject({
      code: '42501',
    });
});

test('a form without an amount and guests, or that ends before it begins, is refused', () => {
  const typed = { weekdays: [6, 7], validFrom: '2026-12-01', validTo: '', total: '', guests: '' };
  const wrong = (change: object) =>
    minimumForm(place)
      .safeParse({ ...typed, ...change })
      .error?.issues.map(({ path }) => path.join('.'));
  expect(wrong({})).toEqual(['total']);
  expect(wrong({ guests: '30', validTo: '2026-11-30' })).toEqual(['validTo']);
  expect(wrong({ guests: '0' })).toEqual(['guests']);
  expect(wrong({ total: '-5' })).toEqual(['total']);
  expect(minimumForm(place).parse({ ...typed, total: '5,000.00' })).toMatchObject({
    total: 500_000,
    guests: null,
  });
});

test('both are said where both are missed', () => {
  const minimum = { total: 500_000, guests: 30, day: '2026-12-12' };
  expect(belowMinimum(minimum, { net: 499_999, guests: 29 }, place).map(({ kind }) => kind)).toEqual([
    'order_total',
    'order_guests',
  ]);
  expect(belowMinimum(minimum, { net: 500_000, guests: 30 }, place)).toEqual([]);
  expect(belowMinimum(undefined, { net: 0, guests: 1 }, place)).toEqual([]);
});
