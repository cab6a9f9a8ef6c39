import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { billOf } from '@/db/factories/invoice';
import { bookings } from '@/db/schema/bookings';
import { feedbackDishes } from '@/db/schema/feedback';
import { offerCosts } from '@/db/schema/menu';
import { invoices } from '@/db/schema/money';
import { memberships, sessions } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { KeptAnswers, keptCountsOf, keptRates } from '@/lib/platform/kept-answers';
import { foldStats } from '@/lib/stats/fold';
import { panelKinds } from './panels';
import { answered, freshly, look, paid, sessionOf, setZone } from './testing/world';

let company: TestCompany;
let other: TestCompany;
let manager: string;
let staff: string;
beforeAll(async () => {
  [company, other] = [await makeCompany(), await makeCompany()];
  manager = await sessionOf(company.manager);
  staff = await sessionOf(company.staff);
});

/** How many panels of each kind were answered by what had been kept: figures, charts, lists. */
async function hits(looks: () => Promise<unknown>): Promise<number[]> {
  const counted = () =>
    ['figures', 'charts', 'lists'].map((kind) => keptRates()[`insights ${kind}`]?.hits ?? 0);
  const before = counted();
  await looks();
  return counted().map((hit, at) => hit - (before[at] ?? 0));
}
const all = [3, 5, 2];
const none = [0, 0, 0];

test('what didn’t change isn’t asked for again, by whichever address it was', async () => {
  await makeBooking(company.id, { status: 'confirmed' });
  const first = await look(manager);
  expect(await hits(async () => expect(await look(manager)).toEqual(first))).toEqual(all);
  expect(await hits(() => look(manager, 'period=year'))).toEqual(none);
  expect(await hits(() => look(manager, 'period=year'))).toEqual(all);
});

test('nobody sees what was before their own write, nor before a colleague’s', async () => {
  await Promise.all([look(manager), look(staff)]);
  const { id, itemId } = await makeBooking(company.id, { status: 'confirmed' });
  const counted = async (session: string) => (await look(session)).forecast?.total.bookings;
  const bookedBefore = (await counted(manager)) ?? 0;
  await actAs(company.manager, (tx) =>
    tx.update(bookings).set({ status: 'cancelled', cancelledAt: new Date() }).where(eq(bookings.id, id)),
  );
  // What it was agreed for, and both lists; neither what was said nor what was paid.
  expect((await hits(async () => expect(await counted(manager)).toBe(bookedBefore - 1)))[2]).toBe(0);

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
    // All but the dishes, and where it is of answers the list of what came in.
    const [figures, charts] = await hits(() => look(manager, 'period=30'));
    expect([figures, charts]).toEqual([3, 4]);
  }
  const dish = (await look(manager, 'period=30')).dishes.find((one) => one.id === over.itemId);
  expect(dish?.sold?.margin).toBe((dish?.sold?.value ?? 0) - 900 * (dish?.sold?.units ?? 0));
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
  expect(await hits(() => look(manager))).toEqual(all);
});

test('an enquiry that changes touches no figure but how many there are, an event of other days none of these', async () => {
  const { id } = await makeBooking(company.id, { status: 'quoted' });
  await look(manager);
  const set = (change: string) =>
    actAs(company.manager, (tx) => tx.execute(`update bookings set ${change} where id = '${id}'`));
  await set('guests = 120');
  expect(await hits(() => look(manager))).toEqual([3, 5, 0]);
  await makeBooking(company.id, { status: 'quoted' });
  // How many there are; the dish is a new one of the menu.
  expect(await hits(() => look(manager))).toEqual([2, 4, 0]);
  // Two years ahead: only who is active may have changed, and again what is on the menu.
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date(Date.now() + 730 * 86_400_000) });
  expect((await hits(() => look(manager)))[1]).toBe(4);
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
  expect(await hits(() => look(manager))).toEqual(none);
});

