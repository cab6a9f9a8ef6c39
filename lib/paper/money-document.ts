import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Fact, Letterhead, PaperDocument, PaperLanguage, Part, Row } from './document';
import { fileName } from './document';

/** Papers that ask for money or tell of it. */
export const moneyPapers = ['quote', 'invoice', 'receipt', 'credit_note', 'statement'] as const;
export type MoneyPaper = (typeof moneyPapers)[number];

export type MoneyLine = {
  name: string;
  /** Under the name: choices, the reason of a price. */
  note?: string | undefined;
  quantity: number;
  /** "a guest", in the paper's language; nothing is "each". */
  unit?: string | undefined;
  /** Minor units. */
  unitPrice: number;
  /** Minor units, after the line's discount. */
  amount: number;
};

/** What a paper about money says; every amount in minor units of its currency, every date as it is to be read. */
export type MoneyData = {
  kind: MoneyPaper;
  /** "INV-2026-00012"; a version after it where there is one. */
  number: string;
  letterhead: Letterhead;
  /** Lines: the name first, then address, phone, tax number. */
  buyer: readonly string[];
  currency: string;
  locale: string;
  /** Issued, due, valid until, event, venue, reference: in this order, what is empty is left out. */
  facts: readonly Fact[];
  /** Headings over their lines ("Menu", "Services", "Options"); one without a heading has none. */
  groups: readonly { title?: string | undefined; lines: readonly MoneyLine[] }[];
  /** Subtotal, discount, service charge, each component of the tax: as they add up, the total last and strong. */
  totals: readonly { label: string; amount: number; strong?: boolean | undefined }[];
  /** Payments, instalments or a statement's entries: a table of its own under the totals. */
  entries?:
    | {
        title: string;
        heads: readonly [string, string, string];
        rows: readonly (readonly [string, string, number])[];
      }
    | undefined;
  notes?: string | undefined;
  terms?: string | undefined;
  /** Void, paid, a copy: what nobody may overlook. */
  notice?: { tone: 'danger' | 'attention' | 'plain'; title: string; lines?: readonly string[] } | undefined;
  code?: PaperDocument['code'];
  printed?: string | undefined;
};

type Words = { titles: Record<MoneyPaper, string>; heads: [string, string, string, string] } & Record<
  'from' | 'to' | 'notes' | 'terms' | 'pay',
  string
>;

const words: Record<PaperLanguage, Words> = {
  en: {
    titles: {
      quote: 'Quote',
      invoice: 'Invoice',
      receipt: 'Receipt',
      credit_note: 'Credit note',
      statement: 'Statement',
    },
    heads: ['Description', 'Quantity', 'Price', 'Amount'],
    from: 'From',
    to: 'To',
    notes: 'Notes',
    terms: 'Terms',
    pay: 'How to pay',
  },
  fr: {
    titles: {
      quote: 'Devis',
      invoice: 'Facture',
      receipt: 'Reçu',
      credit_note: 'Avoir',
      statement: 'Relevé',
    },
    heads: ['Désignation', 'Quantité', 'Prix', 'Montant'],
    from: 'De',
    to: 'À',
    notes: 'Remarques',
    terms: 'Conditions',
    pay: 'Comment payer',
  },
};

/** Papers on which the company says how it is paid. */
const asks: readonly MoneyPaper[] = ['quote', 'invoice', 'statement'];

/**
 * A quote, invoice, receipt, credit note or statement as a paper. Reckons nothing: amounts are written as they come, and
 * whoever calls answers for their adding up.
 */
export function moneyDocument(data: MoneyData): PaperDocument {
  const { kind, letterhead, currency, locale } = data;
  const said = words[letterhead.language];
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const lines = data.groups.some((group) => group.lines.length > 0);
  const parts: (Part | undefined)[] = [
    data.notice && { kind: 'box', ...data.notice, lines: data.notice.lines ?? [] },
    {
      kind: 'sides',
      sides: [
        { title: said.from, lines: sellerLines(letterhead) },
        { title: said.to, lines: data.buyer },
      ],
    },
    { kind: 'facts', facts: data.facts },
    lines ? linesTable(data, said.heads, money) : undefined,
    data.totals.length > 0
      ? {
          kind: 'totals',
          rows: data.totals.map(({ label, amount, strong = false }) => ({
            label,
            amount: money(amount),
            strong,
          })),
        }
      : undefined,
    data.entries && {
      kind: 'table',
      title: data.entries.title,
      columns: [
        { head: data.entries.heads[0], width: 110 },
        { head: data.entries.heads[1] },
        { head: data.entries.heads[2], width: 120, align: 'end' },
      ],
      rows: data.entries.rows.map(([when, what, amount]) => ({ cells: [when, what, money(amount)] })),
    },
    asks.includes(kind) && letterhead.payment
      ? { kind: 'text', title: said.pay, text: letterhead.payment }
      : undefined,
    data.notes ? { kind: 'text', title: said.notes, text: data.notes } : undefined,
    data.terms ? { kind: 'text', title: said.terms, text: data.terms } : undefined,
  ];
  return {
    title: said.titles[kind],
    number: data.number,
    file: fileName(said.titles[kind], data.number),
    letterhead,
    code: data.code,
    printed: data.printed,
    parts: parts.filter((part) => part !== undefined),
  };
}

/** Papers whose lines are sums of money: how many of what price says nothing there. */
const ofSums: readonly MoneyPaper[] = ['receipt', 'credit_note'];

function linesTable(
  { kind, groups, locale }: MoneyData,
  heads: Words['heads'],
  money: (minor: number) => string,
): Part {
  const plain =
    ofSums.includes(kind) &&
    groups.every(({ lines }) => lines.every(({ quantity, unit }) => quantity === 1 && !unit));
  const rows = groups.flatMap((group): Row[] => [
    ...(group.title && group.lines.length > 0 ? [{ cells: [group.title], look: 'group' as const }] : []),
    ...group.lines.map(({ name, note, quantity, unit, unitPrice, amount }) => ({
      cells: [
        name,
        ...(plain
          ? []
          : [formatCount(quantity, locale), unit ? `${money(unitPrice)}\n${unit}` : money(unitPrice)]),
        money(amount),
      ],
      note,
    })),
  ]);
  return {
    kind: 'table',
    columns: [
      { head: heads[0] },
      ...(plain
        ? []
        : [
            { head: heads[1], width: 60, align: 'end' as const },
            { head: heads[2], width: 100, align: 'end' as const },
          ]),
      { head: heads[3], width: 110, align: 'end' },
    ],
    rows,
  };
}

export const sellerLines = ({ name, address, phone, email }: Letterhead): string[] =>
  [name, address, phone, email].filter((line): line is string => Boolean(line));
