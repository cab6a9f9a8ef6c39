import type { checkoutStates, paymentMethods } from '@/db/enums';

export type CheckoutState = (typeof checkoutStates)[number];
export type Method = (typeof paymentMethods)[number];

/** What a provider says of a payment by our reference; amounts in minor units of its currency. */
export type Charge = {
  what: 'charge';
  status: 'success' | 'failed' | 'abandoned' | 'pending';
  providerId: string | null;
  amount: number;
  currency: string;
  method: Method;
  paidAt: Date | null;
  /** Why it failed, in the provider's words. */
  failure: string | null;
};
/** A customer's bank asks for money back, or has decided. */
export type Dispute = {
  what: 'dispute';
  disputeId: string;
  status: 'opened' | 'won' | 'lost';
  amount: number | null;
  currency: string | null;
};
/** The provider gave money back, as somebody asked on its own pages. */
export type Refund = { what: 'refund'; amount: number; currency: string };
export type Fact = Charge | Dispute | Refund;

/** One thing that a provider told us, read and not yet believed. */
export type ProviderEvent = {
  /** The same news has the same, however often it comes. */
  identity: string;
  kind: string;
  reference: string | null;
  /** None where it is nothing of ours, or can't be read. */
  fact: Fact | undefined;
  /** Whether it should be about money, and a person must look. */
  unreadable: boolean;
  /** What is kept of it, without who paid with what. */
  raw: unknown;
};

export type Order = {
  reference: string;
  amount: number;
  currency: string;
  email: string;
  /** Where the customer comes back to; nothing it says is believed. */
  backTo: string;
};

/** What came of asking a provider: unknown where no answer came, so that it may have been done. */
export type Started = { ok: true; address: string } | { ok: false; unknown: boolean; message: string };
/** What became of a payment by its reference; undefined where the provider doesn't know it. */
export type FoundCharge = { ok: true; charge: Charge | undefined } | { ok: false; message: string };

/** Who takes money for a company on a page of theirs. One file for each. */
export type Provider = {
  name: string;
  /** Opens a page on which the customer pays; the same reference opens one page. */
  start: (key: string, order: Order) => Promise<Started>;
  ask: (key: string, reference: string) => Promise<FoundCharge>;
  /** Whether this body was signed with the company's key. */
  isSigned: (key: string, signature: string, body: string) => boolean;
  /** Undefined where it can't be read. */
  read: (body: string) => ProviderEvent | undefined;
};
