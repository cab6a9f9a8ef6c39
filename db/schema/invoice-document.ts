import type { ShownRate } from './shown-rate';

/** An address block: whom a document is from or for. */
export type Party = { name: string; address: string | null; phone: string | null; email: string | null };

/** What stands on an invoice or a credit note, as it was when it was issued; amounts in minor units. */
export type InvoiceDocument = {
  currency: string;
  locale: string;
  seller: Party;
  buyer: Party;
  event: { reference: string; name: string; day: string; venue: string; guests: number };
  lines: {
    name: string;
    notes: string | null;
    quantity: number;
    unitPrice: number;
    /** Basis points off the line. */
    discountRate: number;
    amount: number;
  }[];
  subtotal: number;
  discount: number;
  serviceCharge: number;
  /** What was paid before it was issued. */
  paid: number;
  /** The rate of its day, where its customer sees totals in another currency as well. */
  shown?: ShownRate;
};
