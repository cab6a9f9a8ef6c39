import type { Decision } from '@/lib/platform/errors';
import { leftToPay } from '../../left-to-pay';
import { sumsOf } from '../../occasions/sums';
import { mayPay, type Status } from '../../rules';
import type { Charge, CheckoutState, Dispute } from './provider';

const yes = { ok: true } as const;
const no = (reason: string) => ({ ok: false, code: 'conflict', reason }) as const;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Booking = { status: Status; total: number; paid: number; takenOff: number; deposit: number };
export type Due = { purpose: 'deposit' | 'instalment' | 'balance'; amount: number };

type AgreedBooking = Booking & { agreedAt: Date | null };

const isAgreed = ({ status, agreedAt }: AgreedBooking) =>
  agreedAt !== null || (status !== 'enquiry' && status !== 'quoted');

/** Of the events that are paid together those that money can be asked for; of customers only for what they have agreed to. */
export const thatTake = <T extends AgreedBooking>(
  events: readonly T[],
  { byCustomer }: { byCustomer: boolean },
) => events.filter((event) => leftToPay(event) > 0 && (!byCustomer || isAgreed(event)));

/** What is open of the deposits of these events, and all that is left of them, in minor units; of what was called off its fee. */
export function openOf(events: readonly Booking[]) {
  const { depositOpen, open } = sumsOf(events);
  return { deposit: depositOpen, balance: open };
}

type Planned = { dueOn: string | null; open: number };

/** What of a booking's plan is to be paid next, minor units: all that is due by `today`, else the first that will be. */
export function nextInstalment(schedule: readonly Planned[], today: string): number {
  const open = schedule.flatMap(({ dueOn, open: amount }) =>
    dueOn && amount > 0 ? [{ dueOn, amount }] : [],
  );
  const first = open.reduce<string | undefined>(
    (day, { dueOn }) => (day && day < dueOn ? day : dueOn),
    undefined,
  );
  if (!first) return 0;
  const until = first > today ? first : today;
  return open.reduce((sum, { dueOn, amount }) => (dueOn <= until ? sum + amount : sum), 0);
}

/**
 * What a customer may choose to pay now for an event or for several at once: the deposit where it is open, the next payment of the
 * plan, and all that is left.
 */
export function duesOf(
  events: readonly (Booking & { schedule: readonly Planned[] })[],
  today: string,
): Due[] {
  const { deposit, balance } = openOf(events);
  const next = nextOf(events, today);
  const isPart = (amount: number) => amount > 0 && amount < balance;
  return [
    ...(isPart(deposit) ? [{ purpose: 'deposit', amount: deposit } as const] : []),
    ...(isPart(next) && next !== deposit ? [{ purpose: 'instalment', amount: next } as const] : []),
    ...(balance > 0 ? [{ purpose: 'balance', amount: balance } as const] : []),
  ];
}

/** What of the plans of these events is to be paid next, minor units; nothing of what was called off. */
export const nextOf = (
  events: readonly { status: Status; schedule: readonly Planned[] }[],
  today: string,
): number =>
  nextInstalment(
    events.flatMap(({ status, schedule }) => (status === 'cancelled' ? [] : schedule)),
    today,
  );

type Refunded = { id: string; amount: number; recordedBy: string | null; toldBy: string | null };

/**
 * Whether money that a provider tells of as given back is what somebody recorded by hand: the oldest of that amount which no word of
 * the provider explains yet. Other amounts that were recorded leave it unsure.
 */
export function matchRefund(
  refunds: readonly Refunded[],
  amount: number,
): { is: 'new' | 'unsure' } | { is: 'same'; id: string } {
  const byHand = refunds.filter(({ recordedBy, toldBy }) => recordedBy !== null && toldBy === null);
  const same = byHand.find((one) => one.amount === amount);
  if (same) return { is: 'same', id: same.id };
  return { is: byHand.length > 0 ? 'unsure' : 'new' };
}

/** Whether a customer can be asked for so much for these events together; they themselves once they have agreed to them. */
export function mayAsk(
  events: readonly AgreedBooking[],
  amount: number,
  { byCustomer }: { byCustomer: boolean },
): Decision {
  const meant = byCustomer ? events.filter(isAgreed) : events;
  const [first] = meant;
  if (!first) return no('Nothing is to be paid until you have agreed on the event.');
  if (meant.length === 1) return mayPay(first, amount);
  const { open } = sumsOf(meant);
  if (open === 0) return no('Nothing of these events is left to pay.');
  return mayPay({ status: first.status, total: open, paid: 0, takenOff: 0 }, amount);
}

