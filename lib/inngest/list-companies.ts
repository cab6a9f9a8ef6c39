import 'server-only';
import { asc } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { actAs } from '@/db/session';

/** The companies that a job goes through. The runner's role sees their ids and nothing else of them. */
export async function listCompanies(job: string): Promise<string[]> {
  const rows = await actAs({ role: 'runner', name: job }, (tx) =>
    tx.select({ id: companies.id }).from(companies).orderBy(asc(companies.id)),
  );
  return rows.map((row) => row.id);
}
