import type { Due, PaymentPlan } from '@/db/schema/payment-plan';
import type { Decision } from '@/lib/platform/errors';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { Day } from '../calendar/days';
import type { Below } from '../minimums/rules';
import type { Status } from '../rules';

const no = (reason: string, code: 'conflict' | 'forbidden' = 'conflict') =>
  ({ ok: false, code, reason }) as const;

/** One payment of a booking's schedule as `schedule_of` finds it; minor units, the company's days. */
export type Payment = {
  /** 0 the deposit, 99 the rest. */
  position: number;
  /** None where it hangs on an acceptance that isn't there yet. */
  dueOn: Day | null;
  amount: number;
  open: number;
};

export const depositPosition = 0;
export const balancePosition = 99;

/** What a payment is called among the others of its booking. */
export function nameOf(position: number, all: readonly Pick<Payment, 'position'>[]): string {
  if (position === depositPosition) return 'Deposit';
  if (position === balancePosition) return all.length === 1 ? 'All of it' : 'The rest';
  const between = all.filter((one) => one.position !== depositPosition && one.position !== balancePosition);
  return between.length === 1
    ? 'Payment'
    : `Payment ${between.findIndex((one) => one.position === position) + 1}`;
}

/** What rule a payment's day comes from. */
export function dueOf(position: number, plan: PaymentPlan): Due {
  if (position === depositPosition) return plan.deposit;
  return plan.steps[position - 1]?.due ?? plan.balance;
}

export type PaymentState = 'paid' | 'overdue' | 'part' | 'open';

/** Where a payment stands on a day of the company. */
export function stateOfPayment({ amount, open, dueOn }: Payment, today: Day): PaymentState {
  if (open === 0) return 'paid';
  if (dueOn && dueOn < today) return 'overdue';
  return open < amount ? 'part' : 'open';
}

/** A due day's rule in words: "3 days after acceptance", "7 days before the event". */
export function sayDue(due: Due, locale: string): string {
  if ('on' in due) return formatCalendarDate(due.on, locale, 'fullDay');
  const { from, days } = due;
  const what = from === 'event' ? 'the event' : 'acceptance';
  if (days === 0) return from === 'event' ? 'on the day of the event' : 'with the acceptance';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'before' : 'after'} ${what}`;
}

/** Whether somebody who may change prices, or not, may say when a booking is to be paid. */
export function mayPlan({ status }: { status: Status }, mayPrice: boolean): Decision {
  if (!mayPrice)
    return no('Your company lets managers change prices. Ask one of them for another schedule.', 'forbidden');
  if (status === 'cancelled') return no('A cancelled booking is closed for changes.');
  return { ok: true };
}

/** What stands against confirming before the deposit is there; nothing where the company doesn't wait for it. */
export function withoutDeposit(
  { deposit, paid }: { deposit: number; paid: number },
  { first, say }: { first: boolean; say: (amount: number) => string },
): Below[] {
  if (!first || paid >= deposit) return [];
  const left = deposit - paid;
  const said =
    paid === 0
      ? `The deposit of ${say(deposit)} hasn’t been paid.`
      : `${say(left)} of the deposit of ${say(deposit)} is still to come.`;
  return [{ kind: 'deposit', said, way: 'Record the payment' }];
}
