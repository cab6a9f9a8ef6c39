import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '@/db/client';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { bookingVersions, versionNotices } from '@/db/schema/versions';
import { type Actor, actAs, readAs } from '@/db/session';
import { moveBooking } from '../calendar/move-booking';
import { cancelBooking } from '../cancelling/call-off';
import { advanceBooking, updateBooking } from '../mutations';
import { readBooking } from '../queries';
import type { BookingValues } from '../schema';
import { create, edit, inHours, localIn, makeOffice, type Office, pay, refusal } from '../testing/office';
import { acknowledgeVersion } from './mutations';
import { askUntold, askVersions, tellUntold, tellVersions } from './queries';
import { replay, type Snapshot, sayChange, untold, type VersionChange, waitingOf } from './rules';

let office: Office;
beforeAll(async () => {
  office = await makeOffice();
});

const versionsOf = async (id: string, actor: Actor = office.staff) => {
  const [rows] = await readAs(actor, (tx) => [askVersions(tx, { id })] as const);
  return tellVersions(rows);
};
const agree = async (overrides: Partial<BookingValues> = {}) => {
  const { id } = await create(office, { startsAt: localIn(240), endsAt: localIn(244), ...overrides });
  await advanceBooking(office.manager, { id, to: 'confirmed' });
  return id;
};
const change = async (id: string, by: (from: BookingValues) => Partial<BookingValues>) =>
  updateBooking(office.manager, await edit(office, id, by));
const waiting = async (id: string) => waitingOf(await versionsOf(id)).map(({ party }) => party);

