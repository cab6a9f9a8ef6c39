import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBooking } from './factories/booking';
import { makeCompany, type TestCompany } from './factories/company';
import { inOneStatement, oneByOne } from './one-statement';
import { prepared, preparedText, type Question } from './prepared';
import { bookings } from './schema/bookings';
import { readAs, type Tx } from './session';

let company: TestCompany;
let id: string;
beforeAll(async () => {
  company = await makeCompany();
  ({ id } = await makeBooking(company.id));
});

const booking = prepared((db) =>
  db
    .select()
    .from(bookings)
    .where(eq(bookings.id, sql.placeholder('id'))),
);
const twice = prepared((db) =>
  db
    .select({ id: bookings.id, same: bookings.id, name: bookings.eventName })
    .from(bookings)
    .where(eq(bookings.id, sql.placeholder('id'))),
);
const kinds =
  preparedText(`select true as yes, false as no, null::boolean as unknown, 9007199254740993 as large,
  1.50::numeric as exact, 0.1::float8 as near, 'é"\\'||chr(10)||'x' as text, '{"a":[1,null]}'::jsonb as json,
  array['a','b,"c"',null] as texts, array[1,2] as numbers, array[true,false] as truths, array[]::text[] as none,
  timestamptz '2026-03-29 01:30:00.123456+02' as at, date '2026-02-28' as day, interval '90 minutes' as length,
  '\\x00ff'::bytea as bytes, gen.n from generate_series(1, 3) gen(n) order by n desc`);
const nobody = preparedText('select 1 as one where $1::int = $2::int', ['a', 'b']);
const dollars = preparedText(`select 'insert $1' as word`);

const all = (tx: Tx) =>
  [
    booking(tx, { id }),
    twice(tx, { id }),
    kinds(tx),
    nobody(tx, { a: 1, b: 2 }),
    dollars(tx),
    nobody(tx, { a: 3, b: 3 }),
  ] as const;

/** How many statements it took, and what they answered. */
async function ask(how: typeof inOneStatement) {
  let count = 0;
  let told: unknown[] = [];
  await readAs(company.manager, (tx) => {
    const asked = how(all(tx) as unknown as Question<unknown>[]);
    const sent = asked.send();
    count = sent.length;
    return [Promise.all(sent).then((raws) => (told = asked.read(raws)))];
  });
  return { count, told };
}

beforeEach(async () => {
  await ask(oneByOne);
});

test('asked by one statement, questions have the answers that each has by itself', async () => {
  const apart = await ask(oneByOne);
  const joined = await ask(inOneStatement);
  expect(apart.count).toBe(6);
  // Its $1 is none.
  expect(joined.count).toBe(2);
  expect(joined.told).toEqual(apart.told);
  expect(joined.told[0]).toMatchObject([{ id, startsAt: expect.any(Date) }]);
  expect(joined.told[2]).toMatchObject([{ n: 3 }, { n: 2 }, { n: 1 }]);
  expect(joined.told.slice(3)).toEqual([[], [{ word: 'insert $1' }], [{ one: 1 }]]);
});

test('they are asked under the same rights', async () => {
  const other = await makeCompany();
  const [rows] = await readAs(other.manager, (tx) => {
    const asked = inOneStatement([booking(tx, { id }), twice(tx, { id })] as unknown as Question<unknown>[]);
    return [Promise.all(asked.send()).then((raws) => asked.read(raws))];
  });
  expect(rows).toEqual([[], []]);
});

test('one whose columns nobody has seen is asked by itself at first', async () => {
  const fresh = preparedText('select 7 as seven');
  const counts: number[] = [];
  for (let n = 0; n < 2; n += 1)
    await readAs(company.manager, (tx) => {
      const asked = inOneStatement([
        fresh(tx),
        twice(tx, { id }),
        nobody(tx, { a: 1, b: 1 }),
      ] as unknown as Question<unknown>[]);
      const sent = asked.send();
      counts.push(sent.length);
      return [Promise.all(sent).then((raws) => expect(asked.read(raws)[0]).toEqual([{ seven: 7 }]))];
    });
  expect(counts).toEqual([2, 1]);
});
