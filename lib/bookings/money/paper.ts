import type { InvoiceDocument, Party } from '@/db/schema/invoice-document';
import type { Letterhead, PaperDocument, PaperLanguage } from '@/lib/paper/document';
import { moneyDocument } from '@/lib/paper/money-document';
import { formatCalendarDate, formatDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import type { Locality } from '@/lib/platform/format/zones';
import { unevenTax, unevenTaxInFrench } from '@/lib/pricing/price-rows';
import { aboutNote } from '@/lib/pricing/rates/rules';
import { hasUnevenParts, type TaxSnapshot } from '@/lib/pricing/rules';
import { taxNotes, taxRows } from '@/lib/pricing/tax/words';
import { frenchMethodWords, moneyMethodWords } from '../words';
import type { tellReceipt } from './queries';

const words = {
  en: {
    ...{ issued: 'Issued', due: 'Due', event: 'Event', place: 'Venue', guests: 'Guests', booking: 'Booking' },
    ...{ subtotal: 'Subtotal', discount: 'Discount', charge: 'Service charge', total: 'Total' },
    ...{ before: 'Paid before', left: 'To pay', credited: 'Credited', ofIt: 'of it', reason: 'Reason' },
    ...{ off: 'less', void: 'Void', byCredit: 'Credited in full by', received: 'Received', by: 'Paid by' },
    ...{ reference: 'Reference', back: 'Given back', credits: 'Credits' },
    uneven: unevenTax,
    methods: moneyMethodWords,
  },
  fr: {
    ...{ issued: 'Émis le', due: 'Échéance', event: 'Événement', place: 'Lieu', guests: 'Invités' },
    ...{ booking: 'Réservation', subtotal: 'Sous-total', discount: 'Remise', charge: 'Service' },
    ...{ total: 'Total', before: 'Déjà payé', left: 'À payer', credited: 'Montant de l’avoir', ofIt: 'dont' },
    ...{ reason: 'Motif', off: 'moins', void: 'Annulé', byCredit: 'Annulé par l’avoir', received: 'Reçu le' },
    ...{ by: 'Payé par', reference: 'Référence', back: 'Remboursé', credits: 'Avoir sur' },
    uneven: unevenTaxInFrench,
    methods: frenchMethodWords,
  },
} satisfies Record<PaperLanguage, unknown>;

const linesOf = ({ name, address, phone, email }: Party) =>
  [name, address, phone, email].filter((line): line is string => Boolean(line));

type Issued = {
  kind: 'invoice' | 'credit_note';
  reference: string;
  issuedOn: string;
  dueOn: string | null;
  total: number;
  credited: number;
  reason: string | null;
  tax: TaxSnapshot;
  document: InvoiceDocument;
};

/**
 * An invoice or credit note as paper: all that stands on it is what was issued, also the seller; how to pay and the foot are the
 * letterhead's of today. `related` are its credit notes, or the invoice that it credits.
 */
export function invoicePaper(
  invoice: Issued,
  related: readonly { reference: string }[],
  letterhead: Letterhead,
): PaperDocument {
  const said = words[letterhead.language];
  const { kind, document, tax, total } = invoice;
  const { currency, locale, event, seller, buyer } = document;
  const day = (date: string) => formatCalendarDate(date, locale);
  const isInvoice = kind === 'invoice';
  const numbers = related.map(({ reference }) => reference).join(', ');
  const facts = [
    { label: said.issued, value: day(invoice.issuedOn) },
    ...(invoice.dueOn ? [{ label: said.due, value: day(invoice.dueOn), strong: true }] : []),
    ...(isInvoice ? [] : [{ label: said.credits, value: numbers, strong: true }]),
    { label: said.event, value: `${event.name}, ${day(event.day)}` },
    { label: said.place, value: event.venue },
    { label: said.guests, value: formatCount(event.guests, locale) },
    { label: said.booking, value: event.reference },
  ];
  const taxes = taxRows(tax, locale, letterhead.language);
  const credited = [
    ...taxes.added.map((row) => ({ ...row, label: `${said.ofIt} ${row.label}` })),
    ...taxes.within,
  ];
  const totals = isInvoice
    ? [
        { label: said.subtotal, amount: document.subtotal },
        ...(document.discount > 0 ? [{ label: said.discount, amount: -document.discount }] : []),
        ...(document.serviceCharge > 0 ? [{ label: said.charge, amount: document.serviceCharge }] : []),
        ...taxes.added,
        { label: said.total, amount: total, strong: true },
        ...taxes.within,
        ...(document.paid > 0
          ? [
              { label: said.before, amount: -document.paid },
              { label: said.left, amount: Math.max(0, total - document.paid), strong: true },
            ]
          : []),
      ]
    : [{ label: said.credited, amount: total, strong: true }, ...credited];
  const gone = isInvoice && invoice.credited === total;
  return moneyDocument({
    ...{ kind, number: invoice.reference, currency, locale, facts, totals },
    letterhead: { ...letterhead, ...seller },
    buyer: linesOf(buyer),
    groups: [
      {
        lines: document.lines.map(({ notes, discountRate, ...line }) => ({
          ...line,
          note:
            [
              discountRate > 0 ? `${said.off} ${formatPercent(discountRate / 10_000, locale, 2)}` : null,
              notes,
            ]
              .filter(Boolean)
              .join('\n') || undefined,
        })),
      },
    ],
    notes: [
      ...(isInvoice && document.shown
        ? [aboutNote(total, { currency, locale }, document.shown, letterhead.language)]
        : []),
      ...taxNotes(tax, locale, letterhead.language),
      ...(hasUnevenParts(tax) ? [said.uneven(formatMoney(1, currency, locale))] : []),
    ].join('\n'),
    notice: gone ? { tone: 'danger', title: said.void, lines: [`${said.byCredit} ${numbers}.`] } : undefined,
  });
}

/** A receipt as paper: what came, by which way, for which events, and what went back of it since. */
export function receiptPaper(
  { receipt, parts }: NonNullable<ReturnType<typeof tellReceipt>>,
  letterhead: Letterhead,
  { currency, ...where }: Locality & { currency: string },
): PaperDocument {
  const said = words[letterhead.language];
  const [first] = parts;
  const back = parts.reduce((sum, { returned }) => sum + returned, 0);
  return moneyDocument({
    ...{ kind: 'receipt', number: receipt.reference, letterhead, currency, locale: where.locale },
    buyer: first ? [first.customer.name] : [],
    facts: [
      ...(first
        ? [
            { label: said.received, value: formatDate(first.receivedAt, where) },
            { label: said.by, value: said.methods[first.method] },
          ]
        : []),
      ...(first?.reference ? [{ label: said.reference, value: first.reference }] : []),
    ],
    groups: [
      {
        lines: parts.map(({ booking, amount }) => ({
          name: booking.eventName,
          note: booking.reference,
          ...{ quantity: 1, unitPrice: amount, amount },
        })),
      },
    ],
    totals: [
      { label: said.total, amount: parts.reduce((sum, { amount }) => sum + amount, 0), strong: true },
      ...(back > 0 ? [{ label: said.back, amount: -back }] : []),
    ],
    notice: receipt.voidReason
      ? { tone: 'danger', title: said.void, lines: [`${said.reason}: ${receipt.voidReason}`] }
      : undefined,
  });
}
