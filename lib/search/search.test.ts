import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { cases } from '@/db/schema/cases';
import { conversations } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { searchScreen } from './screens';

let company: TestCompany;
let staff: string;
let stranger: string;
let reference: string;
let caseReference: string;

beforeAll(async () => {
  company = await makeCompany();
  const other = await makeCompany();
  [staff, stranger] = [await makeSession(company.staff.userId), await makeSession(other.manager.userId)];
  const customer = await makeCustomer(company.id, { name: 'Akosua Ɔforiwaa', phone: '+233244123456' });
  const booking = await makeBooking(company.id, {
    customerId: customer.id,
    eventName: 'Naming at Labone',
    dietary: 'Two guests: no peanuts',
  });
  reference = booking.reference;
  caseReference = await actAs(company.system, async (tx) => {
    await tx.insert(conversations).values({
      companyId: company.id,
      customerId: customer.id,
      address: 'whatsapp:+233244123456',
    });
    await tx.insert(conversations).values({
      companyId: company.id,
      address: 'whatsapp:+233209876543',
      profileName: 'Yaw Unlisted',
    });
    const [opened] = await tx
      .insert(cases)
      .values({
        companyId: company.id,
        bookingId: booking.id,
        customerId: customer.id,
        reason: 'low_rating',
        summary: 'Waakye was cold',
        acknowledgeBy: new Date(),
        resolveBy: new Date(),
      })
      .returning();
    return opened?.reference ?? '';
  });
});

async function find(q: string, session = staff) {
  const opened = await openScreen(searchScreen, {
    sessionId: session,
    address: { params: {}, search: { q } },
  });
  return opened.state === 'open' ? receive(opened.sent).data.hits : opened.state;
}
const groups = async (q: string) => {
  const hits = await find(q);
  return typeof hits === 'string' ? hits : hits.map(({ group }) => group);
};

const everything = ['Customers', 'Bookings', 'Cases', 'Conversations'];

test.each([
  'oforiwaa',
  'AKOSUA',
  '024 412 3456',
  '+233 24 412 3456',
  '00233 24 412 3456',
  '+233 (0)24 412 3456',
])('%j finds the customer and all that is theirs', async (q) => {
  expect(await groups(q)).toEqual(everything);
});

test('a diet finds the events at which somebody keeps it', async () => {
  expect(await groups('PEANUT')).toEqual(['Bookings']);
});

test('a reference finds its own', async () => {
  expect(await groups(reference)).toContain('Bookings');
  expect(await groups(caseReference)).toContain('Cases');
  expect(await groups('cold waakye')).toEqual(['Cases']);
});

test('somebody who only wrote is found by name and number', async () => {
  expect(await find('unlisted')).toMatchObject([{ group: 'Conversations', label: 'Yaw Unlisted' }]);
  expect(await groups('020 987 6543')).toEqual(['Conversations']);
});

test('nothing typed and what can fit nothing find nothing', async () => {
  for (const q of ['', ' ', 'a', '%', '_', "' or true --"]) expect([q, await find(q)]).toEqual([q, []]);
});

test('another company finds none of it, a client may not search, nobody is told to sign in', async () => {
  expect(await find('oforiwaa', stranger)).toEqual([]);
  const { id } = await makeCustomer(company.id);
  const client = await makeUser({ companyId: company.id, role: 'client', customerId: id });
  expect(await find('oforiwaa', await makeSession(client.id))).toBe('forbidden');
  expect(await find('oforiwaa', '')).toBe('signed_out');
});

test('texts fold as they did when the indexes on them were made, plain ones too', async () => {
  const before = `lower(translate(regexp_replace(normalize(t, NFKD), '[\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]', '', 'g'),
    'ɛƐɔƆŋŊøØłŁđĐıæÆœŒ', 'eEoOnNoOlLdDiaAoO'))`;
  const texts = fc.sample(fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'grapheme' })), {
    numRuns: 2000,
    seed: 38,
  });
  const typed = [...texts.filter((text) => !text.includes('\0')), 'Ɔforiwaa', 'JOSÉ', '½ ＡＢ', 'İI\u200bı'];
  const differing = await actAs(company.staff, (tx) =>
    tx.execute(sql`select t from jsonb_array_elements_text(${JSON.stringify(typed)}::jsonb) t
      where fold_text(t) is distinct from ${sql.raw(before)}`),
  );
  expect([...differing]).toEqual([]);
});
