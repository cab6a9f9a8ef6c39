import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { companies } from '@/db/schema/companies';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { readStaffPrices, setStaffPrices } from '@/lib/auth/staff-prices';
import { asTyped } from '@/lib/platform/testing/as-typed';
import { updateOffer } from './mutations';
import { readMenu } from './queries';
import { offerForm } from './schema';

let mine: TestCompany;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
});

type Change = { kind?: 'menu' | 'service'; price?: string; active?: boolean };

/** What the form of a dish or service sends. */
function offer(id: string, { kind = 'menu', price = '30', active = true }: Change = {}) {
  return {
    id,
    kind,
    version: 1,
    ...asTyped(offerForm({ currency: 'GHS', locale: 'en-GH' }), { price, active }),
  };
}

async function dish(id: string) {
  const [row] = await actAs(mine.manager, (tx) => tx.select().from(items).where(eq(items.id, id)));
  return row;
}

describe('changing an offer', () => {
  test('managers and staff set price and availability', async () => {
    const { itemId, serviceId } = await makeMenu(mine.id);
    await updateOffer(mine.staff, offer(itemId, { price: '27.50', active: false }));
    expect(await dish(itemId)).toMatchObject({ price: 2750, active: false, version: 2 });
    await updateOffer(mine.manager, offer(serviceId, { kind: 'service', price: '1,500' }));
    const { services } = await readMenu(mine.staff);
    expect(services.find(({ id }) => id === serviceId)?.price).toBe(150_000);
  });

  test.each(['0', '-1', 'free', '1.234', '99999999999'])('refuses the price %j', async (price) => {
    const { itemId } = await makeMenu(mine.id);
    const attempt = async () => updateOffer(mine.manager, offer(itemId, { price }));
    await expect(attempt()).rejects.toMatchObject({ detail: { fields: { price: expect.any(String) } } });
    expect(await dish(itemId)).toMatchObject({ price: 2500 });
  });

  test('refuses a stale form, and ids that are unknown or another company’s', async () => {
    const { itemId } = await makeMenu(mine.id);
    await updateOffer(mine.manager, offer(itemId));
    await expect(updateOffer(mine.staff, offer(itemId))).rejects.toMatchObject({ code: 'stale' });
    const foreign = await makeMenu(theirs.id);
    for (const id of [foreign.itemId, v7()])
      await expect(updateOffer(mine.manager, offer(id))).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('a client sees what is offered, and changes nothing', async () => {
  const { itemId } = await makeMenu(mine.id);
  const gone = await makeMenu(mine.id);
  await updateOffer(mine.manager, offer(gone.itemId, { active: false }));
  const customerId = (await makeCustomer(mine.id)).id;
  const user = await makeUser({ companyId: mine.id, role: 'client', customerId });
  const client = { role: 'client', companyId: mine.id, userId: user.id, customerId } as const;
  const seen = (await readMenu(client)).categories.flatMap(({ items: dishes }) => dishes.map(({ id }) => id));
  expect(seen).toContain(itemId);
  expect(seen).not.toContain(gone.itemId);
  const write = actAs(client, (tx) => tx.update(items).set({ price: 1 }).where(eq(items.id, itemId)));
  await expect(write).rejects.toMatchObject({ code: '42501' });
});

describe('whether staff change prices', () => {
  test('is the managers’ choice, held by the command and by the database, and for prices only', async () => {
    const company = await makeCompany();
    const { itemId } = await makeMenu(company.id);
    const typed = offer(itemId);
    await expect(setStaffPrices(company.staff, { allowed: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await setStaffPrices(company.manager, { allowed: false });
    expect(await readStaffPrices(company.staff)).toBe(false);
    await expect(updateOffer(company.staff, typed)).rejects.toMatchObject({
      code: 'forbidden',
      detail: { fields: { price: expect.stringContaining('managers') } },
    });
    const past = actAs(company.staff, (tx) => tx.update(items).set({ price: 1 }).where(eq(items.id, itemId)));
    await expect(past).rejects.toMatchObject({ code: '42501' });
    const [held] = await actAs(company.staff, (tx) => tx.select().from(items).where(eq(items.id, itemId)));
    await updateOffer(company.staff, { ...typed, price: held?.price ?? 0, active: false });
    await setStaffPrices(company.manager, { allowed: true });
    await updateOffer(company.staff, { ...typed, version: 2 });
    expect((await readMenu(company.staff)).categories.flatMap((group) => group.items)).toMatchObject([
      { id: itemId, price: 3000, active: true },
    ]);
  });

  test('staff read that choice, but none of the company’s settings', async () => {
    const read = actAs(mine.staff, (tx) => tx.select({ settings: companies.settings }).from(companies));
    await expect(read).rejects.toMatchObject({ code: '42501' });
  });
});
