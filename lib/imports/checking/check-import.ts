import 'server-only';
import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { importRows, imports } from '@/db/schema/imports';
import { actAs, type Tx } from '@/db/session';
import { formatCount } from '@/lib/platform/format/numbers';
import type { RowOutcome } from '@/lib/platform/import-kind';
import { rooms } from '../import-rooms';
import { fieldsOf, nounOf } from '../kinds';
import { type Import, type Manager, takeStep } from '../load';
import { isTooLong } from '../reading/read-rows';
import { broughtBy, lastRows } from './order-rows';

/** Rows that are held at a time. */
export const batchSize = 500;

/**
 * Checks the next rows of an import in a transaction of its own. Gives whether there are more; a second worker, or one
 * after a crash, goes on where the last one committed.
 */
export function checkRows(actor: Manager, importId: string, now: Date): Promise<boolean> {
  return actAs(actor, async (tx) => {
    const found = await takeStep(tx, importId, 'checking');
    if (!found) return false;
    const next = await tx
      .select({ line: importRows.line, cells: importRows.cells, last: lastRows(found).as('last') })
      .from(importRows)
      .where(
        and(
          eq(importRows.companyId, actor.companyId),
          eq(importRows.importId, importId),
          isNull(importRows.outcome),
        ),
      )
      .orderBy(sql`"last"`, asc(importRows.line))
      .limit(batchSize);
    const rows = next.filter((row) => row.last === next[0]?.last);
    if (rows.length === 0) {
      await tx.update(imports).set({ status: 'checked' }).where(eq(imports.id, importId));
      return false;
    }
    const verdicts = await judge(
      tx,
      actor,
      found,
      rows.map(({ cells }) => cells),
      now,
    );
    await keepVerdicts(
      tx,
      found,
      await withoutRepeats(
        tx,
        found,
        verdicts.map((one, index) => ({ ...one, line: rows[index]?.line ?? 0 })),
      ),
    );
    await tx
      .update(imports)
      .set({ doneRows: sql`${imports.doneRows} + ${rows.length}` })
      .where(eq(imports.id, importId));
    return true;
  });
}

/** What no kind of record could take is never asked of one. */
async function judge(
  tx: Tx,
  actor: Manager,
  found: Import,
  rows: readonly string[][],
  now: Date,
): Promise<RowOutcome[]> {
  const { kind, mapping, existing, dayOrder } = found;
  const long = rows.map((cells) =>
    Object.entries(mapping).find(([, column]) => isTooLong(cells[column] ?? '')),
  );
  const verdicts = await rooms[kind].judge(tx, actor, {
    mapping,
    existing,
    dayOrder,
    now,
    brought: broughtBy(tx, found),
    rows: rows.filter((_, index) => !long[index]),
  });
  return long.map((cell) => {
    const verdict = cell ? undefined : verdicts.shift();
    if (verdict) return verdict;
    const reason = 'This cell is longer than 10,000 characters.';
    return { key: 'row:', outcome: 'bad', field: cell?.[0] ?? 'name', reason };
  });
}

type Placed = RowOutcome & { line: number };

/** Two rows about one record would each change what the other did: the first counts. */
async function withoutRepeats(
  tx: Tx,
  { id, companyId, kind }: Import,
  verdicts: Placed[],
): Promise<Placed[]> {
  const first = verdicts[0]?.line ?? 0;
  const earlier = await tx
    .select({ key: importRows.key, line: importRows.line })
    .from(importRows)
    .where(
      and(
        eq(importRows.companyId, companyId),
        eq(importRows.importId, id),
        inArray(
          importRows.key,
          verdicts.map(({ key }) => key),
        ),
        lt(importRows.line, first),
      ),
    );
  const seen = new Map(earlier.map(({ key, line }) => [key, line]));
  return verdicts.map((verdict) => {
    if (verdict.outcome === 'bad') return verdict;
    const { key, line } = verdict;
    const before = seen.get(key);
    seen.set(key, Math.min(before ?? line, line));
    return before === undefined
      ? verdict
      : {
          key,
          line,
          outcome: 'conflict',
          field: fieldsOf[kind].find(({ name }) => key.startsWith(`${name}:`))?.name ?? 'name',
          reason: `Line ${formatCount(before)} is about the same ${nounOf(kind, key)}.`,
        };
  });
}

async function keepVerdicts(tx: Tx, { id, companyId }: Import, verdicts: readonly Placed[]): Promise<void> {
  const rows = verdicts.map((verdict) => ({
    line: verdict.line,
    key: verdict.outcome === 'bad' ? null : verdict.key,
    outcome: verdict.outcome,
    field: 'field' in verdict ? verdict.field.slice(0, 40) : null,
    reason: 'reason' in verdict ? verdict.reason.slice(0, 500) : null,
    record_id: 'stored' in verdict ? verdict.stored.id : null,
    record_version: 'stored' in verdict ? verdict.stored.version : null,
    changed: 'changed' in verdict ? verdict.changed : [],
  }));
  await tx.execute(sql`
    update ${importRows} as r set outcome = v.outcome, field = v.field, reason = v.reason, key = v.key, record_id = v.record_id,
      record_version = v.record_version, changed = v.changed
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v (line int, key text, outcome text, field text, reason text,
      record_id uuid, record_version bigint, changed text[])
    where r.company_id = ${companyId}::uuid and r.import_id = ${id}::uuid and r.line = v.line`);
}
