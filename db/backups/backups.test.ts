import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '@/lib/audit/seal';
import { forgetEnv } from '@/lib/platform/env';
import { diskStore } from '@/lib/platform/store/disk-store';
import { type Connection, closePool, openPool } from '../client';
import { checkExport } from '../embedded/export-files';
import { importDatabase } from '../embedded/logical-export';
import { quote } from '../embedded/provision';
import { makeBooking } from '../factories/booking';
import { makeCompany } from '../factories/company';
import { addOperator, removeOperator } from '../operators';
import { createOwnDatabase } from '../testing/own-database';
import { sealAll } from '../testing/seal-all';
import { backupName, lastDue, newestBackup, outdated } from './keep';
import { makeDueBackup } from './make-backup';
import { backupSettings } from './settings';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let folder: string;
let settings: ReturnType<typeof backupSettings>;
/** Another installation's data folder. */
let other: string;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 1 });
  folder = mkdtempSync(join(tmpdir(), 'cater-nightly-'));
  other = mkdtempSync(join(tmpdir(), 'cater-other-'));
  settings = backupSettings(
    { ...process.env, BACKUP_DIR: folder, BACKUP_AT: '02:30', BACKUP_KEEP: '2' },
    join(other, 'data'),
  );
});
afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
  for (const path of [folder, other]) rmSync(path, { recursive: true, force: true });
});

const putFile = (key: string, text: string) =>
  diskStore(settings.files ?? '').put(key, Buffer.from(text), 'application/octet-stream');
const night = (day: number, time = '03:00') =>
  new Date(`2030-01-${String(day).padStart(2, '0')}T${time}:00Z`);
const back = (now: Date) => makeDueBackup({ ownerUrl: own.ownerUrl, settings, now });

/** Rows of every table, but for what is told of backups themselves. */
async function rowsOf(of: Connection): Promise<Record<string, number>> {
  const tables = await of<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and c.relname <> 'monitor_backups' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await of.unsafe<{ n: number }[]>(`select count(*)::int as n from ${quote(name)}`);
    counts[name] = row?.n ?? -1;
  }
  return counts;
}

test('the latest backup is restored into an empty database and folder: every row, every file, every counter, and the trail as it was sealed', async () => {
  const company = await makeCompany();
  for (const status of ['quoted', 'confirmed', 'completed'] as const)
    await makeBooking(company.id, { status });
  await sealAll(owner);
  await putFile('a1/b2/large.webp', 'a dish');
  await putFile('a1/comments/c3.pdf', 'an attachment');
  const made = await back(night(1));
  expect(made).toMatchObject({ outcome: 'made', exported: { files: 2 } });
  const before = await rowsOf(owner);
  expect(before.bookings).toBe(3);
  // What is written after the backup isn't in it.
  const { reference: next } = await makeBooking(company.id);

  const empty = await createOwnDatabase();
  const restored = openPool({ url: empty.ownerUrl, max: 1 });
  try {
    const filesInto = join(other, 'files');
    const back = { ownerUrl: empty.ownerUrl, folder: newestBackup(folder) ?? '', filesInto };
    expect(await importDatabase(back)).toMatchObject({ files: 2, formerFiles: undefined });
    expect(await rowsOf(restored)).toEqual(before);
    const opened = diskStore(filesInto);
    expect(String(await opened.get('a1/b2/large.webp'))).toBe('a dish');
    expect(String(await opened.get('a1/comments/c3.pdf'))).toBe('an attachment');
    await closePool();
    process.env.DATABASE_URL = empty.databaseUrl;
    forgetEnv();
    const verdict = await verifyAudit();
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.checked).toBeGreaterThan(5);
    // It goes on counting where it was.
    expect((await makeBooking(company.id)).reference).toBe(next);
  } finally {
    await closePool();
    process.env.DATABASE_URL = own.databaseUrl;
    forgetEnv();
    await restored.end();
    await empty.drop();
  }
}, 60_000);

