import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { customers } from '@/db/schema/people';
import { purposeConsents, purposeTexts } from '@/db/schema/privacy';
import { type Actor, actAs } from '@/db/session';
import { issueVoucher } from '@/lib/cases/vouchers';
import { loadFacts } from '@/lib/feedback/asking/load-facts';
import { decideAsk } from '@/lib/feedback/rules';
import { agreedTo, recordPurpose, sayPurpose, writeWording } from './purposes';

let company: TestCompany;
let customerId: string;
let client: Actor;

beforeAll(async () => {
  company = await makeCompany();
  customerId = (await makeCustomer(company.id, { optedIn: false })).id;
  const user = await makeUser({ companyId: company.id, role: 'client', customerId });
  client = { role: 'client', companyId: company.id, userId: user.id, customerId };
});

const may = (purpose: 'marketing' | 'feedback' | 'photos', of = customerId) =>
  actAs(company.system, (tx) => agreedTo(tx, of, purpose));

describe('a purpose', () => {
  test('that asks needs a yes, the other none; a no counts for both', async () => {
    expect([await may('marketing'), await may('feedback'), await may('photos')]).toEqual([
      false,
      true,
      false,
    ]);
    await sayPurpose(client, { purpose: 'marketing', state: 'granted', seen: 0 });
    await recordPurpose(company.staff, {
      customerId,
      purpose: 'feedback',
      state: 'withdrawn',
      reason: 'On the phone',
    });
    expect([await may('marketing'), await may('feedback')]).toEqual([true, false]);
  });

  test('is kept with the words that were agreed to; a new wording leaves them, and an old page is told', async () => {
    await writeWording(company.manager, { purpose: 'marketing', after: 0, words: 'You may call me.' });
    const rows = await actAs(company.system, (tx) =>
      tx.select().from(purposeConsents).where(eq(purposeConsents.customerId, customerId)),
    );
    expect(rows.find(({ purpose }) => purpose === 'marketing')).toMatchObject({
      version: 0,
      source: 'portal',
      words: expect.stringContaining('offers'),
    });
    await expect(
      sayPurpose(client, { purpose: 'marketing', state: 'granted', seen: 0 }),
    ).rejects.toMatchObject({ code: 'stale' });
    // A no is taken whatever was on screen.
    await sayPurpose(client, { purpose: 'marketing', state: 'withdrawn', seen: 0 });
    expect(await may('marketing')).toBe(false);
    await expect(
      writeWording(company.manager, { purpose: 'marketing', after: 0, words: 'Another.' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/CT094|23505/) });
  });

  test('holds over a merge: what the other record said last counts', async () => {
    const gone = await makeCustomer(company.id, { optedIn: false });
    await recordPurpose(company.staff, {
      customerId: gone.id,
      purpose: 'photos',
      state: 'granted',
      reason: 'Signed',
    });
    await actAs(company.system, (tx) =>
      tx.update(customers).set({ mergedInto: customerId }).where(eq(customers.id, gone.id)),
    );
    expect(await may('photos')).toBe(true);
  });
});

describe('without it', () => {
  test('no discount goes to who hasn’t agreed to offers', async () => {
    const { id: bookingId } = await makeBooking(company.id, { customerId, status: 'completed' });
    const issue = () =>
      actAs(company.system, (tx) =>
        issueVoucher(tx, { companyId: company.id, customerId, bookingId, rate: 1000, now: new Date() }),
      );
    expect(await issue()).toBeNull();
    await recordPurpose(company.staff, {
      customerId,
      purpose: 'marketing',
      state: 'granted',
      reason: 'Signed',
    });
    expect(await issue()).toMatchObject({ rate: 1000 });
  });

  test('nobody who said no is asked how it was', async () => {
    const asked = await makeCustomer(company.id);
    const { id } = await makeBooking(company.id, {
      customerId: asked.id,
      status: 'completed',
      startsAt: new Date(Date.now() - 9e8),
    });
    const decide = async () => {
      const [known] = await actAs(company.system, (tx) => loadFacts(tx, company.id, [id]));
      return known && decideAsk(known.facts, new Date(Date.now() + 9e9));
    };
    expect(await decide()).toEqual({ ask: 'now' });
    await recordPurpose(company.staff, {
      customerId: asked.id,
      purpose: 'feedback',
      state: 'withdrawn',
      reason: 'By mail',
    });
    expect(await decide()).toMatchObject({ ask: 'no', reason: 'unwanted' });
  });
});

describe('row rules', () => {
  const row = () => ({
    id: v7(),
    companyId: company.id,
    purpose: 'marketing' as const,
    state: 'granted' as const,
    version: 0,
    words: 'x',
  });
  const put = (as: Actor, values: Partial<typeof purposeConsents.$inferInsert>) =>
    actAs(as, (tx) =>
      tx.insert(purposeConsents).values({ ...row(), customerId, source: 'portal', ...values }),
    );

  test('a client speaks for nobody else, and nobody in another’s name', async () => {
    const other = await makeCustomer(company.id);
    const me = 'userId' in client ? client.userId : undefined;
    await expect(put(client, { customerId: other.id, userId: me })).rejects.toMatchObject({ code: '42501' });
    await expect(put(client, { userId: company.manager.userId })).rejects.toMatchObject({ code: 'CT094' });
    await expect(
      put(company.staff, { source: 'portal', userId: company.staff.userId }),
    ).rejects.toMatchObject({ code: 'CT094' });
    await expect(put(company.staff, { source: 'staff', userId: company.staff.userId })).rejects.toMatchObject(
      { code: '23514' },
    );
  });

  test('what was said and asked is never changed', async () => {
    for (const table of [purposeConsents, purposeTexts])
      await expect(
        actAs(company.manager, (tx) => tx.update(table).set({ words: 'y' })),
      ).rejects.toMatchObject({ code: '42501' });
  });
});
