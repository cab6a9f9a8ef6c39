import { eq, sql } from 'drizzle-orm';
import { v4 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { services } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { billFor } from '../billed';
import { advanceBooking } from '../mutations';
import { readBooking } from '../queries';
import { create, inHours, localIn, makeOffice, type Office } from '../testing/office';
import { pricedExtras } from './rules';
import { completionForm, type ExtraChoice } from './schema';
import { extrasScreen } from './screens';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});
const letStaff = (staffPrices: boolean) =>
  actAs(mine.manager, (tx) => tx.update(companies).set({ staffPrices }).where(eq(companies.id, mine.id)));
beforeEach(() => letStaff(true));

/** An event that began an hour ago. */
async function begun(): Promise<string> {
  const { id } = await create(mine, { startsAt: localIn(12), endsAt: localIn(16) });
  await advanceBooking(mine.manager, { id, to: 'confirmed' });
  await advanceBooking(mine.manager, { id, to: 'in_progress' });
  await actAs(mine.system, (tx) =>
    tx
      .update(bookings)
      .set({ startsAt: inHours(-1), endsAt: inHours(3) })
      .where(eq(bookings.id, id)),
  );
  return id;
}
const detailOf = async (id: string) => {
  const detail = await readBooking(mine.manager, id);
  if (!detail) throw new Error('There is no such booking');
  return detail;
};
const hours = { name: 'Two hours longer', quantity: 2, unitPrice: 30_000 };
const complete = (extras: object[], { by = mine.manager as Office['staff'] | Office['manager'], id = '' }) =>
  advanceBooking(by, { id, to: 'completed', served: 75, extras: extras as never });

