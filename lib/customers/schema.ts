import { z } from 'zod';
import { cuisines, languages } from '@/db/enums';
import { cleanLine, lengthOf, optionalText, requiredText } from '@/lib/platform/text';

export const phoneHelp =
  'This isn’t a phone number we can reach. Write it as 024 412 3456 or +233 24 412 3456, without an extension.';

/** Figures and what people put between them. An extension or a second number would be lost on the way. */
const looksLikePhone = (text: string) =>
  /^(?:tel:)?[\d\s()+./\p{Pd}\p{Cf}]+$/iu.test(text) && /^\d{6,17}$/.test(text.replace(/\D/g, ''));

/** Words set apart by commas, each once, as they stand in one field. */
const tags = z
  .union([z.string(), z.array(z.string())], { error: 'Set tags apart by commas.' })
  .optional()
  .transform((given) => [
    ...new Set(
      cleanLine([given ?? ''].flat().join(','))
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ])
  .refine((found) => found.length <= 20, 'Up to 20 tags help; more hide what matters.')
  .refine((found) => found.every((tag) => lengthOf(tag) <= 30), 'Keep each tag to 30 characters.');

/** Whether the number exists is checked in the mutation, which knows the company's country. */
export const customerInput = z.object({
  name: requiredText({
    missing: 'Enter the customer’s name.',
    most: 120,
    long: 'Keep the name to 120 characters.',
  }),
  phone: optionalText({ most: 40 }).refine((text) => text === null || looksLikePhone(text), phoneHelp),
  email: optionalText({ most: 254 }).refine(
    (text) => text === null || z.email().safeParse(text).success,
    'Enter an e-mail address such as ama@example.com, or leave it empty.',
  ),
  address: optionalText({ most: 500 }),
  language: z.enum(languages, { error: 'Choose a language from the list.' }),
  cuisine: z
    .enum(['', ...cuisines], { error: 'Choose a cuisine from the list.' })
    .nullable()
    .transform((cuisine) => cuisine || null),
  notes: optionalText({ most: 4000, lines: true }),
  tags,
});

/** Two records of one person: whose stays, and whose becomes part of it. */
export const mergeInput = z.object({
  keptId: z.uuid('Choose the customer.'),
  goneId: z.uuid('Choose the customer.'),
});
/** A merge can be taken back for so long; the database holds the same. */
export const undoDays = 30;
export const unmergeInput = z.object({ mergeId: z.uuid() });

/** Someone new who calls: what is enough to take their event. */
export const callerInput = z.object({
  callerName: customerInput.shape.name,
  callerPhone: requiredText({ missing: 'Enter the phone number they can be reached at.', most: 40 }).refine(
    looksLikePhone,
    phoneHelp,
  ),
});
export type CallerInput = z.output<typeof callerInput>;

export type CustomerInput = z.output<typeof customerInput>;
/** As a form's fields hold it. */
export type CustomerValues = {
  [Field in Exclude<keyof z.input<typeof customerInput>, 'tags'>]-?: NonNullable<
    z.input<typeof customerInput>[Field]
  >;
} & { tags: string };

export const customerUpdate = customerInput.extend({
  id: z.uuid(),
  version: z.number().int().min(1),
});
