import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canBeKept, cleanLine } from '@/lib/platform/text';
import type { Charge, Fact, Method, ProviderEvent } from './provider';

/** What stands in a column of its own: with what PostgreSQL can't hold it is none of theirs. */
const id = z
  .union([z.string().max(60).refine(canBeKept), z.number().int()])
  .transform(String)
  .nullish();
const amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const reference = z.string().min(1).max(120).refine(canBeKept);

const transaction = z.object({
  id,
  status: z.string().max(40).nullish(),
  reference,
  amount,
  currency: z.string().max(10),
  channel: z.string().max(40).nullish(),
  paid_at: z.string().max(40).nullish(),
  gateway_response: z.string().max(2000).nullish(),
});
const dispute = z.object({
  id,
  resolution: z.string().max(60).nullish(),
  refund_amount: amount.nullish(),
  currency: z.string().max(10).nullish(),
  transaction: z.object({ reference, amount: amount.nullish(), currency: z.string().max(10).nullish() }),
});
const refund = z.object({
  id,
  refund_reference: id,
  transaction_reference: reference,
  amount: z.coerce.number().pipe(amount),
  currency: z.string().max(10),
});
const envelope = z.object({ event: z.string().min(1).max(60).refine(canBeKept), data: z.looseObject({}) });

const methods: Record<string, Method> = { mobile_money: 'mobile_money', card: 'card', apple_pay: 'card' };
const statuses: Record<string, Charge['status']> = {
  success: 'success',
  failed: 'failed',
  reversed: 'failed',
  abandoned: 'abandoned',
};

/** A transaction as Paystack answers by its reference; undefined where it can't be read or is about another one. */
export function readPaystackCharge(data: unknown, wanted: string): Charge | undefined {
  const read = transaction.safeParse(data);
  return read.success && read.data.reference === wanted ? chargeOf(read.data) : undefined;
}

function chargeOf({
  id: providerId,
  status,
  amount: sum,
  currency,
  channel,
  paid_at,
  gateway_response,
}: z.output<typeof transaction>): Charge {
  const paidAt = paid_at ? new Date(paid_at) : null;
  return {
    what: 'charge',
    status: statuses[status ?? ''] ?? 'pending',
    providerId: providerId ?? null,
    ...{ amount: sum, currency, method: methods[channel ?? ''] ?? 'bank_transfer' },
    paidAt: paidAt && Number.isFinite(paidAt.getTime()) ? paidAt : null,
    failure: cleanLine(gateway_response ?? '').slice(0, 300) || null,
  };
}

/** What a webhook of Paystack says. What isn't about money of ours has no fact; undefined for what is no event. */
export function readPaystackEvent(body: string): ProviderEvent | undefined {
  const read = envelope.safeParse(json(body));
  if (!read.success) return undefined;
  const { event: kind, data } = read.data;
  const raw = { event: kind, data: without(data) };
  const told = tell(kind, data);
  const digest = () => createHash('sha256').update(body).digest('hex');
  if (!told)
    return {
      identity: `${kind}:${digest()}`.slice(0, 200),
      kind,
      reference: null,
      fact: undefined,
      unreadable: known.has(kind),
      raw,
    };
  return {
    kind,
    raw,
    unreadable: false,
    ...told,
    identity: [kind, ...told.identity.map((part) => part ?? digest())].join(':').slice(0, 200),
  };
}

const known = new Set([
  'charge.success',
  'charge.failed',
  'charge.dispute.create',
  'charge.dispute.resolve',
  'refund.processed',
]);

type Told = { identity: (string | null | undefined)[]; reference: string; fact: Fact };

function tell(kind: string, data: unknown): Told | undefined {
  if (kind === 'charge.success' || kind === 'charge.failed') {
    const read = transaction.safeParse(data);
    if (!read.success) return undefined;
    const charge = chargeOf(read.data);
    // The event is named for what happened; a status that says otherwise is looked at by asking again.
    const status = kind === 'charge.failed' ? 'failed' : charge.status === 'success' ? 'success' : 'pending';
    const identity = [read.data.reference, read.data.id, String(charge.amount), charge.currency, status];
    return { identity, reference: read.data.reference, fact: { ...charge, status } };
  }
  if (
    kind === 'charge.dispute.create' ||
    kind === 'charge.dispute.remind' ||
    kind === 'charge.dispute.resolve'
  ) {
    const read = dispute.safeParse(data);
    if (!read.success || !read.data.id) return undefined;
    const { id: disputeId, resolution, refund_amount, transaction: of } = read.data;
    const lost = resolution === 'merchant-accepted' || resolution === 'auto-accepted';
    const status = kind !== 'charge.dispute.resolve' ? 'opened' : lost ? 'lost' : 'won';
    const fact = {
      what: 'dispute',
      disputeId,
      status,
      amount: refund_amount ?? of.amount ?? null,
      currency: read.data.currency ?? of.currency ?? null,
    } as const;
    return { identity: [disputeId, status], reference: of.reference, fact };
  }
  if (kind === 'refund.processed') {
    const read = refund.safeParse(data);
    if (!read.success) return undefined;
    const { transaction_reference, amount: sum, currency } = read.data;
    return {
      identity: [read.data.refund_reference ?? read.data.id],
      reference: transaction_reference,
      fact: { what: 'refund', amount: sum, currency },
    };
  }
  return undefined;
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Who paid, with which card, from where: nothing of that is needed to book it. */
const personal = new Set([
  'customer',
  'authorization',
  'ip_address',
  'log',
  'metadata',
  'messages',
  'history',
  'bin',
  'last4',
  'evidence',
  'attachments',
  'note',
  'source',
]);
const clean = (text: string) => Buffer.from(text.replaceAll('\u0000', '')).toString().slice(0, 500);

function without(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 3) return null;
  if (Array.isArray(value)) return value.slice(0, 20).map((one) => without(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !personal.has(name))
      .slice(0, 60)
      .map(([name, one]) => [clean(name), without(one, depth + 1)]),
  );
}
