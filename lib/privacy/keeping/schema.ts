import { z } from 'zod';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';

const months = {
  least: 1,
  most: 240,
  missing: 'Enter 1 to 240 months, or nothing.',
  tooLarge: 'The most is 240 months.',
};
const years = {
  least: 1,
  most: 30,
  missing: 'Enter 1 to 30 years, or nothing.',
  tooLarge: 'The most is 30 years.',
};
const month = whole(months).nullable();

/** Months until something goes by itself; null: never. */
export const keepingInput = z.object({
  messagesMonths: month,
  mediaMonths: month,
  enquiriesMonths: month,
  photosMonths: month,
  billsYears: whole(years).nullable(),
  version: z.int().min(0),
});
const monthText = orNone(wholeText(months), null);

/** The same as its form's fields hold it. */
export const keepingForm = z.object({
  messagesMonths: monthText,
  mediaMonths: monthText,
  enquiriesMonths: monthText,
  photosMonths: monthText,
  billsYears: orNone(wholeText(years), null),
});

export const countInput = keepingInput.omit({ billsYears: true, version: true });
