import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { officeRoles } from '../enums';
import { makeBooking } from '../factories/booking';
import { makeCompany, makeUser, type TestCompany } from '../factories/company';
import { bookings } from '../schema/bookings';
import { customers } from '../schema/people';
import { type Actor, actAs } from '../session';

/** What sees past row rules, or takes a company along, in a stranger's hands. */
type Made = Awaited<ReturnType<typeof makeBooking>>;
let mine: TestCompany;
let theirs: TestCompany;
let own: Made;
let other: Made;
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  [mine, theirs] = [await makeCompany(), await makeCompany()];
  [own, other] = [await makeBooking(mine.id), await makeBooking(theirs.id)];
  for (const role of officeRoles) {
    const { id: userId } = await makeUser({ companyId: mine.id, role });
    actors[role] = { role, companyId: mine.id, userId } as Actor;
  }
  const { customerId } = own;
  const { id: userId } = await makeUser({ companyId: mine.id, role: 'client', customerId });
  actors.client = { role: 'client', companyId: mine.id, userId, customerId };
  actors.system = mine.system;
  actors.auth = { role: 'auth', name: 'test' };
});

const phoneOf = async ({ system }: TestCompany, id: string) => {
  const [row] = await actAs(system, (tx) =>
    tx.select({ phone: customers.phone }).from(customers).where(eq(customers.id, id)),
  );
  return row?.phone ?? '';
};
const ask = async (actor: Actor, call: ReturnType<typeof sql>): Promise<unknown> => {
  const [row] = await actAs(actor, (tx) => tx.execute<{ told: unknown }>(sql`select ${call} as told`));
  return row?.told;
};
const dish = (id: string) => sql`events_with_dish(${id}::uuid, 10)`;
const customer = (id: string) => sql`customer_now(${id}::uuid)`;
const reached = (phone: string) =>
  sql`array(select customers_reached(array[phone_key(${phone})], '{}'::text[]))`;

describe('a function that sees more than its caller tells of the caller’s company alone', () => {
  const may = {
    dish: ['manager', 'planner', 'accountant', 'staff'],
    customer: ['manager', 'planner', 'accountant', 'staff'],
    reached: ['manager', 'planner', 'staff', 'system'],
  };
  test.each([...officeRoles, 'client', 'system', 'auth'])('asked by %s', async (role) => {
    const actor = actors[role] as Actor;
    const calls = [
      ['dish', dish(own.itemId), [own.id], dish(other.itemId), []],
      ['customer', customer(own.customerId), own.customerId, customer(other.customerId), null],
      [
        'reached',
        reached(await phoneOf(mine, own.customerId)),
        [own.customerId],
        reached(await phoneOf(theirs, other.customerId)),
        [],
      ],
    ] as const;
    for (const [name, of, told, ofOthers, nothing] of calls)
      if ((may[name] as string[]).includes(role)) {
        expect([name, await ask(actor, of)]).toEqual([name, told]);
        expect([name, await ask(actor, ofOthers)]).toEqual([name, nothing]);
      } else await expect(ask(actor, of), name).rejects.toMatchObject({ code: '42501' });
  });
});

test.each([...officeRoles, 'client', 'system', 'auth'])(
  'where texts of a company go is asked by nobody: not by %s',
  async (role) => {
    await expect(
      ask(actors[role] as Actor, sql`text_room('booking', ${theirs.id}::uuid, 1)`),
    ).rejects.toMatchObject({ code: '42501' });
  },
);

test('a row of another company’s import, made up, takes none of its bookings back', async () => {
  const row = { company_id: theirs.id, record_id: other.id, record_version: 1, state: 'written', line: 1 };
  const call = sql`take_booking_back(jsonb_populate_record(null::import_rows, ${JSON.stringify(row)}::jsonb))`;
  expect(await ask(mine.system, call)).toBe('Changed since the import.');
  for (const role of [...officeRoles, 'client', 'auth'])
    await expect(ask(actors[role] as Actor, call), role).rejects.toMatchObject({ code: '42501' });
  const [kept] = await actAs(theirs.system, (tx) =>
    tx
      .select({ status: bookings.status, version: bookings.version })
      .from(bookings)
      .where(eq(bookings.id, other.id)),
  );
  expect(kept).toEqual({ status: 'enquiry', version: 1 });
});
