import 'server-only';
import { sql } from 'drizzle-orm';
import { type Actor, actAs } from '@/db/session';
import { listPackedMonths, readPart } from '@/lib/audit/packed';
import { asList } from '@/lib/audit/verify-packed';
import { atMost } from '@/lib/platform/limit-concurrency';

type Entry = Record<string, unknown>;
const keyForm = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Whole months are read for it. */
const reading = atMost(1, {
  waiting: 5,
  sentence: 'Others are taking such files along right now. Try again in a minute.',
});

/**
 * What the trail's packed months tell of a person, the oldest first: by the keys of their rows. None where no month was packed.
 * Throws Refusal where too many ask at once.
 */
export async function readPackedEntries(actor: Actor, customerId: string): Promise<Entry[]> {
  const months = await actAs({ role: 'runner', name: 'person-file' }, listPackedMonths);
  return months.length === 0 ? [] : reading(() => readMonths(actor, customerId, months.toReversed()));
}

async function readMonths(
  actor: Actor,
  customerId: string,
  months: readonly { file: string }[],
): Promise<Entry[]> {
  const rows = await actAs(actor, (tx) =>
    tx.execute<{ key: string }>(sql`select person_keys(${customerId}::uuid) as key`),
  );
  const keys = new Set(rows.map(({ key }) => key));
  const found: Entry[] = [];
  for (const { file } of months)
    for (let part = 1; ; part += 1) {
      const lines = await readPart(file, part);
      if (!lines) break;
      const theirs = lines.filter((line) => line.match(keyForm)?.some((key) => keys.has(key)));
      if (theirs.length > 0) found.push(...(await tellLines(actor, customerId, theirs)));
    }
  return found;
}

async function tellLines(actor: Actor, customerId: string, lines: readonly string[]): Promise<Entry[]> {
  const told = await actAs(actor, (tx) =>
    tx.execute<{ row: Entry }>(sql`select person_lines(${customerId}::uuid, ${asList(lines)}::jsonb) as row`),
  );
  return told.map(({ row }) => row);
}
