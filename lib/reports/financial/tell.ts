import 'server-only';
import type { AccountName } from '@/lib/bookings/money/accounts';
import { ages } from '@/lib/bookings/money/list-queries';
import { moneyMethodWords } from '@/lib/bookings/words';
import { add, bucketColumn, bucketHref, bucketsOf } from '../buckets';
import { type ReportBody, type ReportFigure, type ReportTable, summed } from '../document';
import { isNarrowed } from '../narrowing';
import { daysHref, type ReportQuestion, reportHref } from '../range';
import type { FinancialAnswers } from './queries';

type Moves = FinancialAnswers[0];

const methodWords: Record<string, string> = moneyMethodWords;
const sold: readonly AccountName[] = ['revenue', 'service_charge'];
const ageWords = {
  due: 'Not due yet',
  '30': '1 to 30 days late',
  '60': '31 to 60 days late',
  '90': '61 to 90 days late',
  older: 'Later than 90 days',
};

/** Sums of moves: what accounts of credit gained, and what came in. */
const billedOf = (moves: Moves) =>
  0 -
  add(
    moves,
    ({ net }) => net,
    ({ account }) => sold.includes(account),
  );
const taxOf = (moves: Moves) =>
  0 -
  add(
    moves,
    ({ net }) => net,
    ({ account }) => account === 'tax',
  );
const moneyOf = (moves: Moves) =>
  add(
    moves,
    ({ net }) => net,
    ({ account }) => account === 'money',
  );

/** What was billed, taxed, received and is owed, of the ledger's days; net of credit notes, voids and refunds. */
export function tellFinancial(
  [moves, standing, events, owed]: FinancialAnswers,
  { range, query }: ReportQuestion,
): ReportBody {
  const [present, past] = [moves.filter(({ old }) => !old), moves.filter(({ old }) => old)];
  const was = (sum: (moves: Moves) => number) => (range.before ? sum(past) : null);
  const stands = (account: AccountName, sign: 1 | -1) => {
    const found = standing.find((row) => row.account === account);
    const before = range.before ? (found?.before ?? 0) * sign : null;
    return { value: (found?.now ?? 0) * sign + 0, before: before === null ? null : before + 0 };
  };
  const late = owed.filter(({ age }) => age !== 'due');
  const agreed = (old: boolean) =>
    add(
      events,
      ({ amount }) => amount,
      (row) => row.old === old,
    );
  const narrowed = isNarrowed(query);
  // The books and the list of invoices are the whole company's.
  const whole = (href: string) => (narrowed ? undefined : href);
  const ledger = whole(`/settings/ledger?from=${range.since}&to=${range.until}`);
  const figures: ReportFigure[] = [
    {
      ...{ label: 'Billed before tax', format: 'money', value: billedOf(present), before: was(billedOf) },
      ...{ welcome: true, href: ledger, period: 'net of credit notes' },
    },
    {
      ...{ label: 'Tax billed', format: 'money', value: taxOf(present), before: was(taxOf) },
      href: ledger,
    },
    {
      ...{ label: 'Received', format: 'money', value: moneyOf(present), before: was(moneyOf) },
      ...{ welcome: true, href: ledger, period: 'net of refunds' },
    },
    {
      ...{ label: 'Agreed events', format: 'money', value: agreed(false) },
      ...{ before: range.before ? agreed(true) : null, welcome: true, period: 'by event date, with tax' },
      ...{
        n: add(
          events,
          ({ n }) => n,
          ({ old }) => !old,
        ),
        href: reportHref('bookings', query),
      },
    },
    {
      ...{ label: 'Outstanding', format: 'money', ...stands('receivable', 1), welcome: false },
      ...{ period: 'at the end of these days', href: whole('/invoices?state=open') },
    },
    {
      ...{ label: 'Overdue', format: 'money', value: add(late, ({ open }) => open) },
      ...{ n: add(late, ({ n }) => n), period: 'today', href: whole('/invoices?state=overdue') },
    },
    {
      ...{ label: 'Deposits held', format: 'money', ...stands('deposits', -1) },
      ...{ period: 'at the end of these days', href: ledger },
    },
    {
      ...{ label: 'Written off', format: 'money', value: writtenOff(present), before: was(writtenOff) },
      ...{ welcome: false, href: ledger },
    },
  ];
  return {
    figures,
    tables: [
      monthsTable(present, events, { range, query }),
      taxTable(present, { range, query, narrowed }),
      componentsTable(present),
      methodsTable(present),
      ageingTable(owed, whole),
    ],
  };
}

const writtenOff = (moves: Moves) =>
  add(
    moves,
    ({ net }) => net,
    ({ account }) => account === 'write_off',
  );

