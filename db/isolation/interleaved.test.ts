import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, openPool } from '../client';
import { makeBooking } from '../factories/booking';
import { makeCompany, type TestCompany } from '../factories/company';
import { bookings } from '../schema/bookings';
import { customers } from '../schema/people';
import { readAs } from '../session';

let companies: TestCompany[];
let connection: Connection;

beforeAll(async () => {
  companies = await Promise.all(Array.from({ length: 20 }, () => makeCompany()));
  for (const company of companies) await makeBooking(company.id);
  connection = openPool({ url: process.env.DATABASE_URL ?? '', max: 2 });
}, 120_000);

afterAll(() => connection.end());

test('100,000 interleaved queries of 20 companies over two connections show no foreign row', async () => {
  const perRead = 20;
  const reads = 100_000 / perRead;
  const [order] = fc.sample(
    fc.array(fc.nat({ max: 59 }), { minLength: reads, maxLength: reads, size: 'max' }),
    { numRuns: 1, seed: 7 },
  );
  let queries = 0;
  const foreign: string[] = [];
  const one = async (pick: number) => {
    const company = companies[pick % 20] as TestCompany;
    const actor = [company.manager, company.staff, company.system][Math.floor(pick / 20)] ?? company.manager;
    const results = await readAs(
      actor,
      (tx) =>
        Array.from({ length: perRead }, (_, index) =>
          index % 2
            ? tx.select({ companyId: bookings.companyId }).from(bookings)
            : tx
                .select({ companyId: customers.companyId })
                .from(customers)
                .where(sql`${customers.name} <> ''`),
        ),
      { connection },
    );
    queries += results.length;
    for (const rows of results) {
      if (rows.length !== 1 || rows[0]?.companyId !== company.id)
        foreign.push(`${company.id}: ${JSON.stringify(rows)}`);
    }
  };
  const lane = async (from: number) => {
    for (let at = from; at < reads; at += 8) await one(order?.[at] ?? 0);
  };
  await Promise.all(Array.from({ length: 8 }, (_, from) => lane(from)));
  expect(foreign).toEqual([]);
  expect(queries).toBe(100_000);
}, 240_000);
