import { performance } from 'node:perf_hooks';
import { v7 } from 'uuid';
import type { Connection } from '@/db/client';
import type { TestCompany } from '@/db/factories/company';
import { readAs } from '@/db/session';
import { askRows } from '@/lib/dashboard/insights/rows';
import { catalogue } from '@/lib/reports/catalogue';
import { plainQuery, type ReportQuery } from '@/lib/reports/range';
import { askReport } from '@/lib/reports/screens';
import { openLaid } from './many-bookings';
import { askedSizes } from './sizes';

const repeats = 30;
const fewer = 7;

/**
 * What each report's data cost of a month and of a year at 1k, 100k and 1M bookings, or at those asked for, and of a year of one type,
 * customer, venue or dish, one that was never served among them; and a page of the rows of such a dish. A JSON line each,
 * milliseconds at the middle. The last line: of each the dearest beside the same at the smallest size.
 */
export async function measureReports(): Promise<void> {
  const dearest: Record<string, { least: number; most: number }> = {};
  for (const size of askedSizes([1_000, 100_000, 1_000_000])) {
    const { company, owner, close } = await openLaid(size);
    const told = (of: string, ms: number) => {
      console.log(JSON.stringify({ bookings: size, of, ms }));
      const { least = ms, most = ms } = dearest[of] ?? {};
      dearest[of] = { least, most: Math.max(most, ms) };
    };
    try {
      for (const { key } of catalogue) {
        for (const preset of ['last_month', 'last_year'] as const)
          told(`${key} ${preset}`, await timed(repeats, () => askOf(company, key, { preset })));
        for (const [of, narrowed] of await narrowings(company, owner))
          told(
            `${key} last_year of one ${of}`,
            await timed(fewer, () => askOf(company, key, { preset: 'last_year', ...narrowed })),
          );
      }
      const year = { from: '2025-01-01', to: '2026-12-31' };
      for (const of of ['dish', 'sold', 'liked'] as const)
        told(
          `rows ${of} of one never served`,
          await timed(fewer, () => readAs(company.manager, (tx) => askRows(tx, { of, ...year, dish: v7() }))),
        );
    } finally {
      await close();
    }
  }
  console.log(JSON.stringify(dearest));
}

const askOf = (company: TestCompany, key: (typeof catalogue)[number]['key'], asked: Partial<ReportQuery>) =>
  readAs(company.manager, (tx) => askReport(tx, key, { ...plainQuery, ...asked }, new Date()));

/** One of each kind, as the rows have them. */
async function narrowings({ id }: TestCompany, owner: Connection): Promise<[string, Partial<ReportQuery>][]> {
  const [row] = await owner<{ customer: string; venue: string; dish: string }[]>`
    select b.customer_id as customer, b.venue_key as venue, l.item_id as dish from bookings b join booking_lines l on l.booking_id = b.id
    where b.company_id = ${id} and b.status = 'completed' and l.item_id is not null order by b.starts_at desc limit 1`;
  const { customer = null, venue = null, dish = null } = row ?? {};
  return [
    ['type', { type: 'wedding' }],
    ['customer', { customer }],
    ['venue', { venue }],
    ['dish', { dish }],
    ['dish never served', { dish: v7() }],
  ];
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  taken.sort((one, other) => one - other);
  return Math.round((taken[Math.floor(times / 2)] ?? 0) * 10) / 10;
}
