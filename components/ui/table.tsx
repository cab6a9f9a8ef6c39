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
  /** Goes on in further lines where it would be cut off. */
  wrap?: boolean;
  /** From which width on it is shown at all (above phones). */
  from?: 'md' | 'lg' | 'xl';
  /**
   * Its place on the card that the row becomes on phones: the title, the state beside it, a fact below;
   * `words` a line or two of their own. Without it the column isn't shown there. Three facts are enough.
   */
  phone?: 'title' | 'state' | 'words' | 'fact' | 'end';
  /** Said before its fact on phones, where there is no head. */
  named?: string;
  /** Where its head leads to sort by it, and the present order. */
  sort?: { href: string; order?: 'ascending' | 'descending' };
};

export type DataTableProps<Row> = {
  /** What the table lists; read by screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** Where a row leads. The title column carries the link; a click anywhere on the row follows it. */
  href?: (row: Row) => string | null;
  /** Called where somebody follows a row's link. */
  onOpen?: (row: Row) => void;
  /** Marks rows that need someone. */
  attention?: (row: Row) => boolean;
  /** Totals under the table: one cell each, by column key. */
  footer?: Partial<Record<string, ReactNode>>;
  /** Boxes in front of the rows. */
  picks?: Picks<Row>;
  /** Rows that follow each other with the same key stand under one heading. */
  groups?: RowGroups<Row>;
};

export type RowGroups<Row> = { keyOf: (row: Row) => string; head: (row: Row) => ReactNode };

export type Picks<Row> = {
  has: (row: Row) => boolean;
  /** `range`: all from the one that was picked before. */
  pick: (row: Row, range: boolean) => void;
  all: boolean | 'some';
  pickAll: () => void;
  nameOf: (row: Row) => string;
};

/** Rows of 40 px under a head that stays; on phones each row is a card. The looks are in table.css. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows } = props;
  const places = columns.map(placeOf);
  return (
    <table className="rows">
      <caption className="sr-only">{props.label}</caption>
      <thead>
        <tr>
          {props.picks ? <PickAll {...props.picks} /> : null}
          {columns.map((column, index) => (
            <th key={column.key} scope="col" aria-sort={column.sort?.order} className={places[index]}>
              {column.sort ? <SortLink href={column.sort.href}>{column.head}</SortLink> : column.head}
            </th>
          ))}
        </tr>
      </thead>
      <TableBody>
        {rows.map((row, index) => {
          const before = rows[index - 1];
          const { groups, picks } = props;
          const begins = groups && (!before || groups.keyOf(before) !== groups.keyOf(row));
          if (!begins) return rowOf(row, props, places);
          const head = groupHead(groups, row, columns.length + (picks ? 1 : 0));
          return [head, rowOf(row, props, places)];
        })}
      </TableBody>
      {props.footer ? (
        <tfoot>
          <tr>
            {columns.map((column, index) => (
              <td key={column.key} className={places[index]} data-label={column.named}>
                {props.footer?.[column.key]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

const phonePlaces = { title: 'c-title', state: 'c-state', words: 'c-words', fact: 'c-fact', end: 'c-last' };

function placeOf<Row>({ align, grow, wrap, from, phone }: Column<Row>): string | undefined {
  const hiddenOnPhones = !from && !phone && 'c-none';
  return (
    cx(
      align === 'end' && 'c-end',
      grow && 'c-grow',
      wrap && 'c-wrap',
      from && `from-${from}`,
      phone ? phonePlaces[phone] : hiddenOnPhones,
    ) || undefined
  );
}

/** The box over the boxes: all rows of the page, or none. */
function PickAll({ all, pickAll }: Pick<Picks<unknown>, 'all' | 'pickAll'>) {
  return (
    <th scope="col" className="c-pick">
      <input
        type="checkbox"
        aria-label="Select page"
        checked={all === true}
        ref={(box) => {
          if (box) box.indeterminate = all === 'some';
        }}
        onChange={pickAll}
      />
    </th>
  );
}

/** The arrow is the head's, by its `aria-sort`. */
function SortLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <PlainLink href={href} scroll={false} data-list="yes" className="sort">
      {children}
    </PlainLink>
  );
}

function groupHead<Row>({ keyOf, head }: RowGroups<Row>, row: Row, width: number) {
  return (
    <tr key={`group ${keyOf(row)}`} className="group-head">
      <th scope="rowgroup" colSpan={width}>
        {head(row)}
      </th>
    </tr>
  );
}

/** A plain function and plain links: as components, the rows would be most of what a list page costs. */
function rowOf<Row>(row: Row, table: DataTableProps<Row>, places: readonly (string | undefined)[]) {
  const { columns, onOpen, picks } = table;
  const target = table.href?.(row);
  const linked = columns.find((column) => column.phone === 'title') ?? columns[0];
  return (
    <tr
      key={table.rowKey(row)}
      className={cx(target && 'to-row', table.attention?.(row) && 'needs-someone') || undefined}
    >
      {picks ? (
        <td className="c-pick">
          <input
            type="checkbox"
            aria-label={picks.nameOf(row)}
            checked={picks.has(row)}
            // The click knows of Shift; the change follows it.
            onClick={(event) => picks.pick(row, event.shiftKey)}
            onChange={() => undefined}
          />
        </td>
      ) : null}
      {columns.map((column, index) => {
        const content = column.cell(row);
        return (
          <td key={column.key} className={places[index]} data-label={column.named}>
            {target && column === linked ? (
              <a href={target} data-row onClick={onOpen && (() => onOpen(row))}>
                {content}
              </a>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
}
