import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';

/** Folds at most `most` of the oldest changes into the figures; gives how many, 0 also while another fold runs. */
export async function foldStats(most = 5000): Promise<number> {
  const [row] = await actAs({ role: 'runner', name: 'fold-stats' }, (tx) =>
    tx.execute<{ folded: string }>(sql`select fold_stats(${most}) as folded`),
  );
  return Number(row?.folded ?? 0);
}

/** The same where more than `over` of them wait, else nothing. */
export async function foldMany({ over, most }: { over: number; most: number }): Promise<number> {
  const [row] = await actAs({ role: 'runner', name: 'fold-stats' }, (tx) =>
    tx.execute<{ folded: string }>(sql`select fold_many(${over}, ${most}) as folded`),
  );
  return Number(row?.folded ?? 0);
}

/** What a company of a million bookings may take on a busy machine; ordinary questions get half a minute. */
const checkTimeout = '10min';

/** Compares a company's figures with its rows and puts right what differs; gives how many figures did. */
export async function reconcileStats(companyId: string): Promise<number> {
  const [row] = await actAs({ role: 'runner', name: 'reconcile-stats' }, async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', ${checkTimeout}, true)`);
    return tx.execute<{ wrong: string }>(sql`select reconcile_stats(${companyId}::uuid) as wrong`);
  });
  return Number(row?.wrong ?? 0);
}
