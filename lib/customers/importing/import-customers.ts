import 'server-only';
import { sql } from 'drizzle-orm';
import { escalate } from '@/db/session';
import type { ImportRoom, Written } from '@/lib/platform/import-kind';
import { addCustomers, changeCustomer } from '../write-customers';
import { type CustomerVerdict, judgeCustomers, type Stored } from './judge-customers';

/** Customers of a file: written as the form would write them, and taken back unless somebody changed them since. */
export const customerImport: ImportRoom<CustomerVerdict> = {
  judge: judgeCustomers,
  async write(tx, actor, rows) {
    const added = rows.flatMap(({ line, verdict }) => (verdict.outcome === 'new' ? [{ line, verdict }] : []));
    const ids = await addCustomers(
      tx,
      actor.companyId,
      added.map(({ verdict }) => verdict.columns),
    );
    const written: Written[] = added.map(({ line }, index) => ({
      line,
      id: ids[index] ?? '',
      version: 1,
      before: null,
    }));
    for (const { line, verdict } of rows) {
      if (verdict.outcome !== 'update') continue;
      const version = await changeCustomer(tx, actor, verdict);
      if (version === undefined) return undefined;
      written.push({ line, id: verdict.stored.id, version, before: beforeOf(verdict.stored) });
    }
    return written;
  },
  async undo(tx, actor, importId, most) {
    const [row] = await escalate(actor, tx, () =>
      tx.execute<{ n: number }>(sql`select take_import_back(${importId}::uuid, ${most}) as n`),
    );
    return row?.n ?? 0;
  },
};

/** What a customer was, as the table's columns are called, for the database to lay back. */
function beforeOf({ name, phone, email, address, language, cuisine, notes, tags }: Stored) {
  return { name, phone, email, address, language, cuisine, notes, tags };
}
