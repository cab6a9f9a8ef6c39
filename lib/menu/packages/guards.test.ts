import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { type Actor, actAs, escalate, type Tx } from '@/db/session';
import { type Choice, choiceProblem } from './choices';

type Made = Awaited<ReturnType<typeof makePackage>>;
let mine: TestCompany;
let theirs: TestCompany;
let gold: Made;
let foreign: Made;
let client: Extract<Actor, { role: 'client' }>;
let enquiry: string;

async function clientOf(company: TestCompany) {
  const customerId = (await makeCustomer(company.id)).id;
  const user = await makeUser({ companyId: company.id, role: 'client', customerId });
  return { role: 'client', companyId: company.id, userId: user.id, customerId } as const;
}

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  gold = await makePackage(mine.id);
  foreign = await makePackage(theirs.id);
  client = await clientOf(mine);
  enquiry = (await makeBooking(mine.id, { customerId: client.customerId })).id;
});

const code = (error: unknown): string => {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code;
  throw error;
};

const of = (made: Made, sides: readonly string[]): Choice[] => [
  { courseId: made.mains, itemId: made.main },
  ...sides.map((itemId) => ({ courseId: made.sides, itemId })),
];
const two = (made: Made) => of(made, made.dishes.slice(0, 2));

type Line = { packageId?: string; choices?: unknown; quantity?: number; bookingId?: string; price?: number };

/** Adds a package to a booking past the app; answers `ok` or PostgreSQL's code. */
const add = (actor: Extract<Actor, { companyId: string }>, line: Line = {}) =>
  actAs(actor, async (tx) => {
    const { packageId = gold.id, choices = two(gold), quantity = 75, bookingId = enquiry } = line;
    await tx.execute(sql`insert into booking_lines
        (id, company_id, booking_id, kind, package_id, name, unit_price, quantity, choices)
      values (${v7()}, ${actor.companyId}, ${bookingId}, 'menu', ${packageId}, 'Mine', ${line.price ?? 12_000},
        ${quantity}, ${JSON.stringify(choices)}::jsonb)`);
    if (actor.role === 'system') await sum(tx, bookingId);
    else await escalate(actor, tx, () => sum(tx, bookingId));
    return 'ok';
  }).catch(code);

/** What the booking comes to follows from its lines. */
const sum = (tx: Tx, id: string) =>
  tx.execute(sql`update bookings set menu_total = (select sum(unit_price * quantity) from booking_lines l
    where l.booking_id = bookings.id and l.kind = 'menu') where id = ${id}`);

const write = (actor: Actor, statement: ReturnType<typeof sql>) =>
  actAs(actor, async (tx) => (await tx.execute(statement)).count).catch(code);

