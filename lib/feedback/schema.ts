import { z } from 'zod';
import type { feedbackSources } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { optionalText } from '@/lib/platform/text';

const score = z.number().int().min(1).max(5);
/** Longer than any answer seen, short enough for a page. */
/** Characters of what somebody says in their own words. */
export const longestComment = 4000;
const comments = optionalText({ most: longestComment, lines: true });

const answers = {
  rating: score.nullish().default(null),
  food: score.nullish().default(null),
  service: score.nullish().default(null),
  presentation: score.nullish().default(null),
  timeliness: score.nullish().default(null),
  wouldRecommend: z.boolean().nullish().default(null),
  comments,
};

const scoreText = z
  .enum(['', '1', '2', '3', '4', '5'])
  .transform((text) => (text === '' ? null : Number(text)));
/** The same as a form's fields hold them. */
const typedAnswers = {
  rating: scoreText,
  food: scoreText,
  service: scoreText,
  presentation: scoreText,
  timeliness: scoreText,
  wouldRecommend: z.enum(['', 'yes', 'no']).transform((text) => (text === '' ? null : text === 'yes')),
  comments,
};

/** A person puts right what the parser read. */
export const correctionInput = z.object({
  feedbackId: z.uuid(),
  version: z.number().int().positive(),
  ...answers,
});
export type Correction = z.output<typeof correctionInput>;
export const correctionForm = z.object(typedAnswers);
export type ScoreValues = Record<keyof typeof typedAnswers, string>;

/** The ways in which the office hears feedback itself. */
export const heardSources = [
  'phone',
  'in_person',
  'email',
] as const satisfies (typeof feedbackSources)[number][];

const heard = {
  bookingId: z.uuid('Choose the booking.'),
  source: z.enum(heardSources, { error: 'Say how you heard it.' }),
};
const isRated = (input: { rating: number | null }) => input.rating !== null;
const unrated = { path: ['rating'], message: 'Ask for the overall rating, 1 to 5.' };

/** Feedback that the office was told by phone, e-mail or in person. */
export const heardInput = z.object({ ...heard, ...answers }).refine(isRated, unrated);
export const heardForm = z.object({ ...heard, ...typedAnswers }).check(
  acrossFields(['rating'], (input, refuse) => {
    if (!isRated(input)) refuse('rating', unrated.message);
  }),
);
export type Heard = z.output<typeof heardInput>;

/** Said by whoever was asked again: the answer is to replace one that was given. */
const change = z.literal(true).optional();
/** A line, or a line and a dish within its package. */
const dish = z.string().regex(/^[0-9a-f-]{36}(\.[0-9a-f-]{36})?$/);
/** One answer on the public page or in the portal. */
const oneAnswer = z.discriminatedUnion('stage', [
  z.object({
    stage: z.enum(['food', 'service', 'presentation', 'timeliness']),
    value: score.nullable(),
    change,
  }),
  z.object({ stage: z.literal('rating'), value: score, change }),
  z.object({ stage: z.literal('recommend'), value: z.boolean().nullable(), change }),
  z.object({ stage: z.enum(['dishes', 'dislikes']), value: z.array(dish).max(100).nullable(), change }),
  z.object({ stage: z.literal('comment'), value: comments, change }),
]);
/** Puts the question again whose answer may have been a mis-tap; changes nothing by itself. */
const pageAnswer = z.union([oneAnswer, z.object({ stage: z.literal('again') })]);
export type OneAnswer = z.output<typeof oneAnswer>;
export type PageAnswer = z.output<typeof pageAnswer>;

/**
 * The same from its form, as a browser posts it: the question's `stage` and a `value` (a figure, yes or no,
 * dishes, words), or `skip`.
 */
const answerForm = z.preprocess((form) => {
  if (!(form instanceof URLSearchParams)) return undefined;
  return { ...readAnswer(form), ...(form.has('change') && { change: true }) };
}, pageAnswer);

function readAnswer(form: URLSearchParams): { stage: unknown; value?: unknown } {
  const stage = form.get('stage');
  if (stage === 'again') return { stage };
  if (form.has('skip')) return { stage, value: null };
  if (stage === 'dishes' || stage === 'dislikes') return { stage, value: form.getAll('value') };
  const value = form.get('value');
  if (stage === 'comment') return { stage, value: value ?? Number.NaN };
  if (stage === 'recommend') return { stage, value: value === 'yes' ? true : value === 'no' ? false : value };
  return { stage, value: /^[1-5]$/.test(String(value)) ? Number(value) : undefined };
}

const token = z.string().min(20).max(200);
export const linkAnswerForm = z.object({ token, answer: answerForm });
export const linkStopInput = z.object({ token });
export const portalAnswerInput = z.object({ bookingId: z.uuid(), answer: pageAnswer });
export const portalAnswerForm = z.object({ bookingId: z.uuid(), answer: answerForm });
