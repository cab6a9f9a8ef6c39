import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { items } from '@/db/schema/menu';
import { type Actor, actAs } from '@/db/session';
import { saveAccess, saveHabits, savePlace, saveProfile } from './mutations';
import { askCompany } from './queries';
import { accessForm, habitsForm, placeForm, profileForm } from './schema';

let mine: TestCompany;
let theirs: TestCompany;

const now = async (company: TestCompany) => {
  const [row] = await actAs(company.manager, async (tx) => askCompany(tx));
  if (!row) throw new Error('no company');
  return row;
};
async function asOwner<T>(work: (owner: Connection) => Promise<T>): Promise<T> {
  const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
const profile = {
  name: 'Akosua’s Kitchen',
  legalName: 'Akosua Catering Ltd',
  address: '12 Ring Road\nAccra',
  phone: '030 123 4567',
  email: 'Hello@Example.com ',
  taxNumber: 'C0001234567',
  referencePrefix: 'ak',
};
const place = {
  country: 'GH',
  timeZone: 'Africa/Accra',
  currency: 'GHS',
  locale: 'en-GH',
  language: 'en',
} as const;
const habits = {
  ...{ feedbackDelay: '90', reminderAfter: '24', quietFrom: '21:00', quietUntil: '08:30', contactCap: '6' },
  ...{ recoveryBelow: '4', caseClock: '240', remedyLimit: '', thankYouDiscount: '10' },
};
const access = { secondFactorRoles: ['manager' as const], sessionIdleHours: 8, sessionDays: 7 };

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
});

describe('a manager sets', () => {
  test('who the company is, and the audit has it', async () => {
    const { version } = await now(mine);
    await saveProfile(mine.manager, { ...profileForm.parse(profile), version });
    expect(await now(mine)).toMatchObject({
      ...{ name: 'Akosua’s Kitchen', legalName: 'Akosua Catering Ltd', email: 'hello@example.com' },
      ...{ phone: '+233301234567', referencePrefix: 'AK', taxNumber: 'C0001234567' },
    });
    const [trail] = await actAs(mine.manager, (tx) =>
      tx.execute<{
        legal: string;
        by: string;
      }>(sql`select changes -> 'legal_name' ->> 1 as legal, user_id::text as by
        from audit_events where table_name = 'companies' and changes ? 'legal_name' order by at desc limit 1`),
    );
    expect(trail).toEqual({ legal: 'Akosua Catering Ltd', by: mine.manager.userId });
    const wrong = { ...profileForm.parse({ ...profile, phone: '12' }), version: (await now(mine)).version };
    await expect(saveProfile(mine.manager, wrong)).rejects.toMatchObject({
      detail: { fields: { phone: expect.any(String) } },
    });
  });

  test('when the automation writes; what can’t be is refused with the field', async () => {
    const form = habitsForm({ currency: 'GHS', locale: 'en-GH' });
    const { version } = await now(mine);
    await saveHabits(mine.manager, { ...form.parse(habits), version });
    expect(await now(mine)).toMatchObject({
      ...{ feedbackDelay: 90, quietFrom: 1260, quietUntil: 510, remedyLimit: 0, thankYouDiscount: 1000 },
    });
    for (const [field, value] of [
      ['feedbackDelay', '20161'],
      ['quietFrom', '24:00'],
      ['recoveryBelow', '6'],
      ['caseClock', '4'],
      ['remedyLimit', 'much'],
      ['contactCap', '0'],
    ] as const)
      expect(form.safeParse({ ...habits, [field]: value }).error?.issues[0]?.path).toEqual([field]);
  });

  test('how people sign in, only with a recent proof of who they are', async () => {
    const { version } = await now(theirs);
    const wish = { ...access, version };
    await expect(saveAccess(theirs.manager, wish)).rejects.toMatchObject({ code: 'forbidden' });
    const proved = await justSignedIn(theirs.manager);
    await saveAccess(proved, wish);
    expect(await now(theirs)).toMatchObject(access);
    await expect(saveAccess(proved, wish)).rejects.toMatchObject({ code: 'stale' });
    expect(
      accessForm.safeParse({ secondFactorRoles: ['owner'], sessionIdleHours: '1', sessionDays: '1' }).success,
    ).toBe(false);
  });

  test('a zone that is one: events stay at their moment, dues and figures follow it to another day', async () => {
    const company = await makeCompany();
    const startsAt = new Date('2027-03-01T23:30:00Z');
    const { id } = await makeBooking(company.id, { startsAt, status: 'confirmed' });
    const told = async () => {
      const [found] = await actAs(company.manager, (tx) =>
        tx.execute<{ at: number; due: string }>(
          sql`select extract(epoch from b.starts_at)::float8 as at, (select max(due_on)::text from payment_dues d where d.booking_id = b.id) as due
            from bookings b where b.id = ${id}`,
        ),
      );
      return found;
    };
    const at = startsAt.getTime() / 1000;
    expect(await told()).toEqual({ at, due: '2027-02-22' });
    const { version } = await now(company);
    await savePlace(company.manager, { ...place, timeZone: 'Africa/Lagos', version });
    expect(await told()).toEqual({ at, due: '2027-02-23' });
    const [figures] = await asOwner((owner) => owner`select reconcile_stats(${company.id})::int as wrong`);
    expect(figures).toEqual({ wrong: 0 });
    for (const timeZone of ['Mars/Olympus', "x'; drop table companies"])
      expect(placeForm.safeParse({ ...place, timeZone }).success).toBe(false);
    // Past the form the database holds the same.
    const past = actAs(company.manager, (tx) => tx.update(companies).set({ timeZone: 'Mars/Olympus' }));
    await expect(past).rejects.toMatchObject({ code: 'CT088' });
  });
});

