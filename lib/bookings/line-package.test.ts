import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { items } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import { type Actor, actAs, readAs } from '@/db/session';
import { setStaffPrices } from '@/lib/auth/staff-prices';
import { setOffered } from '@/lib/menu/arrange';
import { createEnquiry, updateEnquiry } from './enquiries';
import { createBooking, updateBooking } from './mutations';
import { offerPrice } from './offer-price';
import { askBookingForm, readBooking, tellBookingForm } from './queries';
import { type BookingValues, bookingForm, enquiryForm, type LineValues } from './schema';
import { edit, formOf, makeOffice, type Office } from './testing/office';

type Made = Awaited<ReturnType<typeof makePackage>>;
let mine: Office;
let gold: Made;

beforeAll(async () => {
  mine = await makeOffice();
  gold = await makePackage(mine.id);
});

const line = (made: Made, sides = made.dishes.slice(0, 2), given: Partial<LineValues> = {}): LineValues => ({
  thing: { kind: 'package', id: made.id },
  choices: [made.main, ...sides].map((itemId, at) => ({
    courseId: at === 0 ? made.mains : made.sides,
    itemId,
  })),
  quantity: '75',
  notes: '',
  ...given,
});
const values = (lines: LineValues[], given: Partial<BookingValues> = {}, office = mine) =>
  formOf(office, { lines, ...given });
const book = (
  lines: LineValues[],
  {
    as = mine.staff as Parameters<typeof createBooking>[0],
    ...given
  }: Partial<BookingValues> & { as?: Parameters<typeof createBooking>[0] } = {},
  office = mine,
) => createBooking(as, bookingForm.parse(values(lines, given, office)));
const linesOf = async (id: string, actor: Actor = mine.manager) =>
  (await readBooking(actor, id))?.lines ?? [];
const field = (name: string, words: RegExp) => ({
  detail: { fields: { [name]: expect.stringMatching(words) } },
});

describe('a package on a booking', () => {
  test('is booked by staff with what is chosen, priced per person, and stays editable', async () => {
    const { id } = await book([line(gold)]);
    const [first] = await linesOf(id);
    expect(first).toMatchObject({
      thing: { kind: 'package', id: gold.id },
      ...{ name: gold.name, unitPrice: 12_000, unit: 'guest', minimumOrder: 20, quantity: 75 },
    });
    expect(first?.choices?.map(({ course }) => course)).toEqual(['Mains', 'Sides', 'Sides']);
    await updateBooking(
      mine.staff,
      await edit(mine, id, ({ lines }) => ({ lines: lines.map((one) => ({ ...one, quantity: '80' })) })),
    );
    expect(await readBooking(mine.manager, id)).toMatchObject({ booking: { menuTotal: 960_000 } });
    const others = line(gold, gold.dishes.slice(3)).choices;
    await updateBooking(
      mine.staff,
      await edit(mine, id, ({ lines }) => ({ lines: lines.map((one) => ({ ...one, choices: others })) })),
    );
    const [second] = await linesOf(id);
    expect(second?.choices?.map(({ itemId }) => itemId)).toEqual([gold.main, ...gold.dishes.slice(3)]);
  });

  test('is refused readably: too few chosen, too many, not of it, and for another number of guests', async () => {
    const [one = ''] = gold.dishes;
    for (const sides of [[], [one], gold.dishes.slice(0, 3)])
      await expect(book([line(gold, sides)])).rejects.toMatchObject(
        field('lines.0.choices', /: Choose 2 of Sides\.$/),
      );
    await expect(book([line(gold, [one, mine.menu.itemId])])).rejects.toMatchObject(
      field('lines.0.choices', /no longer offers/),
    );
    await expect(book([line(gold, undefined, { quantity: '501' })])).rejects.toMatchObject(
      field('lines.0.quantity', /500 guests at most/),
    );
    await expect(book([line(gold, undefined, { quantity: '19' })])).rejects.toMatchObject(
      field('lines.0.quantity', /minimum order is 20/),
    );
    const fixed = await makePackage(mine.id, { pricing: 'fixed', minimumGuests: 100 });
    await expect(book([line(fixed, undefined, { quantity: '1' })])).rejects.toMatchObject(
      field('lines.0.quantity', /100 guests or more/),
    );
    const { id } = await book([line(fixed, undefined, { quantity: '1' })], { guests: '120' });
    expect(await linesOf(id)).toMatchObject([{ unit: 'flat', unitPrice: 12_000 }]);
  });

  test('keeps what was agreed when the package changes or goes, and can’t be chosen anew then', async () => {
    const made = await makePackage(mine.id);
    const { id } = await book([line(made)]);
    await actAs(mine.manager, async (tx) => {
      await tx.update(packages).set({ price: 15_000, minimumGuests: 200 }).where(eq(packages.id, made.id));
      await tx
        .update(items)
        .set({ active: false })
        .where(eq(items.id, made.dishes[0] ?? ''));
    });
    await updateBooking(mine.staff, await edit(mine, id, () => ({ eventName: 'Renamed' })));
    expect(await linesOf(id)).toMatchObject([{ unitPrice: 12_000, quantity: 75 }]);
    await setOffered(mine.manager, { kind: 'package', id: made.id, active: false });
    await updateBooking(mine.staff, await edit(mine, id, () => ({ eventName: 'Renamed again' })));
    const rechosen = await edit(mine, id, ({ lines }) => ({
      lines: lines.map((one) => ({ ...one, choices: line(made, made.dishes.slice(2, 4)).choices })),
    }));
    await expect(updateBooking(mine.staff, rechosen)).rejects.toMatchObject(
      field('lines.0.choices', /no longer on the menu/),
    );
    await expect(book([line(made)])).rejects.toMatchObject(field('lines.0.thing', /is archived/));
  });

  test('takes a new price of the menu while it is a draft, and only then', async () => {
    const made = await makePackage(mine.id);
    const { id } = await book([line(made)]);
    await actAs(mine.manager, (tx) =>
      tx.update(packages).set({ price: 13_000 }).where(eq(packages.id, made.id)),
    );
    const answer = await offerPrice(mine.staff, { kind: 'package', id: made.id });
    expect(answer).toEqual({ changed: 1, kept: [] });
    expect(await linesOf(id)).toMatchObject([{ unitPrice: 13_000, listedPrice: 13_000 }]);
  });

  test('priced on request gets its price in the booking, from those who may price', async () => {
    const strict = await makeOffice();
    const custom = await makePackage(strict.id, { pricing: 'custom' });
    const terms = { unitPrice: 900_000, discountRate: 0, reason: 'Priced on request' };
    const one = (given: Partial<LineValues>) => [line(custom, undefined, { quantity: '1', ...given })];
    await expect(book(one({}), { as: strict.manager }, strict)).rejects.toMatchObject(
      field('lines.0.terms', /Set its price/),
    );
    await setStaffPrices(strict.manager, { allowed: false });
    for (const given of [{}, { terms }])
      await expect(book(one(given), { as: strict.staff }, strict)).rejects.toMatchObject(
        field('lines.0.terms', /managers/),
      );
    const { id } = await book(one({ terms }), { as: strict.manager }, strict);
    expect(await linesOf(id, strict.manager)).toMatchObject([{ unitPrice: 900_000, listedPrice: 0 }]);
    // Staff go on working on the booking at the price that was set.
    await updateBooking(strict.staff, await edit(strict, id, () => ({ eventName: 'Gala' })));
    await setStaffPrices(strict.manager, { allowed: true });
    await book(one({ terms }), { as: strict.staff }, strict);
  });
});

