import { z } from 'zod';
import { answerWays, enquiryStages, eventTypes, lostReasons } from '@/db/enums';
import { isDay } from '@/lib/bookings/calendar/days';
import { newBookingInput } from '@/lib/bookings/schema';
import { customerInput } from '@/lib/customers/schema';
import { acrossFields } from '@/lib/platform/across-fields';
import { amount } from '@/lib/platform/amount';
import { amountHelp, type MoneyPlace, parseMoney } from '@/lib/platform/money';
import { readWhole } from '@/lib/platform/read-whole-number';
import { optionalText, requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';

/** The database holds the same (`enquiries_guests`). */
const mostGuests = 100_000;
const guestsHelp = 'Use figures only, for example 120, or leave it empty.';
const dateHelp = 'Choose a day from the calendar, or leave it empty.';

/** A day of the calendar, "2026-12-24", or null where nothing was typed. */
export const optionalDay = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)
  .refine((text) => text === null || isDay(text), dateHelp);

const asked = {
  name: requiredText({ missing: 'Enter a name.', most: 120, long: 'Keep the name to 120 characters.' }),
  phone: customerInput.shape.phone,
  email: customerInput.shape.email,
  eventType: z
    .enum(['', ...eventTypes], { error: 'Choose the type from the list.' })
    .nullish()
    .transform((type) => type || null),
  eventDate: optionalDay,
  guests: whole({ missing: guestsHelp, most: mostGuests, tooLarge: guestsHelp }).nullable(),
  place: optionalText({ most: 160 }),
  budget: amount.nullable(),
  message: optionalText({ most: 4000, lines: true }),
};

const typedGuests = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (!text?.trim()) return null;
    const value = readWhole(text);
    if (value !== undefined && value >= 1 && value <= mostGuests) return value;
    context.addIssue({ code: 'custom', message: guestsHelp, input: text });
    return z.NEVER;
  });

const typedBudget = (place: MoneyPlace) =>
  z
    .string()
    .nullish()
    .transform((text, context) => {
      if (!text?.trim()) return null;
      const minor = parseMoney(text, place);
      const parsed = minor === undefined ? undefined : amount.safeParse(minor);
      if (parsed?.success) return parsed.data;
      context.addIssue({
        code: 'custom',
        message: parsed?.error.issues[0]?.message ?? amountHelp(place),
        input: text,
      });
      return z.NEVER;
    });

/** What fields hold where a person types them. */
const typed = (place: MoneyPlace) => ({ ...asked, guests: typedGuests, budget: typedBudget(place) });

const reachable = ({ phone, email }: { phone: string | null; email: string | null }) =>
  phone !== null || email !== null;
const unreachable = {
  path: ['phone'],
  message: 'Enter a phone number or an e-mail address, so that we can answer.',
};

const reachableToo = acrossFields<Parameters<typeof reachable>[0]>(['phone', 'email'], (input, refuse) => {
  if (!reachable(input)) refuse('phone', unreachable.message);
});

const kept = { ...asked, notes: optionalText({ most: 4000, lines: true }) };

/** What the office takes down of somebody who asks. */
export const enquiryInput = z.object(kept).refine(reachable, unreachable);
export type EnquiryInput = z.output<typeof enquiryInput>;
/** The same as its form's fields hold it. */
export const enquiryForm = (place: MoneyPlace) => z.object({ ...kept, ...typed(place) }).check(reachableToo);
export type EnquiryValues = Record<keyof EnquiryInput, string>;

const ref = { id: z.uuid() };

/** Somebody who wrote on WhatsApp may have neither number nor address that we know. */
export const enquiryUpdate = z.object({ ...kept, ...ref, version: z.number().int().min(1) });
export const enquiryUpdateForm = (place: MoneyPlace) => z.object({ ...kept, ...typed(place) });

/** The public form, as the browser posts it. A day that has passed is told by `passedDay`. */
export const publicForm = (place: MoneyPlace) => z.object(typed(place)).check(reachableToo);
export type PublicPost = z.output<ReturnType<typeof publicForm>>;

export const moveInput = z.object({ ...ref, to: z.enum(enquiryStages) });
export const loseInput = z.object({
  ...ref,
  reason: z.enum(lostReasons, { error: 'Choose why it was lost.' }),
  note: optionalText({ most: 500, lines: true }),
});
export const answerInput = z.object({ ...ref, way: z.enum(answerWays, { error: 'Choose how.' }) });
export const spamInput = z.object({ ...ref, spam: z.boolean() });
export const ownerInput = z.object({
  ...ref,
  ownerId: z
    .union([z.literal(''), z.uuid()])
    .nullable()
    .transform((id) => id || null),
});
export const linkInput = z.object({ ...ref, customerId: z.uuid() });
export const followUpInput = z.object({
  ...ref,
  on: optionalDay,
  note: optionalText({ most: 200 }),
});
export const factsInput = z.object({ ...ref, day: optionalDay, guests: asked.guests });
export const conversationInput = z.object({ conversationId: z.uuid() });
export const bookInput = z.object({ ...ref, booking: newBookingInput });

const siteHelp = 'Write each site as https://www.example.com, one a line.';

/** One origin a line; a path or a wildcard would allow more than is meant. */
const sites = z
  .string()
  .max(4000, siteHelp)
  .transform((text, context) => {
    const lines = [...new Set(text.split(/\s+/).filter(Boolean))];
    const origins = lines.map(originOf);
    if (origins.every((origin) => origin !== undefined) && origins.length <= 20) return [...new Set(origins)];
    const message = origins.length > 20 ? 'Up to 20 sites can show the form.' : siteHelp;
    context.addIssue({ code: 'custom', message, input: text });
    return z.NEVER;
  });

function originOf(line: string): string | undefined {
  if (!/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?\/?$/i.test(line) || !URL.canParse(line)) return undefined;
  return new URL(line).origin;
}

const words = {
  formOn: z.boolean(),
  heading: optionalText({ most: 120 }),
  intro: optionalText({ most: 1000, lines: true }),
  thanks: optionalText({ most: 1000, lines: true }),
  consentWords: requiredText({ missing: 'Say what is agreed to.', most: 500, lines: true }),
};
const urgentBounds = { missing: 'Enter 1 to 90 days.', most: 90, tooLarge: 'Enter 1 to 90 days.' };
const answerBounds = {
  missing: 'Enter 5 minutes or more.',
  least: 5,
  most: 10_080,
  tooLarge: 'A week is 10,080 minutes; more is no goal.',
};

/** How the company takes enquiries. */
export const settingsInput = z.object({
  ...words,
  sites: z
    .array(
      z
        .string()
        .max(300)
        .refine((site) => originOf(site) === site, siteHelp),
    )
    .max(20),
  highValue: amount.nullable(),
  urgentDays: whole(urgentBounds),
  answerWithin: whole(answerBounds),
});

/** The same as its form's fields hold it. */
export const settingsForm = (place: MoneyPlace) =>
  z.object({
    ...words,
    sites,
    highValue: typedBudget(place),
    urgentDays: wholeText(urgentBounds),
    answerWithin: wholeText(answerBounds),
  });
