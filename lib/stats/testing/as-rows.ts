import { expect } from 'vitest';
import type { Connection } from '@/db/client';

const cell = 'fact, day::text, key, kind, n::text, amount::text, paid::text, quantity::text';

/** The figures by day as readers see them, those that are nothing left out. */
const counted = (owner: Connection, id: string, grain = 'day') =>
  owner.unsafe(
    `select ${cell} from (select fact, day, key, kind, sum(n) as n, sum(amount) as amount, sum(paid) as paid, sum(quantity) as quantity
      from stats_now where company_id = $1 and grain = $2 and fact not in ('latest', 'first', 'active') group by 1, 2, 3, 4) s
     where n <> 0 or amount <> 0 or paid <> 0 or quantity <> 0 order by 1, 2, 3, 4`,
    [id, grain],
  );
const ofRows = (owner: Connection, id: string, day = 'day') =>
  owner.unsafe(
    `select ${cell} from (select fact, ${day} as day, key, kind, sum(n) as n, sum(amount) as amount, sum(paid) as paid,
       sum(quantity) as quantity from stats_of_rows($1) group by 1, 2, 3, 4) s order by 1, 2, 3, 4`,
    [id],
  );

/** That the figures of a company are what its rows amount to: by day, by month, and in all. */
export async function expectAsRows(owner: Connection, id: string): Promise<void> {
  expect([...(await counted(owner, id))]).toEqual([...(await ofRows(owner, id))]);
  expect([...(await counted(owner, id, 'month'))]).toEqual([
    ...(await ofRows(owner, id, `date_trunc('month', day)::date`)),
  ]);
  expect([...(await counted(owner, id, 'all'))]).toEqual([...(await ofRows(owner, id, `'-infinity'::date`))]);
}
