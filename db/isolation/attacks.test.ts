import { type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '../client';
import { makeBooking } from '../factories/booking';
import { makeCompany, makeUser, type TestCompany } from '../factories/company';
import { cases } from '../schema/cases';
import { conversations } from '../schema/messaging';
import { type Actor, actAs } from '../session';
import { type FilledCompany, fillCompany } from './fill-company';

const gate = { role: 'auth', name: 'test' } as const;

let mine: FilledCompany;
let theirs: TestCompany;
let owner: Connection;

beforeAll(async () => {
  mine = await fillCompany();
  theirs = await makeCompany();
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
});

afterAll(() => owner.end());

/** PostgreSQL's answer to one statement of a role: a code, or how many rows it touched. */
async function answerTo(actor: Actor, statement: SQL): Promise<string | number> {
  return actAs(actor, async (tx) => (await tx.execute(statement)).count).catch(
    (error: { code?: string }) => error.code ?? 'fault',
  );
}

const refused = '42501';

describe('a manager who writes past the app', () => {
  test('makes nobody a member, so that no open session moves into their company', async () => {
    const victim = theirs.manager.userId;
    const into = sql`insert into memberships (company_id, user_id, role, created_at)
      values (${mine.id}, ${victim}, 'manager', '2000-01-01')`;
    expect(await answerTo(mine.manager, into)).toBe(refused);
    const swap = sql`update memberships set user_id = ${victim} where user_id = ${mine.staff.userId}`;
    expect(await answerTo(mine.manager, swap)).toBe(refused);
    const older = sql`update memberships set created_at = '2000-01-01'`;
    expect(await answerTo(mine.manager, older)).toBe(refused);
  });

  test('makes no logins', async () => {
    const write = sql`insert into users (id, email, name) values (${v7()}, ${`${v7()}@example.test`}, 'X')`;
    expect(await answerTo(mine.manager, write)).toBe(refused);
  });

  test('has a say about people of their own only, not about whoever works for another company too', async () => {
    const shared = await makeUser({ companyId: theirs.id, role: 'staff' });
    await owner`insert into memberships (company_id, user_id, role) values (${mine.id}, ${shared.id}, 'staff')`;
    for (const change of [sql`disabled_at = now()`, sql`epoch = epoch + 1`, sql`name = 'X'`]) {
      const to = (id: string) => sql`update users set ${change} where id = ${id}`;
      expect(await answerTo(mine.manager, to(shared.id))).toBe(refused);
      expect(await answerTo(mine.manager, to(theirs.manager.userId))).toBe(0);
      expect(await answerTo(mine.manager, to(mine.staff.userId))).toBe(1);
    }
    expect(await answerTo(mine.manager, sql`update users set email = 'x@x.test'`)).toBe(refused);
  });

  test('invites into another company only by being its manager', async () => {
    const invite = (actor: Actor) =>
      answerTo(
        actor,
        sql`select invite_member(${v7()}::uuid, ${`${v7()}@example.test`}, 'manager', ${'0'.repeat(32) + v7().replaceAll('-', '')})`,
      );
    expect(await invite({ ...mine.manager, companyId: theirs.id })).toBe(refused);
    expect(await invite({ ...mine.manager, userId: mine.staff.userId })).toBe(refused);
    for (const actor of [mine.staff, mine.client, mine.system, gate])
      expect(await invite(actor)).toBe(refused);
    expect(await invite(mine.manager)).toBe(1);
  });

  test('keeps what the company is to the installation', async () => {
    for (const change of [sql`is_demo = true`, sql`slug = ${`s-${mine.id}`}`])
      expect(await answerTo(mine.manager, sql`update companies set ${change}`)).toBe(refused);
    expect(await answerTo(mine.manager, sql`update companies set phone = '+233200000001'`)).toBe(1);
  });
});

test('a password’s hash is read by the gate alone', async () => {
  const read = sql`select password_hash from users`;
  for (const actor of [mine.manager, mine.staff, mine.client, mine.system])
    expect(await answerTo(actor, read)).toBe(refused);
  expect(await answerTo({ role: 'runner', name: 'test' }, read)).toBe(refused);
  expect(await answerTo(gate, read)).toBeGreaterThan(0);
});

describe('the audit trail', () => {
  const record = (actor: Actor, category: string, company: string | null = null) =>
    answerTo(actor, sql`select audit_record(${category}, 'tried', null, ${company}::uuid)`);

  test('takes no rows of data from anybody', async () => {
    for (const actor of [mine.manager, mine.staff, mine.client, mine.system, gate])
      expect(await record(actor, 'data')).toBe(refused);
  });

  test('takes from people what they did in their own company', async () => {
    for (const actor of [mine.manager, mine.staff, mine.client]) {
      expect(await record(actor, 'activity')).toBe(1);
      expect(await record(actor, 'activity', mine.id)).toBe(1);
      expect(await record(actor, 'activity', theirs.id)).toBe(refused);
      for (const category of ['security', 'system']) expect(await record(actor, category)).toBe(refused);
    }
  });

  test('takes from machines what is theirs to tell', async () => {
    expect(await record(mine.system, 'system')).toBe(1);
    expect(await record(mine.system, 'system', theirs.id)).toBe(refused);
    expect(await record({ role: 'runner', name: 'test' }, 'system')).toBe(1);
    expect(await record({ role: 'runner', name: 'test' }, 'security')).toBe(refused);
    expect(await record({ role: 'runner', name: 'test' }, 'system', mine.id)).toBe(refused);
    expect(await record(gate, 'security', mine.id)).toBe(1);
  });

  test('is emptied neither as a whole nor partition by partition', async () => {
    const parts = await owner<{ name: string }[]>`
      select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_events'::regclass`;
    expect(parts.length).toBeGreaterThan(36);
    for (const table of ['audit_events', ...parts.map(({ name }) => name)])
      await expect(owner.unsafe(`truncate ${table}`)).rejects.toThrow('append-only');
  });

  test('can’t be shadowed: the login makes no temporary tables and no objects', async () => {
    /** As who slips a statement in would: without the role that the app takes on, the login is left. */
    const asLogin = (actor: Actor, statement: SQL) =>
      actAs(actor, async (tx) => {
        await tx.execute(sql`set local role none`);
        return (await tx.execute(statement)).count;
      }).catch((error: { code?: string }) => error.code ?? 'fault');
    for (const actor of [mine.manager, mine.client, mine.system, gate])
      for (const attempt of [answerTo, asLogin]) {
        expect(await attempt(actor, sql`create temporary table booking_lines (id int)`)).toBe(refused);
        expect(await attempt(actor, sql`create table public.anything (id int)`)).toBe(refused);
        expect(await attempt(actor, sql`create schema anything`)).toBe(refused);
      }
  });
});

describe('staff who write past the app', () => {
  test('don’t say what was paid, nor does anybody but the payments', async () => {
    for (const actor of [mine.staff, mine.manager, mine.system])
      expect(await answerTo(actor, sql`update bookings set paid = paid + 1`)).toBe(refused);
    const { customerId } = await makeBooking(mine.id);
    const paid = sql`insert into bookings (id, company_id, customer_id, event_name, event_type, starts_at, ends_at, venue, guests, paid)
      values (${v7()}, ${mine.id}, ${customerId}, 'X', 'other', '2030-01-01', '2030-01-01 01:00', 'X', 1, 100)`;
    expect(await answerTo(mine.staff, paid)).toBe(refused);
    const others = sql`insert into payments (id, company_id, booking_id, amount, method, recorded_by)
      select ${v7()}, company_id, id, 1, 'cash', ${mine.manager.userId} from bookings where total > paid limit 1`;
    expect(await answerTo(mine.staff, others)).toBe(refused);
  });

  test('give no discount without a voucher, and make and redeem none by hand', async () => {
    for (const actor of [mine.staff, mine.manager]) {
      const { id } = await makeBooking(mine.id);
      const set = (change: SQL) => answerTo(actor, sql`update bookings set ${change} where id = ${id}`);
      expect(await set(sql`discount_rate = 5000`)).toBe(refused);
      expect(await set(sql`discount = 1, deposit = 0`)).toBe(refused);
      expect(await set(sql`dietary = 'No nuts'`)).toBe(1);
    }
    const made = sql`insert into vouchers (id, company_id, code, customer_id, booking_id, rate, expires_at)
      select ${v7()}, company_id, ${v7()}, customer_id, id, 10000, now() from bookings limit 1`;
    expect(await answerTo(mine.staff, made)).toBe(refused);
    expect(await answerTo(mine.staff, sql`update vouchers set rate = 10000`)).toBe(refused);
  });

  test('price no line of a booking where prices are the managers’, and touch no agreed one', async () => {
    const company = await makeCompany();
    const { id: bookingId } = await makeBooking(company.id);
    const [line] = await actAs(company.system, (tx) =>
      tx.execute<{ id: string; item_id: string; price: string; unit_price: string }>(
        sql`select l.id, l.item_id, i.price, l.unit_price from booking_lines l join items i on i.id = l.item_id
          where l.booking_id = ${bookingId} limit 1`,
      ),
    );
    const add = (
      price: SQL,
    ) => sql`insert into booking_lines (id, company_id, booking_id, kind, item_id, name, unit_price, quantity)
      values (${v7()}, ${company.id}, ${bookingId}, 'menu', ${line?.item_id}, 'X', ${price}, 1)`;
    const change = sql`update booking_lines set unit_price = 1 where id = ${line?.id}`;
    // The totals don't match then, which is another rule's business: only the right to a price is asked here.
    const right = async (statement: SQL) => (await answerTo(company.staff, statement)) !== refused;
    expect([await right(add(sql`1`)), await right(change)]).toEqual([true, true]);
    await actAs(company.manager, (tx) => tx.execute(sql`update companies set staff_prices = false`));
    expect([await right(add(sql`1`)), await right(change)]).toEqual([false, false]);
    expect(await right(add(sql`(select price from items where id = ${line?.item_id})`))).toBe(true);
    expect(await right(sql`update booking_lines set quantity = quantity + 1 where id = ${line?.id}`)).toBe(
      true,
    );
    expect(await answerTo(company.manager, change)).not.toBe(refused);
  });

  test('approve a remedy up to the company’s limit and in their own name', async () => {
    const [one] = await actAs(mine.staff, (tx) => tx.select({ id: cases.id }).from(cases).limit(1));
    const say = (actor: Actor, event: { kind: string; amount?: number; data?: object; userId: string }) =>
      answerTo(
        actor,
        sql`insert into case_events (id, company_id, case_id, kind, amount, data, user_id) values (${v7()}, ${mine.id},
          ${one?.id}, ${event.kind}, ${event.amount ?? null}, ${JSON.stringify(event.data ?? {})}::jsonb, ${event.userId})`,
      );
    const { userId } = mine.staff;
    expect(await say(mine.staff, { kind: 'remedy_approved', amount: 50_000, userId })).toBe(1);
    expect(await say(mine.staff, { kind: 'remedy_approved', amount: 50_001, userId })).toBe(refused);
    expect(await say(mine.staff, { kind: 'remedy_approved', userId })).toBe(refused);
    const decided = { kind: 'remedy_approved', amount: 1, data: { proposalId: v7() }, userId };
    expect(await say(mine.staff, decided)).toBe(refused);
    expect(await say(mine.staff, { kind: 'remedy_refused', userId })).toBe(refused);
    expect(await say(mine.staff, { kind: 'escalated', userId })).toBe(refused);
    expect(await say(mine.staff, { kind: 'note', userId: mine.manager.userId })).toBe(refused);
    expect(await say(mine.manager, { kind: 'note', userId })).toBe(refused);
    expect(await say(mine.manager, { ...decided, userId: mine.manager.userId })).toBe(1);
  });

  test('put no words into a customer’s mouth', async () => {
    const [talk] = await actAs(mine.staff, (tx) => tx.select().from(conversations).limit(1));
    const say = (direction: string, kind: string, status: string, userId: string) =>
      answerTo(
        mine.staff,
        sql`insert into messages (id, company_id, conversation_id, direction, kind, status, user_id)
          values (${v7()}, ${mine.id}, ${talk?.id}, ${direction}, ${kind}, ${status}, ${userId})`,
      );
    const { userId } = mine.staff;
    expect(await say('outbound', 'staff_reply', 'waiting', userId)).toBe(1);
    expect(await say('inbound', 'inbound', 'received', userId)).toBe(refused);
    expect(await say('outbound', 'staff_reply', 'delivered', userId)).toBe(refused);
    expect(await say('outbound', 'staff_reply', 'waiting', mine.manager.userId)).toBe(refused);
    expect(await answerTo(mine.staff, sql`update messages set reading = '{}'`)).toBe(refused);
    expect(await answerTo(mine.staff, sql`update conversations set customer_id = null`)).toBe(refused);
    expect(await answerTo(mine.staff, sql`update conversations set unread = 0`)).toBeGreaterThan(0);
    const consent = sql`insert into consents (id, company_id, customer_id, channel, state, source, text_version, user_id)
      select ${v7()}, company_id, id, 'whatsapp', 'granted', 'whatsapp', 'v', ${userId} from customers limit 1`;
    expect(await answerTo(mine.staff, consent)).toBe(refused);
  });

  test('leave cases, requests and feedback with the customer and booking they are about', async () => {
    for (const change of [
      sql`update cases set customer_id = customer_id`,
      sql`update cases set recovered_rating = 5`,
      sql`update feedback_requests set state = 'closed'`,
      sql`update feedback set booking_id = booking_id`,
      sql`update feedback set source = 'portal'`,
      sql`delete from feedback_dishes`,
    ])
      expect(await answerTo(mine.staff, change)).toBe(refused);
    expect(await answerTo(mine.staff, sql`update feedback set rating = 3`)).toBeGreaterThan(0);
  });
});

describe('a client who writes past the app', () => {
  test('reads neither what the office notes about them nor the company’s settings', async () => {
    for (const read of [
      sql`select notes from customers`,
      sql`select settings from companies`,
      sql`select remedy_limit from companies`,
    ])
      expect(await answerTo(mine.client, read)).toBe(refused);
    expect(await answerTo(mine.client, sql`select name, phone from customers`)).toBe(1);
  });

  test('speaks as the portal, not as the office or the phone', async () => {
    const { id } = await makeBooking(mine.id, {
      customerId: mine.client.customerId,
      status: 'completed',
      startsAt: new Date(Date.now() - 90 * 3_600_000),
    });
    const give = (source: string) =>
      answerTo(
        mine.client,
        sql`insert into feedback (id, company_id, booking_id, customer_id, rating, source)
          values (${v7()}, ${mine.id}, ${id}, ${mine.client.customerId}, 5, ${source})`,
      );
    expect(await give('phone')).toBe(refused);
    expect(await give('portal')).toBe(1);
    const agree = (source: string) =>
      answerTo(
        mine.client,
        sql`insert into consents (id, company_id, customer_id, channel, state, source, text_version, user_id)
          values (${v7()}, ${mine.id}, ${mine.client.customerId}, 'whatsapp', 'granted', ${source}, 'v', ${mine.client.userId})`,
      );
    expect(await agree('staff')).toBe(refused);
    expect(await agree('portal')).toBe(1);
  });
});

test('disabling a person and letting them in again leaves their old sessions ended', async () => {
  const person = await makeUser({ companyId: mine.id, role: 'staff' });
  const epoch = async () =>
    (await owner<{ epoch: number }[]>`select epoch from users where id = ${person.id}`)[0]?.epoch;
  const set = (change: SQL) =>
    answerTo(mine.manager, sql`update users set ${change} where id = ${person.id}`);
  const before = (await epoch()) ?? 0;
  expect(await set(sql`disabled_at = now()`)).toBe(1);
  expect(await set(sql`disabled_at = null`)).toBe(1);
  expect(await epoch()).toBe(before + 1);
  await set(sql`epoch = ${before}`);
  expect(await epoch()).toBe(before + 1);
});
