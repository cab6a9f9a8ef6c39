import type { Decision } from '@/lib/platform/errors';
import type { TaxSnapshot } from '@/lib/pricing/rules';
import { addDays, daysBetween } from '../calendar/days';
import { askedFor, type Status } from '../rules';

const yes = { ok: true } as const;
const no = (reason: string, code: 'conflict' | 'invalid' = 'conflict') =>
  ({ ok: false, code, reason }) as const;

export const invoiceStates = ['issued', 'sent', 'part_paid', 'paid', 'written_off', 'void'] as const;
export type InvoiceState = (typeof invoiceStates)[number];

type Invoice = {
  kind: 'invoice' | 'credit_note';
  total: number;
  credited: number;
  writtenOff: number;
  /** What is still to be paid. */
  open: number;
  sentAt: Date | null;
};

/** What was paid of an invoice, in minor units. */
export const paidOf = ({ total, credited, writtenOff, open }: Invoice) =>
  credited === total ? 0 : total - credited - writtenOff - open;

/** Where an invoice stands; it follows from its amounts and is never set. */
export function stateOf(invoice: Invoice): InvoiceState {
  if (invoice.kind === 'credit_note') return invoice.sentAt ? 'sent' : 'issued';
  if (invoice.credited === invoice.total) return 'void';
  if (invoice.writtenOff > 0) return 'written_off';
  if (invoice.open === 0) return 'paid';
  if (paidOf(invoice) > 0) return 'part_paid';
  return invoice.sentAt ? 'sent' : 'issued';
}

/** Days past its due day, 0 where it isn't late; both days of the company. */
export function daysLate({ open, dueOn }: { open: number; dueOn: string | null }, today: string): number {
  if (open === 0 || !dueOn || dueOn >= today) return 0;
  return daysBetween(dueOn, today);
}

/** Whether a booking may be billed now. Amounts in minor units, `seen` what the person was shown. */
export function mayIssue(
  booking: { status: Status; total: number; cancellationFee: number | null },
  live: { reference: string } | undefined,
  seen: number,
): Decision {
  const total = askedFor(booking);
  if (booking.status === 'cancelled' && total === 0)
    return no('Nothing is asked for this cancelled booking, so it isn’t billed.');
  if (booking.status === 'enquiry' || booking.status === 'quoted')
    return no('Confirm the booking first: what isn’t agreed isn’t billed.');
  if (total === 0) return no('There is nothing to bill: the booking comes to nothing.');
  if (live) return no(`${live.reference} bills this booking already. Credit it first, then issue another.`);
  if (seen !== total) return no('The booking’s total has changed meanwhile. Look at it again.');
  return yes;
}

/** Whether a booking can be billed with what it comes to, and by when that would be due; the company's days. */
export function billable(
  booking: { status: Status; total: number; cancellationFee: number | null },
  documents: readonly Pick<Invoice & { reference: string }, 'kind' | 'total' | 'credited' | 'reference'>[],
  today: string,
  invoiceDays: number,
) {
  const live = documents.find(({ kind, credited, total }) => kind === 'invoice' && credited < total);
  return {
    mayIssue: mayIssue(booking, live, askedFor(booking)).ok,
    toBill: askedFor(booking),
    today,
    dueOn: addDays(today, invoiceDays),
  };
}

/** Whether so much may be taken off an invoice again. */
export function mayCredit(invoice: Invoice, amount: number): Decision {
  if (invoice.kind !== 'invoice') return no('Only an invoice is credited.');
  if (invoice.credited === invoice.total) return no('This invoice was credited in full.');
  if (invoice.writtenOff > 0) return no('This invoice was written off. Take that back before you credit it.');
  if (amount > invoice.total - invoice.credited)
    return no('This is more than what is left of the invoice.', 'invalid');
  return yes;
}

type Payment = { status: string; amount: number };

/** Whether so much of a payment may be given back, of which `returned` went back already; minor units. */
export function mayRefund(payment: Payment, returned: number, amount: number): Decision {
  if (payment.status !== 'received') return no('Only money that was received is given back.');
  if (returned >= payment.amount) return no('This payment was given back in full.');
  if (amount > payment.amount - returned)
    return no('This is more than what is left of the payment.', 'invalid');
  return yes;
}

/** Whether a receipt may be declared void: it was a slip, and no money came. */
export function mayVoid(receipt: { voidedAt: Date | null }, refunded: boolean): Decision {
  if (receipt.voidedAt) return no('This receipt is void already.');
  if (refunded) return no('Some of this money was given back, so it did come. Give the rest back instead.');
  return yes;
}

/** An amount as net, service charge and tax, in minor units: what a document and its posting say. */
export type Split = { net: number; serviceCharge: number; taxTotal: number; tax: TaxSnapshot };

/**
 * What so much of an invoice is made of, each part in proportion to what earlier credit notes left of it, so that those that
 * take all of an invoice take exactly its net, its charge and each part of its tax. `amount` is at most what is left.
 */
export function creditParts(invoice: Split, earlier: readonly Split[], amount: number): Split {
  const left = (whole: number, of: (note: Split) => number) =>
    whole - earlier.reduce((sum, note) => sum + of(note), 0);
  const net = left(invoice.net, (note) => note.net);
  const charge = left(invoice.serviceCharge, (note) => note.serviceCharge);
  const taxes = invoice.tax.components.map((part, at) =>
    left(part.amount, ({ tax }) => tax.components[at]?.amount ?? 0),
  );
  const taxLeft = taxes.reduce((sum, part) => sum + part, 0);
  const taxTotal = portion(taxLeft, amount, net + taxLeft);
  const amounts = allot(taxTotal, taxes);
  // What the customer was spared of the whole is not of the part.
  const { relief: _, ...tax } = invoice.tax;
  return {
    net: amount - taxTotal,
    serviceCharge: net === 0 ? 0 : portion(charge, amount - taxTotal, net),
    taxTotal,
    tax: {
      ...tax,
      components: invoice.tax.components.map((part, at) => ({ ...part, amount: amounts[at] ?? 0 })),
    },
  };
}

/** `part` × `of` / `whole` in whole minor units, rounded down; exact, however large. */
const portion = (part: number, of: number, whole: number) =>
  whole === 0 ? 0 : Number((BigInt(part) * BigInt(of)) / BigInt(whole));

/** A sum laid onto parts in proportion to what each has, never more than it has; what is over goes to the first with room. */
function allot(sum: number, parts: readonly number[]): number[] {
  const whole = parts.reduce((all, part) => all + part, 0);
  const amounts = parts.map((part) => portion(part, sum, whole));
  let over = sum - amounts.reduce((all, part) => all + part, 0);
  return amounts.map((part, at) => {
    const more = Math.min(over, (parts[at] ?? 0) - part);
    over -= more;
    return part + more;
  });
}
