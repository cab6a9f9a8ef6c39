import 'server-only';
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { aloneWithPacked, writePart } from '@/lib/audit/packed';

const runner = { role: 'runner', name: 'retire-trail' } as const;

/** Entries of one part of a month's file: some ten megabytes before they are packed. */
const partSize = 10_000;
/** Months that one run lets go; more wait for the next night. */
const mostMonths = 24;

export type Retired = { month: string; entries: number; file: string };

/**
 * Lets the trail's oldest months go: each is written into packed files of the store, one entry a line as JSON, and then its
 * partition is dropped, in one transaction with an entry that says so. Only months that have been over for `months` whole
 * ones, at least twelve, and that are sealed to the last entry. Without a number nothing ever goes. Gives what went.
 */
export async function retireTrail(today: Date, months: number | undefined): Promise<Retired[]> {
  const gone: Retired[] = [];
  if (months === undefined) return gone;
  while (gone.length < mostMonths) {
    const month = await dueMonth(today, months);
    if (!month) break;
    gone.push(await aloneWithPacked(() => retireMonth(month, months)));
  }
  return gone;
}

/** Throws CT097 where entries of the month were emptied while its file was written: the next run writes it anew. */
async function retireMonth(month: string, months: number): Promise<Retired> {
  const file = `audit/${month.slice(0, 7)}`;
  const [before] = await actAs(runner, (tx) =>
    tx.execute<{ emptied: string }>(sql`select audit_month_emptied(${month}::date) as emptied`),
  );
  const { entries, digest } = await keepMonth(month, file);
  await actAs(runner, (tx) =>
    tx.execute(
      sql`select retire_audit_month(${month}::date, ${months}, ${entries}, ${file}, decode(${digest}, 'hex'),
        ${before?.emptied ?? '0'}::bigint)`,
    ),
  );
  return { month, entries, file };
}

async function dueMonth(today: Date, months: number): Promise<string | undefined> {
  const [row] = await actAs(runner, (tx) =>
    tx.execute<{ month: string | null }>(
      sql`select audit_month_due(${today.toISOString()}::timestamptz, ${months})::text as month`,
    ),
  );
  return row?.month ?? undefined;
}

/** Writes a month's entries into numbered parts; the digest is over all of their lines. Writing it again gives the same. */
async function keepMonth(month: string, file: string): Promise<{ entries: number; digest: string }> {
  const digest = createHash('sha256');
  let [entries, part, after] = [0, 0, '0'];
  for (;;) {
    const lines = await actAs(runner, (tx) =>
      tx.execute<{ id: string; line: string }>(
        sql`select id::text, line from audit_month_lines(${month}::date, ${after}::bigint, ${partSize})`,
      ),
    );
    if (lines.length === 0) break;
    part += 1;
    entries += lines.length;
    after = lines.at(-1)?.id ?? after;
    digest.update(
      await writePart(
        file,
        part,
        lines.map(({ line }) => line),
      ),
    );
  }
  return { entries, digest: digest.digest('hex') };
}
