import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { answered, follow, paid, sessionOf } from '@/lib/dashboard/insights/testing/world';
import { catalogue } from './catalogue';
import type { Report, ReportKey } from './document';
import { readQuery } from './range';
import { columnSum, days, readReport } from './testing/report';

let company: TestCompany;
let manager: string;
const asked = days('2026-01-01', '2026-03-31');
const hour = 3_600_000;

beforeAll(async () => {
  company = await makeCompany({ timeZone: 'America/New_York' });
  manager = await sessionOf(company.manager);
  for (let n = 0; n < 12; n += 1) {
    // Late on the evening of a day there, the next one in UTC already; the last of a month among them.
    const startsAt = new Date(Date.UTC(2026, 0, 31, 3) + n * 5 * 24 * hour);
    const { id } = await answered(company, startsAt, {
      ...{ rating: 1 + (n % 5), food: 4, wouldRecommend: n % 3 > 0 },
      ...{ liked: true, eventType: n % 2 ? 'wedding' : 'funeral' },
    });
    await paid(company, id, startsAt);
  }
  for (const status of ['enquiry', 'quoted', 'confirmed'] as const)
    await makeBooking(company.id, { status, startsAt: new Date('2026-03-05T15:00:00Z') });
}, 60_000);

/** Figures that are worked out of what stands beside or under them, or of customers and hours that have no list of their own. */
const worked: Record<ReportKey, readonly string[]> = {
  financial: [],
  bookings: ['Value of an event', 'Half of the events are above', 'Guests an event'],
  feedback: [],
  satisfaction: [],
  quality: [],
  menu: ['Covers', 'Liked', 'Left after cost'],
  customers: ['New', 'Returning', 'Share returning', 'Events of who came before'],
  performance: [],
  activity: ['In the busiest hour'],
};

describe('every figure of a report leads to what it is of', () => {
  test.each(catalogue.map(({ key }) => key))('%s', async (key) => {
    const report = await readReport(company.manager, key, asked);
    const without = report.figures
      .filter(({ href, value }) => !href && value !== null)
      .map(({ label }) => label);
    expect(without).toEqual(worked[key]);
  });
});

/** What the rows at an address come to, beside the figure that leads there. */
async function expectRows(report: Report): Promise<number> {
  let followed = 0;
  const rows = (href: string | undefined): href is string => href?.startsWith('/insights/rows') === true;
  for (const { label, value, href } of report.figures)
    if (rows(href)) {
      const { count, sum } = await follow(manager, href);
      expect([count, sum], label).toContain(value);
      followed += 1;
    }
  for (const { key, rows: lines } of report.tables)
    for (const { cells, href } of lines)
      if (rows(href)) {
        const { count } = await follow(manager, href);
        expect(count, `${key} ${cells[0]}`).toBe(cells[1]);
        followed += 1;
      }
  return followed;
}

test('agreed events, their guests and their value are the sums of the rows that they lead to, of one type as well', async () => {
  expect(await expectRows(await readReport(company.manager, 'bookings', asked))).toBeGreaterThan(2);
  const weddings = await readReport(company.manager, 'bookings', { ...asked, type: 'wedding' });
  expect(await expectRows(weddings)).toBeGreaterThan(2);
  // Day by day.
  const march = await readReport(company.manager, 'bookings', days('2026-03-01', '2026-03-31'));
  expect(await expectRows(march)).toBeGreaterThan(30);
});

test('a month leads to a report of its own, which comes to the same', async () => {
  for (const key of ['bookings', 'satisfaction', 'quality', 'financial', 'customers'] as const) {
    const report = await readReport(company.manager, key, asked);
    for (const { key: table, columns, rows } of report.tables)
      for (const { cells, href } of rows) {
        if (!href?.startsWith(`/reports/${key}?from`) || columns[0]?.format !== 'month') continue;
        const search = Object.fromEntries(new URL(href, 'http://office.test').searchParams);
        const month = await readReport(company.manager, key, readQuery(key, search));
        for (const [at, { head, format, apart }] of columns.entries())
          if (at > 0 && !apart && (format === 'count' || format === 'money'))
            expect(columnSum(month, table, head), `${key} ${table} ${cells[0]} ${head}`).toBe(cells[at]);
      }
  }
});
