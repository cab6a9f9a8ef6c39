import { Column, fillPlaceholders, getTableName, is, SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Connection } from './client';
import { clients, type Tx } from './session';

/** What Drizzle's builders offer here: a query that can be put together once. */
type Preparable<Rows> = {
  prepare: (name: string) => { execute: (values?: Record<string, unknown>) => PromiseLike<Rows> };
};
type RowsOf<Q> = Q extends Preparable<infer Rows> ? Rows : never;

/** What a list of questions is answered with. */
export type Answers<Q> = { -readonly [K in keyof Q]: Awaited<Q[K]> };

/** Rows as they come off the wire. */
export type Raw = unknown[];
/** How many there are, in its one row. */
export type Counted = { n: number }[];

/** What an answer's column is, as the driver has read it off the wire. */
export type WireColumn = {
  name: string;
  type: number;
  parser?: ((text: string) => unknown) & { array?: boolean };
};

export type Plan<Rows> = {
  id: number;
  text: string;
  /** Known from the first answer on. */
  columns?: readonly WireColumn[];
  /** Whether it may be asked within another (`together`). */
  joins?: boolean | undefined;
  /** Rows come as objects by the columns' names instead of arrays. */
  named?: boolean;
  parameters: (values: Record<string, unknown>) => unknown[];
  read: (raw: Raw) => Rows;
};

let plans = 0;
const nextId = () => {
  plans += 1;
  return plans;
};

/** Builds queries only; whatever they are asked in is the transaction's own client. */
const builder = drizzle({
  options: { parsers: {}, serializers: {} },
} as unknown as Connection) as unknown as Tx;

/**
 * A limit as a part of a prepared query's text, for `limit`. Drizzle makes a parameter of it, and of a limit that isn't known
 * PostgreSQL expects a tenth of the table: it finds one plan for all values dear then and plans the statement anew each time it is
 * asked. For queries that one plan is right for, whatever they are asked with: those in the order of an index.
 */
export const knownLimit = (most: number): number => sql.raw(String(most)) as unknown as number;

/**
 * A query whose SQL is put together once in the life of the process and asked with values (`sql.placeholder`) in
 * any transaction. Putting it together, and Drizzle's layers around sending it, are otherwise the larger part of
 * what a small query costs this process.
 */
export function prepared<Q extends Preparable<unknown>>(
  build: (db: Tx) => Q,
): (tx: Tx, values?: Record<string, unknown>) => Question<RowsOf<Q>> {
  let plan: Plan<RowsOf<Q>> | undefined;
  return (tx, values = {}) => {
    plan ??= planOf(build(builder));
    return new Question(tx, plan, values);
  };
}

/** The same for a query that has a few shapes, such as a list under its filters: one text a shape. */
export function preparedByShape<Shape extends Record<string, unknown>, Q extends Preparable<unknown>>(
  build: (db: Tx, shape: Shape) => Q,
): (tx: Tx, shape: Shape, values?: Record<string, unknown>) => Question<RowsOf<Q>> {
  const plans = new Map<string, Plan<RowsOf<Q>>>();
  return (tx, shape, values = {}) => {
    const key = Object.values(shape).join();
    const plan = plans.get(key) ?? planOf(build(builder, shape));
    plans.set(key, plan);
    return new Question(tx, plan, values);
  };
}

/** A statement in SQL itself, with its parameters as $1, $2 in the order of `names`; rows by their columns' names. */
export function preparedText<Row>(
  text: string,
  names: readonly string[] = [],
): (tx: Tx, values?: Record<string, unknown>) => Question<Row[]> {
  const plan: Plan<Row[]> = {
    id: nextId(),
    text,
    named: true,
    // The driver would wait for ever for a value that isn't one.
    parameters: (values) =>
      names.map((name) => {
        if (values[name] === undefined) throw new Error(`A query was asked without its value for ${name}`);
        return values[name];
      }),
    read: (raw) => raw as Row[],
  };
  return (tx, values = {}) => new Question(tx, plan, values);
}

/** What Drizzle's prepared query knows and keeps from its types. */
type Inside = {
  queryString: string;
  params: unknown[];
  fields: { path: string[]; field: Column | SQL | SQL.Aliased }[];
  joinsNotNullableMap?: Record<string, boolean>;
};

