import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { actAs, readAs } from '@/db/session';
import { createDish, updateDish } from '@/lib/menu/mutations';
import { askDish } from '@/lib/menu/offer-queries';
import { typedDish } from '@/lib/menu/testing/kitchen';
import { advanceBooking } from './mutations';
import { offerPrice } from './offer-price';
import { readBooking } from './queries';
import { create, makeOffice, type Office, pay } from './testing/office';

let mine: Office;
let theirs: Office;
beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeOffice();
});

let named = 0;
/** A dish at 20.00 and what its menu price is raised or lowered to later. */
async function priced() {
  named += 1;
  const name = `Priced ${named}`;
  const { id } = await createDish(mine.manager, typedDish(mine.menu.categoryId, { name, price: '20' }));
  const setPrice = async (price: string) => {
    const [[dish]] = await readAs(mine.manager, (tx) => askDish(tx, id, new Date()));
    const typed = typedDish(mine.menu.categoryId, { name, price });
    await updateDish(mine.manager, { ...typed, id, version: dish?.version ?? 0 });
  };
  const book = async () =>
    (
      await create(mine, {
        guests: '50',
        lines: [{ thing: { kind: 'dish' as const, id: id }, quantity: '50', notes: '' }],
      })
    ).id;
  return { id, setPrice, book };
}
const totals = async (id: string) => {
  const detail = await readBooking(mine.manager, id);
  return { menu: detail?.booking.menuTotal, total: detail?.booking.total, each: detail?.lines[0]?.unitPrice };
};
const found = async (dish: string) => (await readAs(mine.staff, (tx) => askDish(tx, dish, new Date())))[3];
const drafts = async (dish: string) => (await found(dish)).map(({ id }) => id);

describe('a new price of the menu', () => {
  test('touches no booking by itself, and tells which drafts have another', async () => {
    const { id, setPrice, book } = await priced();
    const [draft, confirmed] = [await book(), await book()];
    await advanceBooking(mine.manager, { id: confirmed, to: 'confirmed' });
    expect(await drafts(id)).toEqual([]);
    await setPrice('30');
    for (const booking of [draft, confirmed])
      expect(await totals(booking)).toEqual({ menu: 100_000, total: 115_000, each: 2000 });
    expect(await drafts(id)).toEqual([draft]);
  });

  test('says how many drafts there are, however many lines of one have it', async () => {
    const { id, setPrice, book } = await priced();
    const made = [await book(), await book(), await book()];
    await create(mine, {
      lines: [1, 2].map(() => ({ thing: { kind: 'dish' as const, id }, quantity: '50', notes: '' })),
    });
    await setPrice('30');
    expect((await found(id)).map(({ together }) => together)).toEqual(Array(made.length + 1).fill(4));
  });

  test('is offered to all drafts with one tap, priced by the house’s rule, and not to what was agreed', async () => {
    const { id, setPrice, book } = await priced();
    const [enquiry, quoted, confirmed] = [await book(), await book(), await book()];
    await advanceBooking(mine.manager, { id: quoted, to: 'quoted' });
    await advanceBooking(mine.manager, { id: confirmed, to: 'confirmed' });
    await setPrice('30');
    expect(await offerPrice(mine.staff, { kind: 'dish', id })).toEqual({ changed: 2, kept: [] });
    for (const booking of [enquiry, quoted])
      expect(await totals(booking)).toEqual({ menu: 150_000, total: 172_500, each: 3000 });
    expect(await totals(confirmed)).toMatchObject({ each: 2000, total: 115_000 });
    expect(await drafts(id)).toEqual([]);
    expect(await offerPrice(mine.staff, { kind: 'dish', id })).toEqual({ changed: 0, kept: [] });
    const trail = await actAs(mine.manager, (tx) =>
      tx.execute<{ user_id: string; changes: unknown }>(
        `select user_id, changes -> 'unit_price' as changes from audit_events
          where table_name = 'booking_lines' and action = 'update' and detail ->> 'booking_id' = '${quoted}'` as never,
      ),
    );
    expect(trail).toMatchObject([{ user_id: mine.staff.userId, changes: [2000, 3000] }]);
  });

  test('refuses the whole offer when one of the drafts named was confirmed meanwhile', async () => {
    const { id, setPrice, book } = await priced();
    const [draft, confirmed] = [await book(), await book()];
    await setPrice('30');
    await advanceBooking(mine.manager, { id: confirmed, to: 'confirmed' });
    const offer = offerPrice(mine.manager, { kind: 'dish', id, bookings: [draft, confirmed] });
    await expect(offer).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^BK.*confirmed/),
    });
    expect(await totals(draft)).toMatchObject({ each: 2000 });
  });

  test('leaves a draft of which more is paid than it would cost, and says so', async () => {
    const { id, setPrice, book } = await priced();
    const draft = await book();
    await pay(mine, { bookingId: draft, amount: '1,000' });
    await setPrice('10');
    expect(await offerPrice(mine.manager, { kind: 'dish', id })).toMatchObject({
      changed: 0,
      kept: [{ why: expect.stringContaining('paid') }],
    });
    expect(await totals(draft)).toMatchObject({ each: 2000 });
  });

  test('isn’t offered by clients, nor to or from another company', async () => {
    const { id, setPrice, book } = await priced();
    const draft = await book();
    await setPrice('30');
    const customerId = (await makeCustomer(mine.id)).id;
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId });
    const client = { role: 'client', companyId: mine.id, userId: user.id, customerId } as const;
    await expect(offerPrice(client, { kind: 'dish', id })).rejects.toMatchObject({ code: 'forbidden' });
    for (const bookings of [undefined, [draft]])
      await expect(offerPrice(theirs.manager, { kind: 'dish', id, bookings })).rejects.toMatchObject({
        code: 'not_found',
      });
    const own = { kind: 'dish' as const, id: theirs.menu.itemId, bookings: [draft] };
    await expect(offerPrice(theirs.manager, own)).rejects.toMatchObject({ code: 'not_found' });
    const lines = await actAs(mine.staff, (tx) =>
      tx.select().from(bookingLines).where(eq(bookingLines.bookingId, draft)),
    );
    expect(lines).toMatchObject([{ unitPrice: 2000 }]);
  });
});
