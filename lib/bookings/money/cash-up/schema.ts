import { z } from 'zod';
import { largestAmount, sumText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { optionalText } from '@/lib/platform/text';

const note = optionalText({ most: 300 });

/** What was in the box on a day of the company, and what the person saw that should be; minor units. */
export const countInput = z.object({
  day: z.iso.date(),
  counted: z.int().min(0).max(largestAmount),
  seen: z.int(),
  note,
});

/** The same as its form's fields hold it; an empty box is 0. */
export const countForm = (place: MoneyPlace) => z.object({ counted: sumText(place), note });
