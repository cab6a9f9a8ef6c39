import 'server-only';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { actAs, type Tx } from '@/db/session';
import { store } from '@/lib/platform/store/store';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A month of the trail that was packed away: its first day, and where its parts lie. */
export type PackedMonth = { month: string; file: string };

const keyOf = (file: string, part: number) => `${file}/part-${part}.gz`;

/** Entries of one part, one a line as JSON; undefined where there is no such part. Parts count from 1. */
export async function readPart(file: string, part: number): Promise<string[] | undefined> {
  const bytes = await store().get(keyOf(file, part));
  if (!bytes) return undefined;
  return (await unpack(bytes)).toString().split('\n').filter(Boolean);
}

/** Puts entries in place of what the part was. Gives the text that was packed. */
export async function writePart(file: string, part: number, lines: readonly string[]): Promise<string> {
  const text = lines.map((line) => `${line}\n`).join('');
  await store().put(keyOf(file, part), await pack(text), 'application/gzip');
  return text;
}

/** The packed months, the newest first. */
export async function listPackedMonths(tx: Tx): Promise<PackedMonth[]> {
  return [...(await tx.execute<PackedMonth>(sql`select month, file from packed_months()`))];
}

/**
 * Runs `work` while nobody else writes packed months. Throws where somebody does: whoever waits would hold a connection, and
 * jobs come again.
 */
export function aloneWithPacked<T>(work: () => Promise<T>): Promise<T> {
  return actAs({ role: 'runner', name: 'packed-trail' }, async (tx) => {
    const [turn] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended('packed trail', 0)) as mine`,
    );
    if (!turn?.mine) throw new Error('Packed months of the trail are being written by another process');
    return work();
  });
}
