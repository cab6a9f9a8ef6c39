import { type Cell, csvMoney } from '@/lib/platform/csv';
import type { Format, Report, ReportTable, Value } from './document';
import { sayCompared, sayStretch, type Writing } from './say';

/** Numbers stand as numbers, in the currency's main unit, so that a spreadsheet can go on with them. */
function cellOf(value: Value, format: Format, { currency }: Writing): Cell {
  if (typeof value === 'number' && format === 'money') return csvMoney(Math.round(value), currency);
  if (typeof value === 'string' && format === 'month') return value.slice(0, 7);
  if (typeof value === 'number' && format !== 'count') return Number(value.toFixed(4));
  return value;
}

const headOf = ({ head, format }: { head: string; format: Format }, { currency }: Writing) =>
  format === 'money' ? `${head} (${currency})` : head;

/** The heads and rows of a table; behind a mean or a share stands what it rests on, in columns of its own. */
function linesOf({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>, writing: Writing): Cell[][] {
  const based = columns.map((_, at) => rows.some(({ basis }) => basis?.[at]));
  return [
    columns.flatMap((column, at) => {
      const head = headOf(column, writing);
      return based[at] ? [head, `${head}: n`, `${head}: from (95 %)`, `${head}: to (95 %)`] : [head];
    }),
    ...rows.map(({ cells, basis }) =>
      cells.flatMap((value, at) => {
        const format = columns[at]?.format ?? 'text';
        const { n, interval } = basis?.[at] ?? {};
        const ends = [0, 1].map((end) => cellOf(interval?.[end] ?? null, format, writing));
        return [cellOf(value, format, writing), ...(based[at] ? [n ?? null, ...ends] : [])];
      }),
    ),
  ];
}

/** A whole report as the lines of a file: what it is of, its figures, then each table under its title. */
export function recordsOf(report: Report, writing: Writing): Cell[][] {
  const compared = sayCompared(report.range, writing.locale);
  return [
    [report.title],
    [sayStretch(report.range, writing.locale), ...(compared ? [compared] : [])],
    ...report.narrowed.map((of) => [of]),
    ...(report.notes ?? []).map((note) => [note]),
    [],
    ['Figure', 'Value', 'Before', 'n', 'From (95 %)', 'To (95 %)', 'Of'],
    ...report.figures.map((figure) => [
      headOf({ head: figure.label, format: figure.format }, writing),
      figure.value === null ? figure.missing : cellOf(figure.value, figure.format, writing),
      cellOf(figure.before ?? null, figure.format, writing),
      figure.n,
      ...[0, 1].map((end) => cellOf(figure.interval?.[end] ?? null, figure.format, writing)),
      figure.period,
    ]),
    ...report.tables.flatMap(({ title, note, columns, rows, sum }) => [
      [],
      [title],
      ...(note ? [[note]] : []),
      ...linesOf({ columns, rows: sum ? [...rows, { cells: sum }] : rows }, writing),
    ]),
  ];
}
