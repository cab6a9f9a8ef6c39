import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { listPackedMonths, type PackedMonth, readPart } from './packed';

/** The first entry that isn't what was sealed: its number, what is wrong, and whose it is; none for the installation's own. */
export type Mismatch = {
  id: number;
  why: 'changed' | 'removed' | 'added' | 'seal';
  companyId: string | null;
};
const runner = { role: 'runner', name: 'verify-packed' } as const;
type Found = { first_id: string; why: Mismatch['why']; company: string | null };
type PackedVerdict = { checked: number; first: Mismatch | null };

/**
 * Holds the packed months against the seals of their entries, part by part; stops at the first entry that differs. A month
 * whose files are gone as a whole was let go by whoever keeps them, and is left out.
 */
export async function verifyPacked(): Promise<PackedVerdict> {
  let checked = 0;
  for (const month of await actAs(runner, listPackedMonths)) {
    const verdict = await verifyMonth(month);
    checked += verdict.checked;
    if (verdict.first) return { checked, first: verdict.first };
  }
  return { checked, first: null };
}

async function verifyMonth({ month, file }: PackedMonth): Promise<PackedVerdict> {
  let [checked, after] = [0, '0'];
  let next = await readOrDamaged(file, 1);
  for (let part = 1; next; part += 1) {
    if (next === damaged) return { checked, first: { id: Number(after), why: 'changed', companyId: null } };
    const lines = next;
    next = await readOrDamaged(file, part + 1);
    const isLast = next === undefined;
    const [bad] = await actAs(runner, (tx) =>
      tx.execute<Found>(
        sql`select * from verify_packed(${month}::date, ${after}::bigint, ${asList(lines)}::jsonb, ${isLast})`,
      ),
    );
    if (bad) return { checked, first: { id: Number(bad.first_id), why: bad.why, companyId: bad.company } };
    checked += lines.length;
    after = idOf(lines.at(-1)) ?? after;
  }
  return { checked, first: null };
}

const damaged = 'damaged' as const;

/** A part that can't be unpacked isn't what was written: told by the last number before it. */
async function readOrDamaged(file: string, part: number): Promise<string[] | typeof damaged | undefined> {
  try {
    return await readPart(file, part);
  } catch (error) {
    if (/^Z_/.test((error as { code?: string }).code ?? '')) return damaged;
    throw error;
  }
}

/** Lines as the one JSON text that PostgreSQL reads them from. */
export const asList = (lines: readonly string[]): string => `[${lines.join(',')}]`;

const idOf = (line: string | undefined) => (line ? /"id": ?(\d+)/.exec(line)?.[1] : undefined);
