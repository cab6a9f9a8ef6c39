import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeCompany } from './factories/company';
import { knownLimit, preparedByShape, preparedText } from './prepared';
import { actAs } from './session';

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
