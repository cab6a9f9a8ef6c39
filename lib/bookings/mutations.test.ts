import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, makeMenu, readBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookingLines, bookings } from '@/db/schema/bookings';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { valuesOf } from './form-values';
import { advanceBooking, cancelBooking, createBooking, recordPayment, updateBooking } from './mutations';
import { readBooking as readDetail } from './queries';
import { type BookingValues, bookingInput, bookingUpdate } from './schema';

const hour = 3_600_000;
const inHours = (hours: number) => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + hours * hour);
const local = (instant: Date) => instant.toISOString().slice(0, 16);

let mine: TestCompany;
let theirs: TestCompany;
let customerId: string;
let menu: Awaited<ReturnType<typeof makeMenu>>;

beforeAll(async () => {
  mine = await makeCompany({ components: [{ code: 'VAT', name: 'VAT', rate: 1500 }] });
  theirs = await makeCompany();
  customerId = (await makeCustomer(mine.id)).id;
  menu = await makeMenu(mine.id);
});

function values(overrides: Partial<BookingValues> = {}): BookingValues {
  return {
    customerId,
    eventName: 'Mensah wedding',
    eventType: 'wedding',
    serviceStyle: 'buffet',
    startsAt: local(inHours(72)),
    endsAt: local(inHours(76)),
    venue: `Hall ${v7()}`,
    venueAddress: '',
    guests: '75',
    specialRequests: '',
    dietary: '',
    lines: [
      { kind: 'menu', thingId: menu.itemId, quantity: '75', notes: '' },
      { kind: 'service', thingId: menu.serviceId, quantity: '2', notes: '' },
    ],
    ...overrides,
  };
}

const create = (overrides: Partial<BookingValues> = {}) =>
  createBooking(mine.manager, bookingInput.parse(values(overrides)));

async function edit(id: string, change: (from: BookingValues) => Partial<BookingValues>) {
  const detail = await readDetail(mine.manager, id);
  if (!detail) throw new Error('no such booking');
  const base = valuesOf(detail.booking, detail.lines, 'Africa/Accra');
  return bookingUpdate.parse({ ...base, ...change(base), id, version: detail.booking.version, base });
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('creating', () => {
  test('prices the oracle event: 2175.00, VAT 326.25, in all 2501.25', async () => {
    const { id, reference } = await createBooking(mine.staff, bookingInput.parse(values()));
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
    const made = await Promise.all(Array.from({ length: 30 }, () => create()));
    const numbers = made.map(({ reference }) => Number(reference.slice(2))).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(30);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(29);
  });

  test('refuses a start in the past, beside its field', async () => {
    const past = { startsAt: local(inHours(-5)), endsAt: local(inHours(-1)) };
    await expect(create(past)).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { startsAt: expect.stringContaining('past') } },
    });
  });

  test('refuses less than a dish’s minimum order', async () => {
    const lines = [{ kind: 'menu' as const, thingId: menu.itemId, quantity: '9', notes: '' }];
    await expect(create({ lines })).rejects.toMatchObject({
      detail: { fields: { 'lines.0.quantity': expect.stringContaining('10') } },
    });
  });

  test('refuses another company’s customer and dish as if they didn’t exist', async () => {
    const foreign = await makeBooking(theirs.id);
    await expect(create({ customerId: foreign.customerId })).rejects.toMatchObject({
      detail: { fields: { customerId: expect.any(String) } },
    });
    const lines = [{ kind: 'menu' as const, thingId: foreign.itemId, quantity: '20', notes: '' }];
    await expect(create({ lines })).rejects.toMatchObject({
      detail: { fields: { 'lines.0.thingId': expect.any(String) } },
    });
  });
});

