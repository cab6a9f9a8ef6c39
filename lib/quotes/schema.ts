import { z } from 'zod';
import { isDay } from '@/lib/bookings/calendar/days';
import { mostParts } from '@/lib/bookings/occasions/rules';
import { amount, amountText } from '@/lib/platform/amount';
import { Refusal } from '@/lib/platform/errors';
import type { MoneyPlace } from '@/lib/platform/money';
import { cleanText, optionalText, requiredText } from '@/lib/platform/text';
import { mostOptions, ownAmount } from './rules';

/** How a quote reaches its customer; `link` is given to them by the office. */
export const quoteWays = ['whatsapp', 'email', 'link'] as const;
export type QuoteWay = (typeof quoteWays)[number];

const label = optionalText({ most: 120 });
/** Something of the menu, or a label with an amount in minor units. */
const option = z.union([
  z.object({ thing: z.object({ kind: z.enum(['dish', 'service']), id: z.uuid() }), label }),
  z.object({ thing: z.null(), label: requiredText({ missing: 'Say what it is.', most: 120 }), amount }),
]);

const validOn = z.string().refine(isDay, 'Choose the last day of the quote.');

export const quoteInput = z.object({
  bookingId: z.uuid(),
  /** Of the booking as it was looked at. */
  version: z.int().min(1),
  /** The last day on which it holds, on the company's calendar. */
  validOn,
  options: z.array(option).max(mostOptions),
  /** None keeps it as a draft. */
  way: z.enum(quoteWays).nullable(),
});

const none = '';

/** Options as a form's fields hold them; a thing of the menu as "service:<id>". */
const optionsForm = (place: MoneyPlace) =>
  z.array(
    z
      .object({ what: z.string(), label: z.string(), amount: z.string() })
      .transform(({ what, label: named, amount: typed }, context) => {
        const refuse = (path: string, message: string) =>
          context.addIssue({ code: 'custom', path: [path], message });
        if (what !== ownAmount) {
          const [kind, id] = what.split(':');
          const read = option.safeParse({ thing: { kind, id }, label: named });
          if (read.success) return read.data;
          refuse('what', 'Choose what it is.');
          return z.NEVER;
        }
        const minor = amountText(place, { missing: 'Enter the amount.' }).safeParse(typed);
        if (!minor.success) refuse('amount', minor.error.issues[0]?.message ?? 'Enter the amount.');
        const read = option.safeParse({ thing: null, label: named, amount: minor.data ?? 1 });
        if (!read.success) refuse('label', 'Say what it is.');
        return read.success && minor.success ? read.data : z.NEVER;
      }),
  );

/** The same as its form's fields hold it. */
export const quoteForm = (place: MoneyPlace) =>
  z.object({
    validOn,
    way: z.enum([...quoteWays, none]).transform((way) => way || null),
    options: optionsForm(place),
  });

/** One quote for all parts of an occasion that wait; each as it was looked at. */
export const occasionQuoteInput = z.object({
  occasionId: z.uuid(),
  parts: z
    .array(
      z.object({
        ...{ id: z.uuid(), version: z.int().min(1) },
        /** What the customer may add to this part. */
        options: z.array(option).max(mostOptions).default([]),
      }),
    )
    .min(1)
    .max(mostParts),
  validOn,
  way: z.enum(quoteWays),
});
/** The same as its form's fields hold it. */
export const occasionQuoteForm = (place: MoneyPlace) =>
  z.object({
    ...{ validOn, way: z.enum(quoteWays) },
    parts: z.array(z.object({ id: z.uuid(), options: optionsForm(place) })),
  });

export const sendInput = z.object({ id: z.uuid(), way: z.enum(quoteWays) });

/** A quote that was told by phone or on paper. */
export const byHandInput = z.object({
  bookingId: z.uuid(),
  reason: requiredText({ missing: 'Say how it was given, e.g. on the phone.', most: 500, lines: true }),
});

const one = (form: URLSearchParams, name: string) => form.get(name) ?? '';

/** What a customer's page posts. */
export const answerForm = z
  .instanceof(URLSearchParams)
  .transform((form) => ({
    act: one(form, 'act'),
    options: form.getAll('option'),
    total: Number(one(form, 'total')),
    name: one(form, 'name'),
    words: one(form, 'words'),
  }))
  .pipe(
    z.object({
      act: z.enum(['price', 'accept', 'decline', 'change', 'seen']),
      /** Of a whole occasion's quote each with the quote of its part. */
      options: z.array(z.string().max(60)).max(mostOptions * mostParts),
      /** Of the page that was looked at; minor units. */
      total: z.int().min(0).catch(-1),
      name: z.string().max(400),
      words: z.string().max(8000),
    }),
  );
export type Answer = z.output<typeof answerForm>;

export const acceptedName = requiredText({ missing: 'Enter your name to accept.', most: 120 });
export const declineWords = optionalText({ most: 1000, lines: true });
export const changeWords = requiredText({
  missing: 'Say what should be different.',
  most: 2000,
  lines: true,
});

/** What was typed, or a Refusal that says why it can't be that. */
export function readAnswer<T>(
  schema: z.ZodType<T>,
  typed: string,
  { missing, long }: { missing: string; long: string },
): T {
  const found = schema.safeParse(typed);
  if (!found.success) throw new Refusal('invalid', cleanText(typed) === '' ? missing : long);
  return found.data;
}
