import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import type { TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { enquiries } from '@/db/schema/enquiries';
import { conversations, messages } from '@/db/schema/messaging';
import { payments } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { recordPayment } from '@/lib/bookings/money/payments';
import { bookingsFile } from '@/lib/bookings/screens';
import { bookingSheet } from '@/lib/bookings/sheet';
import { create, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { updateCustomer } from '@/lib/customers/mutations';
import { findUntold } from '@/lib/feedback/asking/find-work';
import { sheetRoute } from '@/lib/platform/sheet-route';
import { sheetList } from '@/lib/platform/sheet-screen';
import { undoImport } from './mutations';
import { bring, check, readImport, takeBack } from './testing/run-import';
import { undoRows } from './undoing/undo-import';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));
// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

/** Their list has no dishes, so that what was paid has nothing to stand against. */
const kind = { kind: 'bookings', without: ['paid'] } as const;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const coming = day(40);
const past = day(-3);

let office: Office;
beforeAll(async () => {
  office = await makeOffice();
});

const all = (of: TestCompany) =>
  actAs(of.manager, (tx) => tx.select().from(bookings).orderBy(bookings.startsAt, bookings.id));
const people = (of: TestCompany) => actAs(of.manager, (tx) => tx.select().from(customers));
const outcomes = async (id: string, of: TestCompany) =>
  (await readImport(of.manager, id)).rows.map(({ outcome, field, reason }) =>
    reason ? `${outcome} ${field}: ${reason}` : outcome,
  );

/** As Odoo's list of bookings exports itself. */
const odoo = [
  'Booking Reference,Customer/Name,Customer/Phone,Event Name,Event Type,Event Date,Event End Date,Venue,Venue Address,Guest Count,Status,Total Amount,Paid Amount,Special Requests',
  `BK00001,Efua Owusu,0244123456,Owusu wedding,Wedding,${coming} 14:00:00,${coming} 22:00:00,Palm Hall,1 Ring Road,120,confirmed,2501.25,1250.00,"Late cake, please"`,
  `BK00002,Efua Owusu,024 412 3456,Owusu thanksgiving,Other,${coming} 09:00:00,${coming} 12:00:00,Church,,60,draft,0.00,0.00,`,
  `BK00003,شركة النور,,ليلة رأس السنة,Corporate,${past} 18:00:00,${past} 23:00:00,قاعة,,80,completed,891.25,891.25,`,
  `BK00004,Kojo,,Kojo at 40,Birthday,${day(60)} 18:00:00,${day(60)} 23:00:00,Garden,,40,cancelled,100.00,0.00,`,
].join('\n');

