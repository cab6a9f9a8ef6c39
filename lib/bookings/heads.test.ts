import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v4 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { serviceStyles } from '@/db/enums';
import { makeUser } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { actAs } from '@/db/session';
import { billFor } from './billed';
import { staffingOf } from './capacity/staffing';
import { createEnquiry } from './enquiries';
import { recordFinalCount } from './final-count/mutations';
import { finalCountDay } from './final-count/rules';
import { advanceBooking, updateBooking } from './mutations';
import { readBooking } from './queries';
import { type BookingValues, enquiryForm } from './schema';
import { setServiceCharge } from './service-charge';
import { saveTerms } from './terms/mutations';
import { create, edit, formOf, inHours, localIn, makeOffice, type Office } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

const follows = (change: object = {}, office: Office = mine) => ({
  ...{ thing: { kind: 'dish' as const, id: office.menu.itemId }, quantity: '75', notes: '', follows: true },
  ...change,
});
const detailOf = async (id: string, office: Pick<Office, 'manager'> = mine) => {
  const detail = await readBooking(office.manager, id);
  if (!detail) throw new Error('There is no such booking');
  return detail;
};
const confirmed = async (overrides: Partial<BookingValues> = {}) => {
  const { id } = await create(mine, { lines: [follows()], ...overrides });
  await advanceBooking(mine.manager, { id, to: 'confirmed' });
  return id;
};
/** Far enough that no final count is due. */
const far = { startsAt: localIn(24 * 40), endsAt: localIn(24 * 40 + 4) };

describe('children and vendors', () => {
  test('have lines of their own, which follow them', async () => {
    const lines = [
      follows({ whom: 'adults' }),
      follows({ whom: 'children' }),
      follows({ whom: 'vendors' }),
      follows(),
    ];
    const { id } = await create(mine, { guests: '80', children: '20', vendorMeals: '12', lines });
    expect((await detailOf(id)).lines.map(({ quantity }) => quantity)).toEqual([60, 20, 12, 80]);
    await updateBooking(mine.manager, await edit(mine, id, () => ({ children: '30' })));
    expect((await detailOf(id)).lines.map(({ quantity }) => quantity)).toEqual([50, 30, 12, 80]);
  });

  test('are refused where there are more children than guests, or nobody to follow', async () => {
    await expect(create(mine, { guests: '80', children: '81' })).rejects.toMatchObject({
      detail: { fields: { children: expect.stringMatching(/more children/) } },
    });
    const nobody = create(mine, { guests: '80', lines: [follows({ whom: 'children' })] });
    await expect(nobody).rejects.toMatchObject({
      detail: { fields: { 'lines.0.quantity': expect.stringMatching(/no children/) } },
    });
  });
});