describe('a version', () => {
  test('begins with what was agreed; before that nothing is one', async () => {
    const { id } = await create(office);
    await updateBooking(office.staff, await edit(office, id, () => ({ guests: '80' })));
    expect(await versionsOf(id)).toEqual([]);
    await advanceBooking(office.staff, { id, to: 'confirmed' });
    expect(await versionsOf(id)).toMatchObject([{ number: 1, changes: [], notices: [] }]);
  });

  test('is made of each save, with what changed, by whom, and who must know', async () => {
    const id = await agree();
    await change(id, ({ lines }) => ({
      guests: '90',
      venueAddress: 'Back gate',
      lines: lines.map((line) => (line.thing.kind === 'dish' ? { ...line, quantity: '90' } : line)),
    }));
    const [newest] = await versionsOf(id);
    expect(newest?.number).toBe(2);
    expect(newest?.madeBy).not.toBeNull();
    const said = newest?.changes.map((one) => sayChange(one, { timeZone: 'Africa/Accra', locale: 'en-GH' }));
    expect(said).toEqual([
      'Guests: 75 → 90',
      expect.stringMatching(/^Jollof rice with chicken \w+: 75 → 90$/),
      'Address: Back gate',
    ]);
    expect(newest?.notices.map(({ party }) => party)).toEqual(['driver', 'kitchen', 'service']);
  });

  test('is worked out once, however many lines a transaction changes, and again for what comes after', async () => {
    const id = await agree();
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    await owner.begin(async (tx) => {
      await tx`set local track_functions = 'all'`;
      const change = (notes: string) =>
        tx`update booking_lines set notes = ${notes} where booking_id = ${id}`;
      const workedOut = async () => {
        await tx`set constraints booking_lines_versions immediate`;
        const [row] = await tx<{ calls: number }[]>`
          select calls::int from pg_stat_xact_user_functions where funcname = 'booking_snapshot'`;
        await tx`set constraints booking_lines_versions deferred`;
        return row?.calls;
      };
      await change('First');
      await change('Second');
      expect(await workedOut()).toBe(1);
      await change('Third');
      expect(await workedOut()).toBe(2);
    });
    await owner.end();
    const said = (await versionsOf(id)).map(({ changes }) => changes.map(({ new: now }) => now));
    expect(said).toEqual([
      [expect.objectContaining({ notes: 'Third' }), expect.objectContaining({ notes: 'Third' })],
      [expect.objectContaining({ notes: 'Second' }), expect.objectContaining({ notes: 'Second' })],
      [],
    ]);
  });

  test.each([
    ['the end', () => ({ endsAt: localIn(245) }), ['driver', 'kitchen', 'service']],
    ['the place', () => ({ venue: 'Another hall' }), ['driver', 'service']],
    ['diets', () => ({ dietary: 'Two: no nuts' }), ['kitchen', 'service']],
    ['the style', () => ({ serviceStyle: 'plated' as const }), ['kitchen', 'service']],
    ['the name', () => ({ eventName: 'Called otherwise' }), []],
    [
      'a service',
      ({ lines }: BookingValues) => ({
        lines: lines.map((line) => (line.thing.kind === 'service' ? { ...line, quantity: '3' } : line)),
      }),
      ['driver', 'service'],
    ],
  ])('of %s is for whom it concerns', async (_, by, parties) => {
    const id = await agree();
    await change(id, by);
    expect(await waiting(id)).toEqual(parties);
  });

  test('isn’t made of what isn’t a change: a payment, a save as it was, another order of the lines', async () => {
    const id = await agree();
    await pay(office, { bookingId: id, amount: '10' });
    await change(id, () => ({}));
    await change(id, ({ lines }) => ({ lines: [...lines].reverse() }));
    expect(await versionsOf(id)).toHaveLength(1);
  });

  test('comes of a move on the calendar, and of a cancellation', async () => {
    const id = await agree();
    const from = inHours(240).toISOString();
    await moveBooking(office.manager, { id, from, startsAt: localIn(264) });
    await cancelBooking(office.manager, { id, reason: 'Called off' });
    const [last, moved] = await versionsOf(id);
    expect(moved?.changes.map(({ key }) => key)).toEqual(['ends_at', 'starts_at']);
    expect(last?.changes).toEqual([{ key: 'cancelled', old: null, new: true }]);
    expect(await waiting(id)).toEqual(['driver', 'kitchen', 'service']);
  });

  test('comes of SQL past the product, too, and of a line alone', async () => {
    const id = await agree();
    await actAs(office.system, (tx) =>
      tx.update(bookingLines).set({ notes: 'No chilli' }).where(eq(bookingLines.bookingId, id)),
    );
    const [newest] = await versionsOf(id);
    expect(newest).toMatchObject({ number: 2, madeBy: null });
    expect(newest?.changes).toHaveLength(2);
  });

  test('is neither written over nor made up, by anybody', async () => {
    const id = await agree();
    await expect(
      actAs(office.manager, (tx) =>
        tx.update(bookingVersions).set({ number: 7 }).where(eq(bookingVersions.bookingId, id)),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      actAs(office.manager, (tx) =>
        tx.execute(sql`delete from booking_versions where booking_id = ${id}::uuid`),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      actAs(office.staff, (tx) =>
        tx.insert(bookingVersions).values({
          companyId: office.id,
          bookingId: id,
          number: 2,
          snapshot: {},
          changes: [],
          facts: {},
        }),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('replayed after any edits gives what is there now', async () => {
    const text = fc.constantFrom('', 'No nuts', 'Two vegans\nno pork', '“Quotes” & 100 %');
    const step = fc.record(
      {
        eventName: fc.constantFrom('Mensah wedding', 'The other name'),
        venueAddress: text,
        dietary: text,
        specialRequests: text,
        serviceStyle: fc.constantFrom('', 'plated', 'buffet'),
        guests: fc.integer({ min: 10, max: 300 }).map(String),
        dishes: fc.integer({ min: 1, max: 3 }),
        services: fc.integer({ min: 0, max: 2 }),
      },
      { requiredKeys: [] },
    );
    const { menu } = office;
    const lineOf = (kind: 'dish' | 'service', quantity: number) => ({
      thing: { kind, id: kind === 'dish' ? menu.itemId : menu.serviceId },
      quantity: String(quantity),
      notes: '',
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const id = await agree();
        for (const { dishes, services, ...fields } of steps)
          await change(id, ({ lines }) => ({
            ...(fields as Partial<BookingValues>),
            lines:
              dishes === undefined && services === undefined
                ? lines
                : [
                    ...lines.slice(0, 1),
                    ...Array.from({ length: dishes ?? 0 }, (_, at) => lineOf('dish', 20 + at)),
                    ...Array.from({ length: services ?? 0 }, (_, at) => lineOf('service', 1 + at)),
                  ],
          }));
        const [stored, [now]] = await Promise.all([
          actAs(office.manager, (tx) =>
            tx
              .select()
              .from(bookingVersions)
              .where(eq(bookingVersions.bookingId, id))
              .orderBy(bookingVersions.number),
          ),
          actAs(office.manager, (tx) =>
            tx.execute<{ is: Snapshot }>(sql`select booking_snapshot(${office.id}::uuid, ${id}::uuid) as is`),
          ),
        ]);
        expect(stored.map(({ number }) => number)).toEqual(stored.map((_, at) => at + 1));
        let replayed = stored[0]?.snapshot ?? {};
        for (const { changes, snapshot } of stored.slice(1)) {
          replayed = replay(replayed, changes as VersionChange[]);
          expect(replayed).toEqual(snapshot);
        }
        expect(replayed).toEqual(now?.is);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe('who must know', () => {
  test('says so with name and time, up to the version that was seen', async () => {
    const id = await agree();
    await change(id, () => ({ dietary: 'No nuts' }));
    await change(id, () => ({ dietary: 'No nuts, no milk' }));
    await acknowledgeVersion(office.staff, { bookingId: id, party: 'kitchen', number: 2 });
    expect(waitingOf(await versionsOf(id))).toEqual([
      { party: 'kitchen', number: 3 },
      { party: 'service', number: 3 },
    ]);
    await acknowledgeVersion(office.staff, { bookingId: id, party: 'kitchen', number: 3 });
    await acknowledgeVersion(office.manager, { bookingId: id, party: 'kitchen', number: 3 });
    const versions = await versionsOf(id);
    expect(untold(versions).map(({ number }) => number)).toEqual([3, 2]);
    expect(versions[0]?.notices[0]).toMatchObject({
      party: 'kitchen',
      by: expect.any(String),
      at: expect.any(Date),
    });
    const [row] = await actAs(office.manager, (tx) =>
      tx.select().from(versionNotices).where(eq(versionNotices.bookingId, id)).orderBy(versionNotices.number),
    );
    expect(row?.acknowledgedBy).toBe(office.staff.userId);
  });

  test('stands on Today until everybody knows, or the event was served', async () => {
    const own = await makeOffice();
    const today = async () => {
      const [rows] = await readAs(
        own.staff,
        (tx) => [askUntold(tx, { now: new Date().toISOString() })] as const,
      );
      return tellUntold(rows).map(({ parties }) => parties);
    };
    const { id } = await create(own, { startsAt: localIn(2), endsAt: localIn(5) });
    await advanceBooking(own.manager, { id, to: 'confirmed' });
    expect(await today()).toEqual([]);
    await updateBooking(own.manager, await edit(own, id, () => ({ dietary: 'No nuts' })));
    expect(await today()).toEqual([['kitchen', 'service']]);
    await acknowledgeVersion(own.staff, { bookingId: id, party: 'kitchen', number: 2 });
    expect(await today()).toEqual([['service']]);
    await advanceBooking(own.manager, { id, to: 'in_progress' });
    await actAs(own.system, (tx) =>
      tx.update(bookings).set({ status: 'completed', completedAt: new Date() }).where(eq(bookings.id, id)),
    );
    expect(await today()).toEqual([]);
  });

  test('nobody says it for somebody else or takes it back, and other companies and clients see nothing', async () => {
    const id = await agree();
    await change(id, () => ({ dietary: 'No nuts' }));
    const forge = (values: Partial<typeof versionNotices.$inferInsert>) =>
      actAs(office.staff, (tx) =>
        tx.update(versionNotices).set(values).where(eq(versionNotices.bookingId, id)),
      );
    await expect(
      forge({ acknowledgedBy: office.manager.userId, acknowledgedAt: new Date() }),
    ).rejects.toMatchObject({ code: 'CT042' });
    await acknowledgeVersion(office.staff, { bookingId: id, party: 'kitchen', number: 2 });
    await acknowledgeVersion(office.staff, { bookingId: id, party: 'service', number: 2 });
    await expect(forge({ acknowledgedBy: null, acknowledgedAt: null })).rejects.toMatchObject({
      code: 'CT042',
    });
    const stranger = await makeOffice();
    expect(await versionsOf(id, stranger.manager)).toEqual([]);
    expect(
      await refusal(acknowledgeVersion(stranger.staff, { bookingId: id, party: 'kitchen', number: 2 })),
    ).toMatchObject({ code: 'not_found' });
    const client: Actor = {
      role: 'client',
      companyId: office.id,
      userId: office.staff.userId,
      customerId: office.customerId,
    };
    expect(
      await refusal(acknowledgeVersion(client, { bookingId: id, party: 'kitchen', number: 2 })),
    ).toMatchObject({ code: 'forbidden' });
    await expect(readAs(client, (tx) => [askVersions(tx, { id })] as const)).rejects.toMatchObject({
      code: '42501',
    });
  });
});

test('a booking of 40 lines is saved with its version in little more time than without', async () => {
  const id = await agree({
    lines: Array.from({ length: 40 }, () => ({
      thing: { kind: 'dish' as const, id: office.menu.itemId },
      quantity: '75',
      notes: '',
    })),
  });
  const input = await edit(office, id, ({ lines }) => ({
    lines: lines.map((line) => ({ ...line, notes: 'Hot' })),
  }));
  const began = performance.now();
  await updateBooking(office.manager, input);
  const took = performance.now() - began;
  expect((await readBooking(office.manager, id))?.lines).toHaveLength(40);
  expect(took).toBeLessThan(2000);
});