describe('a client', () => {
  const clientOf = async (office: Office) => {
    const { customerId } = office;
    const user = await makeUser({ companyId: office.id, role: 'client', customerId });
    return { role: 'client', companyId: office.id, userId: user.id, customerId } as const;
  };

  test('asks for a package, chooses anew while it is an enquiry, and sees what is chosen', async () => {
    const client = await clientOf(mine);
    const { id } = await createEnquiry(client, enquiryForm.parse(values([line(gold)])));
    const seen = await readBooking(client, id);
    expect(seen?.lines).toMatchObject([{ unitPrice: 12_000, minimumOrder: 20 }]);
    expect(seen?.booking).toMatchObject({ menuTotal: 900_000 });
    const [held] = seen?.lines ?? [];
    const again = values([{ ...line(gold, gold.dishes.slice(2, 4)), id: held?.id }]);
    await updateEnquiry(client, { ...enquiryForm.parse(again), id, version: seen?.booking.version ?? 0 });
    const [changed] = await linesOf(id, client);
    expect(changed?.choices?.slice(1).map(({ itemId }) => itemId)).toEqual(gold.dishes.slice(2, 4));
  });

  test('finds no archived package among what can be chosen, and one on request without a price', async () => {
    const client = await clientOf(mine);
    const [gone, custom] = [
      await makePackage(mine.id, { active: false }),
      await makePackage(mine.id, { pricing: 'custom' }),
    ];
    const { menu } = tellBookingForm(await readAs(client, (tx) => askBookingForm(tx)));
    expect(menu.some(({ id }) => id === gone.id)).toBe(false);
    expect(menu.find(({ id }) => id === custom.id)).toMatchObject({
      price: 0,
      package: { pricing: 'custom' },
    });
    const ask = createEnquiry(
      client,
      enquiryForm.parse(values([line(custom, undefined, { quantity: '1' })])),
    );
    await expect(ask).rejects.toMatchObject(field('lines.0.terms', /on request/));
  });
});
