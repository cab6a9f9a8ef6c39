import { eq } from 'drizzle-orm';
import { importRows, imports } from '@/db/schema/imports';
import { actAs } from '@/db/session';
import { checkRows } from '../checking/check-import';
import type { ImportKind } from '../kinds';
import type { Manager } from '../load';
import { addImport, chooseColumns, startImport, undoImport } from '../mutations';
import { undoRows } from '../undoing/undo-import';
import { writeImport } from '../writing/write-import';

type How = {
  kind?: ImportKind;
  existing?: 'update' | 'keep';
  dayOrder?: 'day' | 'month';
  skipBad?: boolean;
  /** Fields that the person says aren't in the file. */
  without?: readonly string[];
  name?: string;
};

/** What the browser and the job do, up to the preview. */
export async function check(actor: Manager, text: string | Buffer, how: How = {}): Promise<string> {
  const { kind = 'customers', existing = 'update', name = 'list.csv', dayOrder = null } = how;
  const { id } = await addImport(actor, { kind, bytes: Buffer.from(text as string), name });
  const guessed = (await readImport(actor, id)).mapping;
  const mapping = Object.fromEntries(
    Object.entries(guessed).filter(([field]) => !how.without?.includes(field)),
  );
  await chooseColumns(actor, { id, mapping, existing, dayOrder });
  while (await checkRows(actor, id, new Date()));
  return id;
}

/** The same, and written. */
export async function bring(actor: Manager, text: string | Buffer, how: How = {}): Promise<string> {
  const id = await check(actor, text, how);
  await startImport(actor, { id, skipBad: how.skipBad ?? false });
  await writeImport(actor, id, new Date());
  return id;
}

export async function takeBack(actor: Manager, id: string): Promise<void> {
  await undoImport(actor, { id });
  while (await undoRows(actor, id));
}

export async function readImport(actor: Manager, id: string) {
  return actAs(actor, async (tx) => {
    const [found] = await tx.select().from(imports).where(eq(imports.id, id));
    if (!found) throw new Error('No such import');
    const rows = await tx
      .select()
      .from(importRows)
      .where(eq(importRows.importId, id))
      .orderBy(importRows.line);
    return { ...found, rows };
  });
}