type Left = { id: string; left: number };

/**
 * How money that went back is taken from the payments that it came as, minor units: from the last event to the first, the other
 * way round than it was laid onto them.
 */
export function takeBack(payments: readonly Left[], amount: number): { id: string; amount: number }[] {
  let rest = amount;
  return payments.toReversed().flatMap(({ id, left }) => {
    const part = Math.min(rest, left);
    rest -= part;
    return part > 0 ? [{ id, amount: part }] : [];
  });
}

/** The ladder of asking again, as time since a checkout was opened; then it is given up, weeks after any page has closed. */
const ladder = [
  2 * minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  12 * hour,
  day,
  3 * day,
  7 * day,
  14 * day,
];
/** After this nobody is expected to pay any more. */
const abandonedAfter = day;

/** When the provider is asked next after it was asked so often; null for never. */
export function nextAsk(openedAt: Date, asks: number, now: Date): Date | null {
  const wait = ladder[asks];
  if (wait === undefined) return null;
  // What was due while nobody asked is caught up in turn, not all at once.
  return new Date(Math.max(openedAt.getTime() + wait, now.getTime() + 30_000));
}

type Checkout = {
  state: CheckoutState;
  amount: number;
  currency: string;
  providerId: string | null;
  paidAt: Date | null;
  openedAt: Date;
  disputeOver: string | null;
};

/** What follows from what a provider says of a payment. `doubt`: nothing is booked, and a person looks at it. */
export type ChargeDecision =
  | { do: 'nothing' | 'pay' | 'abandon' | 'wait' }
  | { do: 'fail'; why: string }
  | { do: 'doubt' | 'hold'; why: string };

/**
 * What a charge means for its checkout. A webhook that says something else than was asked for is doubted; where the provider
 * says so too when asked (`asked`), other money of ours is held for a person, never booked by itself.
 */
export function judgeCharge(
  checkout: Checkout,
  charge: Charge,
  { asked, now }: { asked: boolean; now: Date },
): ChargeDecision {
  if (checkout.paidAt !== null) {
    const other =
      charge.status === 'success' &&
      charge.providerId !== null &&
      checkout.providerId !== null &&
      charge.providerId !== checkout.providerId;
    return other
      ? { do: 'doubt', why: 'The provider tells of a second payment under one reference.' }
      : { do: 'nothing' };
  }
  if (charge.status === 'failed')
    return checkout.state === 'failed'
      ? { do: 'nothing' }
      : { do: 'fail', why: charge.failure ?? 'The payment failed.' };
  if (charge.status !== 'success')
    return checkout.state === 'opened' && now.getTime() - checkout.openedAt.getTime() >= abandonedAfter
      ? { do: 'abandon' }
      : { do: 'wait' };
  if (charge.currency !== checkout.currency)
    return {
      do: 'doubt',
      why: `The provider tells of a payment in ${charge.currency || 'no currency'}, and ${checkout.currency} was asked for.`,
    };
  if (charge.amount !== checkout.amount)
    return {
      do: asked && charge.amount > 0 ? 'hold' : 'doubt',
      why: 'Another amount was paid than was asked for.',
    };
  return { do: 'pay' };
}

/** What a dispute means for its checkout; one whose end is known doesn't begin again. */
export function judgeDispute(
  checkout: Checkout,
  { disputeId, status }: Dispute,
): { do: 'nothing' | 'doubt' | 'dispute' | 'keep' | 'reverse' } {
  if (checkout.paidAt === null) return { do: 'doubt' };
  if (checkout.state === 'reversed') return { do: 'nothing' };
  if (status === 'opened')
    return {
      do: checkout.disputeOver === disputeId || checkout.state === 'disputed' ? 'nothing' : 'dispute',
    };
  return { do: status === 'lost' ? 'reverse' : 'keep' };
}

/** Whether held money may be settled. */
export function mayEndHeld(checkout: { heldWhy: string | null; heldEndedAt: Date | null }): Decision {
  if (checkout.heldWhy === null) return no('This payment was booked; nothing of it is held.');
  if (checkout.heldEndedAt) return no('Somebody has seen to this money already.');
  return yes;
}

/** When money came: what the provider says, never later than now. */
export const cameAt = ({ paidAt }: Charge, now: Date): Date => (paidAt && paidAt < now ? paidAt : now);