function planOf<Q extends Preparable<unknown>>(query: Q): Plan<RowsOf<Q>> {
  const inside = query.prepare('') as unknown as Inside;
  const readRow = rowReader(inside);
  return {
    id: nextId(),
    text: inside.queryString,
    parameters: (values) => fillPlaceholders(inside.params, values),
    read: (raw) => (raw as unknown[][]).map(readRow) as RowsOf<Q>,
  };
}

const decoderOf = (field: SQL) =>
  (field as unknown as { decoder: { mapFromDriverValue: (value: unknown) => unknown } }).decoder;

/** Turns a row off the wire into the object that was selected, as Drizzle does, with the decoders looked up once. */
function rowReader({ fields, joinsNotNullableMap }: Inside): (row: unknown[]) => Record<string, unknown> {
  const readers = fields.map(({ path: [name = '', inner], field }) => {
    const decoder = is(field, Column) ? field : decoderOf(is(field, SQL.Aliased) ? field.sql : field);
    return { name, inner, decode: (value: unknown) => decoder.mapFromDriverValue(value) };
  });
  // What was joined from the left and isn't there is null, and not an object of nulls.
  const mayLack = new Set(
    fields.flatMap(({ path, field }) =>
      path.length === 2 && is(field, Column) && joinsNotNullableMap?.[getTableName(field.table)] === false
        ? [path[0] as string]
        : [],
    ),
  );
  return (row) => {
    const read: Record<string, unknown> = {};
    for (let index = 0; index < readers.length; index += 1) {
      const { name, inner, decode } = readers[index] as (typeof readers)[number];
      const value = row[index] === null ? null : decode(row[index]);
      if (inner === undefined) read[name] = value;
      else {
        read[name] ??= {};
        (read[name] as Record<string, unknown>)[inner] = value;
      }
    }
    for (const name of mayLack) {
      if (Object.values(read[name] as object).every((value) => value === null)) read[name] = null;
    }
    return read;
  };
}

/** A prepared query with its values. Sent when somebody waits for it, as Drizzle's own queries are. */
export class Question<Rows> implements PromiseLike<Rows> {
  private answer: Promise<Rows> | undefined;

  constructor(
    private readonly tx: Tx,
    readonly plan: Plan<Rows>,
    readonly values: Record<string, unknown>,
  ) {}

  /** Sends it at once and gives the rows as they come off the wire, for `read`. */
  send(): PromiseLike<Raw> {
    const { text, named, parameters } = this.plan;
    return this.ask({ text, named, parameters: parameters(this.values) });
  }

  /** Sends a statement in the transaction of this one. */
  ask({
    text,
    named,
    parameters,
  }: {
    text: string;
    named?: boolean;
    parameters: unknown[];
  }): PromiseLike<Raw> {
    const client = clients.get(this.tx);
    if (!client) throw new Error('A prepared query is asked inside a transaction');
    // Without parameters the driver would have it parsed and planned anew each time.
    const sent = client.unsafe(text, parameters, { simple: false });
    return (named ? sent : sent.values()) as unknown as PromiseLike<Raw>;
  }

  /**
   * Takes the rows out of what came off the wire: the driver's queries, and their answers with them, outlive every collection of young
   * objects. Left in there, a million rows of a file were 100 MB before the whole heap was looked through.
   */
  read(raw: Raw): Rows {
    this.plan.columns ??= (raw as { columns?: readonly WireColumn[] }).columns;
    return this.plan.read(raw.splice(0));
  }

  /** How many rows it would give, in its place: PostgreSQL works none of their columns out. */
  counted(): Question<Counted> {
    const { text, parameters } = this.plan;
    const plan: Plan<Counted> = {
      id: nextId(),
      text: `select count(*)::int as n from (${text}) counted`,
      named: true,
      parameters,
      read: (raw) => raw as Counted,
    };
    return new Question(this.tx, plan, this.values);
  }

  // biome-ignore lint/suspicious/noThenProperty: it stands where Drizzle's queries stand
  then<A = Rows, B = never>(
    answered?: ((rows: Rows) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    this.answer ??= Promise.resolve(this.send()).then((raw) => this.read(raw));
    return this.answer.then(answered, failed);
  }
}

/** How many rows a prepared query would give. */
export function countRows(question: PromiseLike<unknown>): Question<Counted> {
  if (!(question instanceof Question)) throw new Error('Only a prepared query is counted');
  return question.counted();
}
