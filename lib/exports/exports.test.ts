import { eq, sql } from 'drizzle-orm';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { exports } from '@/db/schema/exports';
import { memberships } from '@/db/schema/people';
import { type Actor, actAs } from '@/db/session';
import { customersFile } from '@/lib/customers/screens';
import { notificationsScreen } from '@/lib/notifications/screens';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { sheetRoute } from '@/lib/platform/sheet-route';
import { store } from '@/lib/platform/store/store';
import { findLost, forgetExports } from './keeping/forget-exports';
import { takeFile } from './keeping/take-file';
import { exportLists, listAt } from './lists';
import { takeExport } from './making/work';
import { writeRows } from './making/write-rows';
import { askExport, cancelExport, repeatExport } from './mutations';
import { exportsScreen } from './screens';
import { makeExport, readExport } from './testing/make-export';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

type Office = Extract<Actor, { role: 'manager' | 'staff' }>;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const many = 2_300;

let big: TestCompany;
let company: TestCompany;
let other: TestCompany;
beforeAll(async () => {
  big = await makeCompany();
  other = await makeCompany();
  await makeCustomer(big.id, { name: '=1+1 يسرا 🎉' });
  await actAs(big.system, (tx) =>
    tx.execute(sql`insert into customers (id, company_id, name)
      select gen_random_uuid(), ${big.id}::uuid, 'Customer ' || lpad(n::text, 5, '0') from generate_series(2, ${many}) n`),
  );
}, 60_000);
beforeEach(async () => {
  company = await makeCompany();
  await makeCustomer(company.id, { name: 'Ama' });
});

const ask = async (actor: Office, how: Partial<Parameters<typeof askExport>[1]> = {}) =>
  (await askExport(actor, { list: 'customers', filter: '', format: 'csv', ...how })).id;
const workOf = (of: TestCompany, exportId: string, run = 'run-1') => ({ companyId: of.id, exportId, run });
const take = (actor: Office, id: string, at = now) => takeFile(actor, { id, now: at, timeZone: 'UTC' });
const directly = async (of: TestCompany, query = '') => {
  const headers = { cookie: await makeSession(of.manager.userId) };
  return sheetRoute(exportLists.customers)(
    new Request(`http://cater.test/api/v1/customers/export${query}`, { headers }),
  );
};
const filesOf = (row: { companyId: string; id: string; generation: number }, n = 1, kind = 'csv') =>
  store().get(`${row.companyId}/exports/${row.id}/${row.generation}-${n}.${kind}`);
const demote = (of: TestCompany, role: 'manager' | 'staff') =>
  actAs(of.system, (tx) =>
    tx.update(memberships).set({ role }).where(eq(memberships.userId, of.manager.userId)),
  );
const trailOf = (of: TestCompany) =>
  actAs(of.manager, (tx) =>
    tx.execute<{ action: string; role: string; detail: Record<string, unknown> }>(
      sql`select action, role, detail from audit_events where action like 'export%' order by id`,
    ),
  );
async function look<D>(
  screen: Parameters<typeof openScreen<unknown, readonly PromiseLike<unknown>[], D>>[0],
  who: Office,
) {
  const opened = await openScreen(screen, { member: who, address: { params: {}, search: {} } });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data;
}
const bellOf = async (who: Office) =>
  ((await look(notificationsScreen as never, who)) as { rows: { title: string }[] }).rows;
const pageOf = async (who: Office) =>
  (await look(exportsScreen as never, who)) as { files: Record<string, unknown>[] };

