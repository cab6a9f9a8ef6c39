import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { importKinds } from '@/db/enums-of-files';
import { importRows, imports } from '@/db/schema/imports';
import type { Tx } from '@/db/session';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { formatCount } from '@/lib/platform/format/numbers';
import { cleanLine } from '@/lib/platform/text';
import { forgetVerdicts } from './checking/forget-verdicts';
import { announceStep, type ImportStep } from './events';
import { fieldsOf, type ImportKind } from './kinds';
import type { Import } from './load';
import { guessColumns, namedHeads } from './mapping/guess-columns';
import { wrongFile } from './reading/file-kind';
import { foldLines } from './reading/fold-lines';
import { type Row, readRows } from './reading/read-rows';
import { columnsInput, importId, mostRows, startInput, undoDays } from './schema';

/** Each one is read on the spot. */
const mostFiles = { limit: 30, windowSeconds: 600 };
const tooMany = 'That is a lot of files at once. Wait ten minutes, then go on.';
const insertedAtOnce = 1000;

/** A file as it arrives, and what is in it. */
const fileInput = z.object({
  kind: z.enum(importKinds, { error: 'Say what is in the file.' }),
  bytes: z.instanceof(Buffer),
  name: z.string().max(200),
});

/**
 * Takes a file: reads its rows into the database, where they stay until they are forgotten; the file itself is kept
 * nowhere. Says what each column seems to hold. Throws Refusal for what can't be read as a list.
 */
export const addImport = command({
  name: 'add import',
  permission: 'imports.run',
  input: fileInput,
  output: z.object({ id: z.uuid() }),
  before: ({ userId }) => mustBeWithin({ key: `import:${userId}`, ...mostFiles }, tooMany),
  write: async (tx, { kind, bytes, name }, { companyId, userId }) => {
    const table = readRows(bytes, name);
    const { readAs } = table;
    const rows = kind === 'bookings' ? foldLines(table.rows) : table.rows;
    const first = await rows.next();
    if (first.done) throw wrongFile('There is nothing in this file. Export the list again.');
    const heads = namedHeads(first.value.cells);
    const id = v7();
    const made = {
      id,
      companyId,
      kind,
      readAs,
      heads,
      createdBy: userId,
      sentBy: userId,
    };
    const mapping = guessColumns(fieldsOf[kind], heads, await remembered(tx, kind));
    const fileName = cleanLine(name) || 'List';
    // The rows stand on the import, whose number of rows is known at their end.
    const waiting: Row[] = [];
    const held: Row[][] = [];
    let total = 0;
    for await (const row of rows) {
      total += 1;
      if (total > mostRows)
        throw wrongFile(`This list has more than ${formatCount(mostRows)} rows. Cut it in two.`);
      waiting.push(row);
      if (waiting.length === insertedAtOnce) held.push(waiting.splice(0));
    }
    if (total === 0) throw wrongFile('This list has its heads and no rows under them.');
    await tx.insert(imports).values({ ...made, fileName, mapping, totalRows: total });
    for (const some of [...held, waiting])
      if (some.length > 0)
        await tx.execute(sql`
          insert into ${importRows} (company_id, import_id, line, cells)
          select ${companyId}::uuid, ${id}::uuid, v.line, v.cells
          from jsonb_to_recordset(${JSON.stringify(some)}::text::jsonb) as v (line int, cells text[])`);
    return { id };
  },
});

/** What the company said of the columns of its last file: field → head. */
async function remembered(tx: Tx, kind: ImportKind): Promise<Record<string, string>> {
  const [last] = await tx
    .select({ heads: imports.heads, mapping: imports.mapping })
    .from(imports)
    .where(and(eq(imports.kind, kind), inArray(imports.status, ['checked', 'writing', 'done', 'undone'])))
    .orderBy(desc(imports.createdAt))
    .limit(1);
  return Object.fromEntries(
    Object.entries(last?.mapping ?? {}).map(([field, column]) => [field, last?.heads[column] ?? '']),
  );
}

async function load(tx: Tx, id: string): Promise<Import> {
  const [found] = await tx.select().from(imports).where(eq(imports.id, id)).for('update');
  if (!found) throw notFound('import');
  return found;
}