describe('what is chosen of a package', () => {
  test('is taken as the database calls it, whatever was sent with it', async () => {
    const choices = two(gold).map((choice) => ({ ...choice, name: '<b>Free champagne</b>', more: 1 }));
    expect(await add(client, { choices, price: 1 })).toBe('ok');
    const [line] = await actAs(mine.staff, (tx) =>
      tx.execute(sql`select name, unit_price::int as price, unit, minimum_order, choices from booking_lines
        where booking_id = ${enquiry} and package_id = ${gold.id}`),
    );
    expect(line).toMatchObject({ name: gold.name, price: 12_000, unit: 'guest', minimum_order: 20 });
    expect(JSON.stringify(line?.choices)).not.toContain('champagne');
    expect(line?.choices).toHaveLength(3);
  });

  test('is as many as each course says, of its own dishes, each once', async () => {
    const [one = '', , , , five = ''] = gold.dishes;
    const wrong: unknown[] = [
      [],
      of(gold, [one]),
      of(gold, gold.dishes.slice(0, 3)),
      of(gold, [one, one]),
      of(gold, [one, gold.main]),
      of(gold, [one, foreign.dishes[0] ?? '']),
      two(foreign),
      [...two(gold), { courseId: foreign.sides, itemId: five }],
      [...two(gold), 'x'],
      [...two(gold), null],
      { courseId: gold.sides },
      'two',
    ];
    for (const choices of wrong)
      for (const actor of [mine.manager, mine.staff, client, mine.system])
        expect(await add(actor, { choices }), `${actor.role} ${JSON.stringify(choices)}`).toBe('CT072');
  });

  test('is accepted by the rule exactly where the database does', async () => {
    const [course, side] = [fc.constantFrom(gold.mains, gold.sides, foreign.sides), gold.dishes];
    const dish = fc.constantFrom(gold.main, ...side, foreign.main);
    const choice = fc.record({ courseId: course, itemId: dish });
    const likely = fc.subarray(side, { minLength: 1, maxLength: 3 }).map((sides) => of(gold, sides));
    const courses = [
      { id: gold.mains, name: 'Mains', choose: 1, dishes: [{ id: gold.main, name: '' }] },
      { id: gold.sides, name: 'Sides', choose: 2, dishes: side.map((id) => ({ id, name: '' })) },
    ];
    const seen = { ok: 0, no: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof(likely, fc.array(choice, { maxLength: 4 })), async (choices) => {
        const allowed = choiceProblem(courses, choices) === undefined;
        seen[allowed ? 'ok' : 'no'] += 1;
        expect(await add(mine.staff, { choices })).toBe(allowed ? 'ok' : 'CT072');
      }),
      { numRuns: 120 },
    );
    expect(Math.min(seen.ok, seen.no)).toBeGreaterThan(10);
  });

  test('stays as it was agreed when the package changes, and is looked at again when it is changed', async () => {
    const made = await makePackage(mine.id);
    const booking = await makeBooking(mine.id);
    expect(await add(mine.staff, { packageId: made.id, choices: two(made), bookingId: booking.id })).toBe(
      'ok',
    );
    await actAs(mine.manager, async (tx) => {
      await tx.execute(sql`update items set active = false where id = ${made.dishes[0] ?? ''}`);
    });
    const where = sql`where booking_id = ${booking.id} and package_id = ${made.id}`;
    expect(await write(mine.staff, sql`update booking_lines set notes = 'No nuts' ${where}`)).toBe(1);
    const choose = (sides: readonly string[]) =>
      sql`update booking_lines set choices = ${JSON.stringify(of(made, sides))}::jsonb ${where}`;
    expect(await write(mine.staff, choose([made.dishes[0] ?? '', made.dishes[2] ?? '']))).toBe('CT072');
    expect(await write(mine.staff, choose(made.dishes.slice(2, 4)))).toBe(1);
  });
});

describe('a client who writes past the app', () => {
  test('chooses in no booking of somebody else, and in none of another company', async () => {
    const other = await makeBooking(mine.id);
    expect(await add(mine.staff, { bookingId: other.id })).toBe('ok');
    const choices = JSON.stringify(of(gold, gold.dishes.slice(3)));
    const change = sql`update booking_lines set choices = ${choices}::jsonb where booking_id = ${other.id}`;
    expect(await write(client, change)).toBe(0);
    expect(await write(theirs.manager, change)).toBe(0);
    expect(['42501', 'CT004']).toContain(await add(client, { bookingId: other.id }));
    expect(await add(client, { packageId: foreign.id, choices: two(foreign) })).toBe('CT071');
    expect(await add(theirs.manager, { bookingId: enquiry })).toBe('CT071');
  });

  test('reads nothing of an archived package and books none', async () => {
    const old = await makePackage(mine.id);
    const parts = (actor: Actor) =>
      actAs(actor, async (tx) => {
        const [row] = await tx.execute(sql`select
          (select count(*)::int from packages where id = ${old.id}) as packages,
          (select count(*)::int from package_courses where package_id = ${old.id}) as courses,
          (select count(*)::int from package_parts where package_id = ${old.id}) as parts`);
        return row;
      });
    expect(await parts(client)).toEqual({ packages: 1, courses: 2, parts: 6 });
    await write(mine.staff, sql`update packages set active = false where id = ${old.id}`);
    expect(await parts(client)).toEqual({ packages: 0, courses: 0, parts: 0 });
    expect(await parts(await clientOf(theirs))).toEqual({ packages: 0, courses: 0, parts: 0 });
    expect(await parts(mine.staff)).toEqual({ packages: 1, courses: 2, parts: 6 });
    for (const actor of [client, mine.staff, mine.manager])
      expect(await add(actor, { packageId: old.id, choices: two(old) })).toBe('CT071');
  });

  test('is told that a package is priced on request', async () => {
    const custom = await makePackage(mine.id, { pricing: 'custom' });
    expect(await add(client, { packageId: custom.id, choices: two(custom) })).toBe('CT074');
  });

  test('makes and changes no package', async () => {
    for (const statement of [
      sql`update packages set price = 1`,
      sql`update package_courses set choose = 1`,
      sql`delete from package_parts`,
      sql`insert into package_courses (id, company_id, package_id, name, choose)
        values (${v7()}, ${mine.id}, ${gold.id}, 'Free', 1)`,
    ])
      expect(await write(client, statement)).toBe('42501');
  });
});

