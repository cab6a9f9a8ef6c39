import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { encode } from 'next-auth/jwt';
import type { Connection } from '@/db/client';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { exportLists } from '@/lib/exports/lists';
import { askExport } from '@/lib/exports/mutations';
import { makeExport, readExport } from '@/lib/exports/testing/make-export';
import { forgetEnv } from '@/lib/platform/env';
import { mostDirect, sheetRoute } from '@/lib/platform/sheet-route';
import { openCompany } from './many-bookings';

const cookieName = 'authjs.session-token';

/**
 * A list of a million rows as a CSV file in the background, one of 200,000 as a workbook, and the first byte of the longest
 * list that is given directly. Seconds, and the most memory that this process took. Other sizes by the arguments.
 */
export async function measureExports(): Promise<void> {
  const [csvRows = 1_000_000, xlsxRows = 200_000] = process.argv.slice(3).map(Number).filter(Boolean);
  const folder = mkdtempSync(join(tmpdir(), 'cater-exports-'));
  process.env.CATER_DATA = folder;
  process.env.AUTH_SECRET ??= 'x'.repeat(40);
  const { company, owner, close } = await openCompany();
  try {
    await layCustomers(owner, company.id, xlsxRows);
    const direct = await makeCompany();
    await layCustomers(owner, direct.id, mostDirect);
    await owner.unsafe('vacuum analyze customers');
    const firstByte = await firstByteOf(direct);
    const xlsx = await measure(company, 'xlsx');
    await layCustomers(owner, company.id, csvRows - xlsxRows);
    await owner.unsafe('vacuum analyze customers');
    const csv = await measure(company, 'csv');
    console.log(
      JSON.stringify({
        ...{ csvRows: csv.rows, csvSeconds: csv.seconds, csvPeakMb: csv.peakMb, csvFirstByteMs: firstByte },
        ...{ xlsxRows: xlsx.rows, xlsxSeconds: xlsx.seconds, xlsxPeakMb: xlsx.peakMb },
      }),
    );
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Written past the triggers, as a restore does. */
async function layCustomers(owner: Connection, companyId: string, rows: number): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`insert into customers (id, company_id, name, email)
      select gen_random_uuid(), ${companyId}, 'Customer ' || n, 'c' || n || '@example.com'
      from generate_series(1, ${rows}::int) n`;
  });
}

async function measure(company: TestCompany, format: 'csv' | 'xlsx') {
  const { id: exportId } = await askExport(await justSignedIn(company.manager), {
    list: 'customers',
    filter: '',
    format,
  });
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const began = performance.now();
  const became = await makeExport({ companyId: company.id, exportId, run: 'bench' }, new Date());
  clearInterval(watch);
  if (became !== 'ready') throw new Error(`The export became ${became}`);
  const { keptRows: rows } = await readExport(company.id, exportId);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { rows, seconds, peakMb: Math.round(most / 1024 / 1024) };
}

/** Milliseconds until a list that is given directly begins to come, its heads and first rows. */
async function firstByteOf(company: TestCompany): Promise<number> {
  forgetEnv();
  const sid = await makeSession(company.manager.userId);
  const token = await encode({ token: { sid }, secret: process.env.AUTH_SECRET ?? '', salt: cookieName });
  const request = () =>
    new Request('http://cater.test/api/v1/customers/export', {
      headers: { cookie: `${cookieName}=${token}` },
    });
  const get = sheetRoute(exportLists.customers);
  await (await get(request())).text();
  const began = performance.now();
  const answer = await get(request());
  if (answer.status !== 200) throw new Error(`The list answered ${answer.status}`);
  const reader = answer.body?.getReader();
  await reader?.read();
  const took = performance.now() - began;
  await reader?.cancel();
  return Math.round(took);
}
