import { sql } from 'drizzle-orm';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import type { TestCompany } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { actAs } from '@/db/session';
import { customersFile } from '@/lib/customers/screens';
import { notificationsScreen } from '@/lib/notifications/screens';
import { csvPage } from '@/lib/platform/csv';
import { sheetRoute } from '@/lib/platform/sheet-route';
import { store } from '@/lib/platform/store/store';
import { findLost, forgetExports } from './keeping/forget-exports';
import { exportLists, listAt } from './lists';
import { takeExport } from './making/export-run';
import { writeRows } from './making/write-rows';
import { cancelExport, repeatExport } from './mutations';
import { makeExport, readExport } from './testing/make-export';
import { ask, companyOf, look, now, type Office, partOf, take, workOf } from './testing/world';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const many = 2_300;

let big: TestCompany;
let company: TestCompany;
beforeAll(async () => {
  big = await companyOf(many - 1);
  await makeCustomer(big.id, { name: '=1+1 يسرا 🎉' });
}, 60_000);
beforeEach(async () => {
  company = await companyOf(0);
  await makeCustomer(company.id, { name: 'Ama' });
});

const directly = async (of: TestCompany, query = '') => {
  const headers = { cookie: await makeSession(of.manager.userId) };
  return sheetRoute(exportLists.customers)(
    new Request(`http://cater.test/api/v1/customers/export${query}`, { headers }),
  );
};
const trailOf = (of: TestCompany) =>
  actAs(of.manager, (tx) =>
    tx.execute<{ action: string; role: string; detail: Record<string, unknown> }>(
      sql`select action, role, detail from audit_events where action like 'export%' order by id`,
    ),
  );
const bellOf = async (who: Office) => (await look(notificationsScreen, who)).rows;

describe('a file that is made in the background', () => {
  test('is what the list gives directly, in parts, and is told to who asked alone', async () => {
    const id = await ask(big.staff);
    expect(await makeExport(workOf(big, id), now, { mostPages: 1 })).toBe('ready');
    const row = await readExport(big.id, id);
    expect(row).toMatchObject({
      status: 'ready',
      keptRows: many,
      estimatedRows: many,
      rowParts: Math.ceil(many / csvPage),
      fileParts: Math.ceil(many / csvPage),
    });
    expect((await bellOf(big.staff)).map(({ title }) => title)).toContain('Your file is ready: Customers');
    expect(await bellOf(big.manager)).toEqual([]);

    const answer = await take(big.staff, id);
    const text = await answer.text();
    expect(answer.headers.get('content-disposition')).toMatch(/filename="customers-\d{4}-\d\d-\d\d\.csv"/);
    expect(Number(answer.headers.get('content-length'))).toBe(Buffer.byteLength(text) + 3);
    expect(text).toContain("'=1+1 يسرا 🎉");
    expect(text).toBe(await (await directly(big)).text());
    expect(await bellOf(big.staff)).toEqual([]);

    const trail = await trailOf(big);
    expect(trail.filter(({ role }) => role === 'cater_staff')).toEqual([
      expect.objectContaining({
        action: 'exported',
        detail: { list: 'customers', filter: '', format: 'csv', rows: many },
      }),
      expect.objectContaining({ action: 'export_downloaded' }),
    ]);
  });

  test('is a workbook too, with the same rows and no formula', async () => {
    const id = await ask(big.staff, { format: 'xlsx', filter: 'order=name' });
    expect(await makeExport(workOf(big, id), now)).toBe('ready');
    const bytes = new Uint8Array(await (await take(big.staff, id)).arrayBuffer());
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]?.rows).toHaveLength(many + 1);
    expect(sheets[0]?.rows.flat()).toContain('=1+1 يسرا 🎉');
    const row = await readExport(big.id, id);
    expect(row.bytes).toBe(bytes.length);
    expect(await partOf(row, 1, 'json')).toBeUndefined();
  });

  test('follows its filter and ends with a line that says so where the list goes on', async () => {
    const id = await ask(big.staff, { filter: 'q=Customer' });
    expect(await makeExport(workOf(big, id), now, { most: 1200 })).toBe('ready');
    const lines = (await (await take(big.staff, id)).text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 1200 + 1);
    expect(lines.at(-1)).toContain('The first 1,200 rows');
    expect(lines.join()).not.toContain('1+1');
  });
});

