import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { roles } from '@/db/enums';
import { makeUser } from '@/db/factories/company';
import { actAs, type OfficeActor } from '@/db/session';
import { mayReach, reachedTables } from '@/lib/auth/table-rights';
import { makeOffice, refusal } from '@/lib/bookings/testing/office';
import { keeping } from '@/lib/privacy/testing/settings';
import { provider, startMessages } from './testing/acts';
import { asking } from './testing/beside/asking';
import { limits } from './testing/beside/limits';
import { money } from './testing/beside/money';
import { sending } from './testing/beside/sending';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

beforeAll(startMessages);
afterAll(() => provider().close());

const tables = { ...limits, ...money, ...asking, ...keeping, ...sending };

/** Tables that managers write and staff don't, and that hold no setting. */
const noSettings: Record<string, string> = {
  companies: 'every-setting.test.ts walks it',
  capacity_overrides: 'what went over the limits, and why',
  conversations: 'whom a test of a template went to',
  customers: 'people and firms',
  erasures: 'who was anonymised',
  feedback_requests: 'who is asked',
  feedback_dishes: 'what customers said',
  import_rows: 'lines of a file',
  imports: 'files that were brought along',
  invitations: 'who was asked to join',
  memberships: 'who has which role: people.test.ts',
  offer_costs: 'what dishes cost to make',
  users: 'logins: people.test.ts',
  cases: 'what went wrong',
  security_events: 'who saw to what looked like trouble',
  vouchers: 'what was promised',
};

test('every table that managers write and staff don’t is walked here, or is said to hold no setting', () => {
  const writes = (role: 'manager' | 'staff', table: string) =>
    (['insert', 'update'] as const).some((verb) => mayReach(role, table, verb, 'own'));
  const theirs = reachedTables.filter((table) => writes('manager', table) && !writes('staff', table));
  expect(theirs.filter((table) => !(table in noSettings)).sort()).toEqual(Object.keys(tables).sort());
});

test.each(Object.entries(tables))(
  'of %s every column has an entry, or is said not to be set',
  async (name, told) => {
    const { system } = await makeOffice();
    const columns = await actAs(system, (tx) =>
      tx.execute<{ name: string }>(sql`select attname as name from pg_attribute
      where attrelid = ${name}::regclass and attnum > 0 and not attisdropped`),
    );
    const known = [...Object.keys(told.columns), ...told.notSet.split(' ')];
    expect(known.sort()).toEqual(columns.map((column) => column.name).sort());
  },
);

const walk = Object.entries(tables).flatMap(([table, told]) =>
  Object.entries(told.columns).map(([column, setting]) => [table, column, told, setting] as const),
);

test.each(walk)(
  '%s.%s does what its form says, and the trail has who set it',
  async (table, column, told, setting) => {
    const page = told.file
      .split(' ')
      .map((file) => readFileSync(file, 'utf8'))
      .join(' ')
      .replace(/\s+/g, ' ');
    expect(page).toContain(setting.says);
    const office = await makeOffice();
    if (setting.first) await told.save(office, office.manager, { ...told.usual, ...setting.first });
    expect(await setting.does(office)).toEqual(setting.was);
    await told.save(office, office.manager, { ...told.usual, ...setting.to });
    expect(await setting.does(office)).toEqual(setting.is);
    const [entry] = await actAs(office.manager, (tx) =>
      tx.execute<{
        by: string;
        to: unknown;
      }>(sql`select user_id::text as by, changes -> ${column}::text -> 1 as to
      from audit_events where table_name = ${table} and user_id = ${office.manager.userId} and changes ? ${column}::text
      order by at desc, id desc limit 1`),
    );
    const kept = 'kept' in setting ? setting.kept : Object.values(setting.to)[0];
    expect(entry).toEqual({ by: office.manager.userId, to: kept });
  },
);

test.each(Object.entries(tables))('%s is set by nobody who may not', async (table, told) => {
  const office = await makeOffice();
  const [setting] = Object.values(told.columns);
  const values = { ...told.usual, ...setting?.first, ...setting?.to };
  for (const role of roles.filter(
    (role) => role !== 'client' && !mayReach(role, table, 'insert', 'same company'),
  )) {
    const { id: userId } = await makeUser({ companyId: office.id, role });
    const actor = { role, companyId: office.id, userId } as OfficeActor;
    expect(await refusal(told.save(office, actor, values))).toMatchObject({ code: 'forbidden' });
  }
});
