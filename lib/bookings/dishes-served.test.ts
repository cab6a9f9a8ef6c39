import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { bookingLines, dishesServed } from '@/db/schema/booking-lines';
import { type Actor, actAs } from '@/db/session';
import { makeOffice, type Office } from './testing/office';

let mine: Office;
let gold: Awaited<ReturnType<typeof makePackage>>;
let bookingId: string;
let whole: typeof gold;
/** The main dish and two of the sides; their names are looked up by the database. */
const dishesOf = (made: typeof gold) => [made.main, made.dishes[1], made.dishes[3]];
const choicesOf = (made: typeof gold) =>
  dishesOf(made).map((itemId, at) => ({ courseId: at === 0 ? made.mains : made.sides, itemId })) as never;
const served = (actor: Actor, id = bookingId) =>
  actAs(actor, (tx) =>
    tx
      .select({ itemId: dishesServed.itemId, covers: dishesServed.covers })
      .from(dishesServed)
      .where(eq(dishesServed.bookingId, id))
      .orderBy(dishesServed.position, dishesServed.place),
  );

type Line = Partial<typeof bookingLines.$inferInsert>;
const order = (line: Line) =>
  actAs(mine.system, (tx) =>
    tx.insert(bookingLines).values({
      ...{ companyId: mine.id, bookingId, kind: 'menu', name: 'Line', unitPrice: 0, quantity: 40 },
      ...line,
    }),
  );

beforeAll(async () => {
  mine = await makeOffice();
  gold = await makePackage(mine.id);
  whole = await makePackage(mine.id, { pricing: 'fixed' });
  ({ id: bookingId } = await makeBooking(mine.id, { customerId: mine.customerId, guests: 90, quantity: 60 }));
  await order({ itemId: gold.dishes[0], unit: 'tray', feeds: 12, quantity: 4, position: 5 });
  await order({ packageId: gold.id, choices: choicesOf(gold), unit: 'guest', quantity: 50, position: 6 });
  await order({ packageId: whole.id, choices: choicesOf(whole), unit: 'flat', quantity: 1, position: 7 });
});

describe('the dishes of an event', () => {
  test('are those of its lines and those chosen of its packages, each for so many people', async () => {
    const [first, ...others] = await served(mine.staff);
    expect(first?.covers).toBe(60);
    expect(others).toEqual([
      { itemId: gold.dishes[0], covers: 48 },
      ...dishesOf(gold).map((itemId) => ({ itemId, covers: 50 })),
      ...dishesOf(whole).map((itemId) => ({ itemId, covers: 90 })),
    ]);
  });

  test('that are paid for as a whole are for as many as come', async () => {
    await actAs(mine.system, (tx) =>
      tx.execute(sql`update bookings set guaranteed_guests = 110 where id = ${bookingId}`),
    );
    expect((await served(mine.manager)).at(-1)?.covers).toBe(110);
  });

  test('are read by the office and by whose event it is, and by nobody else', async () => {
    const all = (await served(mine.manager)).length;
    const login = async (customerId: string): Promise<Actor> => {
      const { id: userId } = await makeUser({ companyId: mine.id, role: 'client', customerId });
      return { role: 'client', companyId: mine.id, userId, customerId };
    };
    expect(await served(await login(mine.customerId))).toHaveLength(all);
    const { customerId } = await makeBooking(mine.id);
    expect(await served(await login(customerId))).toEqual([]);
    expect(await served((await makeOffice()).manager)).toEqual([]);
  });
});
