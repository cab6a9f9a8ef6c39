import type { Column } from '@/components/ui/table';

/** A column with what its list needs to know of it. */
export type ListColumn<Row> = Column<Row> & {
  /** What it is called where its head is no text. */
  label?: string;
  /** Shown only to those who chose it. */
  extra?: boolean;
};

export const nameOf = <Row>({ label, head, key }: ListColumn<Row>): string =>
  label ?? (typeof head === 'string' ? head : key);

/** What a row is called is always there: it carries the link. */
export const isFixed = <Row>({ phone }: ListColumn<Row>): boolean => phone === 'title';

/** The columns that somebody sees before they choose. */
export const usualKeys = <Row>(columns: readonly ListColumn<Row>[]): string[] =>
  columns.filter(({ extra }) => !extra).map(({ key }) => key);

/**
 * The columns of a list as chosen by their keys, in the list's own order; the usual ones where nobody chose. Who
 * chose a column sees it at every width, on a phone as a fact with its name.
 */
export function shownColumns<Row>(
  columns: readonly ListColumn<Row>[],
  chosen: readonly string[] | null | undefined,
): Column<Row>[] {
  if (!chosen) return columns.filter(({ extra }) => !extra);
  const usual = new Set(usualKeys(columns));
  return columns
    .filter((column) => isFixed(column) || chosen.includes(column.key))
    .map((column) =>
      column.phone || (usual.has(column.key) && column.from === 'md')
        ? column
        : { ...column, from: undefined, phone: 'fact', named: nameOf(column) },
    );
}
