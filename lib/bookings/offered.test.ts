import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { setOffered } from '@/lib/menu/arrange';
import { createDish } from '@/lib/menu/mutations';
import { typedDish } from '@/lib/menu/testing/kitchen';
import { createEnquiry } from './enquiries';
import { followGuests, quantityUnder } from './follow-guests';
import { updateBooking } from './mutations';
import { enquiryForm, type LineValues } from './schema';
import { create, edit, formOf, localIn, makeOffice, type Office } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

let named = 0;
async function offered(typed: Parameters<typeof typedDish>[1] = {}): Promise<string> {
  named += 1;
  const dish = typedDish(mine.menu.categoryId, { minimumOrder: '1', ...typed, name: `Dish ${named}` });
  return (await createDish(mine.manager, dish)).id;
}
const lineOf = (id: string, given: Partial<LineValues> = {}): LineValues => ({
  thing: { kind: 'dish', id },
  quantity: '20',
  notes: '',
  ...given,
});
const problem = (field: string, words: RegExp) => ({
  code: 'invalid',
  detail: { fields: { [field]: expect.stringMatching(words) } },
});
const linesOf = (bookingId: string) =>
  actAs(mine.staff, (tx) => tx.select().from(bookingLines).where(eq(bookingLines.bookingId, bookingId)));
/** The month that lies six from now: always out of a season of this month. */
const halfAYearOn = () => new Date(Date.UTC(2000, new Date().getUTCMonth() + 6, 1)).getUTCMonth() + 1;
const month = () => String(halfAYearOn());

describe('what may be added to an event', () => {
  test('not a dish that is archived, nor one of an archived category', async () => {
    const id = await offered();
    await setOffered(mine.staff, { kind: 'dish', id, active: false });
    await expect(create(mine, { lines: [lineOf(id)] })).rejects.toMatchObject(
      problem('lines.0.thing', /is archived\. Restore it/),
    );
    await setOffered(mine.staff, { kind: 'dish', id, active: true });
    await setOffered(mine.staff, { kind: 'category', id: mine.menu.categoryId, active: false });
    await expect(create(mine, { lines: [lineOf(id)] })).rejects.toMatchObject(
      problem('lines.0.thing', /is archived/),
    );
    await setOffered(mine.staff, { kind: 'category', id: mine.menu.categoryId, active: true });
    await create(mine, { lines: [lineOf(id)] });
  });

  test('not a dish out of its season or dates', async () => {
    const seasonal = await offered({ seasonFrom: month(), seasonTo: month() });
    const over = await offered({ availableTo: '2020-01-01' });
    const lines = [lineOf(seasonal), lineOf(over)];
    await expect(create(mine, { lines })).rejects.toMatchObject({
      detail: {
        fields: {
          'lines.0.thing': expect.stringMatching(/isn’t offered on .*, only in /),
          'lines.1.thing': expect.stringMatching(/only until 1 Jan 2020/),
        },
      },
    });
  });

  test('not less than the smallest order', async () => {
    const id = await offered({ minimumOrder: '25' });
    await expect(create(mine, { lines: [lineOf(id)] })).rejects.toMatchObject(
      problem('lines.0.quantity', /minimum order is 25/),
    );
    await create(mine, { lines: [lineOf(id, { quantity: '25' })] });
  });

  test('a line that is there stays when its dish is archived; a draft moved out of the season is told', async () => {
    const id = await offered();
    const { id: booking } = await create(mine, { lines: [lineOf(id)] });
    await setOffered(mine.staff, { kind: 'dish', id, active: false });
    await updateBooking(mine.manager, await edit(mine, booking, () => ({ eventName: 'Still on' })));
    const seasonal = await offered();
    const { id: draft } = await create(mine, { lines: [lineOf(seasonal)] });
    await actAs(mine.manager, (tx) =>
      tx
        .update(items)
        .set({ seasonFrom: halfAYearOn(), seasonTo: halfAYearOn() })
        .where(eq(items.id, seasonal)),
    );
    await updateBooking(mine.manager, await edit(mine, draft, () => ({ eventName: 'Not moved' })));
    const moved = updateBooking(
      mine.manager,
      await edit(mine, draft, () => ({ startsAt: localIn(96), endsAt: localIn(99) })),
    );
    await expect(moved).rejects.toMatchObject(problem('lines.0.thing', /isn’t offered/));
  });
});

describe('trays', () => {
  test('follow the guests by what one feeds, and keep that when the menu changes', async () => {
    const id = await offered({ unit: 'tray', feeds: '12', price: '350' });
    const lines = [lineOf(id, { follows: true })];
    const { id: booking } = await create(mine, { guests: '75', lines });
    expect(await linesOf(booking)).toMatchObject([
      { quantity: 7, unit: 'tray', feeds: 12, unitPrice: 35_000 },
    ]);
    await actAs(mine.manager, (tx) => tx.update(items).set({ feeds: 5, price: 1 }).where(eq(items.id, id)));
    await updateBooking(mine.manager, await edit(mine, booking, () => ({ guests: '85' })));
    expect(await linesOf(booking)).toMatchObject([{ quantity: 8, feeds: 12, amount: 280_000 }]);
  });

  test('a client pays the menu’s price for the menu’s tray, whatever is sent', async () => {
    const id = await offered({ unit: 'tray', feeds: '10', price: '300' });
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
    const own = { companyId: mine.id, customerId: mine.customerId };
    const client = { role: 'client', userId: user.id, ...own } as const;
    const { customerId: _, ...form } = formOf(mine, { guests: '41', lines: [lineOf(id, { follows: true })] });
    const { id: booking } = await createEnquiry(client, enquiryForm.parse(form));
    expect(await linesOf(booking)).toMatchObject([
      { quantity: 5, unit: 'tray', feeds: 10, unitPrice: 30_000 },
    ]);
    const sly = actAs(client, (tx) =>
      tx
        .insert(bookingLines)
        .values({
          ...{ companyId: mine.id, bookingId: booking, kind: 'menu', itemId: id, name: 'Mine' },
          ...{ unitPrice: 1, unit: 'flat', feeds: 1000, quantity: 1, id: v7() },
        })
        .returning(),
    );
    // The guard takes it all from the menu; the totals no longer match, so nothing is kept.
    await expect(sly).rejects.toMatchObject({ code: 'CT005' });
  });

  test('the form and the server count alike, and counting again changes nothing', () => {
    const measure = fc.record({
      unit: fc.constantFrom('guest', 'tray', null),
      feeds: fc.option(fc.integer({ min: 1, max: 1000 })),
    });
    fc.assert(
      fc.property(measure, fc.integer({ min: 1, max: 1000 }), (given, guests) => {
        const line = lineOf(v7(), { follows: true });
        const heads = { guests, children: 0, vendorMeals: 0 };
        const once = followGuests([line], heads, () => given);
        const quantity = quantityUnder({ follows: true, quantity: 1, ...given }, heads);
        expect(once[0]?.quantity).toBe(String(quantity));
        expect(followGuests(once, heads, () => given)).toEqual(once);
        if (given.unit === 'tray') {
          const feeds = given.feeds ?? 1;
          expect(quantity * feeds).toBeGreaterThanOrEqual(guests);
          expect((quantity - 1) * feeds).toBeLessThan(guests);
        } else expect(quantity).toBe(guests);
      }),
    );
  });
});
