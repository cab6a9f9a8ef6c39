import { z } from 'zod';
import { allergens, diets } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { optionalText, requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';
import { mostGuests } from '../bounds';

/** Most rows of one booking: a wedding of a thousand has some tens. */
export const mostDiets = 200;

const people = {
  missing: 'Enter how many they are, 1 or more.',
  most: mostGuests,
  tooLarge: `One booking holds up to ${mostGuests} guests.`,
};
const fields = {
  guest: requiredText({ missing: 'Say who: a name, a table, a group.', most: 120 }),
  people: whole(people),
  avoids: z.array(z.enum(allergens)).max(allergens.length),
  diets: z.array(z.enum(diets)).max(diets.length),
  severe: z.boolean(),
  notes: optionalText({ most: 500, lines: true }),
};

type Said = { avoids: string[]; diets: string[]; severe: boolean; notes: string | null };
const belong = acrossFields<Said>(
  ['avoids', 'diets', 'severe', 'notes'],
  ({ avoids, diets: chosen, severe, notes }, refuse) => {
    if (avoids.length + chosen.length === 0 && notes === null)
      refuse('notes', 'Choose what they don’t eat, or write it down.');
    if (severe && avoids.length === 0) refuse('severe', 'Choose what they are allergic to.');
  },
);

/** What a guest of a booking can't or won't eat. */
export const newDiet = z.object({ bookingId: z.uuid(), ...fields }).check(belong);
/** The same of one that is there; `version` is that which was seen. */
export const dietEdit = z.object({ id: z.uuid(), version: z.number().int().min(1), ...fields }).check(belong);
/** The same as its form's fields hold it. */
export const dietForm = z.object({ ...fields, people: wholeText(people) }).check(belong);
export const dietId = z.object({ id: z.uuid() });
