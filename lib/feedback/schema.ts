import { z } from 'zod';
import type { feedbackSources } from '@/db/enums';

const score = z.coerce.number().int().min(1).max(5);
const optionalScore = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  score.nullable(),
);
const yesNo = z.preprocess(
  (value) =>
    value === 'yes' ? true : value === 'no' ? false : value === '' || value === undefined ? null : value,
  z.boolean().nullable(),
);
/** Longer than any answer seen, short enough for a page. */
const comments = z
  .string()
  .trim()
  .max(4000, 'Keep it under 4,000 characters.')
  .transform((text) => text || null)
  .nullable();

const answers = {
  rating: optionalScore,
  food: optionalScore,
  service: optionalScore,
  presentation: optionalScore,
  timeliness: optionalScore,
  wouldRecommend: yesNo,
  comments,
};

/** A person puts right what the parser read. */
export const correctionInput = z.object({
  feedbackId: z.uuid(),
  version: z.coerce.number().int().positive(),
  ...answers,
});
export type Correction = z.output<typeof correctionInput>;

/** The ways in which the office hears feedback itself. */
export const heardSources = [
  'phone',
  'in_person',
  'email',
] as const satisfies (typeof feedbackSources)[number][];

/** Feedback that the office was told by phone, e-mail or in person. */
export const heardInput = z
  .object({
    bookingId: z.uuid('Choose the booking.'),
    source: z.enum(heardSources, { error: 'Say how you heard it.' }),
    ...answers,
  })
  .refine((input) => input.rating !== null, {
    path: ['rating'],
    message: 'Ask for the overall rating, 1 to 5.',
  });
export type Heard = z.output<typeof heardInput>;

const oneAnswer = z.discriminatedUnion('stage', [
  z.object({ stage: z.enum(['food', 'service', 'presentation', 'timeliness']), value: score.nullable() }),
  z.object({ stage: z.literal('rating'), value: score }),
  z.object({ stage: z.literal('recommend'), value: z.stringbool().nullable() }),
  z.object({ stage: z.enum(['dishes', 'dislikes']), value: z.array(z.uuid()).max(100).nullable() }),
  z.object({ stage: z.literal('comment'), value: z.string().trim().max(4000).nullable() }),
]);
export type OneAnswer = z.output<typeof oneAnswer>;

/**
 * One answer on the public page or in the portal, from its form: the question's `stage` and a `value` (a figure,
 * yes or no, dishes, words), or `skip`.
 */
const answerForm = z.preprocess((form) => {
  if (!(form instanceof FormData)) return undefined;
  const stage = form.get('stage');
  if (form.has('skip')) return { stage, value: null };
  const several = stage === 'dishes' || stage === 'dislikes';
  return { stage, value: several ? form.getAll('value') : (form.get('value') ?? undefined) };
}, oneAnswer);

export const linkAnswerInput = z.object({ token: z.string().min(20).max(200), answer: answerForm });
export const linkStopInput = z.object({ token: z.string().min(20).max(200) });
export const portalAnswerInput = z.object({ bookingId: z.uuid(), answer: answerForm });
