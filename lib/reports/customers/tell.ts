import 'server-only';
import { add, bucketColumn, bucketHref, bucketsOf } from '../buckets';
import { type Range, type ReportBody, type ReportFigure, type ReportTable, summed } from '../document';
import { isNarrowed } from '../narrowing';
import type { ReportQuestion } from '../range';
import { mostRows, tooMany } from '../range-queries';
import { shareFigure } from '../share-figure';
import type { CustomerAnswers } from './queries';

type Kept = CustomerAnswers[0];
type Cells = Extract<CustomerAnswers[1][number], { old: boolean }>[];

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
const events = (kept: Kept) => add(kept, ({ n }) => n);
const fresh = (kept: Kept) => add(kept, (row) => row.fresh);

/** Who had an agreed event in these days: for the first time, or again. */
export function tellCustomerReport(
  [kept, found, top, seen]: CustomerAnswers,
  { range, query }: ReportQuestion,
): ReportBody {
  const cells = found.filter((row): row is Cells[number] => row.old !== null);
  const counted = (found[0]?.looked ?? 0) <= mostRows;
  const narrowed = isNarrowed(query);
  const now = kept.filter(({ old }) => !old);
  return {
    figures: [
      ...(counted ? countedFigures(cells, range) : []),
      ...(narrowed ? [] : keptFigures(kept, range, { first: !counted })),
    ],
    tables: [
      ...(counted ? [timeTable(cells, { range, query }), topTable(top)] : []),
      ...(counted || narrowed ? [] : [firstTable(now, { range, query })]),
      ...(narrowed ? [] : [seenTable(seen)]),
    ],
    notes: counted
      ? []
      : [
          tooMany(
            'events',
            narrowed ? 'any of it' : 'how many customers there were, who came back, and the best of them',
          ),
        ],
  };
}

/** How many customers there were takes looking at each of their events. */
function countedFigures(cells: Cells, range: Range): ReportFigure[] {
  const [present, past] = [cells.filter(({ old }) => !old), cells.filter(({ old }) => old)];
  const n = people(present);
  const was = (sum: (cells: Cells) => number) => (range.before ? sum(past) : null);
  const back = people(present, true);
  return [
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
  ];
}

/** Of how many events there were, and whose first one it was, figures are kept. */
function keptFigures(kept: Kept, range: Range, { first }: { first: boolean }): ReportFigure[] {
  const [now, past] = [kept.filter(({ old }) => !old), kept.filter(({ old }) => old)];
  const again = (own: Kept) => ({ k: events(own) - fresh(own), n: events(own) });
  return [
    ...(first
      ? [
          {
            ...{ label: 'New', format: 'count' as const, value: fresh(now), welcome: true },
            before: range.before ? fresh(past) : null,
          },
        ]
      : []),
    {
      ...shareFigure('Events of who came before', {
        now: again(now),
        before: range.before && again(past),
        missing: 'Not enough events',
      }),
      period: 'any but a customer’s first',
    },
  ];
}

function firstTable(kept: Kept, { range, query }: ReportQuestion): ReportTable {
  return summed({
    key: 'by-time',
    title: 'New customers and all events',
    columns: [
      bucketColumn(range),
      { head: 'New', format: 'count' },
      { head: 'Events', format: 'count' },
      { head: 'Value', format: 'money' },
    ],
    chart: { columns: [1] },
    rows: bucketsOf(range).map((days) => {
      const within = kept.filter(({ bucket }) => bucket === days.since);
      return {
        cells: [days.since, fresh(within), events(within), add(within, ({ amount }) => amount)],
        href: bucketHref('customers', { range, query }, { days }),
      };
    }),
  });
}

function timeTable(cells: Cells, { range, query }: ReportQuestion): ReportTable {
  const present = cells.filter(({ old }) => !old);
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

function topTable(top: CustomerAnswers[2]): ReportTable {
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

function seenTable(seen: CustomerAnswers[3]): ReportTable {
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
