import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findFreePort } from '../../db/embedded/ports';
import { provision, withDatabase } from '../../db/embedded/provision';
import { dropDatabase } from '../../db/testing/prepare-databases';
import { neutralEnvironment } from './neutral-environment';

const loginUrl = process.env.TEST_DATABASE_URL ?? '';
const ownerUrl = process.env.TEST_DATABASE_OWNER_URL ?? '';
// Each refusal is a whole process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 250_000 });

let dir: string;
let squatter: Server;
let taken: number;
let ports: { PORT: string; SIMULATOR_PORT: string };

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cater-refusal-'));
  squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  taken = typeof address === 'object' && address ? address.port : 0;
  ports = { PORT: String(await findFreePort()), SIMULATOR_PORT: String(await findFreePort()) };
});
afterEach(() => {
  squatter.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs the real start with this environment until it ends; it must end with one line and not succeed. */
async function refuse(env: Record<string, string>, nodeArgs: string[] = []): Promise<string> {
  const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [...nodeArgs, join('scripts', 'start.mjs')],
      { env: { ...neutralEnvironment(), CATER_DATA: dir, ...ports, ...env }, timeout: 120_000 },
      (error, _stdout, stderr) => resolve({ code: error?.code ?? 0, stderr }),
    );
  });
  expect(code).toBe(1);
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

test('a port in use', async () => {
  expect(await refuse({ PORT: String(taken) })).toBe(
    `Port ${taken} is already in use: stop what listens there or set PORT to another.`,
  );
  expect(await refuse({ SIMULATOR_PORT: String(taken) })).toContain('set SIMULATOR_PORT to another');
});

test('a port that is none', async () => {
  expect(await refuse({ PORT: '30o0' })).toBe(
    'PORT is "30o0", but a port is a whole number from 1 to 65535.',
  );
});

test('a data folder that cannot be written', async () => {
  writeFileSync(join(dir, 'file'), '');
  expect(await refuse({ CATER_DATA: join(dir, 'file', 'data') })).toMatch(
    /^The data folder .*data can't be written \(ENOTDIR\): set CATER_DATA/,
  );
});

test('too old a Node', async () => {
  const preload = join(dir, 'old-node.cjs');
  writeFileSync(
    preload,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });",
  );
  expect(await refuse({}, ['-r', preload])).toBe('Cater needs Node.js 20.19 or newer; this is 18.20.4.');
});

test('a database that nothing answers for', async () => {
  const closed = await findFreePort();
  expect(await refuse({ DATABASE_URL: `postgres://cater_login:x@127.0.0.1:${closed}/cater` })).toBe(
    `The database of DATABASE_URL (127.0.0.1:${closed}/cater) can't be used: nothing answers there.`,
  );
});

test('a database that does not exist, and a wrong password, which is not repeated', async () => {
  expect(await refuse({ DATABASE_URL: withDatabase(loginUrl, 'no_such_thing') })).toContain(
    'there is no such database',
  );
  const wrong = new URL(loginUrl);
  wrong.password = 'not-this-one';
  const line = await refuse({ DATABASE_URL: wrong.href });
  expect(line).toContain('the password is wrong');
  expect(line).not.toContain('not-this-one');
});

test('an address that is none', async () => {
  expect(await refuse({ DATABASE_URL: 'localhost/cater' })).toContain('DATABASE_URL is not an address like');
});

test('pending migrations without an owner to apply them', async () => {
  const database = `refusal_${taken}`;
  // The role belongs to the whole server: keep its password.
  const { databaseUrl } = await provision({ ownerUrl, database, loginPassword: new URL(loginUrl).password });
  const line = await refuse({ DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: '' });
  await dropDatabase({ ownerUrl, database });
  expect(line).toMatch(
    /^The database lacks \d+ migration\(s\), the first is 0000_\w+: set DATABASE_OWNER_URL/,
  );
});

test('a data folder of another PostgreSQL major', async () => {
  const { openDataFolder } = await import('../../db/embedded/data-folder');
  const { mkdirSync, chmodSync } = await import('node:fs');
  chmodSync(dir, 0o755);
  const folder = openDataFolder(dir);
  mkdirSync(folder.cluster);
  writeFileSync(join(folder.cluster, 'PG_VERSION'), '12\n');
  expect(await refuse({})).toContain('written by PostgreSQL 12');
});
