import { type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '../factories/booking';
import { makeCompany } from '../factories/company';
import { type Actor, actAs } from '../session';
import { type FilledCompany, fillCompany } from './fill-company';

let mine: FilledCompany;
let theirs: FilledCompany;

beforeAll(async () => {
  mine = await fillCompany();
  theirs = await fillCompany();
});

/** PostgreSQL's answer to one statement of a role: a code, or how many rows it touched. */
const answerTo = (actor: Actor, statement: SQL): Promise<string | number> =>
  actAs(actor, async (tx) => (await tx.execute(statement)).count).catch(
    (error: { code?: string }) => error.code ?? 'fault',
  );
const refused = '42501';

describe('an event planner who writes past the app', () => {
  test('is held to what staff are: prices, agreed events, discounts, other people’s views', async () => {
    const { planner } = mine.people;
    const { id } = await makeBooking(mine.id, { status: 'confirmed' });
    expect(await answerTo(planner, sql`update bookings set venue = 'Elsewhere' where id = ${id}`)).toBe(
      'CT004',
    );
    const { id: open } = await makeBooking(mine.id);
    const set = (change: SQL) => answerTo(planner, sql`update bookings set ${change} where id = ${open}`);
    expect(await set(sql`discount_rate = 5000`)).toBe(refused);
    expect(await set(sql`paid = paid + 1`)).toBe(refused);
    expect(await set(sql`dietary = 'No nuts'`)).toBe(1);
    await actAs(mine.manager, (tx) => tx.execute(sql`update companies set staff_prices = false`));
    expect(await answerTo(planner, sql`update items set price = price + 1`)).toBe(refused);
    await actAs(mine.manager, (tx) => tx.execute(sql`update companies set staff_prices = true`));
    expect(await answerTo(planner, sql`update items set price = price + 1`)).toBeGreaterThan(0);
    const others = sql`update saved_views set name = 'X' where owner_id <> ${planner.userId}`;
    expect(await answerTo(planner, others)).toBe(0);
  });

  test('records no money and bills nothing', async () => {
    const { planner } = mine.people;
    const { id } = await makeBooking(mine.id, { status: 'confirmed' });
    const pay = sql`insert into payments (id, company_id, booking_id, amount, method, recorded_by)
      values (${v7()}, ${mine.id}, ${id}, 1, 'cash', ${planner.userId})`;
    expect(await answerTo(planner, pay)).toBe(refused);
    expect(
      await answerTo(
        mine.people.staff,
        sql`insert into payments (id, company_id, booking_id, amount, method, recorded_by)
      values (${v7()}, ${mine.id}, ${id}, 1, 'cash', ${mine.people.staff.userId})`,
      ),
    ).toBe(1);
    const count = sql`insert into cash_counts (id, company_id, day, counted, counted_by)
      values (${v7()}, ${mine.id}, '2026-01-05', 0, ${planner.userId})`;
    expect(await answerTo(planner, count)).toBe(refused);
    for (const change of [
      sql`update invoices set sent_at = now()`,
      sql`update write_offs set state = 'withdrawn'`,
    ])
      expect(await answerTo(planner, change)).toBe(0);
    expect(await answerTo(planner, sql`select 1 from postings`)).toBe(refused);
  });

  test('adds customers, but frees nobody from tax and merges nobody', async () => {
    const { planner } = mine.people;
    const add = (more: SQL, values: SQL) =>
      answerTo(
        planner,
        sql`insert into customers (id, company_id, name ${more}) values (${v7()}, ${mine.id}, 'New' ${values})`,
      );
    expect(await add(sql``, sql``)).toBe(1);
    expect(await add(sql`, tax_exempt_reason`, sql`, 'Church'`)).toBe(refused);
    for (const change of [
      sql`tax_exempt_reason = 'Church'`,
      sql`merged_into = id`,
      sql`anonymised_at = now()`,
    ])
      expect(await answerTo(planner, sql`update customers set ${change}`)).toBe(refused);
    const elsewhere = sql`insert into customers (id, company_id, name) values (${v7()}, ${theirs.id}, 'X')`;
    expect(await answerTo(planner, elsewhere)).toBe(refused);
  });
});

describe('an accountant who writes past the app', () => {
  test('keeps the books and changes no event', async () => {
    const { accountant } = mine.people;
    for (const change of [
      sql`update bookings set dietary = 'X'`,
      sql`update booking_lines set notes = 'X'`,
      sql`update items set price = 1`,
      sql`update customers set name = 'X'`,
      sql`update companies set name = 'X'`,
      sql`update memberships set role = 'manager'`,
      sql`delete from payments`,
      sql`update invoices set total = 1`,
      sql`select invite_member(${v7()}::uuid, 'x@example.test', 'manager', ${'0'.repeat(64)})`,
    ])
      expect(await answerTo(accountant, change)).toBe(refused);
    expect(
      await answerTo(accountant, sql`update customers set tax_exempt_reason = 'Church'`),
    ).toBeGreaterThan(0);
    expect(await answerTo(accountant, sql`select 1 from postings`)).toBeGreaterThan(0);
  });

  test('reads no message, no word of feedback, no case, no enquiry, also by search', async () => {
    const { accountant } = mine.people;
    for (const table of [
      'messages',
      'conversations',
      'feedback',
      'cases',
      'case_events',
      'enquiries',
      'consents',
      'guest_diets',
    ])
      expect([table, await answerTo(accountant, sql`select 1 from ${sql.identifier(table)}`)]).toEqual([
        table,
        0,
      ]);
    for (const search of ['search_conversations', 'search_cases', 'search_enquiries'])
      expect(await answerTo(accountant, sql`select * from ${sql.identifier(search)}('%')`)).toBe(refused);
  });

  test('decides on no write-off', async () => {
    const { accountant } = mine.people;
    const decide = sql`update write_offs set state = 'approved' where state = 'asked'`;
    expect(await answerTo(accountant, decide)).toBe(refused);
    // Nor by asking under another name.
    const forge = sql`insert into write_offs (id, company_id, invoice_id, amount, reason, asked_by)
      select ${v7()}, company_id, id, open, 'X', ${mine.manager.userId} from invoices where kind = 'invoice' and open > 0 limit 1`;
    expect(['CT093', refused, '23505']).toContain(await answerTo(accountant, forge));
  });
});

describe('the kitchen and the road', () => {
  test('see agreed events without amounts, and nothing that is only asked for', async () => {
    const company = await makeCompany();
    const { id: agreed } = await makeBooking(company.id, { status: 'confirmed' });
    await makeBooking(company.id);
    for (const role of ['kitchen', 'driver'] as const) {
      const actor = { role, companyId: company.id, userId: mine.people[role].userId };
      const seen = await actAs(actor, (tx) => tx.execute<{ id: string }>(sql`select id from bookings`));
      expect(seen.map(({ id }) => id)).toEqual([agreed]);
      for (const column of ['total', 'paid', 'deposit', 'discount', 'cancellation_fee'])
        expect(await answerTo(actor, sql`select ${sql.identifier(column)} from bookings`)).toBe(refused);
      for (const table of ['payments', 'invoices', 'messages', 'quotes', 'offer_costs', 'enquiries', 'stats'])
        expect(await answerTo(actor, sql`select 1 from ${sql.identifier(table)}`)).toBe(refused);
      for (const change of [sql`update bookings set dietary = 'X'`, sql`delete from bookings`])
        expect(await answerTo(actor, change)).toBe(refused);
      const functions = [
        sql`select * from search_customers('{%}', 10)`,
        sql`select * from booking_history(${agreed}::uuid, 10)`,
      ];
      for (const call of functions) expect(await answerTo(actor, call)).toBe(refused);
    }
    expect(
      await answerTo({ ...mine.people.kitchen, companyId: company.id }, sql`select price from items`),
    ).toBe(refused);
  });

  test('the road knows the customers of these days, by name and phone alone; the kitchen none', async () => {
    const company = await makeCompany();
    const [near, far] = [await makeCustomer(company.id), await makeCustomer(company.id)];
    const day = 86_400_000;
    await makeBooking(company.id, {
      customerId: near.id,
      status: 'confirmed',
      startsAt: new Date(Date.now() + day),
    });
    await makeBooking(company.id, {
      customerId: far.id,
      status: 'confirmed',
      startsAt: new Date(Date.now() + 30 * day),
    });
    const driver = { ...mine.people.driver, companyId: company.id };
    const seen = await actAs(driver, (tx) =>
      tx.execute<{ id: string }>(sql`select id, name, phone from customers`),
    );
    expect(seen.map(({ id }) => id)).toEqual([near.id]);
    for (const column of ['email', 'notes', 'address'])
      expect(await answerTo(driver, sql`select ${sql.identifier(column)} from customers`)).toBe(refused);
    const kitchen = { ...mine.people.kitchen, companyId: company.id };
    expect(await answerTo(kitchen, sql`select id from customers`)).toBe(refused);
  });
});
