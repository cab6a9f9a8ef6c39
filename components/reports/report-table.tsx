import { BarSeries } from '@/components/charts/bar-series';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { decimals } from '@/lib/platform/format/money';
import {
  type Format,
  isBare,
  type ReportRow,
  type ReportTable as Table,
  type Value,
} from '@/lib/reports/document';
import { sayCellBasis, sayValue, type Writing } from '@/lib/reports/say';

type Props = { table: Table; writing: Writing };

/** One table of a report under its chart; a row leads to what is behind it. */
export function ReportTable({ table, writing }: Props) {
  const { title, note, columns, rows, sum, empty } = table;
  // What a mean rests on takes the room that the name of the row would have had, and a line of its own on a phone.
  const based = rows.some(({ basis }) => basis);
  return (
    <Section title={title} note={note}>
      {isBare(table) ? (
        <p className="text-muted text-sm">{empty ?? 'Nothing in these days.'}</p>
      ) : (
        <>
          {table.chart ? <TableChart table={table} writing={writing} /> : null}
          <div className="rows-wide">
            <DataTable<ReportRow & { at: number }>
              label={title}
              rows={rows.map((row, at) => ({ ...row, at }))}
              rowKey={({ at }) => at}
              href={(row) => row.href ?? null}
              footer={
                sum &&
                Object.fromEntries(sum.map((value, at) => [at, spell(value, columns[at]?.format, writing)]))
              }
              columns={columns.map(({ head, format }, at) => ({
                key: String(at),
                head,
                ...(at > 0 && format !== 'text' && { align: 'end' as const }),
                // A name goes on in a second line rather than being cut off.
                ...(at === 0 && !based && { grow: true, wrap: true }),
                ...(at > 0 && { named: head }),
                ...phoneOf(at, table.main ?? 1, based),
                cell: (row) => <Cell {...{ row, at, format, writing }} />,
              }))}
            />
          </div>
        </>
      )}
    </Section>
  );
}

/** On a phone a few facts are enough; the file has all. */
function phoneOf(at: number, main: number, based: boolean): { phone?: 'title' | 'words' | 'end' | 'fact' } {
  if (at === 0) return { phone: 'title' };
  if (at > (based ? 6 : 4)) return {};
  return { phone: based ? 'words' : at === main ? 'end' : 'fact' };
}

type CellProps = { row: ReportRow; at: number; format: Format; writing: Writing };

/** A value; under a mean or a share, what it rests on. */
function Cell({ row: { cells, basis }, at, format, writing }: CellProps) {
  const under = sayCellBasis(basis?.[at], format, writing);
  const value = spell(cells[at] ?? null, format, writing);
  if (!under) return value;
  return (
    <span className="inline-flex items-baseline gap-x-2 sm:flex sm:flex-col sm:items-end">
      <span>{value || '–'}</span>
      <span className="whitespace-nowrap text-subtle text-xs">{under}</span>
    </span>
  );
}

const spell = (value: Value, format: Format | undefined, writing: Writing) =>
  value === null ? '' : sayValue(value, format ?? 'text', writing);

function TableChart({ table, writing }: Props) {
  const { title, columns, rows, chart } = table;
  const drawn = chart?.columns ?? [];
  const format = columns[drawn[0] ?? 0]?.format;
  const base = format === 'money' ? 10 ** decimals(writing.currency) : 1;
  return (
    <BarSeries
      title={`${title}: ${drawn.map((at) => columns[at]?.head.toLowerCase()).join(', ')}`}
      index="name"
      series={drawn.map((at) => ({ key: String(at), label: columns[at]?.head ?? '' }))}
      data={rows.map(({ cells }) => ({
        name: named(cells[0] ?? null, columns[0]?.format, writing),
        ...Object.fromEntries(
          drawn.map((at) => {
            const value = cells[at];
            return [String(at), typeof value === 'number' ? value / base : null];
          }),
        ),
      }))}
      format={format === 'money' ? 'money' : format === 'share' ? 'percent' : 'number'}
      most={format === 'score' ? 5 : undefined}
      {...writing}
    />
  );
}

/** What stands under a bar, short: "12 Mar". */
function named(value: Value, format: Format | undefined, writing: Writing): string {
  if (format === 'day' && typeof value === 'string')
    return formatCalendarDate(value, writing.locale, 'dayMonth');
  return spell(value, format, writing);
}
