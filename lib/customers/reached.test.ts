import { inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { customers } from '@/db/schema/people';
import { type Actor, actAs } from '@/db/session';
import { isReached } from './reached';

let mine: TestCompany;
const ids: Record<string, string> = {};
let owner: Connection;
afterAll(() => owner.end());
beforeAll(async () => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  mine = await makeCompany();
  const other = await makeCompany();
  for (const [name, of, rest] of [
    ['Brazil', mine, { phone: '+5511987654321' }],
    ['Mail', mine, { phone: null, email: 'Ama@Example.com' }],
    ['Theirs', other, { phone: '+5511987654321', email: 'ama@example.com' }],
  ] as const)
    ids[name] = (await makeCustomer(of.id, { name, optedIn: false, ...rest })).id;
});
const reached = (ways: Parameters<typeof isReached>[0], actor: Actor = mine.manager) =>
  actAs(actor, async (tx) =>
    (await tx.select({ name: customers.name }).from(customers).where(isReached(ways))).map(
      ({ name }) => name,
    ),
  );

test('customers are found by a number in either spelling and by an address in any case, of the company alone', async () => {
  expect(await reached({ phones: ['+551187654321'] })).toEqual(['Brazil']);
  expect(await reached({ emails: ['ama@example.com'] })).toEqual(['Mail']);
  expect((await reached({ phones: ['+551187654321'], emails: ['ama@example.com'] })).sort()).toEqual([
    'Brazil',
    'Mail',
  ]);
  expect(await reached({ phones: ['+233244999999'] })).toEqual([]);
  expect(await reached({})).toEqual([]);
});

test('who merges away stays known by their number to the automation', async () => {
  await actAs(mine.system, (tx) =>
    tx
      .update(customers)
      .set({ mergedInto: ids.Mail })
      .where(inArray(customers.id, [ids.Brazil ?? ''])),
  );
  expect(await reached({ phones: ['+551187654321'] }, mine.system)).toEqual(['Brazil']);
});

test('a client finds nobody by a number', async () => {
  const { actor } = await clientOf(mine, ids.Mail ?? '');
  await expect(reached({ phones: ['+551187654321'] }, actor)).rejects.toMatchObject({ code: '42501' });
});

test('the rows of those alone are looked at, however many customers there are', async () => {
  const many = Array.from({ length: 500 }, (_, at) => ({ companyId: mine.id, name: `Guest ${at}` }));
  await actAs(mine.system, (tx) => tx.insert(customers).values(many));
  await owner`analyze customers`;
  const plan = await actAs(mine.manager, async (tx) => {
    return tx.execute<{ 'QUERY PLAN': string }>(
      sql`explain select name from ${customers} where ${isReached({ phones: ['+551187654321'] })}`,
    );
  });
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*id = ANY/);
});

async function clientOf(company: TestCompany, customerId: string) {
  const { id } = await makeUser({ companyId: company.id, role: 'client', customerId });
  const actor: Actor = { role: 'client', companyId: company.id, userId: id, customerId };
  return { actor };
}
