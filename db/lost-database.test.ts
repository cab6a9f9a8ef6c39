import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connection, openPool } from './client';
import { actAs, readAs } from './session';

/** A wire to the test's PostgreSQL that can be pulled out, and that can let callers in and then hang up on them. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;
  hangsUp = false;

  constructor(private readonly target: URL) {}

  async plugIn(): Promise<void> {
    this.server = createServer((caller) => {
      if (this.hangsUp) return caller.destroy();
      const database = connect(Number(this.target.port), this.target.hostname);
      for (const socket of [caller, database]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          caller.destroy();
          database.destroy();
        });
      }
      caller.pipe(database).pipe(caller);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as { port: number }).port;
  }

  async pullOut(): Promise<void> {
    const gone = once(this.server as Server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await gone;
  }

  get url(): string {
    const through = new URL(this.target);
    through.port = String(this.port);
    through.hostname = '127.0.0.1';
    return through.href;
  }
}

const size = 3;
let wire: Wire;
let connection: Connection;

beforeEach(async () => {
  wire = new Wire(new URL(process.env.DATABASE_URL ?? ''));
  await wire.plugIn();
  connection = openPool({ url: wire.url, max: size });
});
afterEach(async () => {
  await connection.end({ timeout: 1 });
  await wire.pullOut().catch(() => undefined);
});

const actor = { role: 'auth', name: 'test' } as const;
const ask = () => readAs(actor, (tx) => [tx.execute(sql`select 1`)], { connection });
const hold = () => actAs(actor, (tx) => tx.execute(sql`select pg_sleep(0.02)`), { connection });
const howTheyEnd = (asked: Promise<unknown>[]) =>
  Promise.allSettled(asked).then((all) => all.map(({ status }) => status));
const many = (what: () => Promise<unknown>) => Array.from({ length: 2 * size }, what);

/** Until the database is found again, which needs as long as the pause between two tries at the most. */
async function untilFound(asked: () => Promise<unknown> = ask): Promise<void> {
  await expect
    .poll(
      () =>
        asked().then(
          () => true,
          () => false,
        ),
      { timeout: 45_000 },
    )
    .toBe(true);
}

test('whoever asks while the database is away is told so, and nobody waits for ever', async () => {
  await Promise.all(many(ask));
  await wire.pullOut();
  for (const _ of [1, 2]) expect(new Set(await howTheyEnd(many(ask)))).toEqual(new Set(['rejected']));
});

test('a database that comes back is asked over every connection again', async () => {
  await Promise.all(many(hold));
  for (const _ of [1, 2]) {
    const cutOff = many(hold);
    await wire.pullOut();
    // Some ask before the pool has noticed, some after, some while it tries again.
    const meanwhile = [...many(ask), ...many(hold)];
    await howTheyEnd([...cutOff, ...meanwhile]);
    const late = many(ask);
    await wire.plugIn();
    await howTheyEnd(late);
    await untilFound();
    const began = performance.now();
    await Promise.all([...many(hold), ...many(ask)]);
    expect(performance.now() - began).toBeLessThan(3_000);
  }
});

test('those who wait for a connection get one, or an answer, when the others are cut off', async () => {
  const cutOff = [...many(hold), ...many(ask)];
  await hold().catch(() => undefined);
  await wire.pullOut();
  await wire.plugIn();
  expect(await howTheyEnd(cutOff)).toHaveLength(4 * size);
  // A connection that was being made just then is given up after its own time, and what was put on it is answered with that.
  await untilFound(() => Promise.all(many(hold)));
});

test('a door that opens and shuts at once, as one that is starting does, holds nobody', async () => {
  await ask();
  await wire.pullOut();
  wire.hangsUp = true;
  await wire.plugIn();
  const knocking = many(ask);
  setTimeout(() => {
    wire.hangsUp = false;
  }, 300);
  await howTheyEnd(knocking);
  await untilFound();
  await Promise.all(many(hold));
});