describe('the final count', () => {
  test('is what lines follow and what the price is for; staff may take it down', async () => {
    const id = await confirmed(far);
    await recordFinalCount(mine.staff, { id, guaranteedGuests: 60 });
    const { booking, lines } = await detailOf(id);
    expect([booking.guests, booking.guaranteedGuests, lines[0]?.quantity]).toEqual([75, 60, 60]);
    expect(booking.menuTotal).toBe(60 * 2500);
    // A save that says nothing of it leaves it.
    const { guaranteedGuests: _, ...silent } = await edit(mine, id, () => ({ venue: 'Elsewhere' }));
    await updateBooking(mine.manager, silent);
    expect((await detailOf(id)).booking).toMatchObject({ guaranteedGuests: 60, venue: 'Elsewhere' });
    // Before it is due it may still fall.
    await recordFinalCount(mine.staff, { id, guaranteedGuests: 50 });
    expect((await detailOf(id)).booking.guaranteedGuests).toBe(50);
  });

  test('only rises once it is due, except by a manager who says why, in the database too', async () => {
    const id = await confirmed({ startsAt: localIn(30), endsAt: localIn(34) });
    await recordFinalCount(mine.staff, { id, guaranteedGuests: 80 });
    await expect(recordFinalCount(mine.staff, { id, guaranteedGuests: 79 })).rejects.toThrow(
      /only become more, and 79 are fewer than 80/,
    );
    await expect(recordFinalCount(mine.manager, { id, guaranteedGuests: 79 })).rejects.toMatchObject({
      detail: { override: true },
    });
    const fewer = updateBooking(mine.manager, await edit(mine, id, () => ({ guaranteedGuests: '' })));
    await expect(fewer).rejects.toThrow(/75 are fewer than 80/);
    for (const role of [mine.manager, mine.staff])
      for (const set of [{ guaranteedGuests: 10 }, { guaranteedGuests: null }])
        await expect(
          actAs(role, (tx) => tx.update(bookings).set(set).where(eq(bookings.id, id))),
        ).rejects.toMatchObject({ code: 'CT033' });
    await recordFinalCount(mine.manager, { id, guaranteedGuests: 79, overLimits: 'A table is ill' });
    expect((await detailOf(id)).booking.guaranteedGuests).toBe(79);
    await recordFinalCount(mine.staff, { id, guaranteedGuests: 85 });
  });

  test('belongs to a confirmed booking', async () => {
    const { id } = await create(mine);
    await expect(recordFinalCount(mine.staff, { id, guaranteedGuests: 60 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('is due on the same day by the rule and by the database, over weekends', async () => {
    const days = fc.integer({ min: 0, max: 30 });
    const start = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(start, days, async (at, before) => {
        const [row] = await actAs(mine.manager, (tx) =>
          tx.execute<{ due: string }>(
            sql`select ((final_count_due(${at.toISOString()}::timestamptz, ${before}::int, 'Africa/Accra') - interval '1 second')
              at time zone 'Africa/Accra')::date::text as due`,
          ),
        );
        expect(finalCountDay(at.toISOString().slice(0, 10), before)).toBe(row?.due);
      }),
      { numRuns: 60 },
    );
    expect(finalCountDay('2026-12-14', 1)).toBe('2026-12-11');
  });
});

describe('what is billed', () => {
  const served = async (count: number | undefined) => {
    const { id } = await create(mine, {
      lines: [follows(), { ...follows(), follows: false, quantity: '10' }],
    });
    await actAs(mine.system, (tx) =>
      tx
        .update(bookings)
        .set({ startsAt: inHours(-3), endsAt: inHours(-1), guaranteedGuests: 75 })
        .where(eq(bookings.id, id)),
    );
    await actAs(mine.system, (tx) =>
      tx.update(bookings).set({ status: 'confirmed', confirmedAt: new Date() }).where(eq(bookings.id, id)),
    );
    await advanceBooking(mine.manager, { id, to: 'in_progress' });
    const told = billFor(await detailOf(id), { served: count ?? 0 });
    const before = (await detailOf(id)).booking.total;
    await advanceBooking(mine.staff, { id, to: 'completed', ...(count && { served: count }) });
    const after = await detailOf(id);
    expect(after.booking.total - before).toBe(told.more);
    expect(after.booking.billedGuests).toBe(told.guests);
    return after;
  };

  test('is more than was guaranteed where more came, on the lines that follow the guests', async () => {
    const { booking, lines } = await served(90);
    expect(booking).toMatchObject({ status: 'completed', actualGuests: 90, billedGuests: 90 });
    expect(lines.map(({ quantity }) => quantity)).toEqual([90, 10]);
    expect(booking.menuTotal).toBe(100 * 2500);
  });

  test('is never less than was guaranteed, and what was guaranteed where nobody counted', async () => {
    for (const count of [60, undefined]) {
      const { booking, lines } = await served(count);
      expect(booking).toMatchObject({ actualGuests: count ?? null, billedGuests: 75 });
      expect(lines.map(({ quantity }) => quantity)).toEqual([75, 10]);
    }
  });
});

describe('a service charge', () => {
  test('is the company’s on a new booking, taxed or not, and each booking keeps its own', async () => {
    const office = await makeOffice();
    const [company] = await actAs(office.manager, (tx) => tx.select().from(companies));
    const terms = {
      ...{ depositRate: 5000, serviceChargeRate: 1000, serviceChargeTaxed: true, finalCountDays: 3 },
      ...{ quoteDays: 14, quoteRemindDays: 2, quoteAccepting: 'confirms' as const },
      invoiceDays: 7,
      version: company?.version ?? 0,
    };
    const { version } = await saveTerms(office.manager, terms);
    const lines = [follows({ quantity: '40', follows: false }, office)];
    const { id } = await create(office, { lines });
    expect((await detailOf(id, office)).booking).toMatchObject({
      ...{ menuTotal: 100_000, serviceCharge: 10_000, taxTotal: 16_500, total: 126_500, deposit: 63_250 },
    });
    await expect(saveTerms(office.manager, { ...terms, serviceChargeRate: 0 })).rejects.toMatchObject({
      code: 'stale',
    });
    await saveTerms(office.manager, { ...terms, version, serviceChargeTaxed: false });
    const other = await create(office, { lines });
    expect((await detailOf(other.id, office)).booking).toMatchObject({ taxTotal: 15_000, total: 125_000 });
    await updateBooking(office.manager, await edit(office, id, () => ({ eventName: 'Renamed' })));
    expect((await detailOf(id, office)).booking.total).toBe(126_500);
    const user = await makeUser({ companyId: office.id, role: 'client', customerId: office.customerId });
    const own = { companyId: office.id, customerId: office.customerId };
    const { customerId: _, ...form } = formOf(office, { lines });
    const client = { role: 'client', userId: user.id, ...own } as const;
    const asked = await createEnquiry(client, enquiryForm.parse(form));
    expect((await detailOf(asked.id, office)).booking).toMatchObject({
      serviceCharge: 10_000,
      total: 125_000,
    });
  });

  test('is set and taken off by those who may change prices, in the database too', async () => {
    const { id } = await create(mine, { lines: [follows({ quantity: '40', follows: false })] });
    await setServiceCharge(mine.staff, { bookingId: id, rate: 500, taxed: false });
    expect((await detailOf(id)).booking).toMatchObject({ serviceCharge: 5000, total: 120_000 });
    await actAs(mine.manager, (tx) =>
      tx.update(companies).set({ staffPrices: false }).where(eq(companies.id, mine.id)),
    );
    await expect(
      setServiceCharge(mine.staff, { bookingId: id, rate: 0, taxed: false }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const sly = actAs(mine.staff, (tx) =>
      tx.update(bookings).set({ serviceChargeRate: 0, serviceCharge: 0 }).where(eq(bookings.id, id)),
    );
    await expect(sly).rejects.toMatchObject({ code: '42501' });
    await setServiceCharge(mine.manager, { bookingId: id, rate: 0, taxed: true });
    expect((await detailOf(id)).booking).toMatchObject({ serviceCharge: 0, total: 115_000 });
    // Another amount than the rate's is none.
    const odd = actAs(mine.manager, (tx) =>
      tx.update(bookings).set({ serviceCharge: 1 }).where(eq(bookings.id, id)),
    );
    await expect(odd).rejects.toMatchObject({ code: '23514' });
  });
});

test('what is counted and charged is no stranger’s and no client’s to say; the same intent twice at once is one', async () => {
  const theirs = await makeOffice();
  const id = await confirmed(far);
  const before = (await detailOf(id)).booking;
  const count = { id, guaranteedGuests: 90 };
  const charge = { bookingId: id, rate: 500, taxed: true };
  const terms = {
    depositRate: 0,
    serviceChargeRate: 0,
    serviceChargeTaxed: true,
    finalCountDays: 0,
    quoteDays: 14,
    quoteRemindDays: 2,
    quoteAccepting: 'confirms' as const,
    invoiceDays: 7,
    version: 1,
  };
  for (const stranger of [theirs.manager, theirs.staff]) {
    await expect(recordFinalCount(stranger, count)).rejects.toMatchObject({ code: 'not_found' });
    await expect(setServiceCharge(stranger, charge)).rejects.toMatchObject({ code: 'not_found' });
  }
  const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
  const own = { companyId: mine.id, customerId: mine.customerId };
  const client = { role: 'client', userId: user.id, ...own } as never;
  for (const attack of [
    () => recordFinalCount(client, count),
    () => setServiceCharge(client, charge),
    () => saveTerms(client, terms),
    () => saveTerms(mine.staff as never, terms),
  ])
    await expect(attack()).rejects.toMatchObject({ code: 'forbidden' });
  expect((await detailOf(id)).booking).toEqual(before);
  const key = v4();
  const both = await Promise.all([1, 2].map(() => recordFinalCount(mine.manager, count, { key })));
  expect(both[0]).toEqual(both[1]);
  expect((await detailOf(id)).booking).toMatchObject({ guaranteedGuests: 90, version: both[0]?.version });
});

test('as many of staff are suggested as the limits reckon with', async () => {
  const style = fc.option(fc.constantFrom(...serviceStyles));
  await fc.assert(
    fc.asyncProperty(style, fc.integer({ min: 1, max: 1000 }), async (served, guests) => {
      const [row] = await actAs(mine.manager, (tx) =>
        tx.execute<{ n: number }>(sql`select staff_needed(${served}::text, ${guests}::int) as n`),
      );
      expect(staffingOf(served, guests).people).toBe(row?.n);
    }),
    { numRuns: 50 },
  );
});
