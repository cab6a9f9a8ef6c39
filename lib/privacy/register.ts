import { type ColumnKind, kinds, type TableEntry } from './entry';
import { events } from './register/events';
import { messages } from './register/messages';
import { money } from './register/money';
import { office } from './register/office';
import { people } from './register/people';

/**
 * Everything that is kept, table by table and column by column: the one place that says what of it is personal. A test walks
 * the database and fails for a column that isn't here. From this come a person's export, the anonymising (whose SQL is in
 * `personal_columns`), the record of processing and the test by canaries.
 */
export const register: Record<string, TableEntry> = {
  ...people,
  ...events,
  ...money,
  ...messages,
  ...office,
};

/** Why they are kept and by which right, part by part; a new table joins the part of its file. */
export const parts = [
  {
    name: 'Customers and logins',
    tables: people,
    whose: 'Customers, people who enquire, members of the office',
    why: 'To know whom an event is for and who may see it.',
    basis: 'The contract with the customer; consent where a purpose asks for it',
  },
  {
    name: 'Events and what was said about them',
    tables: events,
    whose: 'Customers and their guests',
    why: 'To plan, cook and serve events, to hear how they were, and to make good what went wrong.',
    basis: 'The contract; diets of guests only as far as the kitchen needs them',
  },
  {
    name: 'Quotes, bills and payments',
    tables: money,
    whose: 'Customers',
    why: 'To offer, bill and be paid, and to keep the books.',
    basis: 'The contract and the duty to keep books',
  },
  {
    name: 'Messages and notifications',
    tables: messages,
    whose: 'Customers, people who write, members of the office',
    why: 'To answer, confirm and remind.',
    basis: 'The contract; the customer’s opt-in for each channel',
  },
  {
    name: 'Office and machinery',
    tables: office,
    whose: 'Members of the office; customers where a file or the trail names them',
    why: 'To run the company’s software, and to be able to say who changed what.',
    basis: 'The company’s interest in safe and traceable work',
  },
] as const;

/** The columns of a table that hold this, in the register's order. */
export const columnsOf = (table: string, kind: ColumnKind): string[] =>
  register[table]?.[kind]?.split(' ') ?? [];

/** What a column holds; undefined where nobody has said. */
export const kindOf = (table: string, column: string): ColumnKind | undefined =>
  (Object.keys(kinds) as ColumnKind[]).find((kind) => columnsOf(table, kind).includes(column));

/** Tables with something personal of a customer. */
export const personalTables = (): string[] =>
  Object.keys(register).filter((table) => columnsOf(table, 'customer').length > 0);