describe('editing', () => {
  test('adds, changes and removes lines and prices them again', async () => {
    const { id } = await create();
    await updateBooking(
      mine.manager,
      await edit(id, ({ lines }) => ({
        guests: '25',
        lines: lines.map((line) => ({ ...line, quantity: line.kind === 'menu' ? '25' : '1' })),
      })),
    );
    expect(await readBooking(mine.id, id)).toMatchObject({ guests: 25, subtotal: 77_500, total: 89_125 });
    await updateBooking(mine.manager, await edit(id, ({ lines }) => ({ lines: lines.slice(0, 1) })));
    expect(await readBooking(mine.id, id)).toMatchObject({ menuTotal: 62_500, serviceTotal: 0 });
  });

  test('a new menu price leaves agreed lines alone and holds for added ones (defect 9)', async () => {
    const other = await makeMenu(mine.id);
    const lines = [{ kind: 'menu' as const, thingId: other.itemId, quantity: '10', notes: '' }];
    const { id } = await create({ lines });
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    const before = await readBooking(mine.id, id);
    await actAs(mine.manager, (tx) =>
      tx.update(items).set({ price: 9900 }).where(eq(items.id, other.itemId)),
    );
    expect(await readBooking(mine.id, id)).toEqual(before);
    await updateBooking(mine.manager, await edit(id, (from) => ({ lines: [...from.lines, ...lines] })));
    expect(await readBooking(mine.id, id)).toMatchObject({ menuTotal: 10 * 2500 + 10 * 9900 });
  });

  test('after confirmation staff change the menu but not customer, date, venue or guests', async () => {
    const { id } = await create();
    await advanceBooking(mine.staff, { id, to: 'confirmed' });
    await expect(updateBooking(mine.staff, await edit(id, () => ({ guests: '80' })))).rejects.toMatchObject({
      code: 'forbidden',
      detail: { fields: { guests: expect.any(String) } },
    });
    await updateBooking(mine.staff, await edit(id, () => ({ dietary: 'No nuts' })));
    await updateBooking(mine.manager, await edit(id, () => ({ guests: '80' })));
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
    await expect(updateBooking(mine.manager, await edit(id, () => ({ dietary: 'x' })))).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    );
  });

  test('an event of the past keeps its time while other fields are put right', async () => {
    const { id } = await makeBooking(mine.id, { status: 'in_progress', startsAt: inHours(-2) });
    await updateBooking(mine.manager, await edit(id, () => ({ specialRequests: 'Late cake' })));
    expect(await readBooking(mine.id, id)).toMatchObject({ specialRequests: 'Late cake' });
  });

  test('a stale edit is refused and told what changed, with the version to build on', async () => {
    const { id } = await create();
    const stale = await edit(id, () => ({ eventName: 'Mine' }));
    await updateBooking(mine.staff, await edit(id, () => ({ guests: '90', venue: `Other ${id}` })));
    const error = await refusal(updateBooking(mine.manager, stale));
    expect(error).toMatchObject({
      code: 'stale',
      detail: { changed: { guests: '90', venue: `Other ${id}`, version: expect.any(Number) } },
    });
    expect(Object.keys((error as { detail: { changed: object } }).detail.changed)).toHaveLength(3);
    expect(await readBooking(mine.id, id)).toMatchObject({ eventName: 'Mensah wedding', guests: 90 });
  });

  test('a payment meanwhile doesn’t make an edit stale', async () => {
    const { id } = await create();
    const open = await edit(id, () => ({ eventName: 'Renamed' }));
    await pay(id, '100');
    await updateBooking(mine.manager, open);
    expect(await readBooking(mine.id, id)).toMatchObject({ eventName: 'Renamed', paid: 10_000 });
  });

  test('of two edits at once one wins and the other is stale', async () => {
    const { id } = await create();
    const edits = [await edit(id, () => ({ guests: '81' })), await edit(id, () => ({ guests: '82' }))];
    const results = await Promise.all(edits.map((input) => refusal(updateBooking(mine.manager, input))));
    expect(results.filter((error) => error === undefined)).toHaveLength(1);
    expect(results.find((error) => error !== undefined)).toMatchObject({ code: 'stale' });
  });

  test('the total can’t fall below what is paid', async () => {
    const { id } = await create();
    await pay(id, '2501.25');
    await expect(
      updateBooking(mine.manager, await edit(id, ({ lines }) => ({ lines: lines.slice(0, 1) }))),
    ).rejects.toMatchObject({ detail: { fields: { lines: expect.stringContaining('paid') } } });
  });

  test('another company’s booking is as unknown as none', async () => {
    const foreign = await makeBooking(theirs.id);
    const { id } = await create();
    const input = await edit(id, () => ({}));
    for (const unknown of [foreign.id, v7()])
      await expect(updateBooking(mine.manager, { ...input, id: unknown })).rejects.toMatchObject({
        code: 'not_found',
        message: 'This booking doesn’t exist or isn’t yours.',
      });
  });
});