function monthsTable(
  moves: Moves,
  events: FinancialAnswers[2],
  { range, query }: ReportQuestion,
): ReportTable {
  return summed({
    key: 'by-time',
    title: range.bucket === 'day' ? 'By day' : 'By month',
    note: 'Invoices and credit notes by the day they were issued, money by the day it came, events by their day.',
    columns: [
      bucketColumn(range),
      { head: 'Billed before tax', format: 'money' },
      { head: 'Tax billed', format: 'money' },
      { head: 'Received', format: 'money' },
      { head: 'Agreed events', format: 'money' },
    ],
    chart: { columns: [1, 3, 4] },
    rows: bucketsOf(range).map((days) => {
      const within = moves.filter(({ bucket }) => bucket === days.since);
      const booked = add(
        events,
        ({ amount }) => amount,
        ({ old, bucket }) => !old && bucket === days.since,
      );
      return {
        cells: [days.since, billedOf(within), taxOf(within), moneyOf(within), booked],
        href: bucketHref('financial', { range, query }, { days }),
      };
    }),
  });
}

/** For filing: each month of the stretch by itself, and each component of the tax. */
function taxTable(
  moves: Moves,
  { range, query, narrowed }: ReportQuestion & { narrowed: boolean },
): ReportTable {
  const taxes = moves.filter(({ account }) => account === 'tax');
  const parts = [...new Set(taxes.map(({ part }) => part))].sort();
  const months = new Map<string, { since: string; until: string; days: Set<string> }>();
  for (const { since, until } of bucketsOf(range)) {
    const month = months.get(since.slice(0, 7)) ?? { since, until, days: new Set() };
    month.until = until;
    month.days.add(since);
    months.set(since.slice(0, 7), month);
  }
  return summed({
    key: 'tax',
    title: narrowed ? 'Tax by month' : 'Tax for filing',
    note: narrowed
      ? 'Of these invoices and credit notes alone. What is filed is of the whole company.'
      : 'What is to be paid of the invoices of each month, less what its credit notes took back.',
    columns: [
      { head: 'Month', format: 'month' },
      { head: 'Sales before tax', format: 'money' },
      ...parts.map((part) => ({ head: part, format: 'money' as const })),
      { head: 'Tax to pay', format: 'money' },
    ],
    rows: [...months.values()].map(({ since, until, days }) => {
      const within = moves.filter(({ bucket }) => days.has(bucket));
      const ofPart = (part: string) => taxOf(within.filter((move) => move.part === part));
      return {
        cells: [since, billedOf(within), ...parts.map(ofPart), taxOf(within)],
        href: daysHref('financial', query, { since, until }),
      };
    }),
  });
}

function componentsTable(moves: Moves): ReportTable {
  const taxes = moves.filter(({ account }) => account === 'tax');
  const rows = [...new Set(taxes.map(({ part }) => part))].sort().map((part) => {
    const own = taxes.filter((move) => move.part === part);
    const [net, back] = [taxOf(own), add(own, ({ debit }) => debit)];
    return { cells: [part, net + back, back, net] };
  });
  return summed({
    key: 'tax-components',
    title: 'Tax by component',
    columns: [
      { head: 'Component', format: 'text' },
      { head: 'Charged', format: 'money' },
      { head: 'Taken back', format: 'money' },
      { head: 'Tax to pay', format: 'money' },
    ],
    rows,
    empty: 'Nothing was billed with tax in these days.',
  });
}

function methodsTable(moves: Moves): ReportTable {
  const money = moves.filter(({ account }) => account === 'money');
  const rows = [...new Set(money.map(({ part }) => part))].sort().map((part) => {
    const own = money.filter((move) => move.part === part);
    const [came, net] = [add(own, ({ debit }) => debit), moneyOf(own)];
    return { cells: [methodWords[part] ?? part, came, came - net, net] };
  });
  return summed({
    key: 'methods',
    title: 'Money by way of payment',
    columns: [
      { head: 'Paid by', format: 'text' },
      { head: 'Came in', format: 'money' },
      { head: 'Went back', format: 'money' },
      { head: 'Received', format: 'money' },
    ],
    rows,
    empty: 'No money came in these days.',
  });
}

function ageingTable(owed: FinancialAnswers[3], whole: (href: string) => string | undefined): ReportTable {
  return summed({
    key: 'ageing',
    title: 'Owed by age',
    note: 'Open invoices as they are today, by how long they have been due.',
    columns: [
      { head: 'Age', format: 'text' },
      { head: 'Invoices', format: 'count' },
      { head: 'Open', format: 'money' },
    ],
    chart: { columns: [2] },
    rows: ages.map((age) => {
      const found = owed.find((row) => row.age === age);
      return {
        cells: [ageWords[age], found?.n ?? 0, found?.open ?? 0],
        href: whole(age === 'due' ? '/invoices?state=open' : '/invoices?state=overdue'),
      };
    }),
  });
}
