import { type Cell, csvMoney } from '@/lib/platform/csv';
import type { Format, Report, Value } from './document';
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

/** A whole report as the lines of a file: what it is of, its figures, then each table under its title. */
export function recordsOf(report: Report, writing: Writing): Cell[][] {
  const compared = sayCompared(report.range, writing.locale);
  return [
    [report.title],
    [sayStretch(report.range, writing.locale), ...(compared ? [compared] : [])],
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
      columns.map((column) => headOf(column, writing)),
      ...[...rows.map(({ cells }) => cells), ...(sum ? [sum] : [])].map((cells) =>
        cells.map((value, index) => cellOf(value, columns[index]?.format ?? 'text', writing)),
      ),
    ]),
  ];
}