describe('bookings of another program', () => {
  test('come as Odoo exports them: customers once, events to come as drafts and quotes, the rest as history', async () => {
    const own = await makeOffice();
    const before = (await people(own)).length;
    await bring(own.manager, odoo, kind);
    const made = await all(own);
    expect(
      made.map(({ theirReference, status, guests, total }) => [theirReference, status, guests, total]),
    ).toEqual([
      ['BK00003', 'completed', 80, 0],
      ['BK00002', 'enquiry', 60, 0],
      ['BK00001', 'quoted', 120, 0],
      ['BK00004', 'cancelled', 40, 0],
    ]);
    expect(made[2]).toMatchObject({
      eventName: 'Owusu wedding',
      eventType: 'wedding',
      venueAddress: '1 Ring Road',
      specialRequests: 'Late cake, please',
      theirTotal: 250_125,
      broughtAlong: false,
      paid: 0,
    });
    expect(made[0]).toMatchObject({ eventName: 'ليلة رأس السنة', theirTotal: 89_125, broughtAlong: true });
    expect(made[2]?.customerId).toBe(made[1]?.customerId);
    expect((await people(own)).length - before).toBe(3);
    // Nobody is told of anything, not even asked how it was.
    expect(await actAs(own.manager, (tx) => tx.select().from(messages))).toEqual([]);
    const untold = await findUntold({ companyId: own.id, after: null, limit: 10, now: new Date() });
    expect(JSON.stringify(untold)).not.toContain(made[0]?.id);

    expect(await outcomes(await check(own.manager, odoo, kind), own)).toEqual([
      'same',
      'same',
      'same',
      'same',
    ]);
  });

  test('with dishes are priced by our menu, each line as the form would make it', async () => {
    const own = await makeOffice();
    const names = await actAs(own.manager, (tx) =>
      tx.execute<{ name: string }>(sql`select name from items union all select name from services`),
    );
    const [dish, waiter] = names.map(({ name }) => name);
    const list = [
      'Event,Customer,Starts,Hours,Venue,Guests,Menu,Total',
      `Lunch,Ama Mensah,${coming} 12:00,3.5,Hall,50,"${dish?.toUpperCase()}; 2 x ${waiter}",9999`,
      `Small,Ama Mensah,${coming} 12:00,3,Room,5,5 x ${dish},`,
      `Odd,Ama Mensah,${coming} 12:00,3,Room,5,10 x Moon cheese,`,
    ].join('\n');
    const id = await bring(own.manager, list, { ...kind, skipBad: true });
    expect(await outcomes(id, own)).toEqual([
      'new',
      expect.stringMatching(/^bad lines: .*The minimum order is 10/),
      'bad lines: “Moon cheese” isn’t on the menu. Import the menu first.',
    ]);
    const [made] = await all(own);
    // 50 × 25.00 + 2 × 150.00, and 15 % on it.
    expect(made).toMatchObject({
      customerId: own.customerId,
      menuTotal: 125_000,
      serviceTotal: 30_000,
      total: 178_250,
    });
    expect(made).toMatchObject({ theirTotal: 999_900, deposit: expect.any(Number) });
    const lines = await actAs(own.manager, (tx) => tx.select().from(bookingLines));
    expect(lines.map(({ quantity, follows }) => [quantity, follows])).toEqual([
      [50, true],
      [2, false],
    ]);
  });

  test('that can’t be taken say line by line which column it is and why', async () => {
    const row = (over: Record<string, string>) => {
      const cells = {
        ...{ ref: '', name: 'Event', customer: 'Abena', phone: '', type: '', starts: `${coming} 12:00` },
        ...{ ends: '', hours: '', venue: 'Hall', guests: '50', status: '', total: '' },
        ...over,
      };
      return Object.values(cells)
        .map((cell) => `"${cell}"`)
        .join(',');
    };
    const rows = [
      row({ name: '' }),
      row({ name: '', starts: '', venue: '' }),
      row({ customer: '' }),
      row({ phone: '12' }),
      row({ type: 'Rave' }),
      row({ starts: '' }),
      row({ starts: coming }),
      row({ starts: '06/07/2030 12:00' }),
      row({ starts: '06/07/30 12:00' }),
      row({ starts: `${past} 12:00` }),
      row({ starts: `${past} 12:00`, status: 'confirmed' }),
      row({ status: 'completed' }),
      row({ status: 'maybe' }),
      row({ ends: `${coming} 11:00` }),
      row({ hours: '25' }),
      row({ hours: '-1' }),
      row({ venue: '' }),
      row({ guests: '0' }),
      row({ guests: '1,001' }),
      row({ guests: 'many' }),
      row({ total: 'USD 20' }),
      row({ total: '-5' }),
      row({ name: '=HYPERLINK(1)', guests: 'x'.repeat(5 * 1024 * 1024) }),
    ];
    const id = await check(
      office.manager,
      `Reference,Event,Customer,Phone,Type,Starts,Ends,Hours,Venue,Guests,Status,Total\n${rows.join('\n')}`,
      kind,
    );
    const fields = (await readImport(office.manager, id)).rows.map(({ line, outcome, field }) => [
      line,
      outcome === 'new' ? outcome : field,
    ]);
    expect(fields.map(([, field]) => field)).toEqual([
      ...['name', 'name', 'customer', 'phone', 'eventType', 'startsAt', 'startsAt', 'startsAt', 'startsAt'],
      ...['status', 'status', 'status', 'status', 'endsAt', 'hours', 'hours', 'venue'],
      ...['guests', 'guests', 'guests', 'total', 'total', 'guests'],
    ]);
    expect(fields.map(([line]) => line)).toEqual(rows.map((_, index) => index + 2));
  });

  test('have dates that could be two asked for, and read once that is said', async () => {
    const own = await makeOffice();
    const list = 'Event,Customer,Starts,Venue,Guests\nA,Abena,06/07/2031 12:00,Hall,50\n';
    expect(await outcomes(await check(own.manager, list, kind), own)).toEqual([
      'bad startsAt: This can be two dates. Say with the columns whether the day or the month comes first.',
    ]);
    await bring(own.manager, list, { ...kind, dayOrder: 'day' });
    expect((await all(own))[0]?.startsAt.toISOString()).toBe('2031-07-06T12:00:00.000Z');
  });

  test('are never changed by a file, and never guessed to be another’s', async () => {
    const own = await makeOffice();
    await makeCustomer(own.id, { name: 'Two' });
    await makeCustomer(own.id, { name: 'two' });
    const made = await create(own, { eventName: 'Ours' });
    await bring(own.manager, odoo, kind);
    const before = await all(own);
    const id = await check(
      own.manager,
      [
        'Reference,Event,Customer,Starts,Venue,Guests',
        `BK00001,Owusu wedding,Efua Owusu,${coming} 14:00,Palm Hall,121`,
        `${made.reference}-x,Theirs,Two,${coming} 14:00,Hall,10`,
        `X1,Other,Efua Owusu,${coming} 14:00,Hall,10`,
        `x1,Other again,Efua Owusu,${coming} 15:00,Hall,10`,
      ].join('\n'),
      kind,
    );
    expect(await outcomes(id, own)).toEqual([
      expect.stringMatching(/^conflict endsAt: BK\d+ is here already and says something else/),
      expect.stringMatching(/^conflict customer: 2 customers are called this/),
      'new',
      'conflict theirReference: Line 4 is about the same booking.',
    ]);
    expect(await all(own)).toEqual(before);
  });
});

