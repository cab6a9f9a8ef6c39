import type { reportKeys } from '@/db/enums';

export type ReportKey = (typeof reportKeys)[number];

/**
 * How a value is written. `money` is in minor units, `share` from 0 to 1, `day` and `month` a day of the calendar,
 * `minutes` a length of time.
 */
export type Format = 'text' | 'count' | 'decimal' | 'score' | 'money' | 'share' | 'day' | 'month' | 'minutes';
export type Value = string | number | null;

/** One number that explains itself. */
export type ReportFigure = {
  label: string;
  format: Format;
  /** Null where it can't be told; `missing` says why. */
  value: number | null;
  missing?: string | undefined;
  /** The same of the stretch beside it; null where there is nothing to compare with. */
  before?: number | null | undefined;
  /** How many it rests on. */
  n?: number | undefined;
  /** Between which the true mean or share is, 19 times of 20. */
  interval?: readonly [number, number] | null | undefined;
  /** What it is of, where that isn't the report's stretch: "today". */
  period?: string | undefined;
  /** Whether more of it is welcome; undefined where that can't be said. */
  welcome?: boolean | undefined;
  /** The rows behind it. */
  href?: string | undefined;
};

export type ReportColumn = {
  head: string;
  format: Format;
  /** A mean or a share: its rows don't add up. */
  apart?: true;
  /** Left out on paper, where there is no room for it. */
  aside?: true;
};
/** What a mean or a share rests on: how many, and between which the true one is, 19 times of 20. */
export type Basis = { n: number; interval: readonly [number, number] | null };
export type ReportRow = {
  cells: readonly Value[];
  /** By cell, where it is a mean or a share. */
  basis?: readonly (Basis | undefined)[] | undefined;
  /** The rows behind it. */
  href?: string | undefined;
};

export type ReportTable = {
  /** In the address and in names of files. */
  key: string;
  title: string;
  /** What is counted, and how. */
  note?: string | undefined;
  /** The first one names the row. */
  columns: readonly ReportColumn[];
  /** Which column stands at the end of the row's card on a phone; 1 unless it is said. */
  main?: number;
  rows: readonly ReportRow[];
  /** Under the rows, one cell a column: what they add up to. */
  sum?: readonly Value[] | undefined;
  /** Drawn over the table: which columns, all of one format. */
  chart?: { columns: readonly number[] } | undefined;
  empty?: string;
};

/** The days that a report is of and the ones beside them; both ends count in. */
export type Stretch = { since: string; until: string };
export type Range = Stretch & { today: string; before: Stretch | null; bucket: 'day' | 'month' };

/** What a report tells, as data: the same is shown on screen, put into files and drawn as paper. */
export type ReportBody = {
  figures: readonly ReportFigure[];
  tables: readonly ReportTable[];
  /** What limits what is told: "More than 20,000 events …". */
  notes?: readonly string[];
};

/** `narrowed`: what it is of alone, in words: "Customer: Ama Mensah". */
export type Report = ReportBody & {
  key: ReportKey;
  title: string;
  range: Range;
  narrowed: readonly string[];
};

/** A sum over the rows by column, as the line under them; columns of other formats than counts and money stay empty. */
function sumOf(columns: readonly ReportColumn[], rows: readonly ReportRow[]): Value[] {
  return columns.map(({ format, apart }, index) => {
    if (index === 0) return 'Sum';
    if (apart || (format !== 'money' && format !== 'count')) return null;
    return rows.reduce((sum, { cells }) => sum + Number(cells[index] ?? 0), 0);
  });
}

/** Whether a table has nothing to tell but noughts: a sentence says so better than a line for each day. */
export const isBare = ({ rows }: Pick<ReportTable, 'rows'>): boolean =>
  rows.every(({ cells }) => cells.slice(1).every((value) => value === null || value === 0));

/** A table whose rows add up. */
export function summed(table: ReportTable): ReportTable {
  return table.rows.length > 1 ? { ...table, sum: sumOf(table.columns, table.rows) } : table;
}