describe('the way of a booking', () => {
  test('from enquiry to completed, with its times', async () => {
    const { id } = await create({ startsAt: local(inHours(1)), endsAt: local(inHours(4)) });
    await advanceBooking(mine.staff, { id, to: 'quoted' });
    await advanceBooking(mine.staff, { id, to: 'enquiry' });
    await advanceBooking(mine.staff, { id, to: 'confirmed' });
    await advanceBooking(mine.staff, { id, to: 'in_progress' });
    await expect(advanceBooking(mine.staff, { id, to: 'completed' })).rejects.toMatchObject({
      message: expect.stringContaining('hasn’t begun'),
    });
    const begun = { startsAt: inHours(-2), endsAt: inHours(2) };
    await actAs(mine.system, (tx) => tx.update(bookings).set(begun).where(eq(bookings.id, id)));
    await advanceBooking(mine.staff, { id, to: 'completed' });
    expect(await readBooking(mine.id, id)).toMatchObject({
      status: 'completed',
      confirmedAt: expect.any(Date),
      completedAt: expect.any(Date),
    });
  });

  test('a draft can’t be completed, neither by the mutation nor past it (defect 11)', async () => {
    const { id } = await makeBooking(mine.id, { startsAt: inHours(-3) });
    await expect(advanceBooking(mine.manager, { id, to: 'completed' })).rejects.toMatchObject({
      code: 'conflict',
    });
    for (const actor of [mine.manager, mine.staff, mine.system]) {
      const write = actAs(actor, (tx) =>
        tx.update(bookings).set({ status: 'completed', completedAt: new Date() }).where(eq(bookings.id, id)),
      );
      await expect(write).rejects.toMatchObject({ code: 'CT001' });
    }
  });

  test('confirming needs a dish, also past the mutation', async () => {
    const lines = [{ kind: 'service' as const, thingId: menu.serviceId, quantity: '1', notes: '' }];
    const { id } = await create({ lines });
    await expect(advanceBooking(mine.manager, { id, to: 'confirmed' })).rejects.toMatchObject({
      message: expect.stringContaining('dish'),
    });
    const write = actAs(mine.manager, (tx) =>
      tx.update(bookings).set({ status: 'confirmed' }).where(eq(bookings.id, id)),
    );
    await expect(write).rejects.toMatchObject({ code: 'CT002' });
  });

  test('a confirmed booking keeps at least one dish', async () => {
    const { id } = await create();
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    await expect(
      updateBooking(mine.manager, await edit(id, ({ lines }) => ({ lines: lines.slice(1) }))),
    ).rejects.toMatchObject({ detail: { fields: { lines: expect.stringContaining('dish') } } });
  });

  test('cancels with a reason, frees the venue, and not after completion', async () => {
    const venue = `Garden ${v7()}`;
    const first = await create({ venue });
    await advanceBooking(mine.staff, { id: first.id, to: 'confirmed' });
    await cancelBooking(mine.staff, { id: first.id, reason: 'The couple postponed' });
    expect(await readBooking(mine.id, first.id)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'The couple postponed',
    });
    const second = await create({ venue });
    await advanceBooking(mine.staff, { id: second.id, to: 'confirmed' });
    const done = await makeBooking(mine.id, { status: 'completed', startsAt: inHours(-48) });
    await expect(cancelBooking(mine.manager, { id: done.id, reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('another company’s booking can’t be advanced, cancelled or paid', async () => {
    const { id } = await makeBooking(theirs.id);
    await expect(advanceBooking(mine.manager, { id, to: 'confirmed' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(cancelBooking(mine.manager, { id, reason: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(pay(id, '1')).rejects.toMatchObject({ code: 'not_found' });
    expect(await readBooking(theirs.id, id)).toMatchObject({ status: 'enquiry', paid: 0 });
  });
});

describe('one venue, one event at a time (defect 10)', () => {
  test('of twenty overlapping enquiries confirmed at once one is confirmed', async () => {
    const venue = `Castle ${v7()}`;
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        create({
          venue: index % 2 ? venue : `  ${venue.toUpperCase()} `,
          startsAt: local(inHours(100 + (index % 4))),
          endsAt: local(inHours(104 + (index % 4))),
        }),
      ),
    );
    const results = await Promise.all(
      made.map(({ id }) => refusal(advanceBooking(mine.manager, { id, to: 'confirmed' }))),
    );
    expect(results.filter((error) => error === undefined)).toHaveLength(1);
    const winner = made[results.indexOf(undefined)];
    for (const error of results.filter((one) => one !== undefined))
      expect(error).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(winner?.reference ?? ''),
      });
  });

  test('the database refuses an overlap written past the mutation', async () => {
    const venue = `Pier ${v7()}`;
    const times = { startsAt: inHours(50), endsAt: inHours(54) };
    await makeBooking(mine.id, { venue, status: 'confirmed', ...times });
    const { id } = await makeBooking(mine.id, { venue, startsAt: inHours(53), endsAt: inHours(58) });
    const write = actAs(mine.manager, (tx) =>
      tx.update(bookings).set({ status: 'confirmed' }).where(eq(bookings.id, id)),
    );
    await expect(write).rejects.toMatchObject({ code: '23P01' });
  });

  test('back to back is fine, moving a confirmed one onto another isn’t', async () => {
    const venue = `Beach ${v7()}`;
    const first = await create({ venue, startsAt: local(inHours(30)), endsAt: local(inHours(34)) });
    const second = await create({ venue, startsAt: local(inHours(34)), endsAt: local(inHours(38)) });
    await advanceBooking(mine.manager, { id: first.id, to: 'confirmed' });
    await advanceBooking(mine.manager, { id: second.id, to: 'confirmed' });
    await expect(
      updateBooking(mine.manager, await edit(second.id, () => ({ startsAt: local(inHours(33)) }))),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(first.reference) });
  });
});

async function pay(bookingId: string, amount: string, paymentId = v7()) {
  return await recordPayment(mine.staff, { bookingId, amount, method: 'cash', reference: null, paymentId });
}

describe('payments', () => {
  test('add up, and the same form sent twice counts once', async () => {
    const { id } = await create();
    const once = v7();
    await pay(id, '1,000.00', once);
    await pay(id, '1,000.00', once);
    await pay(id, '500.25');
    expect(await readBooking(mine.id, id)).toMatchObject({ paid: 150_025 });
  });

  test.each(['0', '-5', 'ten', '1.234', '', '99999999'])('refuse %j', async (amount) => {
    const { id } = await create();
    await expect(pay(id, amount)).rejects.toMatchObject({
      detail: { fields: { amount: expect.any(String) } },
    });
  });

  test('never exceed the total, however many arrive at once', async () => {
    const { id } = await create();
    const results = await Promise.all(Array.from({ length: 8 }, () => refusal(pay(id, '800'))));
    expect(results.filter((error) => error === undefined)).toHaveLength(3);
    expect(await readBooking(mine.id, id)).toMatchObject({ paid: 240_000 });
  });
});

test('totals that differ from the lines don’t survive the commit', async () => {
  const { id } = await create();
  const write = actAs(mine.manager, (tx) =>
    tx.update(bookingLines).set({ quantity: 500 }).where(eq(bookingLines.bookingId, id)),
  );
  await expect(write).rejects.toMatchObject({ code: 'CT005' });
});
