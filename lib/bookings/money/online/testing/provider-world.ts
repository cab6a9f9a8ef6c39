import { createHmac } from 'node:crypto';
import { eq, isNull, sql } from 'drizzle-orm';
import { vi } from 'vitest';
import { justSignedIn } from '@/db/factories/session';
import { alerts } from '@/db/schema/cases';
import { checkouts, providerEvents } from '@/db/schema/checkouts';
import { payments, postingLines } from '@/db/schema/money';
import { actAs } from '@/db/session';
import type { Office } from '../../../testing/office';
import { hookAddress } from '../keys';
import { saveOnlineKey } from '../mutations';
import { openCheckout, startCheckout } from '../open-checkout';
import { answerPaymentWebhook } from '../webhook';

export const secretKey = 'sk_test_0123456789abcdef0123';

type Answer = { status: number; body: object } | 'nothing';

/** What Paystack would answer: by default it opens pages and knows nobody's payment. */
export const provider = {
  asked: [] as { path: string; body: Record<string, unknown> | undefined }[],
  verify: (() => ({ status: 404, body: { code: 'transaction_not_found' } })) as (reference: string) => Answer,
  initialize: ((body) => ({
    status: 200,
    body: { data: { authorization_url: `https://checkout.paystack.com/${String(body.reference)}` } },
  })) as (body: Record<string, unknown>) => Answer,
};
const usual = { ...provider };

export function stubProvider(): void {
  Object.assign(provider, usual, { asked: [] });
  vi.stubGlobal('fetch', async (address: URL, init: { body?: string }) => {
    const body = init.body ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
    provider.asked.push({ path: address.pathname, body });
    const answer = body
      ? provider.initialize(body)
      : provider.verify(address.pathname.split('/').at(-1) ?? '');
    if (answer === 'nothing') throw new TypeError('fetch failed');
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  });
}

export const signed = (body: string, key = secretKey) => createHmac('sha512', key).update(body).digest('hex');

/** Tells the company what happened, as its provider does. */
export async function tell(
  companyId: string,
  event: object | string,
  { signature, key, at = new Date() }: { signature?: string; key?: string; at?: Date } = {},
): Promise<number> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const address = hookAddress(companyId);
  const request = new Request(address, {
    method: 'POST',
    body,
    headers: { 'x-paystack-signature': signature ?? signed(body, key), 'content-type': 'application/json' },
  });
  return (await answerPaymentWebhook(request, address.split('/').at(-1) ?? '', at)).status;
}

export type Told = { reference: string; amount: number };
let transactions = 1000;
/** A transaction as Paystack tells of it. */
export const transaction = ({ reference, amount }: Told, changed: object = {}) => {
  transactions += 1;
  return {
    ...{ id: transactions, status: 'success', reference, amount, currency: 'GHS', channel: 'mobile_money' },
    ...{
      paid_at: new Date().toISOString(),
      gateway_response: 'Approved',
      customer: { email: 'ama@example.test' },
    },
    ...changed,
  };
};
export const success = (of: Told, changed: object = {}) => ({
  event: 'charge.success',
  data: transaction(of, changed),
});
export const failed = (of: Told) => ({
  event: 'charge.failed',
  data: transaction(of, { status: 'failed', gateway_response: 'Declined' }),
});
export const dispute = (of: Told, { id = 7, resolution }: { id?: number; resolution?: string } = {}) => ({
  event: resolution ? 'charge.dispute.resolve' : 'charge.dispute.create',
  data: { id, resolution: resolution ?? null, refund_amount: of.amount, currency: 'GHS', transaction: of },
});
export const refund = (of: Told, refundReference = 'r-1') => ({
  event: 'refund.processed',
  data: {
    transaction_reference: of.reference,
    refund_reference: refundReference,
    amount: of.amount,
    currency: 'GHS',
  },
});

export const setKey = async (office: Office, key = secretKey) =>
  saveOnlineKey(await justSignedIn(office.manager), { secretKey: key });

/** A checkout of the office whose page is open. */
export async function ask(office: Office, bookingId: string, amount: number, at = new Date()) {
  const { id } = await openCheckout(
    { companyId: office.id, bookingIds: [bookingId], openedBy: 'office', purpose: 'amount', amount },
    at,
  );
  await startCheckout(office.id, id, at);
  const { reference } = await checkoutOf(office, id);
  return { id, reference, amount };
}

const inCompany = <T>({ system }: Office, work: Parameters<typeof actAs<T>>[1]) => actAs(system, work);

export async function checkoutOf(office: Office, id: string) {
  const [row] = await inCompany(office, (tx) => tx.select().from(checkouts).where(eq(checkouts.id, id)));
  if (!row) throw new Error('There is no such checkout');
  return row;
}

export const paymentsOf = (office: Office, bookingId: string) =>
  inCompany(office, (tx) =>
    tx.select().from(payments).where(eq(payments.bookingId, bookingId)).orderBy(payments.createdAt),
  );
export const eventsOf = (office: Office) =>
  inCompany(office, (tx) => tx.select().from(providerEvents).orderBy(providerEvents.receivedAt));
export const alertsOf = async (office: Office) =>
  (
    await inCompany(office, (tx) =>
      tx.select({ kind: alerts.kind }).from(alerts).where(isNull(alerts.clearedAt)),
    )
  )
    .map(({ kind }) => kind)
    .filter((kind) => /paid_online|money_held|payment_/.test(kind))
    .sort();

/** What stands on each account of a booking, debit above zero; the accounts at zero left out. */
export async function ledgerOf(office: Office, bookingId: string): Promise<Record<string, number>> {
  const rows = await actAs(office.manager, (tx) =>
    tx
      .select({ account: postingLines.account, amount: sql<string>`sum(${postingLines.amount})` })
      .from(postingLines)
      .where(eq(postingLines.bookingId, bookingId))
      .groupBy(postingLines.account),
  );
  return Object.fromEntries(
    rows.flatMap(({ account, amount }) => (Number(amount) === 0 ? [] : [[account, Number(amount)]])),
  );
}
