import { connect, createServer, type Socket } from 'node:net';

/** What went over the tap since it was last asked. */
export type Traffic = { statements: number; roundTrips: number };

/**
 * A TCP relay in front of PostgreSQL that counts what the app says: statements (each Bind or simple Query) and
 * round trips (each time the app speaks when all that it said before is answered: what is sent while answers are
 * still under way waited for nothing). Meant for one request at a time.
 */
export async function openTap(databaseUrl: string): Promise<{
  url: string;
  take: () => Traffic;
  close: () => Promise<void>;
}> {
  const target = new URL(databaseUrl);
  let statements = 0;
  let roundTrips = 0;
  const open = new Set<Socket>();

  const server = createServer((app) => {
    const database = connect({ host: target.hostname, port: Number(target.port || 5432) });
    let unanswered = 0;
    const readApp = messageReader((type) => {
      if (type === bind || type === query) statements += 1;
      if (type === sync || type === query) unanswered += 1;
    }, false);
    const readDatabase = messageReader((type) => {
      if (type === readyForQuery) unanswered = Math.max(0, unanswered - 1);
    }, true);
    for (const socket of [app, database]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        app.destroy();
        database.destroy();
      });
    }
    app.on('data', (chunk) => {
      if (unanswered === 0) roundTrips += 1;
      readApp(chunk);
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      readDatabase(chunk);
      app.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The tap has no port');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    take() {
      const taken = { statements, roundTrips };
      statements = 0;
      roundTrips = 0;
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Types of PostgreSQL's messages. */
const [bind, query, sync, readyForQuery] = ['B', 'Q', 'S', 'Z'];

/** Follows messages (type byte, length, body) across chunks; an app's first one of a connection has no type byte. */
function messageReader(onMessage: (type: string) => void, typed: boolean): (chunk: Buffer) => void {
  let waiting: Buffer = Buffer.alloc(0);
  let started = typed;
  return (chunk) => {
    waiting = waiting.length > 0 ? Buffer.concat([waiting, chunk]) : chunk;
    for (;;) {
      const head = started ? 1 : 0;
      if (waiting.length < head + 4) return;
      const end = head + waiting.readInt32BE(head);
      if (waiting.length < end) return;
      onMessage(started ? String.fromCharCode(waiting[0] ?? 0) : '');
      started = true;
      waiting = waiting.subarray(end);
    }
  };
}