describe('the currency', () => {
  test('can be another until something has a price, never after', async () => {
    const company = await makeCompany();
    const set = async (currency: string) =>
      savePlace(company.manager, { ...place, currency, version: (await now(company)).version });
    await set('XOF');
    expect(await now(company)).toMatchObject({ currency: 'XOF', priced: false });
    await makeBooking(company.id);
    expect(await now(company)).toMatchObject({ priced: true });
    await expect(set('GHS')).rejects.toMatchObject({ code: 'CT088' });
    await set('XOF');
  });

  test.each([
    [
      'exchange_rates',
      sql`insert into exchange_rates (id, company_id, currency, valid_from, rate) select gen_random_uuid(), id, 'USD', current_date, 12 from companies`,
    ],
    [
      'cash_counts',
      sql`insert into cash_counts (id, company_id, day, counted, note, counted_by) select gen_random_uuid(), id, current_date, 500, 'Float', nullif(current_setting('app.user_id', true), '')::uuid from companies`,
    ],
  ])('holds as well once there is a row of %s', async (_, first) => {
    const company = await makeCompany();
    expect(await now(company)).toMatchObject({ priced: false });
    await actAs(company.manager, (tx) => tx.execute(first));
    expect(await now(company)).toMatchObject({ priced: true });
    const { version } = await now(company);
    const change = savePlace(company.manager, { ...place, currency: 'XOF', version });
    await expect(change).rejects.toMatchObject({ code: 'CT088' });
  });

  test('is asked of each table that money stands in', async () => {
    const unasked = await asOwner(
      (owner) => owner<{ name: string }[]>`
        with recursive asked as (
          select to_regclass('public.' || m[1])::oid as oid
          from pg_proc, regexp_matches(prosrc, 'from (\\w+) where', 'g') as m where proname = 'has_prices'
          union
          select conrelid from pg_constraint join asked on confrelid = asked.oid where contype = 'f'
        )
        select distinct relname::text as name from pg_class r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0
        where r.relkind = 'r' and not r.relispartition and r.relnamespace = 'public'::regnamespace
          and a.atttypid = 'int8'::regtype and a.attname not in ('version', 'value', 'bytes', 'record_version', 'seq', 'ts', 'last_step')
          and a.attname !~ 'id$' and r.oid not in (select oid from asked) order by 1`,
    );
    // Limits that managers set are no prices, devices count their uses, and figures are of what is asked.
    expect(unasked.map(({ name }) => name)).toEqual([
      ...['companies', 'customer_texts', 'enquiry_settings', 'passkeys', 'stat_deltas', 'stats'],
    ]);
  });

  test('waits for whoever is just writing the first price', async () => {
    const company = await makeCompany();
    const { version } = await now(company);
    let change: Promise<unknown> | undefined;
    const price = actAs(company.manager, async (tx) => {
      const [category] = await tx.execute<{ id: string }>(
        sql`insert into categories (id, company_id, name) values (${v7()}, ${company.id}, 'Mains') returning id`,
      );
      await tx.insert(items).values({
        companyId: company.id,
        categoryId: category?.id ?? '',
        name: 'Waakye',
        price: 4500,
        cost: 0,
      } as never);
      change = savePlace(company.manager, { ...place, currency: 'XOF', version });
      change.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await price;
    await expect(change).rejects.toMatchObject({ code: 'CT088' });
  });
});

test('nobody else does: staff, clients, another company, and what isn’t a setting', async () => {
  const { version } = await now(mine);
  const everything: [string, (actor: Actor) => Promise<unknown>][] = [
    ['profile', (actor) => saveProfile(actor, { ...profileForm.parse(profile), version })],
    ['place', (actor) => savePlace(actor, { ...place, version })],
    [
      'habits',
      (actor) =>
        saveHabits(actor, { ...habitsForm({ currency: 'GHS', locale: 'en' }).parse(habits), version }),
    ],
    ['access', (actor) => saveAccess(actor, { ...access, version })],
  ];
  const client = { role: 'client', companyId: mine.id, userId: v7(), customerId: v7() } as const;
  for (const [name, save] of everything)
    for (const actor of [mine.staff, client])
      await expect(save(actor), name).rejects.toMatchObject({ code: 'forbidden' });
  for (const column of ['legal_name', 'session_days', 'second_factor_roles'])
    await expect(
      actAs(mine.staff, (tx) => tx.execute(sql`update companies set ${sql.raw(column)} = default`)),
    ).rejects.toMatchObject({ code: '42501' });
  const before = await now(theirs);
  const posted = {
    ...profileForm.parse(profile),
    version,
    id: theirs.id,
    companyId: theirs.id,
    isDemo: true,
    slug: 'x',
  };
  await saveProfile(mine.manager, posted as never);
  expect(await now(theirs)).toEqual(before);
  const [row] = await actAs(mine.manager, (tx) => tx.select().from(companies));
  expect(row).toMatchObject({ id: mine.id, isDemo: false });
  expect(row?.slug).not.toBe('x');
});
