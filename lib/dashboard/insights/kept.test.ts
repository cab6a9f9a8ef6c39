import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { feedbackDishes } from '@/db/schema/feedback';
import { offerCosts } from '@/db/schema/menu';
import { memberships, sessions } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { keptRates } from '@/lib/platform/kept-answers';
import { answered, look, sessionOf, setZone } from './testing/world';

let company: TestCompany;
let other: TestCompany;
let manager: string;
let staff: string;
beforeAll(async () => {
  [company, other] = [await makeCompany(), await makeCompany()];
  manager = await sessionOf(company.manager);
  staff = await sessionOf(company.staff);
});

/** How many of the looks were answered by what had been kept. */
async function hits(looks: () => Promise<unknown>): Promise<number> {
  const counted = () => {
    const { asked = 0, hitRate } = keptRates().insights ?? {};
    return Math.round(asked * (hitRate ?? 0));
  };
  const before = counted();
  await looks();
  return counted() - before;
}

test('what didn’t change isn’t asked for again, by whichever address it was', async () => {
  await makeBooking(company.id, { status: 'confirmed' });
  const first = await look(manager);
  expect(await hits(async () => expect(await look(manager)).toEqual(first))).toBe(1);
  expect(await hits(() => look(manager, 'period=year'))).toBe(0);
  expect(await hits(() => look(manager, 'period=year'))).toBe(1);
});

test('nobody sees what was before their own write, nor before a colleague’s', async () => {
  await Promise.all([look(manager), look(staff)]);
  const { id, itemId } = await makeBooking(company.id, { status: 'confirmed' });
  const counted = async (session: string) => (await look(session)).forecast?.total.bookings;
  const bookedBefore = (await counted(manager)) ?? 0;
  await actAs(company.manager, (tx) =>
    tx.update(bookings).set({ status: 'cancelled', cancelledAt: new Date() }).where(eq(bookings.id, id)),
  );
  expect(await hits(async () => expect(await counted(manager)).toBe(bookedBefore - 1))).toBe(0);

  const over = await answered(company, new Date(Date.now() - 86_400_000 * 2), { rating: 5, liked: true });
  await look(manager, 'period=30');
  for (const write of [
    () => actAs(company.system, (tx) => tx.update(feedbackDishes).set({ liked: false })),
    () =>
      actAs(company.manager, (tx) =>
        tx.insert(offerCosts).values({ companyId: company.id, itemId: over.itemId, cost: 900 }),
      ),
    () =>
      actAs(company.manager, (tx) => tx.execute(sql`update items set name = 'Waakye' where id = ${itemId}`)),
  ]) {
    await write();
    expect(await hits(() => look(manager, 'period=30'))).toBe(0);
  }
  const dish = (await look(manager, 'period=30')).dishes.find((one) => one.id === over.itemId);
  expect(dish?.sold?.margin).toBe((dish?.sold?.revenue ?? 0) - 900 * (dish?.sold?.units ?? 0));
});

test('a write that is under way isn’t told, and is once it is done', async () => {
  await look(manager);
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let begun = () => {};
  const writing = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { id } = await makeBooking(company.id, { status: 'confirmed' });
  const bookedBefore = (await look(manager)).forecast?.total.bookings ?? 0;
  const write = actAs(company.system, async (tx) => {
    await tx.execute(sql`update bookings set status = 'cancelled', cancelled_at = now() where id = ${id}`);
    begun();
    await ended;
  });
  await writing;
  // Something else is committed later with a younger number, and looked at, before that one ends.
  await makeBooking(company.id, { status: 'enquiry' });
  expect((await look(manager)).forecast?.total.bookings).toBe(bookedBefore);
  end();
  await write;
  expect((await look(manager)).forecast?.total.bookings).toBe(bookedBefore - 1);
});

test('what happens at others leaves it as it is; a message, too', async () => {
  await look(manager);
  await makeBooking(other.id, { status: 'confirmed' });
  expect(await hits(() => look(manager))).toBe(1);
});

test('one who may know less is never told what was kept for one who may know more', async () => {
  await look(manager);
  await look(staff);
  expect((await look(staff)).money).toBeUndefined();
  expect((await look(manager)).money).toBeDefined();
});

test('who turns to another company of theirs sees that one', async () => {
  const before = await look(staff);
  await actAs(other.system, (tx) =>
    tx.insert(memberships).values({ companyId: other.id, userId: company.staff.userId, role: 'staff' }),
  );
  await actAs({ role: 'auth', name: 'test' }, (tx) =>
    tx.update(sessions).set({ companyId: other.id }).where(eq(sessions.id, staff)),
  );
  const after = await look(staff);
  expect(before.drafts.value).toBeGreaterThan(0);
  expect(after.drafts.value).toBe(0);
});

test('a company that changes its zone isn’t told the days of the old one', async () => {
  await look(manager);
  await setZone(company, 'Pacific/Kiritimati');
  expect(await hits(() => look(manager))).toBe(0);
});
