import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { Settings } from './settings';
import { Timers } from './timers';

export type Channel = 'mobile_money' | 'card';

/** A payment as the provider knows it. */
export interface Transaction {
  id: number;
  /** Of the shop's key; shops don't see each other's. */
  secretKey: string;
  reference: string;
  access: string;
  amount: number;
  currency: string;
  email: string;
  callbackUrl: string;
  status: 'abandoned' | 'ongoing' | 'success' | 'failed' | 'reversed';
  channel: Channel | null;
  paidAt: string | null;
  createdAt: string;
  dispute: { id: number; resolution: string | null } | null;
  /** What the shop was told, newest last: the event and its answer. */
  told: { event: string; answer: string }[];
}

type News = { event: string; data: Record<string, unknown> };
/** How often and how soon a shop is told that didn't answer with 200. */
const tries = 6;

/** A payment provider in Paystack's form: what it knows of payments, and what it tells shops of them. */
export class Till {
  private readonly byReference = new Map<string, Transaction>();
  private readonly hooks = new Map<string, string>();
  private readonly timers = new Timers();
  inFlight = 0;

  constructor(private readonly settings: Settings) {}

  /** Where the shop of a key is told. */
  setHook(secretKey: string, url: string): void {
    this.hooks.set(secretKey, url);
  }

  /** Undefined where the reference is taken. */
  open(
    order: Pick<Transaction, 'secretKey' | 'reference' | 'amount' | 'currency' | 'email' | 'callbackUrl'>,
  ): Transaction | undefined {
    const key = keyOf(order.secretKey, order.reference);
    if (this.byReference.has(key)) return undefined;
    const transaction: Transaction = {
      ...order,
      ...{ id: randomInt(1_000_000_000, 4_000_000_000), access: randomBytes(8).toString('hex') },
      ...{
        status: 'abandoned',
        channel: null,
        paidAt: null,
        createdAt: new Date().toISOString(),
        dispute: null,
        told: [],
      },
    };
    this.byReference.set(key, transaction);
    return transaction;
  }

  find(secretKey: string, reference: string): Transaction | undefined {
    return this.byReference.get(keyOf(secretKey, reference));
  }

  /** By the address of its page. */
  at(access: string): Transaction | undefined {
    return [...this.byReference.values()].find((one) => one.access === access);
  }

  /** Newest first. */
  list(): Transaction[] {
    return [...this.byReference.values()].reverse();
  }

  /** The customer pays; the shop is told so many times. */
  pay(of: Transaction, channel: Channel, times = 1): void {
    if (of.status === 'success' || of.status === 'reversed') return;
    Object.assign(of, { status: 'success', channel, paidAt: new Date().toISOString() });
    for (let n = 0; n < times; n += 1) this.tell(of, this.chargeNews(of));
  }

  /** The customer has paid, and the provider learns of it only then. */
  payLate(of: Transaction, channel: Channel, afterMs: number): void {
    Object.assign(of, { status: 'ongoing', channel });
    void this.timers.wait(afterMs).then((waited) => waited && this.pay(of, channel));
  }

  fail(of: Transaction, channel: Channel): void {
    if (of.status === 'success' || of.status === 'reversed') return;
    Object.assign(of, { status: 'failed', channel });
    this.tell(of, this.chargeNews(of));
  }

  /** The same news once more. */
  retell(of: Transaction): void {
    this.tell(of, this.chargeNews(of));
  }

  private chargeNews(of: Transaction): News {
    return { event: of.status === 'failed' ? 'charge.failed' : 'charge.success', data: tellOf(of) };
  }

  /** The customer's bank asks for the money back, and decides. */
  dispute(of: Transaction, resolution: 'declined' | 'merchant-accepted' | null): void {
    if (of.status !== 'success') return;
    of.dispute = {
      id: of.dispute && of.dispute.resolution === null ? of.dispute.id : randomInt(100_000, 999_999),
      resolution,
    };
    if (resolution === 'merchant-accepted') of.status = 'reversed';
    this.tell(of, {
      event: resolution === null ? 'charge.dispute.create' : 'charge.dispute.resolve',
      data: {
        ...{
          id: of.dispute.id,
          resolution,
          refund_amount: of.amount,
          currency: of.currency,
          category: 'chargeback',
        },
        ...{
          status: resolution === null ? 'awaiting-merchant-feedback' : 'resolved',
          transaction: tellOf(of),
        },
      },
    });
  }

  /** The shop gives the money back on the provider's pages. */
  refund(of: Transaction): void {
    if (of.status !== 'success') return;
    of.status = 'reversed';
    this.tell(of, {
      event: 'refund.processed',
      data: {
        ...{ status: 'processed', transaction_reference: of.reference, refund_reference: `rf-${of.id}` },
        ...{ amount: of.amount, currency: of.currency, domain: 'test' },
      },
    });
  }

  private tell(of: Transaction, news: News): void {
    const url = this.hooks.get(of.secretKey);
    const entry = { event: news.event, answer: url ? 'on its way' : 'nobody to tell' };
    of.told.push(entry);
    if (url) void this.post(url, of.secretKey, news, entry);
  }

  private async post(url: string, secretKey: string, news: News, entry: { answer: string }): Promise<void> {
    const body = JSON.stringify(news);
    const headers = { 'content-type': 'application/json', 'x-paystack-signature': signBody(secretKey, body) };
    this.inFlight += 1;
    try {
      for (let turn = 1; turn <= tries; turn += 1) {
        const status = await fetch(url, {
          method: 'POST',
          body,
          headers,
          signal: AbortSignal.timeout(this.settings.webhookTimeoutMs),
        }).then(
          (answer) => answer.status,
          () => undefined,
        );
        entry.answer = status === undefined ? 'no answer' : String(status);
        if (status === 200) return;
        if (!(await this.timers.wait(this.settings.webhookRetryMs * turn))) return;
      }
    } finally {
      this.inFlight -= 1;
    }
  }

  reset(): void {
    this.byReference.clear();
  }

  close(): void {
    this.timers.close();
  }
}

const keyOf = (secretKey: string, reference: string) => `${secretKey} ${reference}`;

/** Written here on its own, so that the app's check is held against a second implementation. */
export const signBody = (secretKey: string, body: string): string =>
  createHmac('sha512', secretKey).update(body, 'utf8').digest('hex');

/** A transaction as the API and webhooks write it. */
export function tellOf(of: Transaction): Record<string, unknown> {
  return {
    ...{
      id: of.id,
      domain: 'test',
      status: of.status,
      reference: of.reference,
      amount: of.amount,
      currency: of.currency,
    },
    ...{
      channel: of.channel,
      paid_at: of.paidAt,
      created_at: of.createdAt,
      requested_amount: of.amount,
      fees: 0,
    },
    gateway_response:
      of.status === 'success'
        ? 'Approved'
        : of.status === 'failed'
          ? 'Declined by the customer’s bank'
          : 'The transaction was not completed',
    customer: { id: 1, email: of.email },
    authorization: { channel: of.channel, last4: '4081' },
  };
}
