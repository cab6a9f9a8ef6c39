import 'server-only';
import { sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { users } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { gate } from './gate';

/** Whether there is any company here. */
export async function hasCompany(): Promise<boolean> {
  const found = await actAs(gate('first run', {}), (tx) =>
    tx.select({ id: companies.id }).from(companies).limit(1),
  );
  return found.length > 0;
}

/**
 * Writes the first company of an installation and its first person, for the automation of that company. The database lets one
 * through, whoever tries at the same time, and refuses for ever once there is a company.
 */
export async function writeFirstCompany(
  tx: Tx,
  {
    company,
    user,
  }: {
    company: Pick<
      typeof companies.$inferInsert,
      'id' | 'name' | 'slug' | 'email' | 'country' | 'timeZone' | 'currency'
    >;
    user: Pick<typeof users.$inferInsert, 'id' | 'email' | 'name' | 'passwordHash'>;
  },
): Promise<void> {
  await tx.execute(sql`select claim_first_company()`);
  await tx.insert(companies).values(company);
  await tx.insert(users).values(user);
}
