import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { diskStore } from '@/lib/platform/store/disk-store';
import { type Connection, closePool, openPool } from '../client';
import { makeBooking } from '../factories/booking';
import { makeCompany } from '../factories/company';
import { createOwnDatabase } from '../testing/own-database';
import { sealAll } from '../testing/seal-all';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
/** An installation's data folder. */
let dataDir: string;
const shared = process.env.DATABASE_URL;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  dataDir = mkdtempSync(join(tmpdir(), 'cater-by-hand-'));
});
afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
  rmSync(dataDir, { recursive: true, force: true });
  process.env.DATABASE_URL = shared;
  forgetEnv();
});

/** A command as an operator types it; what it says, and an error with it where it fails. */
const run = (...command: string[]) => runWith({}, ...command);
async function runWith(variables: Record<string, string>, ...command: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'scripts/db.ts', ...command],
    {
      env: {
        ...process.env,
        ...{ DATABASE_OWNER_URL: own.ownerUrl, DATABASE_URL: own.databaseUrl, CATER_DATA: dataDir },
        ...{ BACKUP_DIR: '', STORE_S3_ENDPOINT: '', ...variables },
      },
    },
  );
  return stdout;
}

test('a backup by hand holds rows and files, and restoring it brings both back as they were', async () => {
  const company = await makeCompany();
  const { id } = await makeBooking(company.id, { status: 'confirmed' });
  await sealAll(owner);
  const store = diskStore(join(dataDir, 'files'));
  const put = (key: string, text: string) => store.put(key, Buffer.from(text), 'application/octet-stream');
  await put('a1/logo.png', 'the logo');
  await put('a1/comments/c3.pdf', 'an attachment');
  expect(await run('backup')).toMatch(/^\d+ rows and 2 files kept in /);

  const nameOf = async () => (await owner`select event_name from bookings where id = ${id}`)[0]?.event_name;
  const name = await nameOf();
  await owner`update bookings set event_name = 'Damaged' where id = ${id}`;
  await put('a1/logo.png', 'something else');
  rmSync(join(dataDir, 'files', 'a1', 'comments'), { recursive: true });
  await put('a1/later.png', 'of after the backup');

  expect(await run('restore', 'latest')).toMatch(/and 2 files restored; the former files are in /);
  expect(await nameOf()).toBe(name);
  expect(readFileSync(join(dataDir, 'files', 'a1', 'logo.png'), 'utf8')).toBe('the logo');
  expect(readFileSync(join(dataDir, 'files', 'a1', 'comments', 'c3.pdf'), 'utf8')).toBe('an attachment');
  expect(existsSync(join(dataDir, 'files', 'a1', 'later.png'))).toBe(false);
  const former = readdirSync(dataDir).find((one) => one.startsWith('files-before-')) ?? '';
  expect(readFileSync(join(dataDir, former, 'a1', 'later.png'), 'utf8')).toBe('of after the backup');
  expect(JSON.parse(await run('verify-audit'))).toMatchObject({ ok: true });
}, 120_000);

test('one of two at the same moment is made; the other says why it isn’t', async () => {
  await owner`select pg_advisory_lock(hashtextextended('cater backup', 0))`;
  await expect(run('backup')).rejects.toMatchObject({
    stderr: expect.stringContaining('Another backup is being made'),
  });
  await owner`select pg_advisory_unlock(hashtextextended('cater backup', 0))`;
}, 60_000);

test('a store elsewhere is said not to be in it', async () => {
  const elsewhere = {
    BACKUP_DIR: join(dataDir, 'elsewhere'),
    STORE_S3_ENDPOINT: 'https://store.example.test',
  };
  expect(await runWith(elsewhere, 'backup')).toContain('none of the files, which are in a store elsewhere');
}, 60_000);
