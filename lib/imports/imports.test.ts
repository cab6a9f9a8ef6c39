import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { importRows, imports } from '@/db/schema/imports';
import { messages } from '@/db/schema/messaging';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { createCustomer } from '@/lib/customers/mutations';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { checkRows } from './checking/check-import';
import { managerOf } from './load';
import { addImport, cancelImport, chooseColumns, startImport } from './mutations';
import { importScreen } from './screens';
import { bring, check, readImport, takeBack } from './testing/run-import';
import { forgetImports } from './undoing/forget-imports';
import { undoRows } from './undoing/undo-import';
import { writeImport } from './writing/write-import';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));
// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

let company: TestCompany;
let theirs: TestCompany;
let owner: Connection;
beforeAll(async () => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  company = await makeCompany();
  theirs = await makeCompany();
  return () => owner.end();
});

const outcomes = async (id: string, of = company) =>
  (await readImport(of.manager, id)).rows.map(({ outcome, reason }) =>
    reason ? `${outcome}: ${reason}` : outcome,
  );
const people = (of = company) =>
  actAs(of.manager, (tx) => tx.select().from(customers).orderBy(customers.name, customers.id));
const named = async (name: string, of = company) => (await people(of)).filter((one) => one.name === name);

describe('a list of customers', () => {
  test('is read as Odoo writes it, and each customer is what the form would have made', async () => {
    const id = await bring(
      company.manager,
      'Name,Mobile,Email,Language,Tags,Notes\nEfua Sutherland,0244 100 001,Efua@example.com,English (UK),"VIP, church",“Late”\n',
    );
    expect(await readImport(company.manager, id)).toMatchObject({ status: 'done', totalRows: 1 });
    expect(await named('Efua Sutherland')).toMatchObject([
      {
        phone: '+233244100001',
        email: 'Efua@example.com',
        language: 'en',
        tags: ['VIP', 'church'],
        notes: '“Late”',
      },
    ]);
  });

  test('says what is new, the same, changed, in conflict and wrong, and writes nothing before', async () => {
    await bring(
      company.manager,
      'Name,Phone,E-mail\nKofi Same,0244100010,same@example.com\nKofi Old,0244100011,\n',
    );
    const before = await people();
    const id = await check(
      company.manager,
      [
        'Name,Phone,E-mail',
        'Kofi Same,+233 24 410 0010,',
        'Kofi New,0244100011,kofi@example.com',
        'Somebody,0244100019,SAME@example.com',
        'Fresh,0244100012,',
        'Fresh again,+2330244100012,',
        'No phone,12,',
        ',0244100013,',
        'Wrong mail,,not a mail',
      ].join('\n'),
    );
    expect(await outcomes(id)).toEqual([
      'same',
      'update',
      'conflict: Kofi Same has this e-mail with another phone number.',
      'new',
      'conflict: Line 5 is about the same customer.',
      expect.stringMatching(/^bad: .*phone number/),
      'bad: Enter the customer’s name.',
      expect.stringMatching(/^bad: Enter an e-mail address/),
    ]);
    expect(await people()).toEqual(before);
    await expect(startImport(company.manager, { id, skipBad: false })).rejects.toMatchObject({
      code: 'conflict',
    });
    await startImport(company.manager, { id, skipBad: true });
    await writeImport(company.manager, id, new Date());
    expect(await named('Kofi New')).toMatchObject([{ phone: '+233244100011', email: 'kofi@example.com' }]);
    expect(await named('Kofi Same')).toMatchObject([{ email: 'same@example.com' }]);
    expect(await people()).toHaveLength(before.length + 1);
  });

  test('leaves who is there alone where that was chosen', async () => {
    await bring(company.manager, 'Name,Phone\nOld name,0244100020\n');
    await bring(company.manager, 'Name,Phone\nNew name,0244100020\n', { existing: 'keep' });
    expect(await named('New name')).toEqual([]);
  });

  test('with heads alone, with heads twice, empty or without a name is told what to do', async () => {
    await expect(
      addImport(company.manager, { kind: 'customers', bytes: Buffer.from('Name,Phone\n'), name: 'a.csv' }),
    ).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/no rows under them/) });
    const { id } = await addImport(company.manager, {
      kind: 'customers',
      bytes: Buffer.from('Wert,,Phone,Phone\n1,2,3,4\n'),
      name: 'a.csv',
    });
    const found = await readImport(company.manager, id);
    expect(found.heads).toEqual(['Wert', 'Column B', 'Phone', 'Phone (2)']);
    expect(found.mapping).toEqual({ phone: 2 });
    const choose = (mapping: Record<string, number>) =>
      chooseColumns(company.manager, { id, mapping, existing: 'update' });
    await expect(choose({ phone: 2 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(choose({ name: 2, phone: 2 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(choose({ name: 9 })).rejects.toMatchObject({ message: 'The file has no such column.' });
  });

  test('of more than 100,000 rows is refused whole', async () => {
    const bytes = Buffer.from(`Name\n${'A\n'.repeat(100_001)}`);
    await expect(
      addImport(company.manager, { kind: 'customers', bytes, name: 'a.csv' }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/more than 100,000 rows/),
    });
  });

  test('with a cell of 5 MB has that row wrong and no other', async () => {
    const id = await check(company.manager, `Name,Notes\nLong,${'x'.repeat(5_000_000)}\nShort,y\n`);
    expect(await outcomes(id)).toEqual(['bad: This cell is longer than 10,000 characters.', 'new']);
  });

  test('remembers what its columns were said to be', async () => {
    const { id } = await addImport(company.manager, {
      kind: 'customers',
      bytes: Buffer.from('Wer,Wo\nAma,Accra\n'),
      name: 'a.csv',
    });
    await chooseColumns(company.manager, { id, mapping: { name: 0, address: 1 }, existing: 'update' });
    while (await checkRows(company.manager, id, new Date()));
    const next = await addImport(company.manager, {
      kind: 'customers',
      bytes: Buffer.from('Wo,Wer\nAccra,Ama\n'),
      name: 'b.csv',
    });
    expect((await readImport(company.manager, next.id)).mapping).toEqual({ name: 1, address: 0 });
  });
});

describe('an import', () => {
  test('that finds customers changed since it was checked writes nothing and is checked again', async () => {
    const id = await check(company.manager, 'Name,Phone\nFirst,0244100030\nSecond,0244100031\n');
    await createCustomer(company.manager, {
      name: 'Quicker',
      phone: '0244100031',
      language: 'en',
      cuisine: '',
    });
    await startImport(company.manager, { id, skipBad: false });
    expect(await writeImport(company.manager, id, new Date())).toBe('outdated');
    expect(await named('First')).toEqual([]);
    while (await checkRows(company.manager, id, new Date()));
    expect(await readImport(company.manager, id)).toMatchObject({
      status: 'checked',
      problem: expect.any(String),
    });
    expect(await outcomes(id)).toEqual(['new', 'update']);
  });

  test('that dies in the middle has written nothing, and all of it after the next try, once', async () => {
    const list = `Name,Phone\n${Array.from({ length: 700 }, (_, n) => `Many ${n},02450${String(n).padStart(5, '0')}`).join('\n')}\n`;
    const id = await check(company.manager, list);
    await startImport(company.manager, { id, skipBad: false });
    // Its connection ends as with a process that is killed: once rows are written, before they are committed.
    const dying = writeImport(company.manager, id, new Date()).then(
      (became) => became,
      () => 'died' as const,
    );
    let killed = 0;
    while (killed === 0 && (await readImport(company.manager, id)).status === 'writing')
      if ((await readImport(company.manager, id)).doneRows > 0)
        killed = (
          await owner`select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and (classid::bigint << 32 | objid::bigint) = hashtextextended(${id}::text, 34)`
        ).length;
    expect(await dying).toBe('died');
    expect((await people()).filter(({ name }) => name.startsWith('Many '))).toEqual([]);
    await Promise.all([
      writeImport(company.manager, id, new Date()),
      writeImport(company.manager, id, new Date()),
    ]);
    expect(await writeImport(company.manager, id, new Date())).toBe('gone');
    const many = (await people()).filter(({ name }) => name.startsWith('Many '));
    expect(many).toHaveLength(700);
  });

  test('cancelled while it writes leaves nothing', async () => {
    const list = `Name,Phone\n${Array.from({ length: 1200 }, (_, n) => `Gone ${n},02460${String(n).padStart(5, '0')}`).join('\n')}\n`;
    const id = await check(company.manager, list);
    await startImport(company.manager, { id, skipBad: false });
    const writing = writeImport(company.manager, id, new Date());
    await cancelImport(company.manager, { id });
    expect(await writing).toBe('gone');
    expect((await people()).filter(({ name }) => name.startsWith('Gone '))).toEqual([]);
    expect(await readImport(company.manager, id)).toMatchObject({ status: 'cancelled' });
  });

  test('sends nobody a message and is told in the audit by whom', async () => {
    const own = await makeCompany();
    const id = await bring(own.manager, 'Name,Phone,E-mail\nQuiet,0244100040,quiet@example.com\n');
    expect(await actAs(own.system, (tx) => tx.select().from(messages))).toEqual([]);
    const trail = await actAs(own.manager, (tx) =>
      tx.select().from(auditEvents).where(eq(auditEvents.userId, own.manager.userId)),
    );
    expect(trail.map(({ tableName }) => tableName)).toEqual(expect.arrayContaining(['imports', 'customers']));
    expect(id).toBeTruthy();
  });
});

describe('taking an import back', () => {
  test('leaves everything as it was, and says what stays and why', async () => {
    const own = await makeCompany();
    await makeCustomer(own.id, { name: 'Was', phone: '+233244100050', email: 'was@example.com' });
    const before = await people(own);
    const id = await bring(
      own.manager,
      'Name,Phone,Notes\nBecame,0244100050,x\nAdded,0244100051,\nBooked,0244100052,\nEdited,0244100053,\n',
    );
    const [booked] = await named('Booked', own);
    await makeBooking(own.id, { customerId: booked?.id ?? '' });
    await actAs(own.manager, (tx) =>
      tx.update(customers).set({ notes: 'Knows us' }).where(eq(customers.name, 'Edited')),
    );
    await takeBack(own.manager, id);
    const { rows, status } = await readImport(own.manager, id);
    expect(status).toBe('undone');
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['undone', null],
      ['undone', null],
      ['kept', 'There are bookings, messages or other records of them by now.'],
      ['kept', 'Changed since the import.'],
    ]);
    const plain = (all: Awaited<ReturnType<typeof people>>) => all.map(({ version: _, ...rest }) => rest);
    expect(plain(await people(own)).filter(({ name }) => !['Booked', 'Edited'].includes(name))).toEqual(
      plain(before),
    );
    expect(await undoRows(own.manager, id)).toBe(false);
  });

  test('is no way to lose a customer that wasn’t brought by it', async () => {
    const { id } = await makeCustomer(company.id, { phone: null, optedIn: false });
    const gone = actAs(company.system, (tx) => tx.delete(customers).where(eq(customers.id, id)));
    await expect(gone).rejects.toMatchObject({ code: 'CT052' });
  });
});