describe('extras told on completion', () => {
  test('become lines at the prices told, and are billed with the rest, tax too', async () => {
    const id = await begun();
    const before = await detailOf(id);
    const waiter = {
      thing: { kind: 'service', id: mine.menu.serviceId },
      name: 'x',
      quantity: 1,
      unitPrice: null,
    };
    const plates = { thing: { kind: 'dish', id: mine.menu.itemId }, name: 'x', quantity: 5, unitPrice: 1000 };
    await complete([hours, waiter, plates], { id, by: mine.staff });
    const { booking, lines } = await detailOf(id);
    const added = lines.filter((line) => !before.lines.some((old) => old.id === line.id));
    expect(
      added.map(({ name, kind, quantity, unitPrice, priceReason }) => [
        name,
        kind,
        quantity,
        unitPrice,
        priceReason,
      ]),
    ).toEqual([
      ['Two hours longer', 'service', 2, 30_000, null],
      [before.lines[1]?.name, 'service', 1, before.lines[1]?.unitPrice, null],
      // Less than the minimum order: it comes on top of what was ordered.
      [before.lines[0]?.name, 'menu', 5, 1000, 'Agreed at the event'],
    ]);
    const more = 2 * 30_000 + (before.lines[1]?.unitPrice ?? 0) + 5 * 1000;
    expect(booking).toMatchObject({
      status: 'completed',
      actualGuests: 75,
      subtotal: before.booking.subtotal + more,
      total: Math.round((before.booking.subtotal + more) * 1.15),
    });
    // What stands in the dialog is what is billed.
    expect(billFor(before, { served: 75, extras: added }).more).toBe(booking.total - before.booking.total);
  });

  test('what is on no menu is offered to nobody afterwards, and is the same thing the next time', async () => {
    const named = { ...hours, name: `Fire pit ${v4()}` };
    for (const unitPrice of [30_000, 40_000])
      await complete([{ ...named, unitPrice }], { id: await begun() });
    const found = await actAs(mine.manager, (tx) =>
      tx.select().from(services).where(eq(services.name, named.name)),
    );
    expect(found.map(({ active, price }) => [active, price])).toEqual([[false, 30_000]]);
  });

  test('named like a service of the menu without being chosen from it, keep what that costs', async () => {
    const id = await begun();
    const [, service] = (await detailOf(id)).lines;
    await complete([{ name: service?.name, quantity: 1, unitPrice: 1 }], { id });
    expect((await detailOf(id)).lines.at(-1)).toMatchObject({
      ...{ name: service?.name, unitPrice: 1 },
      ...{ listedPrice: service?.listedPrice, priceReason: 'Agreed at the event' },
    });
  });

  test('are a version of what was agreed, with who noted them and nobody left to tell', async () => {
    const id = await begun();
    await complete([hours], { id, by: mine.staff });
    const [version] = await actAs(mine.manager, (tx) =>
      tx.execute<{ changes: { key: string }[]; made_by: string; total: number; waiting: number }>(
        sql`select v.changes, v.made_by, (v.facts ->> 'total')::int as total,
            (select count(*)::int from version_notices n where n.booking_id = ${id} and n.acknowledged_at is null) as waiting
          from booking_versions v where v.booking_id = ${id} order by v.number desc limit 1`,
      ),
    );
    expect(version).toMatchObject({ made_by: mine.staff.userId, waiting: 0 });
    expect(version?.total).toBe((await detailOf(id)).booking.total);
    expect(JSON.stringify(version?.changes)).toContain('Two hours longer');
  });

  test('told twice at once are billed once; an hour later it is completed already', async () => {
    const id = await begun();
    const key = v4();
    const input = { id, to: 'completed' as const, extras: [hours] };
    const both = await Promise.all([1, 2].map(() => advanceBooking(mine.manager, input, { key })));
    expect(both).toEqual([{ status: 'completed' }, { status: 'completed' }]);
    await expect(advanceBooking(mine.staff, input)).rejects.toMatchObject({ code: 'conflict' });
    expect((await detailOf(id)).lines.filter(({ name }) => name === hours.name)).toHaveLength(1);
  });

  test('without the right to price only the menu at its price, in the database too', async () => {
    await letStaff(false);
    const id = await begun();
    const dish = { thing: { kind: 'dish', id: mine.menu.itemId }, name: 'x', quantity: 5 };
    await expect(complete([hours, { ...dish, unitPrice: 1 }], { id, by: mine.staff })).rejects.toMatchObject({
      detail: {
        fields: {
          'extras.0.name': expect.stringMatching(/managers set prices/),
          'extras.1.price': expect.stringMatching(/managers change prices/),
        },
      },
    });
    const { lines } = await detailOf(id);
    const sly = actAs(mine.staff, (tx) =>
      tx.insert(bookingLines).values({
        ...{ companyId: mine.id, bookingId: id, kind: 'service', serviceId: mine.menu.serviceId },
        ...{ name: 'Sly', unitPrice: 1, listedPrice: 1, quantity: 1, position: 9 },
      }),
    );
    await expect(sly).rejects.toMatchObject({ code: '42501' });
    expect((await detailOf(id)).lines).toEqual(lines);
    await complete([{ ...dish, unitPrice: null }], { id, by: mine.staff });
    expect((await detailOf(id)).lines).toHaveLength(lines.length + 1);
  });

  test('are refused in words where they can’t be: before the end, strange, too many, too much', async () => {
    const id = await begun();
    const { booking } = await detailOf(id);
    const refused = (extras: object[], why: object) =>
      expect(complete(extras, { id })).rejects.toMatchObject(why);
    await expect(
      advanceBooking(mine.manager, { id, to: 'in_progress', extras: [hours] }),
    ).rejects.toMatchObject({ code: 'invalid' });
    const theirs = await makeOffice();
    const strange = {
      thing: { kind: 'dish', id: theirs.menu.itemId },
      name: 'Theirs',
      quantity: 1,
      unitPrice: null,
    };
    await refused([strange], { detail: { fields: { 'extras.0.name': 'Theirs is no longer on the menu.' } } });
    for (const wrong of [
      { quantity: 0 },
      { quantity: 1.5 },
      { unitPrice: -1 },
      { unitPrice: 1e12 },
      { name: ' ' },
    ])
      await refused([{ ...hours, ...wrong }], { code: 'invalid' });
    await refused([{ ...hours, unitPrice: null }], { code: 'invalid' });
    await refused(
      Array.from({ length: 21 }, () => hours),
      { code: 'invalid' },
    );
    await refused([{ ...hours, quantity: 100_000, unitPrice: 100_000_000_000 }], { code: 'invalid' });
    for (const stranger of [theirs.manager, theirs.staff])
      await expect(complete([hours], { id, by: stranger })).rejects.toMatchObject({ code: 'not_found' });
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
    const client = { role: 'client', userId: user.id, companyId: mine.id, customerId: mine.customerId };
    await expect(complete([hours], { id, by: client as never })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await detailOf(id)).booking).toEqual(booking);
  });
});

