import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { readAs } from '@/db/session';
import { addDays, addMonths } from '@/lib/bookings/calendar/days';
import { bucketsOf } from './buckets';
import { catalogue } from './catalogue';
import { plainQuery, type ReportQuery, readQuery, reportHref } from './range';
import { askRange, tellRange } from './range-queries';
import { readReport } from './testing/report';

const rangeOf = async (company: TestCompany, asked: Partial<ReportQuery>, at: string) => {
  const [rows] = await readAs(company.manager, (tx) => [
    askRange(tx, { ...plainQuery, ...asked }, new Date(at)),
  ]);
  return tellRange(rows);
};
const days = (from: string, to: string) => ({ preset: 'days', from, to }) as const;

test('which days are meant, and beside which, at ends of months, in a leap year and over the new year', async () => {
  const accra = await makeCompany();
  const cases: [Partial<ReportQuery>, string, string][] = [
    [{ preset: 'month' }, '2026-03-30T12:00Z', '2026-03-01 2026-03-30 | 2026-02-01 2026-02-28'],
    // A month isn't over on its last day: it stands beside the same days. Once it is, the whole beside the whole.
    [{ preset: 'month' }, '2026-04-30T12:00Z', '2026-04-01 2026-04-30 | 2026-03-01 2026-03-30'],
    [{ preset: 'last_month' }, '2026-05-01T12:00Z', '2026-04-01 2026-04-30 | 2026-03-01 2026-03-31'],
    [days('2026-02-01', '2026-02-28'), '2026-02-28T12:00Z', '2026-02-01 2026-02-28 | 2026-01-01 2026-01-31'],
    [{ preset: 'last_month' }, '2026-01-15T12:00Z', '2025-12-01 2025-12-31 | 2025-11-01 2025-11-30'],
    [{ preset: 'last_month', compare: 'year' }, '2028-03-15T12:00Z', '2028-02-01 2028-02-29 | 2027-02-01 2027-02-28'],
    [{ preset: 'last_month', compare: 'year' }, '2029-03-15T12:00Z', '2029-02-01 2029-02-28 | 2028-02-01 2028-02-29'],
    [{ preset: 'quarter' }, '2026-05-31T12:00Z', '2026-04-01 2026-05-31 | 2026-01-01 2026-02-28'],
    [{ preset: 'last_quarter' }, '2026-02-10T12:00Z', '2025-10-01 2025-12-31 | 2025-07-01 2025-09-30'],
    [{ preset: 'year' }, '2026-11-30T12:00Z', '2026-01-01 2026-11-30 | 2025-01-01 2025-11-30'],
    [{ preset: 'year' }, '2028-02-29T12:00Z', '2028-01-01 2028-02-29 | 2027-01-01 2027-02-28'],
    [{ preset: 'last_year' }, '2026-02-10T12:00Z', '2025-01-01 2025-12-31 | 2024-01-01 2024-12-31'],
    [{ preset: 'last_week' }, '2026-03-04T12:00Z', '2026-02-23 2026-03-01 | 2026-02-16 2026-02-22'],
    [{ preset: 'yesterday' }, '2026-03-01T12:00Z', '2026-02-28 2026-02-28 | 2026-02-27 2026-02-27'],
    [days('2026-03-10', '2026-03-19'), '2026-06-01T12:00Z', '2026-03-10 2026-03-19 | 2026-02-28 2026-03-09'],
    [days('2026-01-01', '2026-03-31'), '2026-06-01T12:00Z', '2026-01-01 2026-03-31 | 2025-10-01 2025-12-31'],
    [{ ...days('2028-02-29', '2028-02-29'), compare: 'year' }, '2028-06-01T12:00Z', '2028-02-29 2028-02-29 | 2027-02-28 2027-02-28'],
    // Named the wrong way round.
    [days('2026-03-19', '2026-03-10'), '2026-06-01T12:00Z', '2026-03-10 2026-03-19 | 2026-02-28 2026-03-09'],
  ]; // biome-ignore format: a table
  for (const [asked, at, expected] of cases) {
    const { since, until, before } = await rangeOf(accra, asked, at);
    expect(`${since} ${until} | ${before?.since} ${before?.until}`).toBe(expected);
  }
  expect((await rangeOf(accra, { compare: 'none' }, '2026-03-30T12:00Z')).before).toBeNull();
});

