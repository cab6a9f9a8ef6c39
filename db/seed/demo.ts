import { hash } from '@node-rs/argon2';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { closePool } from '../client';
import { companies, taxComponents, taxProfiles } from '../schema/companies';
import { categories, items, offerCosts, services } from '../schema/menu';
import { senders } from '../schema/messaging';
import { consents, customers, memberships, users } from '../schema/people';
import { purposeConsents } from '../schema/privacy';
import { actAs, type Tx } from '../session';
import { seedBookings } from './demo-bookings';
import { demoLogins, demoPassword } from './demo-logins';
import { demoSender } from './demo-sender';
import { seedTrail } from './demo-trail';
import { seedCategories, seedItems } from './dishes';
import { seedCustomers, seedServices } from './menu';
import { seedPackage } from './packages';

/** The demo company's fixed id, so that loading twice finds it. */
export const demoCompanyId = '01990000-0000-7000-8000-00000000cafe';
const slug = 'akwaaba-catering';
const system = { role: 'system', companyId: demoCompanyId, name: 'demo-data' } as const;

/**
 * Loads one company with half a year of business, once. Refuses to run in production. Needs the migrated
 * database that DATABASE_URL names.
 */
export async function seedDemo(_environment: { databaseUrl: string }): Promise<{ already: boolean }> {
  if (process.env.CATER_ENV === 'production')
    throw new Error('Demo data is not for production (CATER_ENV=production)');
  try {
    return await actAs(system, async (tx) => {
      const [found] = await tx.select({ id: companies.id }).from(companies).where(eq(companies.slug, slug));
      if (found) return { already: true };
      await seedCompany(tx);
      const menu = await seedMenu(tx);
      const people = await seedPeople(tx);
      await seedBookings(tx, { companyId: demoCompanyId, now: new Date(), ...menu, ...people });
      await seedTrail(tx, { companyId: demoCompanyId, now: new Date() });
      return { already: false };
    });
  } finally {
    await closePool();
  }
}

async function seedCompany(tx: Tx): Promise<void> {
  await tx.insert(companies).values({
    id: demoCompanyId,
    name: 'Akwaaba Catering',
    slug,
    isDemo: true,
    phone: '+233300000001',
    email: 'hello@catering.test',
    address: '12 Ring Road, Accra',
    reminderAfter: 24,
    quietFrom: 0,
    quietUntil: 0,
    contactCap: 20,
  });
  const before = v7();
  const since2026 = v7();
  await tx.insert(taxProfiles).values([
    { id: before, companyId: demoCompanyId, name: 'Ghana standard to 2025', validFrom: '2023-01-01' },
    { id: since2026, companyId: demoCompanyId, name: 'Ghana standard (Act 1151)', validFrom: '2026-01-01' },
  ]);
  await tx.insert(taxComponents).values([
    { companyId: demoCompanyId, profileId: before, position: 0, code: 'NHIL', name: 'NHIL', rate: 250 },
    {
      companyId: demoCompanyId,
      profileId: before,
      position: 1,
      code: 'GETFUND',
      name: 'GETFund levy',
      rate: 250,
    },
    {
      companyId: demoCompanyId,
      profileId: before,
      position: 2,
      code: 'COVID',
      name: 'COVID-19 levy',
      rate: 100,
    },
    {
      companyId: demoCompanyId,
      profileId: before,
      position: 3,
      code: 'VAT',
      name: 'VAT',
      rate: 1500,
      compound: true,
    },
    { companyId: demoCompanyId, profileId: since2026, position: 0, code: 'NHIL', name: 'NHIL', rate: 250 },
    {
      companyId: demoCompanyId,
      profileId: since2026,
      position: 1,
      code: 'GETFUND',
      name: 'GETFund levy',
      rate: 250,
    },
    { companyId: demoCompanyId, profileId: since2026, position: 2, code: 'VAT', name: 'VAT', rate: 1500 },
  ]);
  await tx.insert(senders).values({
    companyId: demoCompanyId,
    name: 'Office line',
    address: demoSender,
    smsAddress: demoSender.replace('whatsapp:', ''),
  });
}

async function seedMenu(tx: Tx) {
  const companyId = demoCompanyId;
  const kinds = seedCategories.map((category) => ({ ...category, id: v7(), companyId }));
  await tx.insert(categories).values(kinds);
  const dishes = seedItems.map(({ category, cost, ...dish }, position) => {
    const categoryId = kinds.find((kind) => kind.name === category)?.id ?? '';
    return { ...dish, cost, id: v7(), companyId, categoryId, position };
  });
  await tx.insert(items).values(dishes);
  const offers = seedServices.map((service, position) => ({ ...service, id: v7(), companyId, position }));
  await tx.insert(services).values(offers);
  await tx
    .insert(offerCosts)
    .values([
      ...dishes.map(({ id, cost }) => ({ companyId, itemId: id, cost })),
      ...offers.map(({ id, cost }) => ({ companyId, serviceId: id, cost })),
    ]);
  // What is ordered by the guest, the whole year round.
  const booked = dishes.filter(({ unit, seasonFrom }) => !unit && !seasonFrom);
  const whole = await seedPackage(tx, { companyId, dishes });
  return { dishes: booked, offers, whole };
}

async function seedPeople(tx: Tx) {
  const guests = seedCustomers.map((name, index) => ({
    id: v7(),
    companyId: demoCompanyId,
    name,
    phone: `+2332440001${String(index).padStart(2, '0')}`,
    email: index === 0 ? 'client@catering.test' : `guest${index}@example.test`,
    language: name.startsWith('Jean') ? ('fr' as const) : ('en' as const),
    cuisine: 'ghanaian' as const,
  }));
  await tx.insert(customers).values(guests);
  // One customer never agreed to messages, so that the reason shows on a timeline.
  await tx.insert(consents).values(
    guests
      .filter((_, index) => index !== 9)
      .map(({ id }) => ({
        companyId: demoCompanyId,
        customerId: id,
        channel: 'whatsapp' as const,
        state: 'granted' as const,
        source: 'booking_form' as const,
        textVersion: 'booking-form-1',
      })),
  );
  // Most agreed to offers as well, and one took it back.
  await tx
    .insert(purposeConsents)
    .values([
      ...guests.slice(0, 7).map(({ id }) => demoConsent(id, 'granted', 'Signed the order form')),
      demoConsent(guests[3]?.id ?? '', 'withdrawn', 'Said on the phone that they want no offers'),
    ]);
  const passwordHash = await hash(demoPassword, {
    algorithm: 2,
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
  const people = demoLogins.map((login) => ({ ...login, id: v7() }));
  for (const { id, email, name } of people) await tx.insert(users).values({ id, email, name, passwordHash });
  await tx.insert(memberships).values(
    people.map(({ id, role }) => ({
      companyId: demoCompanyId,
      userId: id,
      role,
      customerId: role === 'client' ? guests[0]?.id : null,
    })),
  );
  await tx.execute(sql`select claim_operator(${people[0]?.id}::uuid)`);
  return { guests, managerId: people[0]?.id };
}

const demoConsent = (customerId: string, state: 'granted' | 'withdrawn', reason: string) => ({
  ...{ companyId: demoCompanyId, customerId, purpose: 'marketing' as const, state, version: 0 },
  words: 'You may send me offers, discounts and news about your catering. I can take this back at any time.',
  source: 'staff' as const,
  reason,
  // The one that was taken back comes after.
  createdAt: new Date(Date.now() - (state === 'granted' ? 86_400_000 : 3_600_000)),
});
