import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openPool } from './client';
import { makeCompany } from './factories/company';
import { knownLimit, preparedByShape, preparedText } from './prepared';
import { actAs, readAs } from './session';

const plansOf = preparedText<{ generic_plans: number; custom_plans: number }>(
  `select generic_plans::int, custom_plans::int from pg_prepared_statements where statement like '%planned once%'`,
);
const page = preparedByShape((db, { size }: { size: number }) =>
  db
    .select({ n: sql<number>`n`, mark: sql<string>`'planned once'` })
    .from(sql`generate_series(1, 100000) n`)
    .where(sql`n > ${sql.placeholder('from')}::int`)
    .limit(knownLimit(size)),
);

test('a page that is asked again and again isn’t planned again and again', async () => {
  const { staff } = await makeCompany();
  const plans = await actAs(staff, async (tx) => {
    for (let turn = 0; turn < 12; turn += 1) await page(tx, { size: 26 }, { from: turn });
    return plansOf(tx);
  });
  expect(plans).toContainEqual({ generic_plans: 7, custom_plans: 5 });
});

const fewer = preparedText<{ n: number }>(
  `select count(*)::int as n from generate_series(1, 100000) n where $1::text is not null and n > 0 and 'one plan' <> ''`,
  ['seen'],
);
const plansOfFewer = preparedText<{ generic_plans: number; custom_plans: number }>(
  `select generic_plans::int, custom_plans::int from pg_prepared_statements where statement like '%''one plan''%'`,
);

test('what one plan is right for isn’t planned for its values, which make it cheaper', async () => {
  const { staff } = await makeCompany();
  const ask = async (onePlan: boolean) => {
    const connection = openPool({ url: process.env.TEST_DATABASE_URL ?? '', max: 1 });
    for (let turn = 0; turn < 12; turn += 1)
      await readAs(staff, (tx) => [fewer(tx, { seen: null })], { connection, onePlan });
    const [plans] = await readAs(staff, (tx) => [plansOfFewer(tx)], { connection });
    await connection.end();
    return plans;
  };
  expect(await ask(false)).toContainEqual({ generic_plans: 0, custom_plans: 12 });
  expect(await ask(true)).toContainEqual({ generic_plans: 12, custom_plans: 0 });
});