test('days are the company’s own, east and west', async () => {
  const at = '2026-03-01T00:30:00Z';
  const today = async (timeZone: string) =>
    (await rangeOf(await makeCompany({ timeZone }), { preset: 'today' }, at)).since;
  expect(await today('Pacific/Kiritimati')).toBe('2026-03-01');
  expect(await today('Africa/Accra')).toBe('2026-03-01');
  expect(await today('America/New_York')).toBe('2026-02-28');
});

const day = fc.integer({ min: 0, max: 5000 }).map((n) => addDays('2019-12-01', n));

test('whole months stand beside as many whole ones, other days beside as many', async () => {
  const accra = await makeCompany();
  await fc.assert(
    fc.asyncProperty(day, fc.nat(400), fc.boolean(), async (first, length, whole) => {
      const since = whole ? `${first.slice(0, 7)}-01` : first;
      const until = whole ? addDays(addMonths(since, 1 + (length % 14)), -1) : addDays(since, length);
      const { before } = await rangeOf(accra, days(since, until), '2030-01-01T00:00Z');
      expect(before && addDays(before.until, 1)).toBe(since);
      if (whole) expect(before?.since.slice(8)).toBe('01');
    }),
    { numRuns: 60 },
  );
});

test('days and months of a report follow each other without a gap and end with it', () => {
  fc.assert(
    fc.property(day, fc.nat(900), (since, length) => {
      const until = addDays(since, length);
      const found = bucketsOf({
        since,
        until,
        today: since,
        before: null,
        bucket: length < 32 ? 'day' : 'month',
      });
      expect(found[0]?.since).toBe(since);
      expect(found.at(-1)?.until).toBe(until);
      for (const [at, one] of found.entries())
        if (at > 0) expect(one.since).toBe(addDays(found[at - 1]?.until ?? '', 1));
    }),
  );
});

test('every report is narrowed by customer and dish, the menu’s alone by category', () => {
  const asked = {
    customer: '0198c1f2-0000-7000-8000-000000000001',
    dish: '0198c1f2-0000-7000-8000-000000000002',
  };
  const category = '0198c1f2-0000-7000-8000-000000000003';
  for (const { key } of catalogue)
    expect(readQuery(key, { ...asked, category })).toEqual({
      ...{ ...plainQuery, ...asked },
      category: key === 'menu' ? category : null,
    });
});

test('of more than ten years the last ten are told, and that is said', async () => {
  const company = await makeCompany();
  const query = readQuery('menu', { from: '2028-02-29', to: '1999-12-31' });
  expect(query).toMatchObject(days('1999-12-31', '2028-02-29'));
  const report = await readReport(company.manager, 'menu', query);
  expect(report.range).toMatchObject({ since: '2018-02-28', until: '2028-02-29' });
  const said = 'More than ten years were asked for: this is of the last ten of them.';
  expect(report.notes?.[0]).toBe(said);
  const shorter = await readReport(company.manager, 'menu', days('2018-02-28', '2028-02-29'));
  expect(shorter.range.since).toBe('2018-02-28');
  expect(shorter.notes).not.toContain(said);
});

test('an address says what was asked, and what it can’t mean counts as not said', () => {
  const asked = {
    ...plainQuery,
    ...days('2026-03-01', '2026-03-31'),
    compare: 'year',
    type: 'wedding',
    venue: 'the ölmüsh hall',
  } as const;
  const [, search = ''] = reportHref('bookings', asked).split('?');
  expect(readQuery('bookings', Object.fromEntries(new URLSearchParams(search)))).toEqual(asked);
  expect(
    readQuery('bookings', {
      range: 'ever',
      from: '2026-02-30',
      to: '2026-03-01',
      type: 'x',
      customer: "' or 1",
    }),
  ).toEqual(plainQuery);
});
