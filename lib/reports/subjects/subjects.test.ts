import { beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { reportSubjectsScreen } from './screens';

let company: TestCompany;
let session = '';
let customerId = '';

beforeAll(async () => {
  company = await makeCompany();
  customerId = (await makeCustomer(company.id, { name: 'Élodie Quarshie' })).id;
  await makeBooking(company.id, { customerId });
  await actAs(company.system, async (tx) => {
    await tx.update(bookings).set({ venue: 'Quarshie Gardens' });
    await tx.update(items).set({ name: 'Jollof à la Quarshie' });
  });
  session = await makeSession(company.staff.userId);
});

const find = async (q: string, who = session) => {
  const opened = await openScreen(reportSubjectsScreen, {
    sessionId: who,
    address: { params: {}, search: { q } },
  });
  return opened.state === 'open'
    ? receive(opened.sent).data.found.map(({ of, label }) => `${of} ${label}`)
    : opened.state;
};

test('customers, venues and dishes are found by words in any order, with or without accents', async () => {
  expect(await find('quarshie')).toEqual([
    'customer Élodie Quarshie',
    'venue Quarshie Gardens',
    'dish Jollof à la Quarshie',
  ]);
  expect(await find('quarshie elodie')).toEqual(['customer Élodie Quarshie']);
  expect(await find('gardens QUARSHIE')).toEqual(['venue Quarshie Gardens']);
});

test('nothing is found by nothing, by what stands for anything, or at another company; a client may not ask', async () => {
  for (const q of ['', '%', '_', '\\', '" or 1']) expect(await find(q)).toEqual([]);
  const other = await makeCompany();
  expect(await find('quarshie', await makeSession(other.manager.userId))).toEqual([]);
  const client = await makeUser({ companyId: company.id, role: 'client', customerId });
  expect(await find('quarshie', await makeSession(client.id))).toBe('forbidden');
});
