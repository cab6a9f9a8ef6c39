import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { type Mismatch, verifyPacked } from './verify-packed';

/** Entries that one seal of a company covers at most. */
const atOnce = 5000;
/** So that one run ends before the next begins, however much waits. */
const batches = 200;

/**
 * Seals what was committed in the audit trail before the last call, company by company; gives how many of its numbers
 * were gone through. A row that is changed, removed or added afterwards, by whomever, no longer fits its seal.
 */
export async function sealAudit(): Promise<number> {
  let sealed = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const [row] = await actAs({ role: 'runner', name: 'seal-audit' }, (tx) =>
      tx.execute<{ sealed: string }>(sql`select seal_audit(${atOnce}) as sealed`),
    );
    const more = Number(row?.sealed ?? 0);
    if (more === 0) break;
    sealed += more;
  }
  return sealed;
}

export type SealCheck = { checked: number; ok: boolean; first: Mismatch | null };

type Stretch = {
  ended_at: string | null;
  compared: string;
  first_id: string | null;
  why: Mismatch['why'];
  company: string | null;
};

/**
 * Holds the whole audit trail, as far as it is sealed, and the months that were packed away against its seals; stops at the first
 * stretch that differs.
 */
export async function verifyAudit(): Promise<SealCheck> {
  let checked = 0;
  for (let from: string | null = '0'; from !== null; ) {
    const [stretch]: Stretch[] = await actAs({ role: 'runner', name: 'verify-audit' }, (tx) =>
      tx.execute<Stretch>(sql`select * from verify_audit(${from}::bigint, ${atOnce})`),
    );
    if (!stretch) break;
    checked += Number(stretch.compared);
    if (stretch.first_id !== null) {
      const { first_id: id, why, company: companyId } = stretch;
      return { checked, ok: false, first: { id: Number(id), why, companyId } };
    }
    from = stretch.ended_at;
  }
  const packed = await verifyPacked();
  return { checked: checked + packed.checked, ok: packed.first === null, first: packed.first };
}