describe('taken back', () => {
  test('all of it goes, with the customers and cards that came along', async () => {
    const own = await makeOffice();
    const before = await people(own);
    const id = await bring(own.manager, odoo, kind);
    await takeBack(own.manager, id);
    expect(await all(own)).toEqual([]);
    expect(await people(own)).toEqual(before);
    expect(await actAs(own.manager, (tx) => tx.select().from(enquiries))).toEqual([]);
    expect((await readImport(own.manager, id)).status).toBe('undone');
  });

  test('what was worked on since stays, and says why', async () => {
    const own = await makeOffice();
    const [dish] = await actAs(own.manager, (tx) =>
      tx.execute<{ name: string }>(sql`select name from items`),
    );
    const list = [
      'Event,Customer,Phone,Starts,Venue,Guests,Menu',
      `Paid,Yaa,0244000111,${coming} 12:00,A,50,${dish?.name}`,
      `Renamed,Esi,0244000222,${coming} 12:00,B,50,`,
      `Plain,Yaw,0244000333,${coming} 12:00,C,50,`,
      `Edited customer,Abi,0244000444,${coming} 12:00,D,50,`,
    ].join('\n');
    const id = await bring(own.manager, list, kind);
    const [paid, renamed] = await all(own);
    await recordPayment(own.manager, {
      bookingId: (await named(own, 'Paid')).id,
      amount: 100,
      method: 'cash',
      reference: '',
    } as never);
    await actAs(own.manager, async (tx) => {
      const target = await named(own, 'Renamed');
      await tx.update(bookings).set({ venue: 'Elsewhere' }).where(eq(bookings.id, target.id));
    });
    const abi = (await people(own)).find(({ name }) => name === 'Abi');
    await updateCustomer(own.manager, {
      ...{
        id: abi?.id ?? '',
        version: abi?.version ?? 0,
        name: 'Abi Mensah',
        phone: '0244000444',
        email: '',
      },
      ...{ language: 'en', cuisine: '', address: '', notes: '', tags: '' },
    } as never);
    expect([paid, renamed]).toHaveLength(2);
    await takeBack(own.manager, id);
    const { rows } = await readImport(own.manager, id);
    expect(rows.map(({ state, reason }) => reason ?? state)).toEqual([
      'Changed since the import.',
      'Changed since the import.',
      'undone',
      'undone',
    ]);
    expect((await all(own)).map(({ eventName }) => eventName).sort()).toEqual(['Paid', 'Renamed']);
    const names = (await people(own)).map(({ name }) => name);
    expect(names).toContain('Abi Mensah');
    expect(names).not.toContain('Yaw');
    expect(await actAs(own.manager, (tx) => tx.select().from(payments))).toHaveLength(1);
  });

  test('beside somebody who renames one of its customers: both are done', async () => {
    const own = await makeOffice();
    const row = `Lunch,Abena,0244000888,${coming} 12:00,A,50`;
    const id = await bring(own.manager, `Event,Customer,Phone,Starts,Venue,Guests\n${row}`, kind);
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    const abena = eq(customers.name, 'Abena');
    const { taking } = await actAs(own.manager, async (tx) => {
      await tx.select().from(customers).where(abena).for('update');
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      const taking = Promise.allSettled([takeBack(own.manager, id)]);
      await vi.waitFor(async () => {
        const waiting =
          await owner`select from pg_stat_activity where ${me?.pid ?? 0}::int = any (pg_blocking_pids(pid))`;
        expect(waiting).toHaveLength(1);
      }, 45_000);
      await tx.update(customers).set({ name: 'Abena Osei' }).where(abena);
      return { taking };
    });
    expect(await taking).toEqual([{ status: 'fulfilled', value: undefined }]);
    expect(await all(own)).toEqual([]);
    // Whoever was changed since stays.
    expect((await people(own)).map(({ name }) => name)).toContain('Abena Osei');
    await owner.end();
  });

  test('what a message was sent about stays alone among those that go with it', async () => {
    const own = await makeOffice();
    const list = ['A', 'B', 'C'].map(
      (name, n) => `${name},Guest ${name},024400077${n},${coming} 12:00,${name},50`,
    );
    const id = await bring(
      own.manager,
      ['Event,Customer,Phone,Starts,Venue,Guests', ...list].join('\n'),
      kind,
    );
    const told = await named(own, 'B');
    await actAs(own.system, async (tx) => {
      const conversationId = v7();
      await tx
        .insert(conversations)
        .values({ id: conversationId, companyId: own.id, address: 'whatsapp:+233244000771' });
      await tx.insert(messages).values({
        ...{ companyId: own.id, conversationId, customerId: told.customerId, bookingId: told.id },
        ...{ direction: 'outbound', kind: 'staff_reply', status: 'sent', body: 'Hello' },
      });
    });
    await takeBack(own.manager, id);
    const { rows } = await readImport(own.manager, id);
    expect(rows.map(({ state, reason }) => reason ?? state)).toEqual([
      'undone',
      'There are payments, messages or other records of it by now.',
      'undone',
    ]);
    expect((await all(own)).map(({ eventName }) => eventName)).toEqual(['B']);
    // Their cards and customers went along, and what stays kept its own.
    expect(
      (await actAs(own.manager, (tx) => tx.select().from(enquiries))).map((one) => one.bookingId),
    ).toEqual([told.id]);
    const names = (await people(own)).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('Guest')).sort()).toEqual(['Guest B']);
  });

  test('by several processes at the same moment leaves what one would', async () => {
    const own = await makeOffice();
    const list = Array.from(
      { length: 450 },
      (_, n) =>
        `Event ${n},Guest ${n % 90},02440${String(n % 90).padStart(5, '0')},${coming} 12:00,Hall ${n},50`,
    );
    const id = await bring(
      own.manager,
      ['Event,Customer,Phone,Starts,Venue,Guests', ...list].join('\n'),
      kind,
    );
    expect(await all(own)).toHaveLength(450);
    await undoImport(own.manager, { id });
    const go = async () => {
      while (await undoRows(own.manager, id));
    };
    await Promise.all([go(), go(), go()]);
    const { status, rows } = await readImport(own.manager, id);
    expect(status).toBe('undone');
    expect(rows.filter(({ state }) => state === 'undone')).toHaveLength(450);
    expect(await all(own)).toEqual([]);
    expect((await people(own)).filter(({ name }) => name.startsWith('Guest'))).toEqual([]);
  });
});

