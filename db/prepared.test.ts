import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeCompany } from './factories/company';
import { preparedByShape, preparedText, withKnownLimits } from './prepared';
import { actAs } from './session';

test('limits that are known stand in the text, and the parameters keep their order', () => {
  const known = withKnownLimits({
    queryString: 'select $1 from (select 1 where a = $2 limit $3 offset $4) b where c = $5 limit $6',
    params: ['one', 'two', 26, 0, 'five', sql.placeholder('most')],
  });
  expect(known.text).toBe('select $1 from (select 1 where a = $2 limit 26 offset 0) b where c = $3 limit $4');
  expect(known.params).toEqual(['one', 'two', 'five', sql.placeholder('most')]);
});

const plansOf = preparedText<{ generic_plans: number; custom_plans: number }>(
  `select generic_plans::int, custom_plans::int from pg_prepared_statements where statement like '%planned once%'`,
);
const page = preparedByShape((db, { size }: { size: number }) =>
  db
    .select({ n: sql<number>`n`, mark: sql<string>`'planned once'` })
    .from(sql`generate_series(1, 100000) n`)
    .where(sql`n > ${sql.placeholder('from')}::int`)
    .limit(size),
);

test('a page that is asked again and again isn’t planned again and again', async () => {
  const { staff } = await makeCompany();
  const plans = await actAs(staff, async (tx) => {
    for (let turn = 0; turn < 12; turn += 1) await page(tx, { size: 26 }, { from: turn });
    return plansOf(tx);
  });
  expect(plans).toContainEqual({ generic_plans: 7, custom_plans: 5 });
});