describe('a backup', () => {
  test('is made once a day, by whichever process comes first, and again the next night', async () => {
    expect(await back(night(1, '23:00'))).toEqual({ outcome: 'not_now' });
    expect(await back(night(2, '02:29'))).toEqual({ outcome: 'not_now' });
    const both = await Promise.all([back(night(2)), back(night(2))]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['made', 'not_now']);
    expect(await back(night(3))).toMatchObject({ outcome: 'made' });
    // Two are kept.
    expect(readdirSync(folder).sort()).toEqual([backupName(night(2)), backupName(night(3))]);
    const [told] = await owner<
      { n: number; digests: number }[]
    >`select count(*)::int as n, count(distinct digest)::int as digests
      from monitor_backups where problem is null and finished_at is not null and rows > 0 and bytes > 0`;
    expect(told).toEqual({ n: 3, digests: 3 });
  }, 60_000);

  test('that can’t be written leaves nothing behind, says why, and is tried again an hour later', async () => {
    const blocked = { ...settings, folder: join(folder, backupName(night(3)), 'manifest.json') };
    const failed = await makeDueBackup({ ownerUrl: own.ownerUrl, settings: blocked, now: night(4) });
    expect(failed).toMatchObject({ outcome: 'failed' });
    const [told] = await owner`select problem from monitor_backups order by started_at desc limit 1`;
    expect(told?.problem).toMatch(/ENOTDIR|EEXIST/);
    expect(await back(night(4, '03:30'))).toEqual({ outcome: 'not_now' });
    expect(await back(night(4, '04:01'))).toMatchObject({ outcome: 'made' });
  }, 60_000);

  test('that was interrupted is said to be, and its leavings go', async () => {
    await owner`insert into monitor_backups (id, started_at) values (gen_random_uuid(), ${night(5, '02:31')})`;
    writeFileSync(join(folder, '.2030-01-05T02-31-00Z'), 'half');
    // Another hour: what failed isn't tried again at once.
    expect(await back(night(5, '04:00'))).toMatchObject({ outcome: 'made' });
    const [told] = await owner`select problem from monitor_backups where started_at = ${night(5, '02:31')}`;
    expect(told?.problem).toBe('It was interrupted');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 60_000);

  test('of which a byte was changed, or that lacks a row, is refused before anything is touched', async () => {
    const newest = newestBackup(folder) ?? '';
    const manifest = join(newest, 'manifest.json');
    const text = readFileSync(manifest, 'utf8');
    expect((await checkExport(newest)).rows).toBeGreaterThan(100);
    writeFileSync(manifest, text.replace(/"rows": \d\d+/, '"rows": 1'));
    await expect(importDatabase({ ownerUrl: own.ownerUrl, folder: newest })).rejects.toThrow(
      'as they were written',
    );
    writeFileSync(manifest, text);
    const file = join(newest, 'public.bookings.copy.gz');
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(importDatabase({ ownerUrl: own.ownerUrl, folder: newest })).rejects.toThrow(
      'The rows of bookings',
    );
    expect((await rowsOf(owner)).bookings).toBeGreaterThan(3);
  });
});

describe('which backups are kept', () => {
  const names = (days: number[]) => days.map((day) => backupName(new Date(Date.UTC(2030, 0, day, 2, 30))));

  test('the last days and the last of each week; what isn’t ours stays', () => {
    const all = names(Array.from({ length: 40 }, (_, n) => n + 1));
    const gone = outdated([...all, 'notes.txt', '.draft'], { daily: 7, weekly: 4 });
    const left = all.filter((name) => !gone.includes(name)).map((name) => name.slice(5, 10));
    // 2030-02-09 is a Saturday: this week's last is also a day's.
    expect(left).toEqual(['01-20', '01-27', '02-03', '02-04', '02-05', '02-06', '02-07', '02-08', '02-09']);
    expect(gone).not.toContain('notes.txt');
  });

  test('the newest always, never fewer than were asked for while there are as many', () => {
    const day = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(
        fc.uniqueArray(day, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (days, daily) => {
          const all = names(days).sort();
          const gone = outdated(all, { daily, weekly: 0 });
          expect(all.length - gone.length).toBe(Math.min(daily, all.length));
          expect(gone).not.toContain(all.at(-1));
        },
      ),
    );
  });
});

test('the settings say which variable is wrong', () => {
  expect(backupSettings({ NODE_ENV: 'test' }, '/data')).toEqual({
    folder: '/data/nightly',
    files: '/data/files',
    at: 150,
    daily: 7,
    weekly: 4,
  });
  const wrong = (env: Record<string, string>) => () => backupSettings({ NODE_ENV: 'test', ...env }, '/data');
  expect(wrong({ BACKUP_AT: '25:00' })).toThrow('BACKUP_AT');
  expect(wrong({ BACKUP_KEEP: '0' })).toThrow('BACKUP_KEEP');
  expect(backupSettings({ NODE_ENV: 'test', BACKUP_AT: 'off' }, '/data').at).toBeUndefined();
  const elsewhere = { NODE_ENV: 'test' as const, STORE_S3_ENDPOINT: 'https://s3.example.test' };
  expect(backupSettings(elsewhere, '/data').files).toBeUndefined();
  expect(lastDue(night(2, '02:29'), 150)).toEqual(night(1, '02:30'));
  expect(lastDue(night(2, '02:30'), 150)).toEqual(night(2, '02:30'));
});

test('an operator is named and taken back by the owner alone', async () => {
  const { manager } = await makeCompany();
  const [person] = await owner<{ email: string }[]>`select email from users where id = ${manager.userId}`;
  const named = { ownerUrl: own.ownerUrl, email: ` ${person?.email.toUpperCase()} ` };
  const known = async () => (await owner`select from operators where user_id = ${manager.userId}`).length;
  expect([await addOperator(named), await addOperator(named), await known()]).toEqual([true, true, 1]);
  expect([await removeOperator(named), await removeOperator(named), await known()]).toEqual([true, false, 0]);
  expect(await addOperator({ ...named, email: 'nobody@nowhere.test' })).toBe(false);
  await expect(addOperator({ ...named, ownerUrl: own.databaseUrl })).rejects.toMatchObject({ code: '42501' });
});
