import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { payments } from '@/db/schema/money';
import { actAs } from '@/db/session';
import { priceBooking } from '@/lib/pricing/rules';
import { agreeDiscount } from './discount';
import { discountForm } from './price-schema';
import { readBooking } from './queries';

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

const open = () => makeBooking(company.id, { status: 'quoted' });
const stored = async (id: string) => (await readBooking(company.manager, id))?.booking;
const ten = { rate: 1000, amount: 0, reason: 'Comes back every year' };

describe('an agreed discount', () => {
  test('comes off before tax, holds its reason, and can be changed and taken back', async () => {
    const { id } = await open();
    await agreeDiscount(company.manager, { bookingId: id, ...ten });
    const given = await stored(id);
    expect(given).toMatchObject({ discount: 217_50, agreedDiscountReason: ten.reason });
    expect(given?.total).toBe(Math.round((2175_00 - 217_50) * 1.2));
    await agreeDiscount(company.manager, { bookingId: id, rate: 0, amount: 175_00, reason: 'Round sum' });
    expect(await stored(id)).toMatchObject({ discount: 175_00, total: 2400_00, agreedDiscountRate: 0 });
    await agreeDiscount(company.manager, { bookingId: id, rate: 0, amount: 0, reason: null });
    expect(await stored(id)).toMatchObject({ discount: 0, total: 2610_00, agreedDiscountReason: null });
  });

  test('is refused on a closed booking, above what there is, and below what was paid', async () => {
    const closed = await makeBooking(company.id, { status: 'completed' });
    await expect(agreeDiscount(company.manager, { bookingId: closed.id, ...ten })).rejects.toMatchObject({
      code: 'conflict',
    });
    const { id } = await open();
    await expect(
      agreeDiscount(company.manager, { bookingId: id, rate: 0, amount: 9_999_00, reason: 'Too much' }),
    ).rejects.toThrow(/more than the menu and services/);
    const paid = (await stored(id))?.total ?? 0;
    await actAs(company.system, (tx) =>
      tx.insert(payments).values({ companyId: company.id, bookingId: id, amount: paid, method: 'cash' }),
    );
    await expect(agreeDiscount(company.manager, { bookingId: id, ...ten, rate: 5000 })).rejects.toThrow(
      /More has been paid/,
    );
    expect((await stored(id))?.discount).toBe(0);
  });

  test('is a manager’s where the company lets only managers change prices, in the database too', async () => {
    const strict = await makeCompany({ staffPrices: false });
    const { id } = await makeBooking(strict.id, { status: 'quoted' });
    await expect(agreeDiscount(strict.staff, { bookingId: id, ...ten })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const byHand = {
      agreedDiscountRate: 1000,
      agreedDiscountReason: 'By hand',
      discount: 217_50,
      taxTotal: 391_50,
    };
    const write = (actor: TestCompany['staff']) =>
      actAs(actor, (tx) => tx.update(bookings).set(byHand).where(eq(bookings.id, id)));
    await expect(write(strict.staff)).rejects.toMatchObject({ code: '42501' });
    await agreeDiscount(strict.manager, { bookingId: id, ...ten });
    await actAs(strict.system, (tx) =>
      tx.update(companies).set({ staffPrices: true }).where(eq(companies.id, strict.id)),
    );
    await agreeDiscount(strict.staff, { bookingId: id, rate: 500, amount: 0, reason: 'Less' });
    // A client changes none, and nobody takes off more than was agreed.
    const client = await makeUser({
      companyId: strict.id,
      role: 'client',
      customerId: (await readBooking(strict.manager, id))?.customer.id ?? '',
    });
    const asClient = {
      role: 'client' as const,
      companyId: strict.id,
      userId: client.id,
      customerId: (await readBooking(strict.manager, id))?.customer.id ?? '',
    };
    const taken = await actAs(asClient, (tx) =>
      tx.update(bookings).set({ agreedDiscountRate: 9000 }).where(eq(bookings.id, id)).returning(),
    ).catch(() => []);
    expect(taken).toEqual([]);
    await expect(
      actAs(strict.manager, (tx) =>
        tx.update(bookings).set({ discount: 1000_00, taxTotal: 0 }).where(eq(bookings.id, id)),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('of another company’s booking is of none', async () => {
    const other = await makeCompany();
    const { id } = await open();
    await expect(agreeDiscount(other.manager, { bookingId: id, ...ten })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(agreeDiscount(other.manager, { bookingId: v7(), ...ten })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('whatever the lines and discounts: nothing is negative, the order of lines says nothing, and all adds up', () => {
  const line = fc.record({
    kind: fc.constantFrom('menu' as const, 'service' as const),
    unitPrice: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 1000 }),
  });
  const component = fc.record({
    code: fc.string(),
    name: fc.string(),
    rate: fc.integer({ min: 0, max: 3000 }),
    compound: fc.boolean(),
  });
  const discounts = fc.record({
    agreedDiscountRate: fc.integer({ min: 0, max: 10_000 }),
    agreedDiscountAmount: fc.integer({ min: 0, max: 5_000_000 }),
    discountRate: fc.integer({ min: 0, max: 10_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.array(component, { maxLength: 3 }),
      discounts,
      (lines, components, off) => {
        const given = { profile: { name: 'x', components }, depositRate: 5000, terms: off };
        const price = priceBooking({ ...given, lines });
        expect(priceBooking({ ...given, lines: lines.toReversed() })).toEqual(price);
        const { menuTotal, serviceTotal, discount, agreedDiscount, taxTotal, total, deposit } = price;
        for (const amount of Object.values({
          menuTotal,
          serviceTotal,
          discount,
          agreedDiscount,
          taxTotal,
          total,
          deposit,
        }))
          expect(amount).toBeGreaterThanOrEqual(0);
        expect(menuTotal + serviceTotal - discount + taxTotal).toBe(total);
        expect(discount).toBeLessThanOrEqual(menuTotal + serviceTotal);
        expect(agreedDiscount).toBeLessThanOrEqual(discount);
        expect(price.tax.components.reduce((sum, { amount }) => sum + amount, 0)).toBe(taxTotal);
      },
    ),
  );
});

test('the form reads percent and amounts as the company writes them, and says what is missing', () => {
  const form = discountForm({ currency: 'GHS', locale: 'en-GH' });
  const typed = { kind: 'percent', percent: '7.5 %', amount: '', reason: ' Regulars ' };
  expect(form.parse(typed)).toEqual({ rate: 750, amount: 0, reason: 'Regulars' });
  expect(form.parse({ ...typed, kind: 'amount', amount: '1,250.50' })).toMatchObject({
    rate: 0,
    amount: 125_050,
  });
  expect(form.parse({ ...typed, kind: 'none', reason: '' })).toEqual({ rate: 0, amount: 0, reason: null });
  for (const percent of ['', '0', '101', '-5', '7,5', 'ten', '1e1'])
    expect(form.safeParse({ ...typed, percent }).error?.issues.map(({ path }) => path[0])).toEqual([
      'percent',
    ]);
  const both = form.safeParse({ kind: 'amount', percent: '', amount: 'x', reason: '' });
  expect(both.error?.issues.map(({ path }) => path[0])).toEqual(['amount', 'reason']);
});
