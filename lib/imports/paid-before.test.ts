import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { bookings } from '@/db/schema/bookings';
import { messages } from '@/db/schema/messaging';
import { payments } from '@/db/schema/money';
import { actAs } from '@/db/session';
import { recordPayment } from '@/lib/bookings/money/payments';
import { makeOffice, type Office } from '@/lib/bookings/testing/office';
import { bring, check, readImport, takeBack } from './testing/run-import';

// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

const kind = { kind: 'bookings' } as const;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [coming, past] = [day(40), day(-3)];
const all = (of: Office) =>
  actAs(of.manager, (tx) => tx.select().from(bookings).orderBy(bookings.startsAt, bookings.id));
const outcomes = async (id: string, of: Office) =>
  (await readImport(of.manager, id)).rows.map(({ outcome, field, reason }) =>
    reason ? `${outcome} ${field}: ${reason}` : outcome,
  );

describe('what was paid before', () => {
  async function withDish() {
    const own = await makeOffice();
    const [dish] = await actAs(own.manager, (tx) =>
      tx.execute<{ name: string }>(sql`select name from items`),
    );
    const list = [
      'Reference,Event,Customer,Starts,Venue,Guests,Menu,Status,Total,Paid Amount',
      `A1,Lunch,Ama Mensah,${coming} 12:00,Hall,50,${dish?.name},confirmed,1437.50,"1,000.00"`,
      `A2,Supper,Ama Mensah,${coming} 18:00,Hall,20,${dish?.name},quoted,,0.00`,
      `A3,Old,Ama Mensah,${past} 12:00,Hall,50,,completed,900.00,900.00`,
    ].join('\n');
    const balances = () =>
      actAs(own.manager, (tx) =>
        tx.execute<{ account: string; part: string; sum: number }>(
          sql`select account, part, sum(amount)::int as sum from posting_lines group by 1, 2 having sum(amount) <> 0 order by 1`,
        ),
      );
    return { own, list, balances };
  }

  test('is a payment with its receipt, against the opening of the books; history brings none', async () => {
    const { own, list, balances } = await withDish();
    await bring(own.manager, list, kind);
    const made = await all(own);
    expect(made.map(({ theirReference, paid }) => [theirReference, paid])).toEqual([
      ['A3', 0],
      ['A1', 100_000],
      ['A2', 0],
    ]);
    const [payment, ...others] = await actAs(own.manager, (tx) => tx.select().from(payments));
    expect(others).toEqual([]);
    expect(payment).toMatchObject({
      ...{ amount: 100_000, method: 'brought_along', status: 'received', reference: 'A1' },
      receiptId: expect.any(String),
    });
    expect(await balances()).toMatchObject([
      { account: 'deposits', sum: -100_000 },
      { account: 'money', part: 'brought_along', sum: 100_000 },
    ]);
    expect(await actAs(own.manager, (tx) => tx.select().from(messages))).toEqual([]);
  });

  test('taken back, its receipt is void, the books are even, and the booking is called off with the reason', async () => {
    const { own, list, balances } = await withDish();
    const id = await bring(own.manager, list, kind);
    await takeBack(own.manager, id);
    expect(await balances()).toEqual([]);
    const left = await all(own);
    expect(left).toMatchObject([
      {
        theirReference: 'A1',
        status: 'cancelled',
        paid: 0,
        cancelReason: expect.stringMatching(/taken back/),
      },
    ]);
    const [receipt] = await actAs(own.manager, (tx) =>
      tx.execute<{ reference: string; void: boolean }>(
        sql`select reference, voided_at is not null as void from receipts`,
      ),
    );
    expect(receipt?.void).toBe(true);
    const { rows } = await readImport(own.manager, id);
    expect(rows.map(({ state }) => state)).toEqual(['kept', 'undone', 'undone']);
    expect(rows[0]?.reason).toContain(receipt?.reference);
  });

  test('stays where somebody went on with the booking', async () => {
    const { own, list } = await withDish();
    const id = await bring(own.manager, list, kind);
    const [, lunch] = await all(own);
    await recordPayment(own.manager, {
      bookingId: lunch?.id ?? '',
      amount: 5000,
      method: 'cash',
      others: [],
    } as never);
    await takeBack(own.manager, id);
    expect((await readImport(own.manager, id)).rows[0]).toMatchObject({
      ...{ state: 'kept', reason: 'Changed since the import.' },
    });
    expect((await all(own))[0]).toMatchObject({ status: 'quoted', paid: 105_000 });
  });

  test('is refused where it is more than the booking comes to, or no amount', async () => {
    const { own, list } = await withDish();
    const asked = async (paid: string) =>
      (await outcomes(await check(own.manager, list.replace('"1,000.00"', paid), kind), own))[0];
    expect(await asked('99999')).toMatch(/^bad paid: More was paid than the .*1,437\.50/);
    expect(await asked('-5')).toMatch(/^bad paid: /);
    expect(await asked('USD 5')).toMatch(/^bad paid: /);
    expect(await asked('')).toBe('new');
    // A list without dishes comes to nothing here.
    const bare = list.replaceAll(/Jollof[^,]*/g, '');
    expect((await outcomes(await check(own.manager, bare, kind), own))[0]).toMatch(
      /^bad paid: More was paid/,
    );
  });

  test('is nobody’s to record by hand: not staff’s, not a manager’s, not the automation’s without an import', async () => {
    const { own, list } = await withDish();
    await bring(own.manager, list, kind);
    const [, lunch] = await all(own);
    const row = {
      companyId: own.id,
      bookingId: lunch?.id ?? '',
      amount: 100,
      method: 'brought_along' as const,
    };
    for (const actor of [own.staff, own.manager, own.system])
      await expect(actAs(actor, (tx) => tx.insert(payments).values(row))).rejects.toMatchObject({
        code: '42501',
      });
  });
});
