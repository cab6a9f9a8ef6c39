import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createOwnDatabase } from '@/db/testing/own-database';

const root = resolve(import.meta.dirname, '../..');
const rows = 120_000;

type Tools = {
  company: Awaited<ReturnType<typeof import('@/db/factories/company')['makeCompany']>>;
  askExport: typeof import('./mutations').askExport;
  justSignedIn: typeof import('@/db/factories/session').justSignedIn;
  readExport: typeof import('./testing/make-export').readExport;
  takeFile: typeof import('./keeping/take-file').takeFile;
  startRunner: () => Promise<() => Promise<void>>;
};
let t: Tools;
let end: () => Promise<void>;

/** The pool and the runners share a database of their own, so everything that opens one is imported afterwards. */
beforeAll(async () => {
  const database = await createOwnDatabase();
  process.env.DATABASE_URL = database.databaseUrl;
  const { openPool, closePool } = await import('@/db/client');
  const { makeCompany } = await import('@/db/factories/company');
  const company = await makeCompany();
  const owner = openPool({ url: database.ownerUrl, max: 1 });
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`insert into customers (id, company_id, name)
      select gen_random_uuid(), ${company.id}, 'Customer ' || n from generate_series(1, ${rows}::int) n`;
  });
  await owner.unsafe('vacuum analyze customers');
  await owner.end();
  const { startTestRunner } = await import('@/lib/inngest/embedded/testing');
  const { exportJobs } = await import('./jobs');
  t = {
    company,
    askExport: (await import('./mutations')).askExport,
    justSignedIn: (await import('@/db/factories/session')).justSignedIn,
    readExport: (await import('./testing/make-export')).readExport,
    takeFile: (await import('./keeping/take-file')).takeFile,
    startRunner: async () => {
      const settings = { leaseMs: 1_500, heartbeatMs: 300 };
      const runner = await startTestRunner({
        databaseUrl: database.databaseUrl,
        build: () => exportJobs,
        settings,
      });
      return runner.stop;
    },
  };
  end = async () => {
    await closePool();
    await database.drop();
  };
}, 60_000);
afterAll(() => end());

test('a file whose process is killed with -9 in its middle is gone on with by the next one, and is whole', async () => {
  const { company } = t;
  const worker = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', join(root, 'lib/exports/testing/export-worker.ts')],
    { cwd: root, env: process.env, stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const died = new Promise((resolve) => worker.once('exit', (_, signal) => resolve(signal)));
  const { id } = await t.askExport(await t.justSignedIn(company.staff), {
    list: 'customers',
    filter: '',
    format: 'csv',
  });
  const look = () => t.readExport(company.id, id);
  await vi.waitFor(async () => expect((await look()).rowParts).toBeGreaterThan(0), {
    timeout: 30_000,
    interval: 5,
  });
  worker.kill('SIGKILL');
  expect(await died).toBe('SIGKILL');
  const left = await look();
  expect(left).toMatchObject({ status: 'working', generation: 1 });
  expect(left.keptRows).toBeLessThan(rows);

  const stop = await t.startRunner();
  await vi.waitFor(async () => expect((await look()).status).toBe('ready'), {
    timeout: 30_000,
    interval: 100,
  });
  await stop();
  const made = await look();
  expect(made).toMatchObject({ generation: 1, keptRows: rows, run: left.run });
  const answer = await t.takeFile(company.staff, { id, now: new Date(), timeZone: 'UTC' });
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(rows + 1);
  expect(new Set(lines).size).toBe(rows + 1);
}, 90_000);
