import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs, type Tx } from '@/db/session';
import { aloneWithPacked, listPackedMonths, readPart, writePart } from '@/lib/audit/packed';
import { asList } from '@/lib/audit/verify-packed';

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'anonymising' }) as const;
type Waiting = { id: string; version: number };
/** What becomes of some of the lines that were given, by their place among them. */
type Changed = { place: number; line: string };
type Ask = (tx: Tx, lines: string) => PromiseLike<readonly Changed[]>;

/**
 * Empties the trail's packed months of what waits to be emptied there: of a person who was anonymised, and of what a company
 * keeps for so long only. What is emptied is listed before it is written: what is lost between is emptied by the next run. Gives
 * how many entries changed. Throws where another process writes packed months.
 */
export async function emptyPacked(companyId: string): Promise<number> {
  const actor = systemOf(companyId);
  const waiting = await actAs(actor, (tx) =>
    tx.execute<Waiting>(sql`select id, version from packed_waiting()`),
  );
  let emptied = 0;
  for (const { id, version } of waiting) {
    emptied += await rewrite(companyId, (tx, lines) =>
      tx.execute<Changed>(sql`select place, line from empty_packed(${id}::uuid, ${lines}::jsonb)`),
    );
    await actAs(actor, (tx) => tx.execute(sql`select packed_done(${id}::uuid, ${version})`));
  }
  return emptied;
}

/**
 * After a backup was put back: empties lines again that the trail has as emptied, and lists those that are emptied and that the
 * trail, being of an earlier night, doesn't know of. Gives how many changed.
 */
export const reconcilePacked = (companyId: string): Promise<number> =>
  rewrite(companyId, (tx, lines) =>
    tx.execute<Changed>(sql`select place, line from reconcile_packed(${lines}::jsonb)`),
  );

/** The newest first: a file of a comment is told by the entry that joined it, and found by its key in older ones. */
async function rewrite(companyId: string, ask: Ask): Promise<number> {
  let changed = 0;
  for (const { file } of await actAs(systemOf(companyId), listPackedMonths))
    for (let part = await lastPart(file); part > 0; part -= 1)
      changed += await aloneWithPacked(() => rewritePart(companyId, { file, part }, ask));
  return changed;
}

async function lastPart(file: string): Promise<number> {
  let part = 0;
  while (await readPart(file, part + 1)) part += 1;
  return part;
}

/** Of one part, which is read anew since another process may have written it. */
async function rewritePart(
  companyId: string,
  { file, part }: { file: string; part: number },
  ask: Ask,
): Promise<number> {
  const lines = await readPart(file, part);
  const own = lines?.flatMap((line, at) => (line.includes(companyId) ? [at] : [])) ?? [];
  if (!lines || own.length === 0) return 0;
  const given = asList(own.map((at) => lines[at] ?? ''));
  const changed = await actAs(systemOf(companyId), (tx) => Promise.resolve(ask(tx, given)));
  for (const { place, line } of changed) {
    const at = own[place];
    if (at !== undefined) lines[at] = line;
  }
  if (changed.length > 0) await writePart(file, part, lines);
  return changed.length;
}
