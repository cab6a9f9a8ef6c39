import { sql } from 'drizzle-orm';
import type { TestCompany } from '@/db/factories/company';
import { actAs } from '@/db/session';

type Changes = Record<string, unknown> | null;

/** What the audit trail says was changed in one row, as a manager reads it. */
export async function recordedChanges(
  company: TestCompany,
  table: string,
  rowId: string,
): Promise<Changes[]> {
  const rows = await actAs(company.manager, (tx) =>
    tx.execute<{ changes: Changes }>(
      sql`select changes from audit_events where company_id = ${company.id} and table_name = ${table} and row_id = ${rowId} order by id`,
    ),
  );
  return rows.map((row) => row.changes);
}