describe('a file that is made in the background', () => {
  test('is what the list gives directly, in parts, and is told to who asked alone', async () => {
    const id = await ask(big.staff);
    expect(await makeExport(workOf(big, id), now, { mostPages: 1 })).toBe('ready');
    const row = await readExport(big.id, id);
    expect(row).toMatchObject({
      status: 'ready',
      keptRows: many,
      estimatedRows: many,
      rowParts: 3,
      fileParts: 3,
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
    expect(await filesOf(row, 1, 'json')).toBeUndefined();
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
    expect(await filesOf({ ...row, generation: 1 })).toBeUndefined();
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
    expect([await filesOf(row, 1), await filesOf(row, 2)]).toEqual([undefined, undefined]);
    await repeatExport(big.staff, { id });
    expect(await makeExport(workOf(big, id, 'run-3'), now)).toBe('ready');
  });
});

describe('rights', () => {
  test('are looked up again while it is made: whose role changed gets no file, and reads why', async () => {
    await actAs(company.system, (tx) =>
      tx.execute(sql`insert into customers (id, company_id, name)
        select gen_random_uuid(), ${company.id}::uuid, 'C ' || n from generate_series(1, 1500) n`),
    );
    const id = await ask(company.manager);
    const work = workOf(company, id);
    await takeExport(work, now);
    expect(await writeRows(work, { mostPages: 1 })).toBe('more');
    await demote(company, 'staff');
    expect(await makeExport(work, now)).toBe('refused');
    const demoted: Office = { ...company.manager, role: 'staff' };
    expect(await readExport(company.id, id)).toMatchObject({
      status: 'failed',
      problem: expect.stringMatching(/rights changed/),
    });
    expect((await bellOf(demoted)).map(({ title }) => title)).toEqual([
      'Your file couldn’t be made: Customers',
    ]);
    await expect(take(demoted, id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each(['left the company', 'was locked out'])('who %s while it was made gets no file', async (what) => {
    const id = await ask(company.staff);
    const work = workOf(company, id);
    await takeExport(work, now);
    const { userId } = company.staff;
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    if (what === 'left the company') await owner`delete from memberships where user_id = ${userId}`;
    else await owner`update users set disabled_at = now() where id = ${userId}`;
    await owner.end();
    expect(await makeExport(work, now)).toBe('refused');
    expect(await readExport(company.id, id)).toMatchObject({ status: 'failed', fileParts: 0 });
  });

  test('are looked up at the download: a role that was taken away is refused', async () => {
    const id = await ask(company.manager, { list: 'audit' });
    expect(await makeExport(workOf(company, id), now)).toBe('ready');
    await expect(take({ ...company.manager, role: 'staff' }, id)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await demote(company, 'staff');
    const { files } = await pageOf({ ...company.manager, role: 'staff' });
    expect(files[0]).toMatchObject({ mayTake: false });
  });

  test('staff can’t ask for a list of managers, nor can anybody for one that there isn’t', async () => {
    for (const list of ['audit', 'journal', 'passwords'])
      await expect(ask(company.staff, { list })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(company.staff, { list: '../x' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('a file is its person’s and the managers’; of another company there is none', async () => {
    const id = await ask(company.manager);
    await makeExport(workOf(company, id), now);
    for (const stranger of [company.staff, other.manager])
      for (const what of [
        take,
        (who: Office) => cancelExport(who, { id }),
        (who: Office) => repeatExport(who, { id }),
      ])
        await expect(what(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    const theirs = await ask(company.staff);
    await expect(repeatExport(company.manager, { id: theirs })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await pageOf(company.manager)).files).toHaveLength(2);
    expect((await pageOf(company.staff)).files).toHaveLength(1);
    await cancelExport(company.manager, { id: theirs });
    expect(await makeExport(workOf(other, theirs), now)).toBe('nothing to do');
  });

  test('nobody writes a file’s row but as asking for it in their own name', async () => {
    const { id: companyId, staff, manager } = company;
    const row = { companyId, list: 'audit', format: 'csv' } as const;
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: { code?: string; cause?: { code?: string } }) => error.cause?.code ?? error.code,
      );
    const add = (actor: Office, values: Partial<typeof exports.$inferInsert>) =>
      codeOf(actAs(actor, (tx) => tx.insert(exports).values({ ...row, userId: actor.userId, ...values })));
    expect(await add(staff, { status: 'failed' })).toBe('CT087');
    expect(await add(staff, { madeAs: 'manager' })).toBe('CT087');
    const id = await ask(staff);
    const set = (actor: Office, values: Partial<typeof exports.$inferInsert>) =>
      codeOf(actAs(actor, (tx) => tx.update(exports).set(values).where(eq(exports.id, id))));
    expect(await set(staff, { filter: 'x' })).toBe('42501');
    expect(await set(staff, { status: 'ready' })).toBe('CT087');
    expect(await set(manager, { status: 'waiting' })).toBe('CT087');
    const inAnothersName = sql`insert into exports (id, company_id, user_id, list, format)
      values (gen_random_uuid(), ${companyId}::uuid, ${staff.userId}::uuid, 'audit', 'csv')`;
    expect(await codeOf(actAs(manager, (tx) => tx.execute(inAnothersName)))).toBe('CT087');
  });
});

test('after seven days the file is gone, from the store too, and can be asked for again', async () => {
  const id = await ask(company.staff);
  await makeExport(workOf(company, id), now);
  await expect(take(company.staff, id, inDays(8))).rejects.toThrow('is gone');
  const made = await readExport(company.id, id);
  expect(await filesOf(made)).toBeDefined();
  await forgetExports(company.id, inDays(6));
  expect((await readExport(company.id, id)).status).toBe('ready');
  await forgetExports(company.id, inDays(8));
  expect((await readExport(company.id, id)).status).toBe('expired');
  expect(await filesOf(made)).toBeUndefined();
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