const day = 86_400_000;
const change = fc.record({
  what: fc.constantFrom('book', 'agree', 'cancel', 'guests', 'move', 'pay', 'bill', 'answer', 'correct', 'recommend', 'quality', 'like', 'dish', 'rename', 'zone', 'fold', 'nothing'),
  days: fc.integer({ min: -420, max: 220 }),
  pick: fc.nat(9),
}); // biome-ignore format: a list
type AnyChange = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** One write of the office, or of the company's clock; what the database refuses changed nothing. */
async function apply(to: TestCompany, { what, days, pick }: AnyChange): Promise<unknown> {
  const at = new Date(Date.now() + days * day);
  const some = (where: string) =>
    `(select id from bookings where ${where} order by id offset ${pick} limit 1)`;
  const write = (statement: string) => actAs(to.system, (tx) => tx.execute(statement));
  const open = `status in ('enquiry', 'quoted', 'confirmed')`;
  if (what === 'book') return makeBooking(to.id, { status: 'quoted', startsAt: at });
  if (what === 'agree') return makeBooking(to.id, { status: 'confirmed', startsAt: at, guests: 20 + pick });
  if (what === 'cancel')
    return write(`update bookings set status = 'cancelled', cancelled_at = now() where id = ${some(open)}`);
  if (what === 'guests') return write(`update bookings set guests = guests + 1 where id = ${some(open)}`);
  if (what === 'move')
    return write(`update bookings set starts_at = '${at.toISOString()}', ends_at = '${at.toISOString()}'::timestamptz + interval '4 hours'
      where id = ${some(open)}`);
  if (what === 'answer')
    return answered(to, new Date(Math.min(at.getTime(), Date.now() - day)), {
      rating: 1 + (pick % 5),
      food: 4,
      liked: pick > 4,
    });
  const answer = `(select id from feedback order by id offset ${pick % 3} limit 1)`;
  if (what === 'correct') return write(`update feedback set rating = 1 + rating % 5 where id = ${answer}`);
  if (what === 'recommend')
    return write(
      `update feedback set would_recommend = not coalesce(would_recommend, false) where id = ${answer}`,
    );
  if (what === 'quality') return write(`update feedback set food = 1 + food % 5 where id = ${answer}`);
  if (what === 'like') return write(`update feedback_dishes set liked = not liked`);
  if (what === 'dish')
    return write(
      `update items set name = name || '.' where id = (select id from items order by id offset ${pick} limit 1)`,
    );
  if (what === 'rename')
    return write(
      `update customers set name = name || '.' where id = (select customer_id from bookings where id = ${some('true')})`,
    );
  if (what === 'zone') return setZone(to, pick % 2 ? 'Pacific/Auckland' : 'America/New_York');
  if (what === 'fold') return foldStats(1 + pick * 5);
  if (what === 'nothing') return;
  const { id } = await makeBooking(to.id, { status: 'confirmed', startsAt: at });
  return what === 'pay' ? paid(to, id, at) : bill(to, id);
}
const bill = (to: TestCompany, bookingId: string) =>
  actAs(to.system, async (tx) => tx.insert(invoices).values(await billOf(tx, bookingId)));

test('whatever is written, what was kept is told only where it is what the rows say now', async () => {
  const busy = await makeCompany();
  const session = await sessionOf(busy.manager);
  const told = async (query: string) => {
    const { filter: _, today: __, chosen: ___, days: ____, ...panels } = await look(session, query);
    expect(panels).toEqual(await freshly(busy, query));
  };
  let refused = 0;
  const kept = await hits(() =>
    fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 12 }), async (changes) => {
        for (const one of changes) {
          await apply(busy, one).catch(() => {
            refused += 1;
          });
          for (const query of ['', 'period=365', 'period=last-month&against=year']) await told(query);
        }
      }),
      { numRuns: 10 },
    ),
  );
  // It is of something: much was kept, and nearly all was written.
  expect(Math.min(...kept)).toBeGreaterThan(20);
  expect(refused).toBeLessThan(20);
}, 180_000);

test('how often each kind was told from what had been kept is counted by company', async () => {
  const own = await makeCompany();
  const session = await sessionOf(own.manager);
  await look(session);
  await look(session);
  const counts = (kind: string, parts: number) => ({ kind, asked: 2 * parts, hits: parts });
  const told = [counts('figures', 3), counts('charts', 5), counts('lists', 2)];
  expect(keptCountsOf(own.id)).toEqual(told);
  // As a bundle of its own has it, which the page and what answers it anew are.
  new KeptAnswers('insights', panelKinds);
  expect(keptCountsOf(own.id)).toEqual(told);
  expect(keptCountsOf((await makeCompany()).id).every(({ asked }) => asked === 0)).toBe(true);
});