const named = async (of: TestCompany, name: string) => {
  const found = (await all(of)).find(({ eventName }) => eventName === name);
  if (!found) throw new Error(`No ${name}`);
  return found;
};

describe('by the database', () => {
  test('a booking goes with its import only, and what it was called elsewhere stays', async () => {
    const own = await makeOffice();
    const { id } = await create(own);
    const asSystem = { role: 'system', companyId: own.id, name: 'test' } as const;
    await expect(
      actAs(asSystem, (tx) => tx.delete(bookings).where(eq(bookings.id, id))),
    ).rejects.toMatchObject({ code: 'CT054' });
    await expect(
      actAs(own.manager, (tx) => tx.delete(bookings).where(eq(bookings.id, id))),
    ).rejects.toMatchObject({ code: '42501' });
    for (const actor of [own.manager, own.staff])
      await expect(
        actAs(actor, (tx) => tx.update(bookings).set({ theirReference: 'X' }).where(eq(bookings.id, id))),
      ).rejects.toMatchObject({ code: 'CT053' });
    await expect(
      actAs(own.manager, (tx) => tx.update(bookings).set({ broughtAlong: true }).where(eq(bookings.id, id))),
    ).rejects.toMatchObject({ code: 'CT053' });
    const [stored] = await all(own);
    await expect(
      actAs(own.staff, (tx) =>
        tx
          .insert(bookings)
          .values({ ...(stored as never as typeof bookings.$inferInsert), id: own.id, theirTotal: 5 }),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      actAs(own.manager, (tx) => tx.execute(sql`select take_bookings_back(${own.id}::uuid, 1)`)),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });
});

test('bookings: a list that is exported and imported again changes nothing; elsewhere it lists the same', async () => {
  const exported = async (of: TestCompany) => {
    const request = new Request('http://cater.test/export?span=all', {
      headers: { cookie: await makeSession(of.manager.userId) },
    });
    return (await sheetRoute(sheetList(bookingsFile, bookingSheet))(request)).text();
  };
  const name = fc.oneof(
    fc.constantFrom('=SUM(A1)', "'+A", 'אירוע', 'A', '👩🏾‍🍳', 'x;y, "z"'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  );
  const event = fc.record({
    eventName: name,
    venue: name,
    guests: fc.integer({ min: 10, max: 1000 }),
    days: fc.integer({ min: 2, max: 900 }),
    minutes: fc.integer({ min: 1, max: 1440 }),
  });
  let carried = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 5 }), async (events) => {
      const [own, other] = [await makeOffice(), await makeOffice()];
      for (const { days, minutes, guests, ...typed } of events) {
        const starts = new Date(Math.floor(Date.now() / 60_000) * 60_000 + days * 86_400_000);
        const local = (at: number) => new Date(at).toISOString().slice(0, 16);
        await Promise.resolve()
          .then(() =>
            create(own, {
              ...typed,
              guests: String(guests),
              startsAt: local(starts.getTime()),
              endsAt: local(starts.getTime() + minutes * 60_000),
            }),
          )
          // Names that show nothing are refused by the form.
          .catch(() => undefined);
      }
      const first = await exported(own);
      const before = await all(own);
      if (before.length === 0) return;
      carried += before.length;
      const again = await bring(own.manager, first, { ...kind, skipBad: true });
      expect(await outcomes(again, own)).toEqual(before.map(() => 'same'));
      expect(await all(own)).toEqual(before);
      await bring(other.manager, first, kind);
      const facts = async (of: TestCompany) =>
        (await all(of)).map(({ eventName, venue, startsAt, endsAt, guests, status }) => ({
          ...{ eventName, venue, startsAt, endsAt, guests, status },
        }));
      expect((await facts(other)).sort(byAll)).toEqual((await facts(own)).sort(byAll));
      const moved = await all(other);
      expect(moved.map(({ theirReference }) => theirReference).sort()).toEqual(
        before.map(({ reference }) => reference).sort(),
      );
      expect(moved.map(({ theirTotal }) => Number(theirTotal)).sort()).toEqual(
        before.map(({ total }) => total).sort(),
      );
    }),
    { numRuns: 15 },
  );
  expect(carried).toBeGreaterThan(15);
}, 180_000);

const byAll = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));

test('staff bring no bookings along', async () => {
  await expect(check(office.staff as never, odoo, kind)).rejects.toMatchObject({ code: 'forbidden' });
});
