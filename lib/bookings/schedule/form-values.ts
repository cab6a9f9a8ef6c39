import type { CancellationTerm, Due, PaymentPlan } from '@/db/schema/payment-plan';
import { type MoneyPlace, typedMoney } from '@/lib/platform/money';
import { typedPercent } from '@/lib/platform/percent';
import { inOrder } from '../cancelling/rules';

/** Most payments between the deposit and the rest. */
export const mostSteps = 10;

export type DueValues = { way: string; days: string; on: string };
export type StepValues = DueValues & { kind: string; value: string };
export type TermValues = { days: string; share: string };
export type PlanValues = {
  deposit: DueValues;
  steps: StepValues[];
  balance: DueValues;
  cancellation: TermValues[];
};

const dueValues = (given: Due): DueValues => {
  if ('on' in given) return { way: 'on', days: '', on: given.on };
  const way = given.from === 'acceptance' ? 'acceptance' : given.days <= 0 ? 'before' : 'after';
  return { way, days: String(Math.abs(given.days)), on: '' };
};

/** A plan as a form begins with it. */
export const planValues = (
  { deposit, steps, balance }: PaymentPlan,
  cancellation: readonly CancellationTerm[],
  place: MoneyPlace,
): PlanValues => ({
  deposit: dueValues(deposit),
  steps: steps.map((one) => ({
    ...dueValues(one.due),
    ...('share' in one
      ? { kind: 'share', value: typedPercent(one.share, place.locale) }
      : { kind: 'amount', value: typedMoney(one.amount, place) }),
  })),
  balance: dueValues(balance),
  cancellation: inOrder(cancellation).map(({ days: of, share }) => ({
    days: String(of),
    share: typedPercent(share, place.locale),
  })),
});
