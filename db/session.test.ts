import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, openPool } from './client';
import { makeBooking, readBooking } from './factories/booking';
import { makeCompany, type TestCompany } from './factories/company';
import { preparedText } from './prepared';
import { bookings } from './schema/bookings';
import { companies } from './schema/companies';
import { actAs, escalate, readAs, type Tx } from './session';

describe('acting on the database', () => {
  let mine: TestCompany;
  let theirs: TestCompany;
  beforeAll(async () => {
    mine = await makeCompany();
    theirs = await makeCompany();
  });

  test('sees the own company only', async () => {
    const [rows] = await readAs(mine.manager, (tx) => [tx.select({ id: companies.id }).from(companies)]);
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

  test('fails at once where a query was asked without a value, instead of waiting for ever', async () => {
    const ask = preparedText('select $1::int as n', ['n']);
    await expect(readAs(mine.staff, (tx) => [ask(tx, {})])).rejects.toThrow('without its value for n');
    await expect(readAs(mine.staff, (tx) => [ask(tx, { n: 1 })])).resolves.toEqual([[{ n: 1 }]]);
  });

  test('gives the first error of a failed read and leaves the connection usable', async () => {
    await expect(
      readAs(mine.staff, (tx) => [tx.execute(sql`select 1/0`), tx.select().from(bookings)]),
    ).rejects.toMatchObject({
      code: '22012',
    });
    await expect(
      readAs(mine.staff, (tx) => [tx.select({ id: companies.id }).from(companies)]),
    ).resolves.toHaveLength(1);
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

describe('a connection that was used before', () => {
  let company: TestCompany;
  let connection: Connection;
  beforeAll(async () => {
    company = await makeCompany();
  });
  beforeEach(() => {
    connection = openPool({ url: process.env.DATABASE_URL ?? '', max: 1 });
  });
  afterEach(() => connection.end({ timeout: 1 }));

  /** Fails in a transaction left open, which a read has made read-only and of another role. */
  const writes = () =>
    actAs(company.manager, (tx) => tx.update(companies).set({ phone: '+233200000001' }).returning(), {
      connection,
    });

  test('is out of the transaction when building the queries throws', async () => {
    const read = readAs(
      company.staff,
      (tx) => {
        void tx.select({ id: companies.id }).from(companies).execute();
        throw new Error('no such filter');
      },
      { connection },
    );
    await expect(read).rejects.toThrow('no such filter');
    expect(await writes()).toHaveLength(1);
  });

  test('is out of the transaction when a query fails before it is sent', async () => {
    const broken = {
      // biome-ignore lint/suspicious/noThenProperty: what Drizzle's queries are
      then: (_: unknown, refuse: (error: Error) => void) => refuse(new Error('not sent')),
    } as unknown as PromiseLike<never>;
    const read = readAs(company.staff, (tx) => [tx.select({ id: companies.id }).from(companies), broken], {
      connection,
    });
    await expect(read).rejects.toThrow('not sent');
    expect(await writes()).toHaveLength(1);
  });

  test('runs every statement of a promise before it commits', async () => {
    const twice = async (tx: Tx) => [
      await tx.select({ id: companies.id }).from(companies),
      await tx.select().from(bookings),
    ];
    const [two, one] = await readAs(
      company.staff,
      (tx) => [twice(tx), tx.select({ id: companies.id }).from(companies)],
      {
        connection,
      },
    );
    expect([two.length, one.length]).toEqual([2, 1]);
  });

  test('refuses a statement that comes after the end of its transaction', async () => {
    const { tx } = await actAs(company.manager, async (open) => ({ tx: open }), { connection });
    await expect(tx.select({ id: companies.id }).from(companies)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('after the end of its transaction') },
    });
  });

  test('ends with an error when the wire is cut between two statements, and the pool goes on', async () => {
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    const cut = actAs(
      company.manager,
      async (tx) => {
        const [mine] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        const closed = new Promise<void>((resolve) => {
          connection.options.onclose = () => resolve();
        });
        await owner`select pg_terminate_backend(${mine?.pid ?? 0})`;
        await closed;
        await tx.select({ id: companies.id }).from(companies);
      },
      { connection },
    );
    await expect(cut).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await owner.end();
    expect(await writes()).toHaveLength(1);
  });
});

describe('escalating', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await makeCompany();
  });
  const roleOf = async (tx: Tx) =>
    (await tx.execute<{ role: string }>(sql`select current_user::text as role`))[0]?.role;

  test('ends with the work, also when that throws and the caller goes on', async () => {
    const roles = await actAs(company.staff, async (tx) => {
      const inside = await escalate(company.staff, tx, () => roleOf(tx));
      const caught = escalate(company.staff, tx, () => Promise.reject(new Error('refused')));
      await expect(caught).rejects.toThrow('refused');
      return [inside, await roleOf(tx)];
    });
    expect(roles).toEqual(['cater_system', 'cater_staff']);
  });

  test('leaves what runs beside it with the caller’s rights', async () => {
    const roles = await actAs(company.staff, (tx) =>
      Promise.all([
        escalate(company.staff, tx, async () => [await roleOf(tx), await roleOf(tx)]),
        roleOf(tx),
        escalate(company.staff, tx, () => roleOf(tx)),
        roleOf(tx),
      ]),
    );
    expect(roles).toEqual([['cater_system', 'cater_system'], 'cater_staff', 'cater_system', 'cater_staff']);
  });

  test('is over for what the work left running', async () => {
    const role = await actAs(company.staff, async (tx) => {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const { left } = await escalate(company.staff, tx, async () => ({
        left: ended.then(() => roleOf(tx)),
      }));
      end();
      return left;
    });
    expect(role).toBe('cater_staff');
  });

  test('goes on after an inner one ended', async () => {
    const roles = await actAs(company.staff, async (tx) => [
      await escalate(company.staff, tx, async () => [
        await escalate(company.staff, tx, () => roleOf(tx)),
        await roleOf(tx),
      ]),
      await roleOf(tx),
    ]);
    expect(roles).toEqual([['cater_system', 'cater_system'], 'cater_staff']);
  });

  test('is of one transaction: another one inside has its own rights', async () => {
    const role = await actAs(company.staff, (tx) =>
      escalate(company.staff, tx, () => actAs(company.manager, (other) => roleOf(other))),
    );
    expect(role).toBe('cater_manager');
  });
});
