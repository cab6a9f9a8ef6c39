import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { afterEach, expect, test, vi } from 'vitest';
import { makeTemporaryDataDir } from '../testing/temporary-data-dir';
import { processIdentity } from './process-identity';
import { startPostgres } from './start-postgres';

// Recovery writes through to the disk, which others may keep busy.
vi.setConfig({ testTimeout: 60_000 });

const folders: string[] = [];
const children: ChildProcess[] = [];

function newDataDir(): string {
  const dir = makeTemporaryDataDir('embedded');
  folders.push(dir);
  return dir;
}

/** Another Node process that starts PostgreSQL and then just lives. */
async function startInOtherProcess(dataDir: string): Promise<{ child: ChildProcess; pid: number }> {
  const program = `import { startPostgres } from './db/embedded/start-postgres.ts';
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(server.pid); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, pid: Number(line) };
}

async function ask(url: string): Promise<Record<string, unknown>> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql`
      select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
        current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits,
        current_setting('listen_addresses') as addresses, current_setting('log_error_verbosity') as told
      from pg_database where datname = current_database()`;
    return { ...row };
  } finally {
    await sql.end();
  }
}

const untilGone = (pid: number) =>
  vi.waitFor(() => expect(processIdentity(pid)).toBeUndefined(), { timeout: 45_000, interval: 20 });

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const dir of folders.splice(0)) {
    const pidFile = join(dir, 'postgres', 'data', 'postmaster.pid');
    if (existsSync(pidFile)) await untilGone(Number.parseInt(readFileSync(pidFile, 'utf8'), 10));
    rmSync(dir, { recursive: true, force: true });
  }
});

test('a new data folder becomes a durable UTF-8 server on loopback, and a stop leaves nothing', async () => {
  const dataDir = newDataDir();
  const server = await startPostgres({ dataDir });
  expect(await ask(server.ownerUrl)).toEqual({
    encoding: 'UTF8',
    provider: 'b',
    locale: 'C.UTF-8',
    fsync: 'on',
    commits: 'on',
    addresses: '127.0.0.1',
    told: 'terse',
  });
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  await server.stop();
  await untilGone(server.pid);

  const again = await startPostgres({ dataDir });
  expect(again.port).toBe(server.port);
  await again.stop();
});

test('the password is asked for, also on loopback', async () => {
  const server = await startPostgres({ dataDir: newDataDir() });
  const wrong = new URL(server.ownerUrl);
  wrong.password = 'guessed';
  await expect(ask(wrong.href)).rejects.toMatchObject({ code: '28P01' });
  await server.stop();
});

test('kill -9 of the process that started it takes PostgreSQL down, and the data opens again', async () => {
  const dataDir = newDataDir();
  const { child, pid } = await startInOtherProcess(dataDir);
  expect(processIdentity(pid)).toBeDefined();
  child.kill('SIGKILL');
  await untilGone(pid);
  const server = await startPostgres({ dataDir });
  expect((await ask(server.ownerUrl)).encoding).toBe('UTF8');
  await server.stop();
});

test('a ready server is adopted and left alone at the end', async () => {
  const dataDir = newDataDir();
  const { pid } = await startInOtherProcess(dataDir);
  const adopted = await startPostgres({ dataDir });
  expect(adopted).toMatchObject({ adopted: true, pid });
  await adopted.stop();
  expect((await ask(adopted.ownerUrl)).encoding).toBe('UTF8');
});

test('two starts at once end up on one server', async () => {
  const dataDir = newDataDir();
  const [one, two] = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })]);
  expect(one.pid).toBe(two.pid);
  expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1);
  await Promise.all([one.stop(), two.stop()]);
});

test('after kill -9 of PostgreSQL itself the next start recovers', async () => {
  const dataDir = newDataDir();
  const server = await startPostgres({ dataDir });
  const sql = postgres(server.ownerUrl, { max: 1, onclose: () => {} });
  await sql`create table kept (n int)`;
  await sql`insert into kept values (7)`;
  process.kill(server.pid, 'SIGKILL');
  await server.ended;
  await sql.end({ timeout: 1 });
  const again = await startPostgres({ dataDir });
  const reader = postgres(again.ownerUrl, { max: 1 });
  expect([...(await reader`select n from kept`)]).toEqual([{ n: 7 }]);
  await reader.end();
  await again.stop();
});

test('a postmaster.pid whose process id belongs to another program does not stop the start', async () => {
  const dataDir = newDataDir();
  const first = await startPostgres({ dataDir });
  const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  const left = readFileSync(pidFile, 'utf8');
  await first.stop();
  writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)));
  const server = await startPostgres({ dataDir });
  expect(server.adopted).toBe(false);
  await server.stop();
});

test('a data folder of another major version is refused with what to do', async () => {
  const dataDir = newDataDir();
  const server = await startPostgres({ dataDir });
  await server.stop();
  writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '12\n');
  await expect(startPostgres({ dataDir })).rejects.toThrow(
    /written by PostgreSQL 12, .*db:export.*DATABASE_URL/,
  );
});

test('a cluster whose passwords are gone is refused with what to do', async () => {
  const dataDir = newDataDir();
  const server = await startPostgres({ dataDir });
  await server.stop();
  rmSync(join(dataDir, 'postgres.json'));
  await expect(startPostgres({ dataDir })).rejects.toThrow(/passwords in .* are gone/);
});

test('a taken port is not insisted on', async () => {
  const dataDir = newDataDir();
  const server = await startPostgres({ dataDir });
  await server.stop();
  const { createServer } = await import('node:net');
  const squatter = createServer().listen(server.port, '127.0.0.1');
  await once(squatter, 'listening');
  const again = await startPostgres({ dataDir });
  expect(again.port).not.toBe(server.port);
  await again.stop();
  squatter.close();
});

test.runIf(process.getuid?.() === 0)(
  'below a private home the cluster lives where its user can reach it',
  async () => {
    const home = newDataDir();
    chmodSync(home, 0o700);
    const dataDir = join(home, '.data');
    mkdirSync(dataDir);
    const server = await startPostgres({ dataDir });
    expect((await ask(server.ownerUrl)).encoding).toBe('UTF8');
    await server.stop();
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    const place = join('/var/lib/cater', readFileSync(join(dataDir, 'place'), 'utf8').trim());
    expect(existsSync(join(place, 'data', 'PG_VERSION'))).toBe(true);
    rmSync(place, { recursive: true });
  },
);

test('where its callers know the port, a start waits for that one instead of serving another', async () => {
  const dataDir = newDataDir();
  const { port, stop } = await startPostgres({ dataDir });
  await stop();
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  await expect(startPostgres({ dataDir, port })).rejects.toThrow(`Port ${port} is taken`);
  squatter.close();
  await once(squatter, 'close');
  const again = await startPostgres({ dataDir, port });
  expect(again.port).toBe(port);
  await again.stop();
});
