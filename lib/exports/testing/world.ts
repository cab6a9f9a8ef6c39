import { sql } from 'drizzle-orm';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { actAs, type OfficeActor } from '@/db/session';
import { openScreen, type Screen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { store } from '@/lib/platform/store/store';
import { takeFile } from '../keeping/take-file';
import { askExport } from '../mutations';

export type Office = OfficeActor;
export const now = new Date();

/** A company of so many customers. */
export async function companyOf(customers: number): Promise<TestCompany> {
  const company = await makeCompany();
  await actAs(company.system, (tx) =>
    tx.execute(sql`insert into customers (id, company_id, name)
      select gen_random_uuid(), ${company.id}::uuid, 'Customer ' || lpad(n::text, 5, '0') from generate_series(1, ${customers}::int) n`),
  );
  return company;
}

/** Asks as somebody who has just signed in. */
export const ask = async (actor: Office, how: Partial<Parameters<typeof askExport>[1]> = {}) =>
  (await askExport(await justSignedIn(actor), { list: 'customers', filter: '', format: 'csv', ...how })).id;

export const workOf = (of: TestCompany, exportId: string, run = 'run-1') => ({
  companyId: of.id,
  exportId,
  run,
});

export const take = (actor: Office, id: string, at = now) =>
  takeFile(actor, { id, now: at, timeZone: 'UTC' });

/** A part of an export, as it lies in the store. */
export const partOf = (
  { companyId, id, generation }: { companyId: string; id: string; generation: number },
  n = 1,
  kind = 'csv',
) => store().get(`${companyId}/exports/${id}/${generation}-${n}.${kind}`);

/** What a screen tells a person. */
export async function look<Input, Q extends readonly PromiseLike<unknown>[], Data>(
  screen: Screen<Input, Q, Data>,
  member: Office,
): Promise<Data> {
  const opened = await openScreen(screen, { member, address: { params: {}, search: {} } });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data;
}
