import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { occasions } from '@/db/schema/occasions';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import type { Letterhead, PaperDocument, PaperLanguage } from '@/lib/paper/document';
import { fileName } from '@/lib/paper/document';
import { sellerLines } from '@/lib/paper/money-document';
import { formatCalendarDate, formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { Locality } from '@/lib/platform/format/zones';
import { leftToPay } from '../../left-to-pay';
import { askOccasion, tellOccasion } from '../../occasions/queries';
import { statementWords } from './paper';
import { type Movement, mostMovements, movedOfOccasion } from './queries';

const customerQuery = prepared((db) =>
  db
    .select({
      ...{ id: customers.id, name: customers.name, phone: customers.phone, email: customers.email },
      ...{ address: customers.address, anonymisedAt: customers.anonymisedAt },
    })
    .from(occasions)
    .innerJoin(customers, eq(customers.id, occasions.customerId))
    .where(eq(occasions.id, sql.placeholder('id'))),
);

const movementsQuery = preparedText<Movement>(
  `select m.id, m.kind, m.day::text as day, m.reference, m.event_name as event, m.amount::float8 as amount, m.method from (${movedOfOccasion}) m
  order by m.day, m.at, m.id limit ${mostMovements}`,
  ['id'],
);

/** The bill of each part, the newest that isn't credited in full. */
const billsQuery = preparedText<{ bookingId: string; reference: string; dueOn: string }>(
  `select i.booking_id as "bookingId", i.reference, i.due_on::text as "dueOn" from bookings b
    join invoices i on i.company_id = b.company_id and i.booking_id = b.id
  where b.occasion_id = $1::uuid and i.kind = 'invoice' and i.credited < i.total`,
  ['id'],
);

/** What an occasion comes to, part by part, and what was billed and paid for it. */
export const askAccount = (tx: Tx, id: string) =>
  [
    askOccasion(tx, { id }),
    customerQuery(tx, { id }),
    billsQuery(tx, { id }),
    movementsQuery(tx, { id }),
  ] as const;

export function tellAccount([parts, [customer], bills, movements]: Answers<ReturnType<typeof askAccount>>) {
  const occasion = tellOccasion(parts);
  if (!occasion || !customer || customer.anonymisedAt) return undefined;
  return { occasion, customer, bills, movements };
}
export type OccasionAccount = NonNullable<ReturnType<typeof tellAccount>>;

const words = {
  en: {
    ...{ title: 'Account of the occasion', part: 'Event', bill: 'Invoice', notBilled: 'not billed yet' },
    due: (reference: string, day: string) => `${reference}, due ${day}`,
    cancelled: 'cancelled',
    back: 'To give back',
  },
  fr: {
    ...{
      title: 'Compte de l’événement',
      part: 'Événement',
      bill: 'Facture',
      notBilled: 'pas encore facturé',
    },
    due: (reference: string, day: string) => `${reference}, échéance le ${day}`,
    cancelled: 'annulé',
    back: 'À rendre',
  },
} satisfies Record<PaperLanguage, object>;

/** The bills of an occasion as one paper: what each part comes to, by which invoice, what is paid and what is left. */
export function accountPaper(
  { occasion, customer, bills, movements }: OccasionAccount,
  letterhead: Letterhead,
  { currency, locale, timeZone }: Locality & { currency: string },
): PaperDocument {
  const said = { ...statementWords[letterhead.language], ...words[letterhead.language] };
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const { sums, parts, name } = occasion;
  const figures = [said.total, said.paid, said.open].map((head) => ({
    head,
    width: 92,
    align: 'end' as const,
  }));
  const billOf = (id: string) => {
    const bill = bills.find(({ bookingId }) => bookingId === id);
    return bill ? said.due(bill.reference, formatCalendarDate(bill.dueOn, locale)) : said.notBilled;
  };
  return {
    title: said.title,
    subtitle: name,
    file: fileName(said.title, name),
    letterhead: sums.open > 0 ? letterhead : { ...letterhead, payment: null },
    parts: [
      {
        kind: 'sides',
        sides: [
          { title: said.from, lines: sellerLines(letterhead) },
          {
            title: said.customer,
            lines: [customer.name, customer.address, customer.phone, customer.email].filter(
              (line): line is string => Boolean(line),
            ),
          },
        ],
      },
      {
        kind: 'table',
        columns: [{ head: said.part }, ...figures],
        rows: parts.map((part) => ({
          cells: [part.eventName, say(part.total - part.takenOff), say(part.paid), say(leftToPay(part))],
          note: [
            formatLongDay(part.startsAt, { locale, timeZone }),
            part.status === 'cancelled' ? said.cancelled : billOf(part.id),
          ].join(' · '),
        })),
      },
      {
        kind: 'totals',
        rows: [
          { label: said.total, amount: say(sums.asked) },
          { label: said.paid, amount: say(sums.paid) },
          ...(sums.giveBack > 0 ? [{ label: said.back, amount: say(sums.giveBack) }] : []),
          { label: sums.open > 0 ? said.owed : said.even, amount: say(sums.open), strong: true },
        ],
      },
      ...(movements.length > 0
        ? [
            {
              kind: 'table' as const,
              columns: [
                { head: said.what },
                { head: said.day, width: 78 },
                { head: said.amount, width: 92, align: 'end' as const },
              ],
              rows: movements.map((row) => ({
                cells: [
                  `${said.kinds[row.kind]} ${row.reference ?? ''}`.trim(),
                  formatCalendarDate(row.day, locale),
                  say(row.amount),
                ],
                note: [row.event, row.method ? said.methods[row.method] : undefined]
                  .filter(Boolean)
                  .join(' · '),
              })),
            },
          ]
        : []),
      ...(sums.open > 0 && letterhead.payment
        ? [{ kind: 'text' as const, title: said.pay, text: letterhead.payment }]
        : []),
    ],
  };
}
