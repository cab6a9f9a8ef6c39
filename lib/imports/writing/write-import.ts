import 'server-only';
import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { importRows, imports } from '@/db/schema/imports';
import { actAs, type Tx } from '@/db/session';
import type { RowOutcome } from '@/lib/platform/import-kind';
import { batchSize } from '../checking/check-import';
import { forgetVerdicts } from '../checking/forget-verdicts';
import { broughtBy } from '../checking/order-rows';
import { rooms } from '../import-rooms';
import { type Import, type Manager, takeStep } from '../load';

/** What was said before isn't what would happen now. */
class Outdated extends Error {}
class Cancelled extends Error {}

/**
 * Writes all rows of an import that are new or change something, or none: in one transaction, which a crash undoes and
 * the next try begins anew. Each is judged again first; where records changed meanwhile nothing is written, and the
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
      for (const pass of passesOf(found)) await writePass(tx, actor, found, { pass, now });
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

/** Which rows are written after which others: those of an earlier pass may be what a later one stands on. */
function passesOf({ kind }: Import): (SQL | undefined)[] {
  const { first, last } = rooms[kind];
  if (!first) return [undefined];
  const own = sql`split_part(${importRows.key}, ':', 1)`;
  if (!last) return [sql`${own} = ${first}`, sql`${own} <> ${first}`];
  return [sql`${own} = ${first}`, sql`${own} not in (${first}, ${last.key})`, sql`${own} = ${last.key}`];
}

type Pass = { pass: SQL | undefined; now: Date };

async function writePass(tx: Tx, actor: Manager, found: Import, { pass, now }: Pass): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await nextRows(tx, found, { after, pass });
    if (rows.length === 0) return;
    await writeRows(tx, actor, found, { rows, now });
    after = rows.at(-1)?.line ?? after;
    // Seen while the rest is under way, so in a transaction of its own.
    await actAs(actor, (own) =>
      own
        .update(imports)
        .set({ doneRows: sql`${imports.doneRows} + ${rows.length}` })
        .where(eq(imports.id, found.id)),
    );
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
      problem: 'Somebody changed records meanwhile. Nothing was written; this is what it would do now.',
    })
    .where(and(eq(imports.id, importId), eq(imports.status, 'writing')));
}

type Next = { after: number; pass: SQL | undefined };

function nextRows(tx: Tx, { companyId, id }: Import, { after, pass }: Next) {
  return tx
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.companyId, companyId),
        eq(importRows.importId, id),
        inArray(importRows.outcome, ['new', 'update']),
        gt(importRows.line, after),
        pass,
      ),
    )
    .orderBy(asc(importRows.line))
    .limit(batchSize);
}

type Row = typeof importRows.$inferSelect;

async function writeRows(
  tx: Tx,
  actor: Manager,
  found: Import,
  { rows, now }: { rows: readonly Row[]; now: Date },
): Promise<void> {
  const { id, kind, mapping, existing, dayOrder } = found;
  const verdicts = await rooms[kind].judge(tx, actor, {
    mapping,
    existing,
    dayOrder,
    now,
    brought: broughtBy(tx, found),
    rows: rows.map(({ cells }) => cells),
  });
  if (rows.some((row, index) => !agrees(row, verdicts[index]))) throw new Outdated();
  const written = await rooms[kind].write(
    tx,
    actor,
    rows.map(({ line }, index) => ({ line, verdict: verdicts[index] as RowOutcome })),
  );
  if (!written) throw new Outdated();
  await tx.execute(sql`
    update ${importRows} as r set record_id = v.id, record_version = v.version, before = v.before, made_id = v."madeId", state = 'written'
    from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as v (line int, id uuid, version bigint, before jsonb, "madeId" uuid)
    where r.company_id = ${actor.companyId}::uuid and r.import_id = ${id}::uuid and r.line = v.line`);
}

function agrees(row: Row, verdict: RowOutcome | undefined): boolean {
  if (row.outcome !== verdict?.outcome) return false;
  return (
    verdict.outcome !== 'update' ||
    (verdict.stored.id === row.recordId && verdict.stored.version === row.recordVersion)
  );
}
