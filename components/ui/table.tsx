import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Key, ReactNode } from 'react';
import { cx } from './cx';
import { PlainLink } from './link';
import { TableBody } from './table-body';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** "end" for figures, which also become tabular. */
  align?: 'start' | 'end';
  /** Takes the room that is left and cuts its text off. Give it to one or two columns. */
  grow?: boolean;
  /** From which width on it is shown at all (above phones). */
  from?: 'md' | 'lg' | 'xl';
  /**
   * Its place on the card that the row becomes on phones: the title, the state beside it, a fact below;
   * without it the column isn't shown there. Three facts are enough.
   */
  phone?: 'title' | 'state' | 'fact' | 'end';
  /** Where its head leads to sort by it, and the present order. */
  sort?: { href: string; order?: 'ascending' | 'descending' };
};

type DataTableProps<Row> = {
  /** What the table lists; read by screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** Where a row leads. The title column carries the link; a click anywhere on the row follows it. */
  href?: (row: Row) => string | null;
  /** Puts a checkbox of this name before each row; its value is the row's key. See BulkBar. */
  select?: { name: string; describe: (row: Row) => string };
  /** Marks rows that need someone. */
  attention?: (row: Row) => boolean;
  /** Totals under the table: one cell each, by column key. */
  footer?: Partial<Record<string, ReactNode>>;
};

const shownFrom = { md: 'hidden md:table-cell', lg: 'hidden lg:table-cell', xl: 'hidden xl:table-cell' };

const phonePlace = {
  title: 'max-sm:order-1 max-sm:min-w-0 max-sm:flex-1 max-sm:basis-1/2 font-medium',
  state: 'max-sm:order-2 max-sm:shrink-0',
  fact: 'max-sm:order-3 max-sm:text-muted',
  end: 'max-sm:order-4 max-sm:ms-auto',
};

function place<Row>(column: Column<Row>): string {
  return cx(
    column.align === 'end' ? 'tabular whitespace-nowrap sm:text-end' : 'text-start',
    column.grow ? 'sm:w-full sm:max-w-0' : 'sm:max-w-64 sm:truncate',
    column.from && shownFrom[column.from],
    !column.from && !column.phone && 'max-sm:hidden',
  );
}

/** Rows of 40 px under a head that stays; on phones each row is a card with the facts that matter. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, select } = props;
  return (
    <table className="w-full border-separate border-spacing-0 text-sm max-sm:block">
      <caption className="sr-only">{props.label}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {select ? (
            <th scope="col" className={cx(headCell, 'w-8')}>
              <span className="sr-only">Select</span>
            </th>
          ) : null}
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              aria-sort={column.sort?.order}
              className={cx(headCell, place(column))}
            >
              {column.sort ? <SortLink {...column.sort}>{column.head}</SortLink> : column.head}
            </th>
          ))}
        </tr>
      </thead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={props.rowKey(row)} row={row} table={props} />
        ))}
      </TableBody>
      {props.footer ? <TableFoot columns={columns} footer={props.footer} indent={Boolean(select)} /> : null}
    </table>
  );
}

const headCell =
  'sticky top-(--head,0px) z-10 h-9 whitespace-nowrap border-b bg-canvas px-2 font-medium text-subtle text-xs first:ps-0 last:pe-0';

function SortLink(props: { href: string; order?: 'ascending' | 'descending'; children: ReactNode }) {
  const Arrow = props.order === 'descending' ? ArrowDown : ArrowUp;
  return (
    <PlainLink href={props.href} className="inline-flex items-center gap-1 rounded-md hover:text-ink">
      {props.children}
      <Arrow aria-hidden className={cx('size-3', !props.order && 'opacity-0')} />
    </PlainLink>
  );
}

function TableRow<Row>({ row, table }: { row: Row; table: DataTableProps<Row> }) {
  const { columns, select } = table;
  const target = table.href?.(row);
  const linked = columns.find((column) => column.phone === 'title') ?? columns[0];
  const key = String(table.rowKey(row));
  return (
    <tr
      className={cx(
        'group max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:border-b max-sm:py-3',
        target && 'cursor-pointer hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover',
        table.attention?.(row) && 'bg-attention-soft/50',
      )}
    >
      {select ? (
        <td className="h-row px-2 sm:border-b max-sm:order-0">
          <input
            type="checkbox"
            name={select.name}
            value={key}
            aria-label={select.describe(row)}
            className="block size-4.5 accent-brand"
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td
          key={column.key}
          className={cx(
            'px-2 py-1.5 first:ps-0 last:pe-0 sm:h-row sm:border-b max-sm:p-0',
            place(column),
            column.phone && phonePlace[column.phone],
          )}
        >
          <Cell grow={column.grow}>
            {target && column === linked ? (
              <PlainLink href={target} data-row className="rounded-md hover:underline">
                {column.cell(row)}
              </PlainLink>
            ) : (
              column.cell(row)
            )}
          </Cell>
        </td>
      ))}
    </tr>
  );
}

function Cell({ grow, children }: { grow?: boolean; children: ReactNode }) {
  if (!grow) return children;
  return (
    <div dir="auto" className="text-left max-sm:line-clamp-2 max-sm:break-words sm:truncate">
      {children}
    </div>
  );
}

function TableFoot<Row>(props: {
  columns: readonly Column<Row>[];
  footer: Partial<Record<string, ReactNode>>;
  indent: boolean;
}) {
  return (
    <tfoot className="font-medium max-sm:block">
      <tr className="max-sm:flex max-sm:flex-wrap max-sm:justify-between max-sm:gap-x-3 max-sm:py-3">
        {props.indent ? <td /> : null}
        {props.columns.map((column) => (
          <td key={column.key} className={cx('h-row px-2 first:ps-0 last:pe-0 max-sm:h-auto', place(column))}>
            {props.footer[column.key]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