function mustBeAt(found: Import, steps: readonly Import['status'][]): void {
  if (!steps.includes(found.status))
    throw new Refusal('conflict', 'This import is at another step by now. Reload the page.');
}

const sentOn = z.object({ id: z.uuid() });
const announce =
  (step: ImportStep['step']) =>
  ({ id, at }: { id: string; at: Date }, { companyId }: { companyId: string }) =>
    announceStep({ companyId, importId: id, step }, at);

/** Says which column holds what; all rows are checked after it, and nothing is written. */
export const chooseColumns = command({
  name: 'choose columns of import',
  permission: 'imports.run',
  input: columnsInput,
  output: sentOn,
  write: async (tx, { id, mapping, existing, dayOrder }, { companyId, userId }, at) => {
    const found = await load(tx, id);
    mustBeAt(found, ['columns', 'checked']);
    if (Object.values(mapping).some((column) => column >= found.heads.length))
      throw new Refusal('invalid', 'The file has no such column.');
    const lacking = fieldsOf[found.kind].find(({ name, missing }) => missing && mapping[name] === undefined);
    if (lacking?.missing) throw refuseField(lacking.name, lacking.missing);
    const known = fieldsOf[found.kind].flatMap(({ name }) =>
      mapping[name] === undefined ? [] : [[name, mapping[name]]],
    );
    await forgetVerdicts(tx, companyId, id);
    await tx
      .update(imports)
      .set({
        mapping: Object.fromEntries(known),
        existing,
        dayOrder,
        status: 'checking',
        sentBy: userId,
        doneRows: 0,
        problem: null,
      })
      .where(eq(imports.id, id));
    return { id, at };
  },
  after: announce('checking'),
});

/** Writes what was checked. Throws Refusal where rows can't be read and aren't to be left out. */
export const startImport = command({
  name: 'start import',
  permission: 'imports.run',
  input: startInput,
  output: sentOn,
  write: async (tx, { id, skipBad }, { companyId, userId }, at) => {
    const found = await load(tx, id);
    mustBeAt(found, ['checked']);
    const wrong = await tx
      .select({ line: importRows.line })
      .from(importRows)
      .where(
        and(
          eq(importRows.companyId, companyId),
          eq(importRows.importId, id),
          inArray(importRows.outcome, ['bad', 'conflict']),
        ),
      )
      .limit(1);
    if (wrong.length > 0 && !skipBad)
      throw new Refusal(
        'conflict',
        'Some rows can’t be taken. Leave them out, or mend the file and choose it again.',
      );
    await tx
      .update(imports)
      .set({ status: 'writing', skipBad, sentBy: userId, doneRows: 0, problem: null })
      .where(eq(imports.id, id));
    return { id, at };
  },
  after: announce('writing'),
});

/** Ends an import that has written nothing yet, also in the middle of writing: then nothing of it stays. */
export const cancelImport = command({
  name: 'cancel import',
  permission: 'imports.run',
  input: importId,
  output: nothing,
  write: async (tx, { id }, _actor, at) => {
    const found = await load(tx, id);
    mustBeAt(found, ['columns', 'checking', 'checked', 'writing']);
    await tx.update(imports).set({ status: 'cancelled', finishedAt: at }).where(eq(imports.id, id));
  },
});

/** Takes a whole import back: what it added goes, what it changed is as before, unless it changed since. */
export const undoImport = command({
  name: 'undo import',
  permission: 'imports.run',
  input: importId,
  output: sentOn,
  write: async (tx, { id }, { userId }, at) => {
    const found = await load(tx, id);
    mustBeAt(found, ['done']);
    const since = found.finishedAt?.getTime() ?? at.getTime();
    if (at.getTime() - since > undoDays * 86_400_000)
      throw new Refusal('conflict', `An import can be taken back for ${undoDays} days.`);
    await tx
      .update(imports)
      .set({ status: 'undoing', sentBy: userId, doneRows: 0 })
      .where(eq(imports.id, id));
    return { id, at };
  },
  after: announce('undoing'),
});
