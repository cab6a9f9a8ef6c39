import 'server-only';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { importRows, imports } from '@/db/schema/imports';
import { actAs, type Tx } from '@/db/session';
import { addCustomers, changeCustomer } from '@/lib/customers/write-customers';
import { batchSize } from '../checking/check-import';
import { forgetVerdicts } from '../checking/forget-verdicts';
import { judgeCustomers, type Stored, type Verdict } from '../checking/judge-customers';
import { type Import, type Manager, takeStep } from '../load';

/** What was said before isn't what would happen now. */
class Outdated extends Error {}
class Cancelled extends Error {}

/**
 * Writes all rows of an import that are new or change something, or none: in one transaction, which a crash undoes and
 * the next try begins anew. Each is judged again first; where customers changed meanwhile nothing is written, and the
 * import is checked again. Gives what became of it.
 */
export async function writeImport(
  actor: Manager,
  importId: string,
  now: Date,
): Promise<'done' | 'outdated' | 'gone'> {
  try {
    return await actAs(actor, async (tx) => {
      const found = await takeStep(tx, importId, 'writing');
      if (!found) return 'gone';
      let after = 0;
      for (
        let rows = await nextRows(tx, found, after);
        rows.length > 0;
        rows = await nextRows(tx, found, after)
      ) {
        await writeRows(tx, actor, found, rows);
        after = rows.at(-1)?.line ?? after;
        // Seen while the rest is under way, so in a transaction of its own.
        await actAs(actor, (own) =>
          own
            .update(imports)
            .set({ doneRows: sql`${imports.doneRows} + ${rows.length}` })
            .where(eq(imports.id, importId)),
        );
      }
      const ended = await tx
        .update(imports)
        .set({ status: 'done', finishedAt: now, problem: null })
        .where(and(eq(imports.id, importId), eq(imports.status, 'writing')))
        .returning({ id: imports.id });
      if (ended.length === 0) throw new Cancelled();
      return 'done';
    });
  } catch (error) {
    if (error instanceof Cancelled) return 'gone';
    if (!(error instanceof Outdated)) throw error;
    await actAs(actor, (tx) => checkAgain(tx, actor.companyId, importId));
    return 'outdated';
  }
}

/** Back to checking, from the first row. */
export async function checkAgain(tx: Tx, companyId: string, importId: string): Promise<void> {
  await forgetVerdicts(tx, companyId, importId);
  await tx
    .update(imports)
    .set({
      status: 'checking',
      doneRows: 0,
      problem: 'Customers were changed meanwhile. Nothing was written; this is what it would do now.',
    })
    .where(and(eq(imports.id, importId), eq(imports.status, 'writing')));
}

function nextRows(tx: Tx, { companyId, id }: Import, after: number) {
  return tx
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.companyId, companyId),
        eq(importRows.importId, id),
        inArray(importRows.outcome, ['new', 'update']),
        gt(importRows.line, after),
      ),
    )
    .orderBy(asc(importRows.line))
    .limit(batchSize);
}

type Row = typeof importRows.$inferSelect;
type Written = { line: number; id: string; version: number; before: Record<string, unknown> | null };

async function writeRows(tx: Tx, actor: Manager, { id, mapping, existing }: Import, rows: readonly Row[]) {
  const verdicts = await judgeCustomers(tx, actor, {
    mapping,
    existing,
    rows: rows.map(({ cells }) => cells),
  });
  if (rows.some((row, index) => !agrees(row, verdicts[index]))) throw new Outdated();
  const pairs = rows.map((row, index) => ({ row, verdict: verdicts[index] as Verdict }));
  const added = pairs.flatMap(({ row, verdict }) => (verdict.outcome === 'new' ? [{ row, verdict }] : []));
  const ids = await addCustomers(
    tx,
    actor.companyId,
    added.map(({ verdict }) => verdict.columns),
  );
  const written: Written[] = added.map(({ row }, index) => ({
    line: row.line,
    id: ids[index] ?? '',
    version: 1,
    before: null,
  }));
  for (const { row, verdict } of pairs) {
    if (verdict.outcome !== 'update') continue;
    const version = await changeCustomer(tx, actor, verdict);
    if (version === undefined) throw new Outdated();
    written.push({ line: row.line, id: verdict.stored.id, version, before: beforeOf(verdict.stored) });
  }
  await tx.execute(sql`
    update ${importRows} as r set record_id = v.id, record_version = v.version, before = v.before, state = 'written'
    from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as v (line int, id uuid, version bigint, before jsonb)
    where r.company_id = ${actor.companyId}::uuid and r.import_id = ${id}::uuid and r.line = v.line`);
}

function agrees(row: Row, verdict: Verdict | undefined): boolean {
  if (row.outcome !== verdict?.outcome) return false;
  return (
    verdict.outcome !== 'update' ||
    (verdict.stored.id === row.recordId && verdict.stored.version === row.recordVersion)
  );
}

/** What a customer was, as the table's columns are called, for the database to lay back. */
function beforeOf({ name, phone, email, address, language, cuisine, notes, tags }: Stored) {
  return { name, phone, email, address, language, cuisine, notes, tags };
}
