import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, readBooking } from './factories/booking';
import { makeCompany, type TestCompany } from './factories/company';
import { bookings } from './schema/bookings';
import { companies } from './schema/companies';
import { actAs, readAs } from './session';

describe('acting on the database', () => {
  let mine: TestCompany;
  let theirs: TestCompany;
  beforeAll(async () => {
    mine = await makeCompany();
    theirs = await makeCompany();
  });

  test('sees the own company only', async () => {
    const [rows] = await readAs(mine.manager, (tx) => [tx.select().from(companies)]);
    expect(rows.map((row) => row.id)).toEqual([mine.id]);
  });

  test('reads several queries in one snapshot', async () => {
    await makeBooking(mine.id);
    const [list, [count]] = await readAs(mine.staff, (tx) => [
      tx.select({ id: bookings.id }).from(bookings),
      tx.select({ n: sql<number>`count(*)::int` }).from(bookings),
    ]);
    expect(list).toHaveLength(count?.n ?? -1);
  });

  test('gives the first error of a failed read and leaves the connection usable', async () => {
    await expect(
      readAs(mine.staff, (tx) => [tx.execute(sql`select 1/0`), tx.select().from(bookings)]),
    ).rejects.toMatchObject({
      code: '22012',
    });
    await expect(readAs(mine.staff, (tx) => [tx.select().from(companies)])).resolves.toHaveLength(1);
  });

  test('rolls back what a refused mutation wrote', async () => {
    const { id } = await makeBooking(mine.id);
    const attempt = actAs(mine.manager, async (tx) => {
      await tx.update(bookings).set({ eventName: 'Changed' }).where(eq(bookings.id, id));
      throw new Error('refused');
    });
    await expect(attempt).rejects.toThrow('refused');
    expect((await readBooking(mine.id, id))?.eventName).toBe('Mensah wedding');
  });

  test('refuses to write into another company', async () => {
    const { customerId } = await makeBooking(theirs.id);
    const attempt = actAs(mine.manager, (tx) =>
      tx.insert(bookings).values({
        companyId: theirs.id,
        customerId,
        eventName: 'x',
        eventType: 'other',
        venue: 'x',
        guests: 1,
        startsAt: new Date('2030-01-01'),
        endsAt: new Date('2030-01-01T01:00Z'),
      }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  test('refuses another company’s customer under the own company', async () => {
    const { customerId } = await makeBooking(theirs.id);
    const attempt = actAs(mine.manager, (tx) =>
      tx.insert(bookings).values({
        companyId: mine.id,
        customerId,
        eventName: 'x',
        eventType: 'other',
        venue: 'x',
        guests: 1,
        startsAt: new Date('2030-01-01'),
        endsAt: new Date('2030-01-01T01:00Z'),
      }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '23503' });
  });
});
