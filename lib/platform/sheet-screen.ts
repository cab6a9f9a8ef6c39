import 'server-only';
import type { Counted } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Identity, Member } from '@/db/visit';
import { may, type Role } from '@/lib/auth/permissions';
import type { Cell, Sheet } from './csv';
import { type Address, readScreen, type Screen } from './screen';
import type { Received } from './sent';

type Questions = readonly PromiseLike<unknown>[];
type SheetData = { rows: readonly unknown[]; next: string | undefined };

/** Rows of a list alone, page after page, and how many of them there are up to `most`. */
export type SheetScreen<Input, Q extends Questions, Data extends SheetData> = Screen<Input, Q, Data> & {
  count: (tx: Tx, input: Input, now: Date, most: number) => PromiseLike<Counted>;
};

/** Keeps the types of the parts together. */
export function sheetScreen<Input, const Q extends Questions, Data extends SheetData>(
  parts: SheetScreen<Input, Q, Data>,
): SheetScreen<Input, Q, Data> {
  return parts;
}

/** A list that people take along as a file, whatever its rows are. */
export type SheetList = {
  name: string;
  heads: Cell[];
  permits: (role: Role) => boolean;
  open: (asked: SheetQuestion) => Promise<SheetPage>;
};

type SheetQuestion = {
  /** Whose session it is, or for whom a job works. */
  who: { sessionId: string | undefined } | { member: Member };
  params?: Record<string, string>;
  /** The list's filter, without a place. */
  search: Record<string, string>;
  after?: string | undefined;
  /** Counts the rows as well, up to so many and one more. */
  countTo?: number;
};

type SheetPage =
  | { state: 'signed_out' | 'forbidden' | 'nothing' }
  | {
      state: 'open';
      identity: Identity;
      cells: Cell[][];
      next: string | undefined;
      /** Where it was asked for. */
      total: number | undefined;
    };

/** What of an address is the list's filter: neither a place in it nor what the file is to be. */
export const filterOf = (search: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...search].filter(([name]) => !['before', 'after', 'file', 'saved', 'columns'].includes(name)),
  );

/** Each page is a visit of its own, so that the person's rights are looked up again with it. */
export function sheetList<Input, Q extends Questions, Data extends SheetData>(
  screen: SheetScreen<Input, Q, Data>,
  { name, columns }: Sheet<Data['rows'][number]>,
): SheetList {
  // Rows go into the file as they are told: packed as text and read again, a page would be in memory three times.
  const pageOf = (identity: Identity, { data, place }: Received<Data>, total?: number): SheetPage => {
    const cells = data.rows.map((row) => columns.map(({ cell }) => cell(row, place)));
    return { state: 'open', identity, cells, next: data.next, total };
  };
  return {
    name,
    heads: columns.map(({ head }) => head),
    permits: (role) => may(role, screen.permission),
    open: async ({ who, params = {}, search, after, countTo }) => {
      const address: Address = { params, search: { ...search, after } };
      if (countTo === undefined) {
        const read = await readScreen(screen, { ...who, address });
        return read.state === 'open' ? pageOf(read.identity, read.told) : { state: read.state };
      }
      let total = 0;
      const read = await readScreen(
        counted(screen, countTo, (n) => (total = n)),
        { ...who, address },
      );
      return read.state === 'open' ? pageOf(read.identity, read.told, total) : { state: read.state };
    },
  };
}

/** The same screen with one question more, sent with the others. */
function counted<Input, Q extends Questions, Data extends SheetData>(
  screen: SheetScreen<Input, Q, Data>,
  most: number,
  hear: (n: number) => void,
): Screen<Input, readonly [PromiseLike<Counted>, ...Q], Data> {
  const { permission, input } = screen;
  return {
    permission,
    input,
    ask: (tx, asked, now) => [screen.count(tx, asked, now, most), ...screen.ask(tx, asked, now)],
    tell: (answers, asked, reader) => {
      const [[row] = [], ...rest] = answers as unknown as [Counted, ...unknown[]];
      hear(row?.n ?? 0);
      return screen.tell(rest as Parameters<typeof screen.tell>[0], asked, reader);
    },
  };
}