describe('a package', () => {
  test('is for as many guests as it says', async () => {
    for (const [quantity, answer] of [
      [19, 'CT073'],
      [20, 'ok'],
      [500, 'ok'],
      [501, 'CT073'],
    ] as const)
      expect(await add(mine.manager, { quantity }), String(quantity)).toBe(answer);
    const fixed = await makePackage(mine.id, { pricing: 'fixed', minimumGuests: 100 });
    const line = { packageId: fixed.id, choices: two(fixed), quantity: 1 };
    expect(await add(mine.manager, line)).toBe('CT073');
    const large = await makeBooking(mine.id, { guests: 100 });
    expect(await add(mine.manager, { ...line, bookingId: large.id })).toBe('ok');
  });

  test('has in each course at least as many dishes as are chosen of it, all of its own company and courses', async () => {
    const made = await makePackage(mine.id);
    const change = (statement: ReturnType<typeof sql>) => write(mine.manager, statement);
    expect(await change(sql`update package_courses set choose = 6 where id = ${made.sides}`)).toBe('CT070');
    expect(await change(sql`delete from package_parts where course_id = ${made.mains}`)).toBe('CT070');
    expect(await change(sql`update package_courses set choose = 0 where id = ${made.sides}`)).toBe('23514');
    expect(
      await change(sql`update package_parts set course_id = ${gold.mains} where course_id = ${made.mains}`),
    ).toBe('23503');
    const part = (
      item: string,
    ) => sql`insert into package_parts (id, company_id, package_id, course_id, item_id)
      values (${v7()}, ${mine.id}, ${made.id}, ${made.sides}, ${item})`;
    expect(await change(part(foreign.main))).toBe('23503');
    expect(await change(part(made.dishes[0] ?? ''))).toBe('23505');
    expect(await change(sql`update packages set minimum_guests = 501 where id = ${made.id}`)).toBe('23514');
    expect(await change(sql`update packages set maximum_guests = 1001 where id = ${made.id}`)).toBe('23514');
    expect(await change(sql`update packages set pricing = 'custom' where id = ${made.id}`)).toBe('23514');
    expect(await change(sql`delete from packages where id = ${made.id}`)).toBe(1);
    expect(await write(theirs.manager, sql`update packages set name = 'x' where id = ${gold.id}`)).toBe(0);
  });

  test('is priced by staff only where the company lets them; on request by whoever may price', async () => {
    const strict = await makeCompany();
    await write(strict.manager, sql`update companies set staff_prices = false`);
    const [listed, custom] = [
      await makePackage(strict.id),
      await makePackage(strict.id, { pricing: 'custom' }),
    ];
    const bookingId = (await makeBooking(strict.id)).id;
    const line = (made: Made, price: number) => ({
      ...{ packageId: made.id, choices: two(made), bookingId, price },
    });
    expect(await add(strict.staff, line(listed, 11_999))).toBe('42501');
    expect(await add(strict.staff, line(listed, 12_000))).toBe('ok');
    expect(await add(strict.staff, line(custom, 0))).toBe('42501');
    expect(await add(strict.manager, line(custom, 900_000))).toBe('ok');
    const repriced = sql`update packages set pricing = 'fixed' where id = ${listed.id}`;
    expect(await write(strict.staff, repriced)).toBe('42501');
    expect(await write(mine.staff, sql`update packages set pricing = 'fixed' where id = ${gold.id}`)).toBe(1);
    await write(mine.staff, sql`update packages set pricing = 'per_person' where id = ${gold.id}`);
  });
});
