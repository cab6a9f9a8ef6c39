import 'server-only';
import { asc, desc, type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** Which way a page is read from its place; null where it begins with the list. */
export type Way = 'after' | 'before' | null;

type Order = {
  way: Way;
  order: 'ascending' | 'descending';
  /** How PostgreSQL calls the column's type: a placeholder tells it none. */
  type: 'timestamptz' | 'text' | 'bigint' | 'date';
  /** The same of the id, where it is none of ours. */
  idType?: 'uuid' | 'bigint';
};

/**
 * What a query of a list adds so that it reads one page: the rows beyond the place, and their order, turned round for
 * a page before. Rows with the same value stand in the order of their ids. The place's values are `cursorValues`.
 */
export function keyset(value: SQLWrapper, id: SQLWrapper, { way, order, type, idType = 'uuid' }: Order) {
  const down = (order === 'descending') !== (way === 'before');
  const place = sql`${sql.placeholder('placeValue')}::${sql.raw(type)}`;
  const than = sql.raw(down ? '<' : '>');
  // The first half says no more, but can be looked up where the value is another table's than the id.
  const beyond: SQL | undefined = way
    ? sql`${value} ${than}= ${place} and (${value}, ${id}) ${than} (${place}, ${sql.placeholder('placeId')}::${sql.raw(idType)})`
    : undefined;
  return { beyond, order: down ? [desc(value), desc(id)] : [asc(value), asc(id)] };
}

/** The place of a page as that query wants it. */
export function cursorValues(place: { at: Date; id: string } | { text: string; id: string } | undefined) {
  if (!place) return {};
  return { placeValue: 'at' in place ? place.at.toISOString() : place.text, placeId: place.id };
}
