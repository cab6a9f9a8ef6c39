import { z } from 'zod';
import { cuisines, languages } from '@/db/enums';

const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep this to ${most} characters.`)
    .transform((text) => text || null);

/** The phone is checked in the mutation, which knows the company's country. */
export const customerInput = z.object({
  name: z
    .string({ error: 'Enter the customer’s name.' })
    .trim()
    .min(1, 'Enter the customer’s name.')
    .max(120, 'Keep the name to 120 characters.'),
  phone: optionalText(40),
  email: optionalText(254).refine(
    (text) => text === null || z.email().safeParse(text).success,
    'Enter an e-mail address such as ama@example.com, or leave it empty.',
  ),
  address: optionalText(500),
  language: z.enum(languages, { error: 'Choose a language from the list.' }),
  cuisine: z
    .enum(['', ...cuisines], { error: 'Choose a cuisine from the list.' })
    .transform((cuisine) => cuisine || null),
  notes: optionalText(4000),
});
export type CustomerInput = z.output<typeof customerInput>;
export type CustomerValues = z.input<typeof customerInput>;

export const customerUpdate = customerInput.extend({
  id: z.uuid(),
  version: z.number().int().min(1),
});
export type CustomerUpdate = z.output<typeof customerUpdate>;
