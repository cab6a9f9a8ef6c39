import { z } from 'zod';
import { languages, roles } from '@/db/enums';
import { amountText, largestAmount } from '@/lib/platform/amount';
import { isCurrency, isLocale, isZone } from '@/lib/platform/format/places';
import type { MoneyPlace } from '@/lib/platform/money';
import { percentText } from '@/lib/platform/percent-text';
import { optionalText, requiredText } from '@/lib/platform/text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';

const version = z.int().min(1);

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((text) => text === '' || z.email().safeParse(text).success, {
    error: 'Enter an e-mail address, for example hello@example.com.',
  })
  .nullable()
  .transform((text) => text || null);

/** Who the company is, on papers and in messages. */
export const profileForm = z.object({
  name: requiredText({ missing: 'Enter the company’s name.', most: 120 }),
  legalName: optionalText({ most: 160 }),
  address: optionalText({ most: 400, lines: true }),
  phone: optionalText({ most: 40 }),
  email,
  taxNumber: optionalText({ most: 60 }),
  referencePrefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z][A-Z0-9]{0,7}$/, 'Use 1 to 8 letters and figures, beginning with a letter.'),
});
export const profileInput = profileForm.extend({ version });

/** Where it works, and how it writes times and money. */
export const placeForm = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, 'Choose a country.'),
  timeZone: z.string().max(60).refine(isZone, { error: 'Choose a time zone.' }),
  currency: z.string().refine(isCurrency, { error: 'Choose a currency.' }),
  locale: z.string().max(35).refine(isLocale, { error: 'Choose how numbers and dates are written.' }),
  language: z.enum(languages, { error: 'Choose a language.' }),
});
export const placeInput = placeForm.extend({ version });

const span = (least: number, most: number, what: string) => ({
  least,
  most,
  missing: `Enter ${least} to ${most} ${what}.`,
  tooLarge: `The most is ${most} ${what}.`,
});
const delay = span(0, 20_160, 'minutes');
const reminder = span(1, 336, 'hours');
const stars = span(2, 5, 'stars');
const clock = span(5, 20_160, 'minutes');
const cap = span(1, 50, 'messages');
const minuteOfDay = z.int().min(0).max(1439);

/** When the automation writes, and what a bad event sets off. Times of day in minutes, amounts in minor units, rates in basis points. */
export const habitsInput = z.object({
  feedbackDelay: whole(delay),
  reminderAfter: whole(reminder),
  quietFrom: minuteOfDay,
  quietUntil: minuteOfDay,
  contactCap: whole(cap),
  recoveryBelow: whole(stars),
  caseClock: whole(clock),
  remedyLimit: z.int().min(0).max(largestAmount),
  thankYouDiscount: z.int().min(0).max(10_000),
  version,
});
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, for example 21:00.')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** The same as its form's fields hold it. */
export const habitsForm = (place: MoneyPlace) =>
  habitsInput.omit({ version: true }).extend({
    feedbackDelay: wholeText(delay),
    reminderAfter: wholeText(reminder),
    quietFrom: timeOfDay,
    quietUntil: timeOfDay,
    contactCap: wholeText(cap),
    recoveryBelow: wholeText(stars),
    caseClock: wholeText(clock),
    remedyLimit: orNone(amountText(place, { missing: 'Enter the amount.' }), 0),
    thankYouDiscount: percentText(place.locale, 10_000),
  });

const idle = span(1, 336, 'hours');
const days = span(1, 14, 'days');
/** How people sign in, and how long that lasts. */
export const accessInput = z.object({
  secondFactorRoles: z.array(z.enum(roles)).max(roles.length),
  sessionIdleHours: whole(idle),
  sessionDays: whole(days),
  version,
});
export const accessForm = accessInput
  .omit({ version: true })
  .extend({ sessionIdleHours: wholeText(idle), sessionDays: wholeText(days) });