test('whoever completes an event reckons from its own lines what it adds, and nobody from another company’s', async () => {
  const id = await begun();
  const look = async (by: Office) =>
    openScreen(extrasScreen, {
      sessionId: await makeSession(by.staff.userId),
      address: { params: { id }, search: {} },
    });
  const opened = await look(mine);
  if (opened.state !== 'open') throw new Error(opened.state);
  const { booked } = receive(opened.sent).data;
  await complete([hours], { id, by: mine.staff });
  const { booking } = await detailOf(id);
  const extras = [{ kind: 'service' as const, quantity: hours.quantity, unitPrice: hours.unitPrice }];
  expect(billFor(booked, { served: 75, extras }).more).toBe(booking.total - booked.booking.total);
  expect((await look(await makeOffice())).state).toBe('nothing');
});

describe('the form', () => {
  const place = { currency: 'GHS', locale: 'en-GH' };
  const choices: ExtraChoice[] = [{ kind: 'service', id: v4(), name: 'Additional waiter', price: 15_000 }];
  const known = { place, choices, mayPrice: true };
  const row = (name: string, quantity = '1', price = '') => ({ name, quantity, price });
  const read = (extras: object[], mayPrice = true) =>
    completionForm({ ...known, mayPrice }).safeParse({ served: '75', extras });
  const problems = (extras: object[], mayPrice = true) =>
    read(extras, mayPrice).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

  test('finds what is on the menu by name, leaves empty rows out, and reads amounts as the company writes them', () => {
    expect(read([row(''), row(' additional WAITER ', '2'), row('Fire pit', '1', '1,200.50')]).data).toEqual({
      served: 75,
      extras: [
        {
          thing: { kind: 'service', id: choices[0]?.id },
          name: 'additional WAITER',
          quantity: 2,
          unitPrice: null,
        },
        { name: 'Fire pit', quantity: 1, unitPrice: 120_050 },
      ],
    });
  });

  test('says what is wrong beside the row', () => {
    expect(problems([row('Fire pit'), row('', '1', '5'), row('Additional waiter', '0')])).toEqual([
      'extras.0.price: Enter the price of one.',
      'extras.1.name: Say what it was.',
      'extras.2.quantity: Enter a quantity of 1 or more.',
    ]);
    expect(problems([row('Fire pit', '1', '5')], false)).toEqual([
      'extras.0.name: Choose it from the menu: your company lets managers set prices.',
    ]);
    expect(problems([row('Additional waiter')], false)).toBeUndefined();
    expect(
      problems([
        row('Fire pit', '1', '-5'),
        row('Fire pit', '1', '99999999999999'),
        row('Fire pit', '1', 'a few'),
      ]),
    ).toEqual([
      'extras.0.price: An amount can’t be below zero.',
      'extras.1.price: This amount is too large.',
      'extras.2.price: Enter an amount such as GHS 1,250.50.',
    ]);
  });

  test('reckons with what can be read so far', () => {
    const rows = [row('Additional waiter', '2'), row('Fire pit', '', '5'), row('Fire pit', '1', '12')];
    expect(pricedExtras(rows, known)).toEqual([
      { kind: 'service', quantity: 2, unitPrice: 15_000 },
      { kind: 'service', quantity: 1, unitPrice: 1200 },
    ]);
  });
});
