import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { customers } from '@/db/schema/people';
import { erasures } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { personFile } from '../person/person-file';
import { emptyRows, findUndone, finishErasure } from './erase';
import { eraseAgain } from './erase-again';
import { askErasure, holdCustomer } from './mutations';

const folder = mkdtempSync(join(tmpdir(), 'cater-erase-'));
let company: TestCompany;
let owner: Connection;

beforeAll(async () => {
  process.env.CATER_DATA = folder;
  forgetEnv();
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  company = await makeCompany();
});
afterAll(async () => {
  await owner.end();
  rmSync(folder, { recursive: true, force: true });
});

const stored = async (id: string) =>
  (await actAs(company.system, (tx) => tx.select().from(customers).where(eq(customers.id, id))))[0];
const ask = async (customerId: string, typed: string, by: TestCompany = company) =>
  askErasure(await justSignedIn(by.manager), { customerId, why: 'asked', typed });

describe('anonymising is asked for', () => {
  test('by a manager who has just proved who they are, with the name typed', async () => {
    const { id, name } = await makeCustomer(company.id);
    await expect(
      askErasure(company.manager, { customerId: id, why: 'asked', typed: name }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      askErasure(company.staff, { customerId: id, why: 'asked', typed: name }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(id, 'Somebody else')).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { typed: expect.any(String) } },
    });
    const other = await makeCompany();
    await expect(ask(id, name, other)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stored(id))?.name).toBe(name);
    await ask(id, ` ${name.toUpperCase()} `);
    await expect(ask(id, name)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('and not while an event is open or their data must be kept', async () => {
    const { id, name } = await makeCustomer(company.id);
    await makeBooking(company.id, { customerId: id, status: 'confirmed' });
    await expect(ask(id, name)).rejects.toThrow('Complete or cancel it first');
    const held = await makeCustomer(company.id);
    const manager = await justSignedIn(company.manager);
    await holdCustomer(manager, { customerId: held.id, reason: 'The lawsuit of May' });
    await expect(ask(held.id, held.name)).rejects.toThrow('Take the note away first');
    await holdCustomer(manager, { customerId: held.id, reason: null });
    await ask(held.id, held.name);
  });

  test('what came in the way since is refused by the database too, and nothing is half done', async () => {
    const { id, name } = await makeCustomer(company.id);
    const { id: erasureId } = await ask(id, name);
    await makeBooking(company.id, { customerId: id, status: 'confirmed' });
    await expect(emptyRows({ companyId: company.id, erasureId })).rejects.toThrow('open_bookings');
    expect((await stored(id))?.name).toBe(name);
    expect(await findUndone(company.id)).not.toContain(erasureId);
  });
});

test('what a restored backup brought back is anonymised again, and who can’t be is named', async () => {
  const [gone, open] = [
    await makeCustomer(company.id, { name: 'Adwoa Gone' }),
    await makeCustomer(company.id, { name: 'Abena Open' }),
  ];
  for (const { id, name } of [gone, open]) {
    const { id: erasureId } = await ask(id, name);
    await emptyRows({ companyId: company.id, erasureId });
    await finishErasure({ companyId: company.id, erasureId }, new Date());
  }
  // As if a backup from before had been put back: rows and all, without the erasures.
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    for (const { id, name } of [gone, open])
      await sql`update customers set name = ${name}, anonymised_at = null where id = ${id}`;
    await sql`delete from erasures where customer_id in (${gone.id}, ${open.id})`;
  });
  await makeBooking(company.id, { customerId: open.id, status: 'confirmed' });
  const again = await eraseAgain(new Date());
  expect(again.refused).toMatchObject([
    { customerId: open.id, why: expect.stringContaining('open_bookings') },
  ]);
  expect(again.done).toBe(1);
  expect((await stored(gone.id))?.name).toMatch(/^Former customer/);
  const [receipt] = await actAs(company.manager, (tx) =>
    tx.select().from(erasures).where(eq(erasures.customerId, gone.id)),
  );
  expect(receipt).toMatchObject({ state: 'done', askedBy: null });
});

describe('a person’s own record', () => {
  const given = { company: 'Kitchen', now: new Date(), timeZone: 'Africa/Accra' };

  test('goes to a client of themselves and of nobody else, and the trail says who took it', async () => {
    const me = await makeCustomer(company.id, { name: 'Esi <b>Own</b>' });
    const other = await makeCustomer(company.id, { name: 'Kojo Other' });
    const user = await makeUser({ companyId: company.id, role: 'client', customerId: me.id });
    const client = { role: 'client', companyId: company.id, userId: user.id, customerId: me.id } as const;
    const json = await (await personFile(client, { ...given, customerId: me.id, format: 'json' })).json();
    expect(json.parts.Customers).toMatchObject([{ name: 'Esi <b>Own</b>' }]);
    expect(JSON.stringify(json)).not.toContain(company.manager.userId);
    await expect(
      personFile(client, { ...given, customerId: other.id, format: 'json' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const page = await personFile(company.manager, { ...given, customerId: me.id, format: 'html' });
    expect(await page.text()).toContain('Esi &lt;b&gt;Own&lt;/b&gt;');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment/);
    const taken =
      await owner`select user_id, detail from audit_events where company_id = ${company.id} and action = 'person_exported' order by id`;
    expect(taken).toMatchObject([
      { user_id: user.id, detail: { customerId: me.id, format: 'json' } },
      { user_id: company.manager.userId, detail: { format: 'html' } },
    ]);
  });

  test('is nobody’s of another company', async () => {
    const other = await makeCompany();
    const { id } = await makeCustomer(company.id);
    await expect(
      personFile(other.manager, { ...given, customerId: id, format: 'json' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
