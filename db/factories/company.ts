import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { roles } from '../enums';
import { companies, taxComponents, taxProfiles } from '../schema/companies';
import { senders } from '../schema/messaging';
import { memberships, users } from '../schema/people';
import { type Actor, actAs, type OfficeActor, type OfficeRole } from '../session';

export type TestCompany = {
  id: string;
  name: string;
  senderAddress: string;
  system: Extract<Actor, { role: 'system' }>;
  manager: OfficeActor;
  staff: OfficeActor;
};

export type Component = { code: string; name: string; rate: number; compound?: boolean };

/** Ghana from 2026 (Act 1151): three components on one base. */
export const ghana2026: Component[] = [
  { code: 'VAT', name: 'VAT', rate: 1500 },
  { code: 'NHIL', name: 'NHIL', rate: 250 },
  { code: 'GETFUND', name: 'GETFund', rate: 250 },
];

/**
 * A company of its own with a tax profile from 2026-01-01, a WhatsApp sender, a manager and a staff member,
 * made as the automation would. Every suite takes one, so that suites never meet.
 */
export async function makeCompany(
  given: Partial<typeof companies.$inferInsert> & { components?: Component[] } = {},
): Promise<TestCompany> {
  const { components = ghana2026, ...overrides } = given;
  const id = overrides.id ?? v7();
  const tag = randomBytes(5).toString('hex');
  const name = overrides.name ?? `Company ${tag}`;
  const system = { role: 'system', companyId: id, name: 'factory' } as const;
  const senderAddress = `whatsapp:+1${Number.parseInt(tag.slice(0, 8), 16).toString().padStart(10, '0').slice(0, 10)}`;
  await actAs(system, async (tx) => {
    await tx.insert(companies).values({
      name,
      slug: `company-${tag}`,
      quietFrom: 0,
      quietUntil: 0,
      depositFirst: false,
      ...overrides,
      id,
    });
    const profileId = v7();
    await tx
      .insert(taxProfiles)
      .values({ id: profileId, companyId: id, name: 'Standard', validFrom: '2020-01-01' });
    if (components.length > 0) {
      await tx
        .insert(taxComponents)
        .values(
          components.map((component, position) => ({ companyId: id, profileId, position, ...component })),
        );
    }
    await tx.insert(senders).values({ companyId: id, name: 'Main', address: senderAddress });
  });
  const manager = await makeUser({ companyId: id, role: 'manager' });
  const staff = await makeUser({ companyId: id, role: 'staff' });
  return {
    id,
    name,
    senderAddress,
    system,
    manager: { role: 'manager', companyId: id, userId: manager.id },
    staff: { role: 'staff', companyId: id, userId: staff.id },
  };
}

/** A person with a membership; without `passwordHash` they can't sign in. */
export async function makeUser({
  companyId,
  role,
  customerId,
  ...overrides
}: {
  companyId: string;
  role: (typeof roles)[number];
  customerId?: string;
  email?: string;
  name?: string;
  passwordHash?: string;
}): Promise<{ id: string; email: string }> {
  const id = v7();
  const email = overrides.email ?? `${role}-${id}@example.test`;
  await actAs({ role: 'system', companyId, name: 'factory' }, async (tx) => {
    await tx
      .insert(users)
      .values({ id, email, name: overrides.name ?? `Test ${role}`, passwordHash: overrides.passwordHash });
    await tx.insert(memberships).values({ companyId, userId: id, role, customerId });
  });
  return { id, email };
}

/** Somebody more who works for a company, in a role of the office. */
export async function makeColleague<R extends OfficeRole>(
  { id: companyId }: Pick<TestCompany, 'id'>,
  role: R,
): Promise<Extract<OfficeActor, { role: R }>> {
  const { id: userId } = await makeUser({ companyId, role });
  return { role, companyId, userId } as Extract<OfficeActor, { role: R }>;
}
