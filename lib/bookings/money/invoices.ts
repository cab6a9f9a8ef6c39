import 'server-only';
import { and, eq, lt } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { bookings } from '@/db/schema/bookings';
import type { InvoiceDocument } from '@/db/schema/invoice-document';
import { invoices } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { loadPricing } from '@/lib/pricing/queries';
import { loadShownRate } from '@/lib/pricing/rates/queries';
import { netCharge } from '@/lib/pricing/rules';
import { loadLines, lockBooking } from '../load';
import { documentOf, feeDocument, loadParties } from './document';
import { creditParts, mayCredit, mayIssue, type Split } from './rules';
import { creditInput, invoiceId, issueInput } from './schema';

export const issued = z.object({ id: z.uuid(), reference: z.string() });

/** Bills a booking with what it comes to now, or one that was called off with its fee. Refuses what isn't confirmed, what is billed already, a due day that has passed. */
export const issueInvoice = command({
  name: 'issue invoice',
  permission: 'invoices.issue',
  input: issueInput,
  output: issued,
  write: async (tx, { bookingId, dueOn, total }, { companyId, userId }, at) => {
    const booking = await lockBooking(tx, bookingId);
    const live = await findLive(tx, bookingId);
    mustAllow(mayIssue(booking, live, total));
    const pricing = await loadPricing(tx);
    const issuedOn = dayKey(at, pricing.timeZone);
    if (dueOn < issuedOn) throw refuseField('dueOn', 'Choose today or a later day.');
    const parties = await loadParties(tx, booking.customerId);
    const shown = await loadShownRate(tx, bookingId, at);
    const whole = { ...splitOf(booking), total: booking.total };
    const isFee = booking.status === 'cancelled';
    const bill = isFee ? { ...creditParts(whole, [], total), serviceCharge: 0, total } : whole;
    return insert(tx, {
      ...{ companyId, bookingId, kind: 'invoice', issuedOn, dueOn, issuedBy: userId },
      ...bill,
      document: isFee
        ? feeDocument({ booking, parties, pricing, shown, amount: bill.tax.included ? total : bill.net })
        : documentOf({ booking, lines: await loadLines(tx, bookingId), parties, pricing, shown }),
    });
  },
});

/** What a booking comes to as net, charge in it and tax. */
const splitOf = (booking: typeof bookings.$inferSelect): Split => ({
  net: booking.total - booking.taxTotal,
  serviceCharge: netCharge(booking),
  taxTotal: booking.taxTotal,
  tax: booking.tax ?? { profile: 'No tax', components: [] },
});

/** Takes an invoice back, all of it or a part, by a credit note with its reason; nothing that was issued is ever deleted. */
export const creditInvoice = command({
  name: 'credit invoice',
  permission: 'invoices.credit',
  input: creditInput,
  output: issued,
  write: async (tx, { invoiceId: credits, amount, reason }, { companyId, userId }, at) => {
    const invoice = await lockInvoice(tx, credits);
    const pricing = await loadPricing(tx);
    const decision = mayCredit(invoice, amount);
    if (!decision.ok && decision.code === 'invalid') {
      const left = formatMoney(invoice.total - invoice.credited, pricing.currency, pricing.locale);
      throw refuseField('amount', `${decision.reason} ${left} is left.`);
    }
    mustAllow(decision);
    return credit(tx, invoice, { amount, reason, companyId, userId, issuedOn: dayKey(at, pricing.timeZone) });
  },
});

/**
 * Takes off the live bill of a booking what is more than `left`, in minor units, by a credit note with its reason; nothing where it
 * isn't billed, or for no more. With the rights of the automation, within a larger command that holds the booking.
 */
export async function creditDownTo(
  tx: Tx,
  { bookingId, left, reason }: { bookingId: string; left: number; reason: string },
  { companyId, userId }: { companyId: string; userId: string },
  at: Date,
): Promise<void> {
  const live = await findLive(tx, bookingId);
  const amount = live ? live.total - live.credited - left : 0;
  // What was written off is settled.
  if (!live || amount <= 0 || live.writtenOff > 0) return;
  const { timeZone } = await loadPricing(tx);
  await credit(tx, live, {
    amount,
    reason: reason.slice(0, 300),
    companyId,
    userId,
    issuedOn: dayKey(at, timeZone),
  });
}

async function findLive(tx: Tx, bookingId: string) {
  const isLive = and(eq(invoices.kind, 'invoice'), lt(invoices.credited, invoices.total));
  const [live] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.bookingId, bookingId), isLive));
  return live;
}

type Crediting = { amount: number; reason: string; companyId: string; userId: string; issuedOn: string };

/** Writes the credit note of an invoice that is locked by its booking. */
async function credit(
  tx: Tx,
  invoice: typeof invoices.$inferSelect,
  { amount, reason, companyId, userId, issuedOn }: Crediting,
) {
  const { net, serviceCharge, taxTotal, tax } = invoices;
  const earlier = await tx
    .select({ net, serviceCharge, taxTotal, tax })
    .from(invoices)
    .where(eq(invoices.credits, invoice.id));
  const { bookingId } = invoice;
  return insert(tx, {
    ...{ companyId, bookingId, kind: 'credit_note', credits: invoice.id, reason, issuedBy: userId },
    ...creditParts(invoice, earlier, amount),
    ...{ total: amount, issuedOn },
    document: creditDocument(invoice.document, { reason, amount }),
  });
}

/** The same parties and event; of the lines nothing but what is taken off. */
const creditDocument = (
  document: InvoiceDocument,
  { reason, amount }: { reason: string; amount: number },
): InvoiceDocument => ({
  ...document,
  lines: [{ name: reason, notes: null, quantity: 1, unitPrice: amount, discountRate: 0, amount }],
  ...{ subtotal: amount, discount: 0, paid: 0 },
});

/** Notes that the customer has a document: handed over, mailed by hand. Done twice it keeps the first time. */
export const markInvoiceSent = command({
  name: 'mark invoice sent',
  permission: 'invoices.issue',
  input: invoiceId,
  output: nothing,
  write: async (tx, input, _actor, at) => {
    const { id, sentAt } = await lockInvoice(tx, input.invoiceId);
    if (!sentAt) await tx.update(invoices).set({ sentAt: at }).where(eq(invoices.id, id));
  },
});

async function insert(tx: Tx, values: typeof invoices.$inferInsert) {
  const [row] = await tx
    .insert(invoices)
    .values({ ...values, id: v7() })
    .returning({ id: invoices.id, reference: invoices.reference });
  if (!row) throw new Error('An invoice without a row');
  return row;
}

/** An invoice with its booking locked, by which everybody waits who moves this booking's money. Throws not_found. */
export async function lockInvoice(tx: Tx, id: string) {
  const [place] = await tx
    .select({ bookingId: invoices.bookingId })
    .from(invoices)
    .where(eq(invoices.id, id));
  if (!place) throw notFound('invoice');
  await lockBooking(tx, place.bookingId);
  const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, id));
  if (!invoice) throw notFound('invoice');
  return invoice;
}
