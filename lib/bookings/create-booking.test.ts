import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, readBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { actAs } from '@/db/session';
import { createBooking } from './mutations';
import { bookingForm } from './schema';
import { create, formOf, localIn, makeOffice, type Office } from './testing/office';

let mine: Office;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeCompany();
});

describe('creating', () => {
  test('prices the oracle event: 2175.00, VAT 326.25, in all 2501.25', async () => {
    const { id, reference } = await createBooking(mine.staff, bookingForm.parse(formOf(mine)));
    expect(reference).toMatch(/^BK\d{5}$/);
    expect(await readBooking(mine.id, id)).toMatchObject({
      status: 'enquiry',
      menuTotal: 187_500,
      serviceTotal: 30_000,
      subtotal: 217_500,
      taxTotal: 32_625,
      total: 250_125,
      deposit: 125_063,
      createdBy: mine.staff.userId,
    });
  });

  test('thirty at once get thirty references without a gap', async () => {
    const made = await Promise.all(Array.from({ length: 30 }, () => create(mine)));
    const numbers = made.map(({ reference }) => Number(reference.slice(2))).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(30);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(29);
  });

  test('refuses a start in the past, beside its field', async () => {
    const past = { startsAt: localIn(-5), endsAt: localIn(-1) };
    await expect(create(mine, past)).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { startsAt: expect.stringContaining('past') } },
    });
  });

  test('refuses less than a dish’s minimum order', async () => {
    const lines = [{ thing: { kind: 'dish' as const, id: mine.menu.itemId }, quantity: '9', notes: '' }];
    await expect(create(mine, { lines })).rejects.toMatchObject({
      detail: { fields: { 'lines.0.quantity': expect.stringContaining('10') } },
    });
  });

  test('refuses another company’s customer and dish as if they didn’t exist', async () => {
    const foreign = await makeBooking(theirs.id);
    await expect(create(mine, { customerId: foreign.customerId })).rejects.toMatchObject({
      detail: { fields: { customerId: expect.any(String) } },
    });
    const lines = [{ thing: { kind: 'dish' as const, id: foreign.itemId }, quantity: '20', notes: '' }];
    await expect(create(mine, { lines })).rejects.toMatchObject({
      detail: { fields: { 'lines.0.thing': expect.any(String) } },
    });
  });
});

test('totals that differ from the lines don’t survive the commit', async () => {
  const { id } = await create(mine);
  const write = actAs(mine.manager, (tx) =>
    tx.update(bookingLines).set({ quantity: 500 }).where(eq(bookingLines.bookingId, id)),
  );
  await expect(write).rejects.toMatchObject({ code: 'CT005' });
});
