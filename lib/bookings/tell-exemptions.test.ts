import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { alerts } from '@/db/schema/cases';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { saveBilling } from '@/lib/customers/billing/mutations';
import { exemptionEnds } from './alert-kinds';
import { tellExemptions } from './tell-exemptions';
import { create, makeOffice, type Office } from './testing/office';

let office: Office;
let customerId: string;
const day = 86_400_000;
const until = '2031-12-31';
/** Evening in Accra, so many days from the last one. */
const at = (days: number) => new Date(Date.parse(`${until}T20:00:00Z`) + days * day);

beforeEach(async () => {
  office = await makeOffice();
  customerId = office.customerId;
});

const save = async (exemption: { reason: string; certificate: null; until: string | null } | null) => {
  const [row] = await actAs(office.manager, (tx) =>
    tx.select({ version: customers.version }).from(customers).where(eq(customers.id, customerId)),
  );
  return saveBilling(office.manager, {
    ...{ customerId, version: row?.version ?? 0, exemption, displayCurrency: null },
  });
};
const told = async (role: 'manager' | 'staff' = 'manager') =>
  (await actAs(office[role], (tx) => tx.select().from(alerts)))
    .filter(({ kind, clearedAt }) => kind === 'exemption_ends' && clearedAt === null)
    .map(({ about }) => about);
const exempt = { reason: 'Embassy', certificate: null, until };

test('a certificate is told to end 30 days before, once, to managers, until there is another', async () => {
  await save(exempt);
  expect(await tellExemptions(office.id, at(-31))).toBe(0);
  expect(await tellExemptions(office.id, at(-30))).toBe(1);
  expect(await tellExemptions(office.id, at(-29))).toBe(0);
  expect(await told()).toEqual([{ customerId, until, ended: false, bookings: 0 }]);
  expect(await told('staff')).toEqual([]);
  const nameless = { customer: 'Ama', event: null, case: null, template: null };
  const where = { locale: 'en-GH', timeZone: 'Africa/Accra' };
  expect(exemptionEnds.say((await told())[0], nameless, where)).toEqual({
    title: 'Ama: the exemption from tax ends on 31 Dec 2031',
    detail: 'Events after that day are taxed. Ask for the new certificate and enter it here.',
    href: `/customers/${customerId}`,
  });
  await save({ ...exempt, until: '2032-12-31' });
  expect(await told()).toEqual([]);
  expect(await tellExemptions(office.id, at(-29))).toBe(0);
});

test('one that has ended is told of while open bookings have no tax by it, in the place of that it ends', async () => {
  await save(exempt);
  expect(await tellExemptions(office.id, at(1))).toBe(0);
  await create(office);
  const [row] = await actAs(office.manager, (tx) =>
    tx.execute<{ exempt: string }>(sql`select tax -> 'exempt' ->> 'reason' as exempt from bookings`),
  );
  expect(row?.exempt).toBe('Embassy');
  await tellExemptions(office.id, at(0));
  expect(await told()).toMatchObject([{ ended: false, bookings: 1 }]);
  expect(await tellExemptions(office.id, at(1))).toBe(1);
  expect(await tellExemptions(office.id, at(2))).toBe(0);
  expect(await told()).toEqual([{ customerId, until, ended: true, bookings: 1 }]);
  await save(null);
  expect(await told()).toEqual([]);
});

test('none of another company, of who has no last day, or of who was merged or erased', async () => {
  const other = await makeOffice();
  await save({ ...exempt, until: null });
  expect(await tellExemptions(office.id, at(0))).toBe(0);
  await save(exempt);
  expect(await tellExemptions(other.id, at(0))).toBe(0);
  await actAs(office.system, (tx) =>
    tx.update(customers).set({ anonymisedAt: new Date(), phone: null }).where(eq(customers.id, customerId)),
  );
  expect(await tellExemptions(office.id, at(0))).toBe(0);
});
