import 'server-only';
import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedByShape, preparedText } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { taxComponents } from '@/db/schema/companies';
import { accountCodes, postingLines, postings } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { isMoment, readTextCursor, turnPage, writeTextCursor } from '@/lib/platform/cursor';
import { keptCells, keptUpTo } from '@/lib/stats/kept-cells';
import { type AccountName, accountsWith, codeOf } from './accounts';
import { codesInput } from './schema';

const codesQuery = prepared((db) => db.select().from(accountCodes));
const taxesQuery = prepared((db) =>
  db.selectDistinct({ code: taxComponents.code }).from(taxComponents).orderBy(asc(taxComponents.code)),
);

const day = (bound: string) => `(select ${bound} from days)`;
/**
 * What stands on each account after a stretch of the company's days, and what moved in it; minor units, debit above zero. Costs months
 * and not days, however long the books go back.
 */
const balanceQuery = preparedText<{
  account: AccountName;
  part: string;
  debit: number;
  credit: number;
  balance: number;
}>(
  `with days as materialized (select $1::date as from_day, $2::date as to_day)
  select s.key as account, s.kind as part, coalesce(sum(s.paid) filter (where s.moved), 0)::float8 as debit,
    coalesce(sum(s.paid - s.amount) filter (where s.moved), 0)::float8 as credit,
    coalesce(sum(s.amount) filter (where not s.moved), 0)::float8 as balance
  from (select u.*, false as moved from (${keptUpTo(['ledger'], { to: 'to_day', day })}) u
    union all ${keptCells(['ledger'], { from: 'from_day', to: 'to_day', as: 'true as moved', day })}) s group by 1, 2`,
  ['from', 'to'],
);

export type Period = { from: string; to: string };

/** The accounts over a stretch of days, and what the accountant calls them. */
export const askLedger = (tx: Tx, period: Period) =>
  [balanceQuery(tx, period), codesQuery(tx), taxesQuery(tx)] as const;

export function tellLedger([balances, codes, taxes]: Answers<ReturnType<typeof askLedger>>) {
  const used = balances.flatMap(({ account, part }) => (account === 'tax' ? [part] : []));
  const places = accountsWith([...new Set([...taxes.map(({ code }) => code), ...used])]);
  return {
    accounts: places.map((place) => {
      const found = balances.find(({ account, part }) => account === place.account && part === place.part);
      return { ...place, code: codeOf(codes, place), debit: 0, credit: 0, balance: 0, ...found };
    }),
  };
}

export type LedgerAccount = ReturnType<typeof tellLedger>['accounts'][number];

const journalQuery = preparedByShape((db, { placed, size }: { placed: boolean; size: number }) => {
  const place = sql`(${sql.placeholder('day')}::date, ${sql.placeholder('id')}::uuid, ${sql.placeholder('position')}::smallint)`;
  return db
    .select({
      ...{ id: postings.id, day: postings.day, kind: postings.kind, position: postingLines.position },
      ...{ account: postingLines.account, part: postingLines.part, amount: postingLines.amount },
      code: accountCodes.code,
      booking: bookings.reference,
      document: sql<string | null>`coalesce(
        (select i.reference from invoices i where i.company_id = ${postings.companyId} and i.id = ${postings.sourceId}),
        (select r.reference from payments p join receipts r on r.company_id = p.company_id and r.id = p.receipt_id
          where p.company_id = ${postings.companyId} and p.id = ${postings.sourceId}))`,
    })
    .from(postings)
    .innerJoin(
      postingLines,
      and(eq(postingLines.companyId, postings.companyId), eq(postingLines.postingId, postings.id)),
    )
    .innerJoin(bookings, and(eq(bookings.companyId, postings.companyId), eq(bookings.id, postings.bookingId)))
    .leftJoin(
      accountCodes,
      and(
        eq(accountCodes.companyId, postingLines.companyId),
        eq(accountCodes.account, postingLines.account),
        eq(accountCodes.part, postingLines.part),
      ),
    )
    .where(
      and(
        gte(postings.day, sql.placeholder('from')),
        lte(postings.day, sql.placeholder('to')),
        placed ? sql`(${postings.day}, ${postings.id}, ${postingLines.position}) > ${place}` : undefined,
      ),
    )
    .orderBy(asc(postings.day), asc(postings.id), asc(postingLines.position))
    .limit(size + 1);
});

/** Where in the journal a page begins: `<day>.<position>` and the posting's id. */
function placeOf(after: string | undefined) {
  const cursor = readTextCursor(after);
  const [, day, position] = /^(\d{4}-\d\d-\d\d)\.(\d{1,5})$/.exec(cursor?.text ?? '') ?? [];
  return cursor && day && position && isMoment(day) ? { day, position, id: cursor.id } : undefined;
}

/** The lines of every posting of a stretch of days, in their order. */
export function askJournal(tx: Tx, { after, ...period }: Period & { after?: string }, size: number) {
  const place = placeOf(after);
  return [journalQuery(tx, { placed: place !== undefined, size }, { ...period, ...place })] as const;
}

export function tellJournal([found]: Answers<ReturnType<typeof askJournal>>, size: number) {
  return turnPage(found, {
    size,
    way: null,
    cursorOf: ({ day, position, id }) => writeTextCursor({ text: `${day}.${position}`, id }),
  });
}

export type JournalLine = ReturnType<typeof tellJournal>['rows'][number];

/** Sets what the accountant calls accounts; those that aren't named keep what they had. */
export const saveAccountCodes = command({
  name: 'save account codes',
  permission: 'ledger.write',
  input: codesInput,
  output: nothing,
  write: async (tx, { codes }, { companyId }) => {
    for (const row of codes)
      await tx
        .insert(accountCodes)
        .values({ companyId, ...row })
        .onConflictDoUpdate({
          target: [accountCodes.companyId, accountCodes.account, accountCodes.part],
          set: { code: row.code },
        });
  },
});
