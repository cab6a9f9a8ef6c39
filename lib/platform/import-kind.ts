import type { OfficeActor, Tx } from '@/db/session';
import type { DayOrder } from './format/typed-moment';

/** What a column of a file can hold. */
export type ImportField = {
  name: string;
  label: string;
  /** What other programs call it, as `fold` writes names. */
  alike: readonly string[];
  /** What to say where no column is it; none of what rows can do without. */
  missing?: string;
};

/** Field → place of its column, from 0. */
export type Mapping = Record<string, number>;

/** A head without what people write differently: "E-Mail Address" → "emailaddress". */
export const fold = (head: string): string =>
  head
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Words by how `fold` writes them: each value under its own name, the one it is shown by and others that people use. */
export function lexicon<T extends string>(
  values: readonly T[],
  shown: Record<T, string>,
  others: Partial<Record<T, readonly string[]>> = {},
): (word: string) => T | undefined {
  const known = new Map<string, T>();
  for (const value of values)
    for (const word of [value, shown[value], ...(others[value] ?? [])]) known.set(fold(word), value);
  return (word) => known.get(fold(word));
}

/** Whoever imports: a job in a manager's name. */
export type Importer = OfficeActor;

export type ImportGiven = {
  mapping: Mapping;
  existing: 'update' | 'keep';
  rows: readonly string[][];
  /** What comes first in 06/07/2026, where the person said it. */
  dayOrder?: DayOrder | null;
  now: Date;
  /** Those of the keys whose records rows of the same file bring, written before the kind's `last`. */
  brought: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** A cell that can't be read, with the sentence for whoever mends the file; becomes the verdict of its row. */
export class Unreadable extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** Each row as `read` has it, or why it can't be read. */
export function readRows<T>(
  rows: readonly string[][],
  read: (cells: readonly string[]) => T,
): (T | Unreadable)[] {
  return rows.map((cells) => {
    try {
      return read(cells);
    } catch (error) {
      if (error instanceof Unreadable) return error;
      throw error;
    }
  });
}

/** Those that could be read. */
export const readable = <T>(rows: readonly (T | Unreadable)[]): T[] =>
  rows.filter((row): row is T => !(row instanceof Unreadable));

/** What is said of a row that can't be read. */
export const unreadable = <F extends string>({ field, message }: Unreadable) =>
  ({ key: 'row:', outcome: 'bad', field: field as F, reason: message }) as const;

/** What a row would do. `key` is what two rows about one record share, and begins with what the record is: "phone:…", "dish:…". */
export type RowOutcome = { key: string } & (
  | { outcome: 'new' }
  | { outcome: 'same'; stored: Known }
  | { outcome: 'update'; stored: Known; changed: readonly string[] }
  | { outcome: 'conflict' | 'bad'; field: string; reason: string }
);
type Known = { id: string; version: number };

/** What became of a row: the record as it was left, and what undoing needs to lay back. */
export type Written = {
  line: number;
  id: string;
  version: number;
  before: Record<string, unknown> | null;
  /** Another record that came with it, as the customer of a booking. */
  madeId?: string;
};

/** How a slice takes rows of a file for its records. Its verdicts hold what it needs to write them. */
export type ImportRoom<V extends RowOutcome = RowOutcome> = {
  /** What each row would do, in their order; asked when a file is checked and again while it is written. */
  judge(tx: Tx, actor: Importer, given: ImportGiven): Promise<V[]>;
  /** Writes those that are new or change something; undefined where somebody changed one of the records meanwhile. */
  write(
    tx: Tx,
    actor: Importer,
    rows: readonly { line: number; verdict: V }[],
  ): Promise<Written[] | undefined>;
  /** Takes the next rows back, those that stay say why; gives how many it looked at, 0 at the end. */
  undo(tx: Tx, actor: Importer, importId: string, most: number): Promise<number>;
  /** With what keys begin whose rows are written before all others, wherever they stand. */
  first?: string;
  /** With what the key of rows begins that are checked and written after all others, and what says so in a column. */
  last?: { key: string; field: string; words: readonly string[] };
};
