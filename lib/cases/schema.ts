import { z } from 'zod';
import { acrossFields } from '@/lib/platform/across-fields';
import { amount, amountText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { requiredText } from '@/lib/platform/text';
import { remedies } from './remedies';

const caseId = z.uuid();
const words = (missing: string, most = 2000) => requiredText({ missing, most, lines: true });

export const caseInput = z.object({ caseId });
export const resolveInput = z.object({ caseId, resolution: words('Say how it was put right.') });
export const reopenInput = z.object({ caseId, note: words('Say why it is taken up again.') });
export const assignInput = z.object({ caseId, ownerId: z.uuid('Choose a person.') });

const remedy = z.enum(remedies, { error: 'Choose what the customer is offered.' });
const offer = words('Say what exactly is offered.', 500);
const percentMissing = 'Say how many percent off, from 1 to 100.';
/** A discount is a rate, in basis points, and nothing else is one. */
const rateFits = ({ remedy, rate }: { remedy: string; rate: number | null }) =>
  (remedy === 'discount') === (rate !== null);
export const remedyInput = z
  .object({
    caseId,
    amount,
    rate: z.int().min(100).max(10_000).nullable().default(null),
    remedy,
    note: offer,
  })
  .refine(rateFits, { path: ['rate'], error: percentMissing });
/** Whole percent as basis points; null where it is none that can be given. */
const rateOf = (percent: string): number | null => {
  const rate = /^\d{1,3}$/.test(percent) ? Number(percent) * 100 : 0;
  return rate >= 100 && rate <= 10_000 ? rate : null;
};
/** The same as its form's fields hold it, in the company's notation; the percent counts for a discount only. */
export const remedyForm = (place: MoneyPlace) =>
  z
    .object({
      amount: amountText(place, { missing: 'What does it cost us?' }),
      percent: z.string().trim(),
      remedy,
      offer,
    })
    .check(
      acrossFields(['percent', 'remedy'], ({ percent, remedy: chosen }, refuse) => {
        if (chosen === 'discount' && rateOf(percent) === null) refuse('percent', percentMissing);
      }),
    )
    .transform(({ percent, offer: note, ...typed }) => ({
      ...typed,
      note,
      rate: typed.remedy === 'discount' ? rateOf(percent) : null,
    }));
export const decisionInput = z.object({ caseId, eventId: z.uuid(), approve: z.boolean() });
export const openInput = z.object({
  bookingId: z.uuid(),
  summary: words('Say what went wrong.', 500),
});
