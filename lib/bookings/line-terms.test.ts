import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { lineAmount } from '@/lib/pricing/rules';
import { createEnquiry, updateEnquiry } from './enquiries';
import { createBooking, updateBooking } from './mutations';
import { offerPrice } from './offer-price';
import { readBooking } from './queries';
import { type BookingValues, enquiryForm, type LineValues } from './schema';
import { create, edit, formOf, makeOffice, type Office } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

const cheaper = { unitPrice: 2000, discountRate: 0, reason: 'Sister of the bride’s caterer' };
const tenth = { unitPrice: 2500, discountRate: 1000, reason: 'Late by an hour last time' };
const dish = (terms?: LineValues['terms'], quantity = '75'): LineValues => ({
  ...{ thing: { kind: 'dish' as const, id: mine.menu.itemId }, quantity, notes: '' },
  ...(terms === undefined ? {} : { terms }),
});
const detailOf = async (id: string, office: Pick<Office, 'manager'> = mine) => {
  const detail = await readBooking(office.manager, id);
  if (!detail) throw new Error('There is no such booking');
  return detail;
};
const withTerms = (terms: LineValues['terms']) => (from: BookingValues) => ({
  lines: from.lines.map((line) => ({ ...line, terms })),
});

describe('what was agreed about a line', () => {
  test('is its price, with the menu’s beside it, and goes back to that', async () => {
    const { id } = await create(mine, { lines: [dish(cheaper)] });
    expect((await detailOf(id)).lines).toMatchObject([
      { unitPrice: 2000, listedPrice: 2500, discountRate: 0, priceReason: cheaper.reason },
    ]);
    expect((await detailOf(id)).booking).toMatchObject({ menuTotal: 150_000, total: 172_500 });
    await updateBooking(mine.manager, await edit(mine, id, withTerms(tenth)));
    expect((await detailOf(id)).booking.menuTotal).toBe(168_750);
    // Another field of the form leaves it.
    await updateBooking(mine.manager, await edit(mine, id, () => ({ venue: 'Elsewhere' })));
    expect((await detailOf(id)).lines).toMatchObject([{ discountRate: 1000, priceReason: tenth.reason }]);
    await updateBooking(mine.manager, await edit(mine, id, withTerms(null)));
    expect((await detailOf(id)).lines).toMatchObject([{ unitPrice: 2500, priceReason: null }]);
    expect((await detailOf(id)).booking.menuTotal).toBe(187_500);
  });

  test('isn’t overwritten by a new price of the menu', async () => {
    const office = await makeOffice();
    const lines = [{ ...dish(cheaper), thing: { kind: 'dish' as const, id: office.menu.itemId } }];
    const agreed = await create(office, { lines });
    const plain = await create(office, { lines: lines.map(({ terms: _, ...line }) => line) });
    await actAs(office.manager, (tx) =>
      tx.update(items).set({ price: 3000 }).where(eq(items.id, office.menu.itemId)),
    );
    await offerPrice(office.manager, { kind: 'dish', id: office.menu.itemId });
    await offerPrice(office.manager, {
      kind: 'dish',
      id: office.menu.itemId,
      bookings: [agreed.id, plain.id],
    });
    expect((await detailOf(agreed.id, office)).lines).toMatchObject([{ unitPrice: 2000, listedPrice: 2500 }]);
    expect((await detailOf(plain.id, office)).lines).toMatchObject([{ unitPrice: 3000, listedPrice: 3000 }]);
  });

  test('is refused without a reason, below nothing and above everything', async () => {
    const send = (terms: object) =>
      createBooking(mine.manager, {
        ...formOf(mine),
        guests: 75,
        lines: [{ ...dish(), quantity: 75, follows: false, terms: { ...cheaper, ...terms } }],
      } as never);
    for (const terms of [{ reason: '  ' }, { unitPrice: -1 }, { discountRate: 10_001 }, { unitPrice: 1.5 }])
      await expect(send(terms)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('who agrees it', () => {
  test('is a manager where the company lets only managers change prices, in the database too', async () => {
    const strict = await makeCompany({ staffPrices: false });
    const { id } = await makeBooking(strict.id, { status: 'quoted' });
    const change = updateBooking(strict.staff, await edit(strict, id, withTerms(cheaper)));
    await expect(change).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { 'lines.0.terms': expect.stringMatching(/lets managers change prices/) } },
    });
    for (const set of [
      { discountRate: 1000, priceReason: 'Mine' },
      { unitPrice: 1, priceReason: 'Mine' },
    ])
      await expect(
        actAs(strict.staff, (tx) => tx.update(bookingLines).set(set).where(eq(bookingLines.bookingId, id))),
      ).rejects.toMatchObject({ code: '42501' });
    // What a manager agreed stays through an edit by staff.
    await updateBooking(strict.manager, await edit(strict, id, withTerms(tenth)));
    await updateBooking(strict.staff, await edit(strict, id, () => ({ eventName: 'Renamed' })));
    expect((await detailOf(id, strict)).lines[0]).toMatchObject({ discountRate: 1000 });
  });

  test('is never a client: what they send of it is nothing, what was agreed stays', async () => {
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
    const own = { companyId: mine.id, customerId: mine.customerId };
    const client = { role: 'client', userId: user.id, ...own } as const;
    const { customerId: _, ...form } = formOf(mine, { lines: [dish(cheaper)] });
    const { id } = await createEnquiry(client, enquiryForm.parse(form));
    expect((await detailOf(id)).lines).toMatchObject([{ unitPrice: 2500, priceReason: null }]);
    await updateBooking(mine.manager, await edit(mine, id, withTerms(cheaper)));
    const { customerId: __, ...change } = await edit(mine, id, (from) => ({
      guests: '80',
      lines: from.lines.map((line) => ({ ...line, quantity: '80', terms: { ...cheaper, unitPrice: 1 } })),
    }));
    await updateEnquiry(client, change);
    expect((await detailOf(id)).lines).toMatchObject([{ unitPrice: 2000, quantity: 80 }]);
    const sly = actAs(client, (tx) =>
      tx.update(bookingLines).set({ discountRate: 10_000 }).where(eq(bookingLines.bookingId, id)),
    );
    await expect(sly).rejects.toMatchObject({ code: '42501' });
    const given = actAs(client, async (tx) => {
      await tx.insert(bookingLines).values({
        ...{ id: v7(), companyId: mine.id, bookingId: id, kind: 'menu', itemId: mine.menu.itemId },
        ...{ name: 'Jollof', unitPrice: 1, listedPrice: 2, discountRate: 10_000, priceReason: 'Mine' },
        quantity: 20,
      });
      const rows = await tx.select().from(bookingLines).where(eq(bookingLines.bookingId, id));
      expect(rows.find(({ quantity }) => quantity === 20)).toMatchObject({
        ...{ unitPrice: 2500, discountRate: 0 },
      });
    });
    // The totals are not theirs to write, so nothing of it is kept.
    await expect(given).rejects.toMatchObject({ code: 'CT005' });
  });
});

test('whatever is agreed, the database and the rule come to the same', async () => {
  const { itemId } = await makeMenu(mine.id);
  const { id } = await create(mine, { lines: [{ ...dish(), thing: { kind: 'dish' as const, id: itemId } }] });
  const terms = fc.record({
    unitPrice: fc.integer({ min: 0, max: 9_999_999 }),
    discountRate: fc.integer({ min: 0, max: 10_000 }),
    reason: fc.constant('Agreed'),
  });
  await fc.assert(
    fc.asyncProperty(fc.option(terms), fc.integer({ min: 10, max: 9999 }), async (agreed, quantity) => {
      const change = (from: BookingValues) => ({
        lines: from.lines.map((line) => ({ ...line, terms: agreed, quantity: String(quantity) })),
      });
      await updateBooking(mine.manager, await edit(mine, id, change));
      const { booking, lines } = await detailOf(id);
      const [row] = await actAs(mine.manager, (tx) =>
        tx
          .select({ amount: sql<number>`amount::float8` })
          .from(bookingLines)
          .where(eq(bookingLines.bookingId, id)),
      );
      expect(lines.reduce((sum, line) => sum + lineAmount(line), 0)).toBe(row?.amount);
      expect(booking.menuTotal).toBe(row?.amount);
    }),
    { numRuns: 40 },
  );
});
