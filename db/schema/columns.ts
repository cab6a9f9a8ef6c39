import { sql } from 'drizzle-orm';
import { bigint, check, customType, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** Primary key: UUIDv7 made in Node, so that rows sort by birth and need no round trip. */
export const id = () => uuid('id').primaryKey().$defaultFn(v7);
/** Minor units (pesewas, cents) of the company's currency. */
export const money = (name: string) => bigint(name, { mode: 'number' });
/** UTC instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
/** The same, and null for `-infinity`: what never happened stands before all that did, also in an index. */
export const instantOrNever = customType<{ data: Date | null; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (at) => at?.toISOString() ?? '-infinity',
  fromDriver: (at) => (at === '-infinity' ? null : new Date(at)),
});
export const createdAt = () => instant('created_at').notNull().defaultNow();
/** Changes on every update by trigger; a form sends it back so that a stale edit is refused. */
export const version = () => bigint('version', { mode: 'number' }).notNull().default(1);
/** Text from a closed list. */
export const choice = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  text(name, { enum: values as unknown as [T[number], ...T[number][]] });

/** The CHECK that goes with `choice`. */
export function oneOf(table: string, column: string, values: readonly string[]) {
  const list = values.map((value) => `'${value}'`).join(', ');
  return check(`${table}_${column}_known`, sql.raw(`${column} in (${list})`));
}

/** The CHECK that text is neither blank nor longer than a reader or a form can bear. */
export function bounded(table: string, column: string, most: number) {
  return check(`${table}_${column}_length`, sql.raw(`length(btrim(${column})) between 1 and ${most}`));
}

/** Texts from a closed list, each at most once; the CHECK is `someOf`. */
export const choices = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  text(name, { enum: values as unknown as [T[number], ...T[number][]] })
    .array()
    .notNull()
    .default([]);

/** The CHECK that goes with `choices`. */
export function someOf(table: string, column: string, values: readonly string[]) {
  const list = values.map((value) => `'${value}'`).join(', ');
  return check(`${table}_${column}_known`, sql.raw(`${column} <@ array[${list}]`));
}
