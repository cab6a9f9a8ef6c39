import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool } from '@/db/client';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { exports } from '@/db/schema/exports';
import { memberships } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { notificationsScreen } from '@/lib/notifications/screens';
import { takeExport } from './making/export-run';
import { writeRows } from './making/write-rows';
import { askExport, cancelExport, repeatExport } from './mutations';
import { mostUnderWay } from './schema';
import { exportsScreen } from './screens';
import { makeExport, readExport } from './testing/make-export';
import { ask, companyOf, look, now, type Office, take, workOf } from './testing/world';

let company: TestCompany;
let other: TestCompany;
beforeAll(async () => {
  other = await makeCompany();
});
beforeEach(async () => {
  company = await companyOf(1500);
});

const demote = (of: TestCompany, role: 'manager' | 'staff') =>
  actAs(of.system, (tx) =>
    tx.update(memberships).set({ role }).where(eq(memberships.userId, of.manager.userId)),
  );
const bellOf = async (who: Office) => (await look(notificationsScreen, who)).rows;
const pageOf = (who: Office) => look(exportsScreen, who);

describe('rights', () => {
  test('are looked up again while it is made: whose role changed gets no file, and reads why', async () => {
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

  test('who has yet to set up a second step gets none: neither made for them nor at the door', async () => {
    const id = await ask(company.manager);
    await actAs(company.system, (tx) => tx.update(companies).set({ secondFactorRoles: ['manager'] }));
    expect(await makeExport(workOf(company, id), now)).toBe('refused');
    expect(await readExport(company.id, id)).toMatchObject({ status: 'failed', fileParts: 0 });
  });

  test('of many asked for at the same moment no more are made than one may have under way', async () => {
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => ask(company.staff)));
    const made = all.filter(({ status }) => status === 'fulfilled');
    expect(made).toHaveLength(mostUnderWay);
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
        async (who: Office) => repeatExport(await justSignedIn(who), { id }),
      ])
        await expect(what(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    const theirs = await ask(company.staff);
    const manager = await justSignedIn(company.manager);
    await expect(repeatExport(manager, { id: theirs })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await pageOf(company.manager)).files).toHaveLength(2);
    expect((await pageOf(company.staff)).files).toHaveLength(1);
    await cancelExport(company.manager, { id: theirs });
    expect(await makeExport(workOf(other, theirs), now)).toBe('nothing to do');
  });

  test('nobody asks for a file who hasn’t proved of late who they are', async () => {
    const asked = { list: 'customers', filter: '', format: 'csv' } as const;
    await expect(askExport(company.manager, asked)).rejects.toMatchObject({ code: 'forbidden' });
    const id = await ask(company.manager);
    await cancelExport(company.manager, { id });
    await expect(repeatExport(company.manager, { id })).rejects.toMatchObject({ code: 'forbidden' });
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
