import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { exchangeRates } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import { readMoment } from '@/lib/platform/format/typed-moment';
import {
  type ImportGiven,
  type ImportRoom,
  readable,
  readRows,
  Unreadable,
  unreadable,
  type Written,
} from '@/lib/platform/import-kind';
import { parseRate, plainRate, rateVersion } from '../rules';

type Field = 'name' | 'validFrom' | 'rate';
type ReadRate = { currency: string; validFrom: string; rate: string };
type Stored = { id: string; version: number; rate: string };

export type RateVerdict = { key: string } & (
  | { outcome: 'new'; row: ReadRate }
  | { outcome: 'same'; stored: Stored }
  | { outcome: 'update'; stored: Stored; row: ReadRate; changed: readonly string[] }
  | { outcome: 'conflict' | 'bad'; field: Field; reason: string }
);

/** Dated rates of a file. A rate has no version of its own: what it is stands for it, so that a changed one is seen. */
export const rateImport: ImportRoom<RateVerdict> = {
  judge: (tx, _actor, given) => judgeRates(tx, given),
  async write(tx, { companyId }, rows) {
    const written: Written[] = [];
    for (const { line, verdict } of rows) {
      if (verdict.outcome === 'new') {
        const id = v7();
        const made = await tx
          .insert(exchangeRates)
          .values({ id, companyId, ...verdict.row })
          .onConflictDoNothing()
          .returning({ id: exchangeRates.id });
        if (made.length === 0) return undefined;
        written.push({
          line,
          id,
          version: rateVersion(verdict.row.rate),
          before: { left: verdict.row.rate },
        });
      }
      if (verdict.outcome === 'update') {
        const { stored, row } = verdict;
        const changed = await tx
          .update(exchangeRates)
          .set({ rate: row.rate })
          .where(and(eq(exchangeRates.id, stored.id), eq(exchangeRates.rate, stored.rate)))
          .returning({ id: exchangeRates.id });
        if (changed.length === 0) return undefined;
        const before = { rate: stored.rate, left: row.rate };
        written.push({ line, id: stored.id, version: rateVersion(row.rate), before });
      }
    }
    return written;
  },
  async undo(tx, _actor, importId, most) {
    const [row] = await tx.execute<{ n: number }>(
      sql`select take_rates_back(${importId}::uuid, ${most}) as n`,
    );
    return row?.n ?? 0;
  },
};

async function judgeRates(
  tx: Tx,
  { rows, mapping, dayOrder, existing }: ImportGiven,
): Promise<RateVerdict[]> {
  const [company] = await tx
    .select({ currency: companies.currency, locale: companies.locale })
    .from(companies);
  if (!company) throw new Error('Rates need a company');
  const read = readRows(rows, (cells) => readRate(cells, { mapping, dayOrder, ...company }));
  const known = await findKnown(tx, readable(read));
  return read.map((row): RateVerdict => {
    if (row instanceof Unreadable) return unreadable<Field>(row);
    const key = `name:${row.currency}:${row.validFrom}`;
    const stored = known.get(`${row.currency}:${row.validFrom}`);
    if (!stored) return { key, outcome: 'new', row };
    return plainRate(stored.rate) === row.rate || existing === 'keep'
      ? { key, outcome: 'same', stored }
      : { key, outcome: 'update', stored, row, changed: ['rate'] };
  });
}

type Reading = Pick<ImportGiven, 'mapping' | 'dayOrder'> & { currency: string; locale: string };

/** A currency by its three letters ("USD", "USD/GHS", "USDGHS"), a day, and what one unit costs in the company's. */
function readRate(cells: readonly string[], { mapping, dayOrder, currency: own, locale }: Reading): ReadRate {
  const cell = (field: Field) => (cells[mapping[field] ?? -1] ?? '').trim();
  const word = cell('name')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  const currency = word.length === 6 && word.endsWith(own) ? word.slice(0, 3) : word;
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Unreadable('name', 'Write the three letters of the currency, such as USD.');
  if (currency === own) throw new Unreadable('name', 'This is your own currency. Leave the row out.');
  const moment = readMoment(cell('validFrom'), dayOrder ?? null);
  if (moment === 'ambiguous')
    throw new Unreadable(
      'validFrom',
      'This can be two dates. Say with the columns whether the day or the month comes first.',
    );
  if (!moment) throw new Unreadable('validFrom', 'Write the day as 2026-06-13.');
  const typed = cell('rate');
  // As the company writes numbers, or with the point that other programs write.
  const rate = parseRate(typed, locale) ?? parseRate(typed, 'en-GB');
  if (rate === undefined)
    throw new Unreadable('rate', 'Write what one unit costs, above zero, such as 12.35.');
  return { currency, validFrom: moment.day, rate };
}

/** The rates that the rows are about. */
async function findKnown(tx: Tx, rows: readonly ReadRate[]): Promise<Map<string, Stored>> {
  if (rows.length === 0) return new Map();
  const found = await tx
    .select({
      id: exchangeRates.id,
      currency: exchangeRates.currency,
      validFrom: exchangeRates.validFrom,
      rate: exchangeRates.rate,
    })
    .from(exchangeRates)
    .where(
      and(
        inArray(exchangeRates.currency, [...new Set(rows.map(({ currency }) => currency))]),
        inArray(exchangeRates.validFrom, [...new Set(rows.map(({ validFrom }) => validFrom))]),
      ),
    );
  return new Map(
    found.map(({ id, currency, validFrom, rate }) => [
      `${currency}:${validFrom}`,
      { id, rate, version: rateVersion(rate) },
    ]),
  );
}