describe('when a process dies', () => {
  test('the run goes on at the part it was at, and what was half written doesn’t count', async () => {
    const id = await ask(big.staff);
    const work = workOf(big, id);
    await takeExport(work, now);
    expect(await writeRows(work, { mostPages: 1 })).toBe('more');
    const row = await readExport(big.id, id);
    await store().put(`${big.id}/exports/${id}/1-2.csv`, Buffer.from('half a'), 'text/csv');
    await expect(take(big.staff, id)).rejects.toThrow('isn’t made yet');
    expect(await makeExport(work, now)).toBe('ready');
    expect((await readExport(big.id, id)).generation).toBe(row.generation);
    expect(await (await take(big.staff, id)).text()).toBe(await (await directly(big)).text());
  });

  test('another run takes over once it fell silent, begins anew, and the first has lost it', async () => {
    const id = await ask(big.staff);
    const first = workOf(big, id);
    await takeExport(first, now);
    await writeRows(first, { mostPages: 1 });
    const second = workOf(big, id, 'run-2');
    expect(await takeExport(second, now)).toBe(false);
    expect(await findLost(big.id, new Date(Date.now() + 5 * 60_000))).toContainEqual({ exportId: id });
    expect(await takeExport(second, new Date(Date.now() + 5 * 60_000))).toBe(true);
    expect(await writeRows(first)).toBe('gone');
    expect(await makeExport(second, now)).toBe('ready');
    const row = await readExport(big.id, id);
    expect(row).toMatchObject({ generation: 2, keptRows: many });
    expect(await partOf({ ...row, generation: 1 })).toBeUndefined();
  });

  test('one that was cancelled is never offered, and its parts are swept away', async () => {
    const id = await ask(big.staff);
    const work = workOf(big, id);
    await takeExport(work, now);
    await writeRows(work, { mostPages: 1 });
    await cancelExport(big.staff, { id });
    expect(await writeRows(work, { mostPages: 1 })).toBe('gone');
    await forgetExports(big.id, now);
    const row = await readExport(big.id, id);
    expect(row).toMatchObject({ status: 'cancelled', rowParts: 0 });
    expect([await partOf(row, 1), await partOf(row, 2)]).toEqual([undefined, undefined]);
    await repeatExport(await justSignedIn(big.staff), { id });
    expect(await makeExport(workOf(big, id, 'run-3'), now)).toBe('ready');
  });
});

test('after seven days the file is gone, from the store too, and can be asked for again', async () => {
  const id = await ask(company.staff);
  await makeExport(workOf(company, id), now);
  await expect(take(company.staff, id, inDays(8))).rejects.toThrow('is gone');
  const made = await readExport(company.id, id);
  expect(await partOf(made)).toBeDefined();
  await forgetExports(company.id, inDays(6));
  expect((await readExport(company.id, id)).status).toBe('ready');
  await forgetExports(company.id, inDays(8));
  expect((await readExport(company.id, id)).status).toBe('expired');
  expect(await partOf(made)).toBeUndefined();
  expect(await bellOf(company.staff)).toEqual([]);
  await forgetExports(company.id, inDays(40));
  await expect(readExport(company.id, id)).rejects.toThrow('No such');
});

test('five wait at a time', async () => {
  for (let n = 0; n < 5; n += 1) await ask(company.staff);
  await expect(ask(company.staff)).rejects.toThrow('5 of your files');
});

describe('the direct file', () => {
  test('of a long list leads to where it is asked for, and nothing is written', async () => {
    const address = 'http://cater.test/api/v1/customers/export?q=Ama&file=xlsx';
    const headers = { cookie: await makeSession(company.manager.userId) };
    const long = {
      ...exportLists.customers,
      open: async (asked: Parameters<typeof exportLists.customers.open>[0]) => {
        const page = await exportLists.customers.open(asked);
        return page.state === 'open' ? { ...page, total: 20_001 } : page;
      },
    };
    const answer = await sheetRoute(long)(new Request(address, { headers }));
    expect(answer.status).toBe(303);
    const of = new URL(answer.headers.get('location') ?? '', address).searchParams.get('of') ?? '';
    expect(listAt(of)).toEqual({ name: 'customers', filter: 'q=Ama' });
    expect(await trailOf(company)).toEqual([]);
  });

  test('is in the trail before its first byte leaves, with how many rows it has', async () => {
    await directly(company, '?q=Ama&file=xlsx');
    expect(await trailOf(company)).toEqual([
      {
        action: 'exported',
        role: 'cater_manager',
        detail: { list: 'customers', filter: 'q=Ama', format: 'xlsx', rows: 1 },
      },
    ]);
  });

  test.each([
    ['/api/v1/feedback/export?view=unanswered&page=2', 'not-answered'],
    ['/api/v1/feedback/export', 'feedback'],
    ['/api/v1/settings/ledger/export?from=2026-01-01&file=xlsx', 'journal'],
    ['https://elsewhere.example/api/v1/customers/export', undefined],
    ['//elsewhere.example/api/v1/customers/export', undefined],
    ['/api/v1/nothing/export', undefined],
  ])('%s is the list %s', (of, name) => {
    expect(listAt(of)?.name).toBe(name);
  });
});

test('counts cost no rows: the question of a page asked in its place', async () => {
  const [counted] = await actAs(big.staff, (tx) => Promise.resolve(customersFile.count(tx, {}, now, 500)));
  expect(counted?.n).toBe(501);
});
