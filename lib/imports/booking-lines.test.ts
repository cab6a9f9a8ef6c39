import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import type { TestCompany } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { makeOffice } from '@/lib/bookings/testing/office';
import { bring, check, readImport } from './testing/run-import';

// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

const kind = { kind: 'bookings' } as const;
const coming = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
const all = (of: TestCompany) =>
  actAs(of.manager, (tx) => tx.select().from(bookings).orderBy(bookings.startsAt, bookings.id));
const outcomes = async (id: string, of: TestCompany) =>
  (await readImport(of.manager, id)).rows.map(({ outcome, field, reason }) =>
    reason ? `${outcome} ${field}: ${reason}` : outcome,
  );

describe('bookings of another program', () => {
  test('have the lines that another program writes under them, in rows whose first columns are empty', async () => {
    const own = await makeOffice();
    const names = await actAs(own.manager, (tx) =>
      tx.execute<{ name: string }>(sql`select name from items union all select name from services`),
    );
    const [dish, waiter] = names.map(({ name }) => name);
    const list = [
      'Booking Reference,Customer/Name,Event Name,Event Date,Event End Date,Venue,Guest Count,Menu Lines/Menu Item/Name,Menu Lines/Quantity,Menu Lines/Unit Price,Service Lines/Service,Service Lines/Quantity',
      `BK1,Ama Mensah,فرح 🎉,${coming} 12:00,${coming} 16:00,Hall,50,${dish},60.0,25,${waiter},2.00`,
      `,,,,,,,,,,${waiter?.toUpperCase()},1`,
      `BK2,Ama Mensah,Plain,${coming} 18:00,${coming} 20:00,Room,30,,,,,`,
      `BK3,Ama Mensah,Lines,${coming} 18:00,${coming} 20:00,Yard,30,,,,,`,
      `,,,,,,,${dish},40,,,`,
      `,,,,,,,Moon cheese,1,,,`,
    ].join('\n');
    const id = await check(own.manager, list, kind);
    expect((await readImport(own.manager, id)).rows.map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(await outcomes(id, own)).toEqual([
      'new',
      'new',
      'bad lines: “Moon cheese” isn’t on the menu. Import the menu first.',
    ]);
    await bring(own.manager, list, { ...kind, skipBad: true });
    const [first] = await all(own);
    expect(first).toMatchObject({ eventName: 'فرح 🎉', theirReference: 'BK1' });
    const lines = await actAs(own.manager, (tx) => tx.select().from(bookingLines));
    expect(lines.map(({ quantity, follows }) => [quantity, follows])).toEqual([
      [60, false],
      [2, false],
      [1, false],
    ]);
  });

  test('with a cell of 5 MB, a formula and an odd line are wrong in that row alone', async () => {
    const own = await makeOffice();
    const list = [
      'Event,Customer,Starts,Hours,Venue,Guests,Notes,Notes',
      `Long,Ama Mensah,${coming} 12:00,3,Hall,50,${'x'.repeat(5_000_000)},`,
      `=1+1,Ama Mensah,${coming} 12:00,3,مطعم 🍲,50,,`,
      ',,,,,,left over,',
    ].join('\n');
    const id = await check(own.manager, list, kind);
    expect(await outcomes(id, own)).toEqual([
      'bad specialRequests: This cell is longer than 10,000 characters.',
      'new',
      expect.stringMatching(/^bad /),
    ]);
  });
});
