import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeMenu, readBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { advanceBooking, updateBooking } from './mutations';
import type { BookingValues } from './schema';
import { create, edit, inHours, makeOffice, type Office, pay, refusal } from './testing/office';

let mine: Office;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeCompany();
});

describe('editing', () => {
  test('adds, changes and removes lines and prices them again', async () => {
    const { id } = await create(mine);
    await updateBooking(
      mine.manager,
      await edit(mine, id, ({ lines }) => ({
        guests: '25',
        lines: lines.map((line) => ({ ...line, quantity: line.thing.kind === 'dish' ? '25' : '1' })),
      })),
    );
    expect(await readBooking(mine.id, id)).toMatchObject({ guests: 25, subtotal: 77_500, total: 89_125 });
    await updateBooking(mine.manager, await edit(mine, id, ({ lines }) => ({ lines: lines.slice(0, 1) })));
    expect(await readBooking(mine.id, id)).toMatchObject({ menuTotal: 62_500, serviceTotal: 0 });
  });

  test('more guests bring the lines that follow along and leave the pinned ones, whatever the form says', async () => {
    const { id } = await create(mine, {
      lines: [
        { thing: { kind: 'dish' as const, id: mine.menu.itemId }, quantity: '12', notes: '', follows: true },
        { thing: { kind: 'service' as const, id: mine.menu.serviceId }, quantity: '2', notes: '' },
      ],
    });
    const quantities = async () => {
      const rows = await actAs(mine.manager, (tx) =>
        tx.select().from(bookingLines).where(eq(bookingLines.bookingId, id)).orderBy(bookingLines.position),
      );
      return rows.map(({ quantity, follows }) => [quantity, follows]);
    };
    expect(await quantities()).toEqual([
      [75, true],
      [2, false],
    ]);
    await updateBooking(mine.manager, await edit(mine, id, () => ({ guests: '150' })));
    expect(await quantities()).toEqual([
      [150, true],
      [2, false],
    ]);
    expect(await readBooking(mine.id, id)).toMatchObject({ menuTotal: 150 * 2500 });
    const unpin = ({ lines }: BookingValues) => ({
      guests: '20',
      lines: lines.map((line) => ({ ...line, follows: false })),
    });
    await updateBooking(mine.manager, await edit(mine, id, unpin));
    expect(await quantities()).toEqual([
      [150, false],
      [2, false],
    ]);
  });

  test('a line that follows below the least of its dish is refused at the line', async () => {
    const { id } = await create(mine, {
      lines: [
        { thing: { kind: 'dish' as const, id: mine.menu.itemId }, quantity: '75', notes: '', follows: true },
      ],
    });
    const fewer = updateBooking(mine.manager, await edit(mine, id, () => ({ guests: '5' })));
    await expect(fewer).rejects.toMatchObject({
      detail: { fields: { 'lines.0.quantity': expect.stringContaining('minimum') } },
    });
  });

  test('a new menu price leaves agreed lines alone and holds for added ones (defect 9)', async () => {
    const other = await makeMenu(mine.id);
    const lines = [{ thing: { kind: 'dish' as const, id: other.itemId }, quantity: '10', notes: '' }];
    const { id } = await create(mine, { lines });
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    const before = await readBooking(mine.id, id);
    await actAs(mine.manager, (tx) =>
      tx.update(items).set({ price: 9900 }).where(eq(items.id, other.itemId)),
    );
    expect(await readBooking(mine.id, id)).toEqual(before);
    await updateBooking(mine.manager, await edit(mine, id, (from) => ({ lines: [...from.lines, ...lines] })));
    expect(await readBooking(mine.id, id)).toMatchObject({ menuTotal: 10 * 2500 + 10 * 9900 });
  });

  test('after confirmation staff change the menu but not customer, date, venue or guests', async () => {
    const { id } = await create(mine);
    await advanceBooking(mine.staff, { id, to: 'confirmed' });
    await expect(
      updateBooking(mine.staff, await edit(mine, id, () => ({ guests: '80' }))),
    ).rejects.toMatchObject({
      code: 'forbidden',
      detail: { fields: { guests: expect.any(String) } },
    });
    await updateBooking(mine.staff, await edit(mine, id, () => ({ dietary: 'No nuts' })));
    await updateBooking(mine.manager, await edit(mine, id, () => ({ guests: '80' })));
    expect(await readBooking(mine.id, id)).toMatchObject({ guests: 80, dietary: 'No nuts' });
  });

  test('the database holds the same for staff who write past the rules', async () => {
    const { id } = await makeBooking(mine.id, { status: 'confirmed' });
    const write = actAs(mine.staff, (tx) =>
      tx.update(bookings).set({ guests: 3 }).where(eq(bookings.id, id)),
    );
    await expect(write).rejects.toMatchObject({ code: 'CT004' });
  });

  test('a closed booking takes no edits', async () => {
    const { id } = await makeBooking(mine.id, { status: 'completed', startsAt: inHours(-48) });
    await expect(
      updateBooking(mine.manager, await edit(mine, id, () => ({ dietary: 'x' }))),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('an event of the past keeps its time while other fields are put right', async () => {
    const { id } = await makeBooking(mine.id, { status: 'in_progress', startsAt: inHours(-2) });
    await updateBooking(mine.manager, await edit(mine, id, () => ({ specialRequests: 'Late cake' })));
    expect(await readBooking(mine.id, id)).toMatchObject({ specialRequests: 'Late cake' });
  });

  test('a stale edit is refused and told what changed, with the version to build on', async () => {
    const { id } = await create(mine);
    const stale = await edit(mine, id, () => ({ eventName: 'Mine' }));
    await updateBooking(mine.staff, await edit(mine, id, () => ({ guests: '90', venue: `Other ${id}` })));
    const error = await refusal(updateBooking(mine.manager, stale));
    expect(error).toMatchObject({
      code: 'stale',
      detail: { changed: { guests: '90', venue: `Other ${id}`, version: expect.any(Number) } },
    });
    expect(Object.keys((error as { detail: { changed: object } }).detail.changed)).toHaveLength(3);
    expect(await readBooking(mine.id, id)).toMatchObject({ eventName: 'Mensah wedding', guests: 90 });
  });

  test('what an edit writes without what it began with is stale as well: an empty base hides nothing', async () => {
    const { id } = await create(mine);
    const stale = await edit(mine, id, () => ({ eventName: 'Mine' }));
    await updateBooking(mine.staff, await edit(mine, id, () => ({ guests: '90' })));
    const rest = { ...stale.base };
    delete rest.guests;
    for (const base of [{}, rest, undefined])
      expect(await refusal(updateBooking(mine.manager, { ...stale, base }))).toMatchObject({
        code: 'stale',
        detail: { changed: { guests: '90' } },
      });
    expect(await readBooking(mine.id, id)).toMatchObject({ eventName: 'Mensah wedding', guests: 90 });
  });

  test('a payment meanwhile doesn’t make an edit stale', async () => {
    const { id } = await create(mine);
    const open = await edit(mine, id, () => ({ eventName: 'Renamed' }));
    await pay(mine, { bookingId: id, amount: '100' });
    await updateBooking(mine.manager, open);
    expect(await readBooking(mine.id, id)).toMatchObject({ eventName: 'Renamed', paid: 10_000 });
  });

  test('of two edits at once one wins and the other is stale', async () => {
    const { id } = await create(mine);
    const edits = [
      await edit(mine, id, () => ({ guests: '81' })),
      await edit(mine, id, () => ({ guests: '82' })),
    ];
    const results = await Promise.all(edits.map((input) => refusal(updateBooking(mine.manager, input))));
    expect(results.filter((error) => error === undefined)).toHaveLength(1);
    expect(results.find((error) => error !== undefined)).toMatchObject({ code: 'stale' });
  });

  test('the total can’t fall below what is paid', async () => {
    const { id } = await create(mine);
    await pay(mine, { bookingId: id, amount: '2501.25' });
    await expect(
      updateBooking(mine.manager, await edit(mine, id, ({ lines }) => ({ lines: lines.slice(0, 1) }))),
    ).rejects.toMatchObject({ detail: { fields: { lines: expect.stringContaining('paid') } } });
  });

  test('another company’s booking is as unknown as none', async () => {
    const foreign = await makeBooking(theirs.id);
    const { id } = await create(mine);
    const input = await edit(mine, id, () => ({}));
    for (const unknown of [foreign.id, v7()])
      await expect(updateBooking(mine.manager, { ...input, id: unknown })).rejects.toMatchObject({
        code: 'not_found',
        message: 'This booking doesn’t exist or isn’t yours.',
      });
  });
});
