import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryDataDir } from '../testing/temporary-data-dir';
import { backUpCluster, listBackups, restoreCluster } from './backup';
import { startPostgres } from './start-postgres';

let dataDir: string;
beforeEach(() => {
  dataDir = makeTemporaryDataDir('backup');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function countRows(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from kept`;
  await sql.end();
  return row?.n ?? -1;
}

test('a backup taken while rows are written opens with all rows that were there when it began', async () => {
  const server = await startPostgres({ dataDir });
  const sql = postgres(server.ownerUrl, { max: 1 });
  await sql`create table kept (n int, padding text)`;
  await sql`insert into kept select n, repeat('x', 500) from generate_series(1, 20000) n`;
  let writing = true;
  const writer = (async () => {
    while (writing) await sql`insert into kept select n, repeat('y', 500) from generate_series(1, 100) n`;
  })();
  const backup = await backUpCluster({ dataDir, ownerUrl: server.ownerUrl });
  writing = false;
  await writer;
  await sql`truncate kept`;
  await sql.end();
  await expect(restoreCluster({ dataDir, backup })).rejects.toThrow('stop Cater first');
  await server.stop();

  const former = await restoreCluster({ dataDir, backup });
  expect(former && existsSync(join(former, 'PG_VERSION'))).toBe(true);
  const restored = await startPostgres({ dataDir });
  expect(await countRows(restored.ownerUrl)).toBeGreaterThanOrEqual(20_000);
  await restored.stop();
  expect(readFileSync(join(dataDir, 'logs', 'postgres.log'), 'utf8')).toContain(
    'consistent recovery state reached',
  );
});

test('the newest three backups are kept', async () => {
  const server = await startPostgres({ dataDir, fast: true });
  for (const day of [1, 2, 3, 4]) {
    await backUpCluster({ dataDir, ownerUrl: server.ownerUrl, now: new Date(Date.UTC(2030, 0, day)) });
  }
  await server.stop();
  const days = listBackups(dataDir).map((path) => /01-0(\d)/.exec(path)?.[1]);
  expect(days).toEqual(['2', '3', '4']);
  // Four copies of a cluster on whatever disk there is.
}, 60_000);