describe('who may', () => {
  test('is a manager of the company, by the command and by the database', async () => {
    const id = await check(company.manager, 'Name\nPrivate\n');
    const customerId = (await makeCustomer(company.id)).id;
    const client = await makeUser({ companyId: company.id, role: 'client', customerId });
    const others = [
      company.staff,
      {
        role: 'client',
        companyId: company.id,
        userId: client.id,
        customerId,
      } as const,
    ];
    for (const actor of others) {
      const bytes = Buffer.from('Name\nX\n');
      await expect(addImport(actor, { kind: 'customers', bytes, name: 'a.csv' })).rejects.toMatchObject({
        code: 'forbidden',
      });
      for (const command of [
        cancelImport,
        (who: typeof actor, given: { id: string }) => startImport(who, { ...given, skipBad: true }),
      ])
        await expect(command(actor, { id })).rejects.toMatchObject({ code: 'forbidden' });
      for (const table of [imports, importRows])
        await expect(actAs(actor, (tx) => tx.select().from(table))).rejects.toMatchObject({ code: '42501' });
    }
    await expect(startImport(theirs.manager, { id, skipBad: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await actAs(theirs.manager, (tx) => tx.select().from(importRows))).toEqual([]);
  });

  test('is asked again by the job, whose work has their name', async () => {
    const own = await makeCompany();
    const id = await check(own.manager, 'Name\nWho\n');
    expect(await managerOf(own.id, id)).toMatchObject({ role: 'manager', userId: own.manager.userId });
    expect(await managerOf(theirs.id, id)).toBeUndefined();
    await actAs(own.system, (tx) =>
      tx.execute(sql`update memberships set role = 'staff' where user_id = ${own.manager.userId}`),
    );
    expect(await managerOf(own.id, id)).toBeUndefined();
  });

  test('can’t skip a step or act in another’s name', async () => {
    const id = await check(company.manager, 'Name\nStep\n');
    const set = (values: Partial<typeof imports.$inferInsert>) =>
      actAs(company.manager, (tx) => tx.update(imports).set(values).where(eq(imports.id, id)));
    await expect(set({ status: 'done' })).rejects.toMatchObject({ code: 'CT051' });
    await expect(set({ sentBy: company.staff.userId })).rejects.toMatchObject({ code: 'CT050' });
  });
});

test('what a file brought along is forgotten after 30 days', async () => {
  const own = await makeCompany();
  await check(own.manager, 'Name\nOld\n');
  expect(await forgetImports(own.id, new Date())).toBe(0);
  expect(await forgetImports(own.id, new Date(Date.now() + 31 * 86_400_000))).toBe(1);
  expect(await actAs(own.manager, (tx) => tx.select().from(importRows))).toEqual([]);
});

test('the screen shows the step, the figures and the rows to mend', async () => {
  const id = await check(company.manager, 'Name,Phone\nGood,0244100060\nBad,12\n');
  const sessionId = await makeSession(company.manager.userId);
  const opened = await openScreen(importScreen, { sessionId, address: { params: { id }, search: {} } });
  if (opened.state !== 'open') throw new Error(opened.state);
  expect(receive(opened.sent).data).toMatchObject({
    status: 'checked',
    counts: { new: 1, wrong: 1 },
    wrong: [{ line: 3, column: 'Phone', value: '12', reason: expect.stringMatching(/phone/) }],
  });
});
