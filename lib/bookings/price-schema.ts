import { z } from 'zod';
import { amountText, largestAmount } from '@/lib/platform/amount';
import { type MoneyPlace, parseMoney, tooLarge, whyNoAmount } from '@/lib/platform/money';
import { parsePercent } from '@/lib/platform/percent';
import { percentText } from '@/lib/platform/percent-text';
import { requiredText } from '@/lib/platform/text';

const priceReason = requiredText({ missing: 'Say why, for whoever looks at it later.', most: 300 });
/** Another price than the menu's: `null` takes it back, and a line that says nothing keeps what it has. */
export const lineTerms = z
  .object({
    unitPrice: z.int().min(0).max(largestAmount),
    discountRate: z.int().min(0).max(10_000),
    reason: priceReason,
  })
  .nullable()
  .optional();
const discountMissing = 'Say how many percent off, from 0.01 to 100.';

/** The same as its dialog holds it, in the company's notation; a price of nothing is a gift. */
export const lineTermsForm = (place: MoneyPlace) =>
  z
    .object({ price: z.string().trim(), percent: z.string().trim(), reason: z.string() })
    .transform(({ price, percent, reason }, context) => {
      const unitPrice = parseMoney(price, place);
      const discountRate = percent === '' ? 0 : parsePercent(percent, place.locale);
      const why = priceReason.safeParse(reason);
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (unitPrice === undefined) refuse('price', whyNoAmount(price, place));
      else if (unitPrice > largestAmount) refuse('price', tooLarge);
      if (discountRate === undefined) refuse('percent', discountMissing);
      if (!why.success) refuse('reason', why.error.issues[0]?.message ?? '');
      if (unitPrice === undefined || discountRate === undefined || !why.success) return z.NEVER;
      return { unitPrice, discountRate, reason: why.data };
    });

/** A discount on a whole booking: basis points of its lines, or minor units; neither takes one back. */
export const discountInput = z
  .object({
    bookingId: z.uuid(),
    rate: z.int().min(0).max(10_000),
    amount: z.int().min(0).max(largestAmount),
    reason: priceReason.nullable(),
  })
  .refine(({ rate, amount: minor }) => rate === 0 || minor === 0, {
    error: 'Give percent or an amount, not both.',
  })
  .refine(({ rate, amount: minor, reason }) => rate + minor === 0 || reason !== null, {
    path: ['reason'],
    error: 'Say why, for whoever looks at it later.',
  });
export const discountKinds = ['percent', 'amount', 'none'] as const;
/** The same as its form's fields hold it, in the company's notation. */
export const discountForm = (place: MoneyPlace) =>
  z
    .object({
      kind: z.enum(discountKinds),
      percent: z.string().trim(),
      amount: z.string().trim(),
      reason: z.string(),
    })
    .transform(({ kind, percent, amount: typed, reason }, context) => {
      if (kind === 'none') return { rate: 0, amount: 0, reason: null };
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      const rate = kind === 'percent' ? parsePercent(percent, place.locale) : 0;
      const minor =
        kind === 'amount' ? amountText(place, { missing: 'Enter the amount.' }).safeParse(typed) : undefined;
      const why = priceReason.safeParse(reason);
      if (rate === undefined) refuse('percent', discountMissing);
      if (minor && !minor.success) refuse('amount', minor.error.issues[0]?.message ?? 'Enter the amount.');
      if (!why.success) refuse('reason', why.error.issues[0]?.message ?? '');
      if (rate === undefined || (minor && !minor.success) || !why.success) return z.NEVER;
      return { rate, amount: minor?.data ?? 0, reason: why.data };
    });

/** Basis points: no company asks for more than half on top. */
export const mostServiceCharge = 5000;

/** A service charge: basis points of the lines after discounts, and whether tax is on it too. */
export const serviceChargeInput = z.object({
  bookingId: z.uuid(),
  rate: z.int().min(0).max(mostServiceCharge),
  taxed: z.boolean(),
});
/** The same as its dialog holds it. */
export const serviceChargeForm = (locale: string) =>
  z.object({ rate: percentText(locale, mostServiceCharge), taxed: z.boolean() });
