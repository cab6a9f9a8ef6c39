import type { Actor, Tx } from '@/db/session';

/** What a column of a file can hold. */
export type ImportField = {
  name: string;
  label: string;
  /** What other programs call it, as `fold` writes names. */
  alike: readonly string[];
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

/** Whoever imports: a job in a manager's name. */
export type Importer = Extract<Actor, { role: 'manager' | 'staff' }>;

export type ImportGiven = {
  mapping: Mapping;
  existing: 'update' | 'keep';
  rows: readonly string[][];
};

/** What a row would do. `key` is what two rows about one record share, and begins with what the record is: "phone:…", "dish:…". */
export type Verdict = { key: string } & (
  | { outcome: 'new' }
  | { outcome: 'same'; stored: Known }
  | { outcome: 'update'; stored: Known; changed: readonly string[] }
  | { outcome: 'conflict' | 'bad'; field: string; reason: string }
);
type Known = { id: string; version: number };

/** What became of a row: the record as it was left, and what undoing needs to lay back. */
export type Written = { line: number; id: string; version: number; before: Record<string, unknown> | null };

/** How a slice takes rows of a file for its records. Its verdicts hold what it needs to write them. */
export type ImportRoom<V extends Verdict = Verdict> = {
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
};
