import type postgres from 'postgres';
import type { Connection } from './client';

type Query = ReturnType<Connection['unsafe']>;

/** What postgres.js keeps of one connection; its own `begin` takes a connection out of the pool by the same fields. */
type Inner = {
  /** Writes a query. False: the next has to wait until all before it are answered. */
  execute: (query: Query) => boolean | undefined;
  terminate: () => void;
  onclose: ((error: unknown) => void) | null;
  /** Called when all is answered and the transaction is still open; where it isn't, the pool has it back. */
  reserved: (() => void) | null;
};

/** One connection from its `begin` to the end of that transaction, at which it goes back to the pool by itself. */
export type Wire = {
  /** `simple` statements may be several, and are planned each time. */
  send: (query: string, parameters: unknown[], how: { prepare: boolean; simple: boolean }) => Query;
  /** Has it no more report its end. */
  letGo: () => void;
  /** Ends the connection, whatever it is in. */
  terminate: () => void;
};

/**
 * Takes a connection of the pool by sending it `begin`, as the first statement of a transaction. Rejects where none
 * can be made. Not by the pool's `reserve`: one that waits when its connection is cut off is never answered, and one
 * that was refused takes a connection out of the pool that nobody gives back.
 */
export function takeWire(
  connection: Connection,
  {
    begin,
    prepare,
    onLost,
  }: { begin: string; prepare: boolean /** The connection is gone. */; onLost: (error: unknown) => void },
): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const onexecute = (inner: Inner) => resolve(hold(connection, inner, onLost));
    const options = { prepare, onexecute } as postgres.UnsafeQueryOptions;
    const first = connection.unsafe(begin, [], options);
    first.execute();
    first.catch((error: unknown) => {
      onLost(error);
      reject(error);
    });
  });
}

function hold(connection: Connection, inner: Inner, onLost: (error: unknown) => void): Wire {
  const waiting: Query[] = [];
  let full = false;
  let gone: { error: unknown } | undefined;

  const write = (query: Query) => {
    if (gone) query.catch(() => undefined);
    if (gone) return (query as unknown as { reject: (error: unknown) => void }).reject(gone.error);
    if (full) waiting.push(query);
    else full = !inner.execute(query);
  };
  const onclose = (error: unknown) => {
    gone = { error };
    for (const query of waiting.splice(0)) write(query);
    onLost(error);
  };
  inner.onclose = onclose;
  inner.reserved = () => {
    full = false;
    for (const query of waiting.splice(0)) write(query);
  };

  return {
    send: (query, parameters, how) => {
      const sent = connection.unsafe(query, parameters as postgres.ParameterOrJSON<never>[], how);
      // A query goes where its handler writes it; the pool's would choose any connection.
      (sent as unknown as { handler: (query: Query) => void }).handler = write;
      sent.execute();
      return sent;
    },
    letGo: () => {
      // The pool may have given it to the next already.
      if (inner.onclose === onclose) inner.onclose = null;
    },
    terminate: () => inner.terminate(),
  };
}
