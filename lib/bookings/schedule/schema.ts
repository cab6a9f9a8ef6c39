import { z } from 'zod';
import type { Due, PaymentPlan, PlanStep } from '@/db/schema/payment-plan';
import { amountText, largestAmount } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { percentText } from '@/lib/platform/percent-text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';
import { isDay } from '../calendar/days';
import { termsForm, termsInput } from '../cancelling/schema';
import { mostSteps } from './form-values';

const mostDays = 730;
const day = z.string().refine(isDay, 'Choose a day.');
const days = {
  missing: `Enter 0 to ${mostDays} days.`,
  least: 0,
  most: mostDays,
  tooLarge: `The most is ${mostDays} days.`,
};

const due: z.ZodType<Due> = z.union([
  z.strictObject({ from: z.literal('acceptance'), days: z.int().min(0).max(mostDays) }),
  z.strictObject({ from: z.literal('event'), days: z.int().min(-mostDays).max(mostDays) }),
  z.strictObject({ on: day }),
]);
const step: z.ZodType<PlanStep> = z.union([
  z.strictObject({ share: z.int().min(1).max(10_000), due }),
  z.strictObject({ amount: z.int().min(1).max(largestAmount), due }),
]);
/** When a booking's money is due; the database asks for the same (`is_payment_plan`). */
export const planInput: z.ZodType<PaymentPlan> = z.strictObject({
  deposit: due,
  steps: z.array(step).max(mostSteps),
  balance: due,
});

export const bookingPlanInput = z.object({
  bookingId: z.uuid(),
  version: z.int().min(1),
  plan: planInput,
  cancellation: termsInput,
});

const remindBefore = { missing: 'Enter 0 to 30 days.', least: 0, most: 30, tooLarge: 'The most is 30 days.' };
const remindAfter = { missing: 'Enter 1 to 60 days.', least: 1, most: 60, tooLarge: 'The most is 60 days.' };

/** What new bookings begin with, and what the company makes of what is due. */
export const paymentTermsInput = z.object({
  plan: planInput,
  cancellation: termsInput,
  depositFirst: z.boolean(),
  /** Days before and after a payment is due; null for never. */
  remindBefore: whole(remindBefore).nullable(),
  remindAfter: whole(remindAfter).nullable(),
  version: z.int().min(1),
});

/** From what a due day is counted, as a form asks it. */
export const dueWays = ['acceptance', 'before', 'after', 'on'] as const;

const dueFields = { way: z.enum(dueWays), days: z.string(), on: z.string() };
type Refuse = (path: string, message: string) => void;

function readDue(
  { way, days: typed, on }: { way: (typeof dueWays)[number]; days: string; on: string },
  refuse: Refuse,
) {
  if (way === 'on') {
    const named = day.safeParse(on);
    if (!named.success) refuse('on', 'Choose a day.');
    return { on } satisfies Due;
  }
  const count = wholeText(days).safeParse(typed);
  if (!count.success) refuse('days', count.error.issues[0]?.message ?? days.missing);
  const number = count.data ?? 0;
  if (way === 'acceptance') return { from: 'acceptance', days: number } satisfies Due;
  return { from: 'event', days: way === 'before' && number > 0 ? -number : number } satisfies Due;
}

const dueForm = z.object(dueFields).transform((typed, context): Due => {
  let wrong = false;
  const read = readDue(typed, (path, message) => {
    wrong = true;
    context.addIssue({ code: 'custom', path: [path], message });
  });
  return wrong ? z.NEVER : read;
});

const stepForm = (place: MoneyPlace) =>
  z
    .object({ ...dueFields, kind: z.enum(['share', 'amount']), value: z.string() })
    .transform((typed, context): PlanStep => {
      let wrong = false;
      const refuse: Refuse = (path, message) => {
        wrong = true;
        context.addIssue({ code: 'custom', path: [path], message });
      };
      const read = readDue(typed, refuse);
      const missing = typed.kind === 'share' ? 'Enter how many percent.' : 'Enter the amount.';
      const value =
        typed.kind === 'share'
          ? percentText(place.locale, 10_000).safeParse(typed.value)
          : amountText(place, { missing }).safeParse(typed.value);
      if (!value.success) refuse('value', value.error.issues[0]?.message ?? missing);
      else if (value.data === 0) refuse('value', missing);
      if (wrong || !value.success) return z.NEVER;
      return typed.kind === 'share' ? { share: value.data, due: read } : { amount: value.data, due: read };
    });

const planFields = (place: MoneyPlace) =>
  z.object({
    deposit: dueForm,
    steps: z.array(stepForm(place)).max(mostSteps),
    balance: dueForm,
    cancellation: termsForm(place.locale),
  });

/** A booking's plan and terms as its fields hold them, in the company's notation. */
export const planForm = (place: MoneyPlace) =>
  planFields(place).transform(({ cancellation, ...plan }) => ({ plan, cancellation }));

/** The same with the rest of the company's settings about it. */
export const paymentTermsForm = (place: MoneyPlace) =>
  planFields(place)
    .extend({
      depositFirst: z.boolean(),
      remindBefore: orNone(wholeText(remindBefore), null),
      remindAfter: orNone(wholeText(remindAfter), null),
    })
    .transform(({ deposit, steps, balance, ...rest }) => ({ plan: { deposit, steps, balance }, ...rest }));
