import 'server-only';
import { add, bucketColumn, bucketHref, bucketsOf } from '../buckets';
import { type Range, type ReportBody, type ReportTable, summed } from '../document';
import type { ReportQuery } from '../range';
import { mostRows, tooMany } from '../range-queries';
import { shareFigure } from '../share-figure';
import type { CustomerAnswers } from './queries';

type Cells = CustomerAnswers[0];
type Asked = { range: Range; query: ReportQuery };

const people = (cells: Cells, returning?: boolean) =>
  add(
    cells,
    ({ customers }) => customers,
    (cell) => returning === undefined || cell.came_back === returning,
  );
const value = (cells: Cells, returning?: boolean) =>
  add(
    cells,
    ({ total }) => total,
    (cell) => returning === undefined || cell.came_back === returning,
  );

/** Who had an agreed event in these days: for the first time, or again. */
export function tellCustomerReport([cells, top, seen]: CustomerAnswers, { range, query }: Asked): ReportBody {
  if ((cells[0]?.looked ?? 0) > mostRows)
    return { figures: [], tables: [seenTable(seen)], notes: [tooMany('events')] };
  const [present, past] = [cells.filter(({ old }) => !old), cells.filter(({ old }) => old)];
  const n = people(present);
  const was = (sum: (cells: Cells) => number) => (range.before ? sum(past) : null);
  const back = people(present, true);
  return {
    figures: [
      {
        ...{ label: 'Customers', format: 'count', value: n, before: was(people), welcome: true },
        ...{ period: 'with an agreed event', href: '/customers' },
      },
      {
        ...{ label: 'New', format: 'count', value: people(present, false), welcome: true },
        before: was((own) => people(own, false)),
      },
      {
        ...{ label: 'Returning', format: 'count', value: back, welcome: true },
        before: was((own) => people(own, true)),
      },
      shareFigure('Share returning', {
        now: { k: back, n },
        before: range.before && { k: people(past, true), n: people(past) },
        missing: 'Not enough customers',
      }),
    ],
    tables: [timeTable(present, { range, query }), topTable(top), seenTable(seen)],
  };
}

function timeTable(present: Cells, { range, query }: Asked): ReportTable {
  return summed({
    key: 'by-time',
    title: 'New and returning',
    note: 'Each customer once, under their first agreed event of these days; the value is that of all of them.',
    columns: [
      bucketColumn(range),
      { head: 'New', format: 'count' },
      { head: 'Returning', format: 'count' },
      { head: 'Value of new', format: 'money' },
      { head: 'Value of returning', format: 'money' },
    ],
    chart: { columns: [1, 2] },
    rows: bucketsOf(range).map((days) => {
      const within = present.filter(({ bucket }) => bucket === days.since);
      return {
        cells: [
          ...[days.since, people(within, false), people(within, true)],
          ...[value(within, false), value(within, true)],
        ],
        href: bucketHref('customers', { range, query }, { days }),
      };
    }),
  });
}

function topTable(top: CustomerAnswers[1]): ReportTable {
  return {
    key: 'top',
    title: 'Best customers',
    note: 'The fifty whose agreed events of these days come to most.',
    columns: [
      { head: 'Customer', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'Value', format: 'money' },
      { head: 'Was', format: 'text' },
      { head: 'Latest event', format: 'day' },
    ],
    rows: top.map(({ id, name, n, total, came_back, last }) => ({
      cells: [name, n, total, came_back ? 'returning' : 'new', last],
      href: `/customers/${id}`,
    })),
    empty: 'No agreed event in these days.',
  };
}

const seenWords: Record<string, string> = {
  '90': 'Within 90 days or ahead',
  '180': '91 to 180 days ago',
  '365': '181 to 365 days ago',
  '730': 'One to two years ago',
  older: 'Longer ago',
};

function seenTable(seen: CustomerAnswers[2]): ReportTable {
  return summed({
    key: 'seen',
    title: 'Last seen',
    note: 'Customers by their latest agreed event, as of today.',
    columns: [
      { head: 'Latest event', format: 'text' },
      { head: 'Customers', format: 'count' },
    ],
    chart: { columns: [1] },
    rows: seen.map(({ since, n }) => ({ cells: [seenWords[since] ?? since, n], href: '/customers' })),
  });
}
