import type { Letterhead, PaperDocument, PaperLanguage, Row } from '@/lib/paper/document';
import { fileName } from '@/lib/paper/document';
import { sellerLines } from '@/lib/paper/money-document';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { frenchMethodWords, moneyMethodWords } from '../../words';
import { beginning } from '../period';
import type { Movement, Statement } from './queries';

export const statementWords = {
  en: {
    ...{
      title: 'Statement of account',
      customer: 'Customer',
      from: 'From',
      stretch: 'Period',
      upTo: 'up to',
    },
    ...{ day: 'Day', what: 'What', amount: 'Amount', balance: 'Balance', before: 'Balance before' },
    ...{
      owed: 'To pay',
      ahead: 'Paid ahead',
      even: 'Nothing is open',
      none: 'Nothing moved in this period.',
    },
    ...{ pay: 'How to pay' },
    ...{ occasion: 'Occasion, as it stands now', total: 'Total', paid: 'Paid', open: 'Open' },
    kinds: {
      ...{ invoice: 'Invoice', credit_note: 'Credit note', write_off: 'Written off', payment: 'Payment' },
      refund: 'Given back',
    },
    methods: moneyMethodWords as Record<string, string>,
  },
  fr: {
    ...{ title: 'Relevé de compte', customer: 'Client', from: 'De', stretch: 'Période', upTo: 'jusqu’au' },
    ...{ day: 'Date', what: 'Opération', amount: 'Montant', balance: 'Solde', before: 'Solde antérieur' },
    ...{
      owed: 'À payer',
      ahead: 'Payé d’avance',
      even: 'Rien n’est dû',
      none: 'Aucune opération sur la période.',
    },
    ...{ pay: 'Comment payer' },
    ...{ occasion: 'Événement, à ce jour', total: 'Total', paid: 'Payé', open: 'Reste dû' },
    kinds: {
      ...{ invoice: 'Facture', credit_note: 'Avoir', write_off: 'Abandonné', payment: 'Paiement' },
      refund: 'Remboursement',
    },
    methods: frenchMethodWords as Record<string, string>,
  },
} satisfies Record<
  PaperLanguage,
  Record<string, string | Record<string, string>> & { kinds: Record<Movement['kind'], string> }
>;

/** What a customer was billed, what they paid, and what that leaves. */
export function statementPaper(
  { customer, period, before, rows, after, occasions }: Statement,
  letterhead: Letterhead,
  { currency, locale }: { currency: string; locale: string },
): PaperDocument {
  const said = statementWords[letterhead.language];
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const day = (date: string) => formatCalendarDate(date, locale);
  const whole = period.from === beginning;
  const stretch = whole ? `${said.upTo} ${day(period.to)}` : `${day(period.from)} – ${day(period.to)}`;
  const nothing = rows.length === 0 && !whole ? [{ cells: [said.none, '', '', ''] }] : [];
  const table: Row[] = [
    ...(whole ? [] : [{ cells: [said.before, '', '', say(before)], look: 'sum' as const }]),
    ...rows.map((row) => ({
      cells: [
        `${said.kinds[row.kind]} ${row.reference ?? ''}`.trim(),
        day(row.day),
        say(row.amount),
        say(row.balance),
      ],
      note: [row.event, row.method ? said.methods[row.method] : undefined].filter(Boolean).join(' · '),
    })),
    ...nothing,
  ];
  const closing = after > 0 ? said.owed : after < 0 ? said.ahead : said.even;
  return {
    title: said.title,
    subtitle: stretch,
    file: fileName(said.title, customer.name),
    letterhead: after > 0 ? letterhead : { ...letterhead, payment: null },
    parts: [
      {
        kind: 'sides',
        sides: [
          {
            title: said.from,
            lines: sellerLines(letterhead),
          },
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
        columns: [
          { head: said.what },
          { head: said.day, width: 78 },
          { head: said.amount, width: 92, align: 'end' },
          { head: said.balance, width: 92, align: 'end' },
        ],
        rows: table,
        empty: said.none,
      },
      { kind: 'totals', rows: [{ label: closing, amount: say(Math.abs(after)), strong: true }] },
      ...(occasions.length > 0
        ? [
            {
              kind: 'table' as const,
              columns: [
                { head: said.occasion },
                { head: said.total, width: 92, align: 'end' as const },
                { head: said.paid, width: 92, align: 'end' as const },
                { head: said.open, width: 92, align: 'end' as const },
              ],
              rows: occasions.map(({ name, asked, paid, open }) => ({
                cells: [name, say(asked), say(paid), say(open)],
              })),
            },
          ]
        : []),
      ...(after > 0 && letterhead.payment
        ? [{ kind: 'text' as const, title: said.pay, text: letterhead.payment }]
        : []),
    ],
  };
}
