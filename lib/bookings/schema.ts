import { z } from 'zod';
import { bookingStatuses, eventTypes, serviceStyles, whoms } from '@/db/enums';
import { callerInput } from '@/lib/customers/schema';
import type { Choice } from '@/lib/menu/packages/choices';
import { mostDrafts } from '@/lib/menu/rules';
import type { ThingRef } from '@/lib/menu/thing-ref';
import { thingRef } from '@/lib/menu/thing-schema';
import { formatCount } from '@/lib/platform/format/numbers';
import { optionalText, requiredText } from '@/lib/platform/text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';
import { guestBounds, mostGuests, quantityBounds } from './bounds';
import { extrasInput } from './extras/schema';
import type { Whom } from './heads';
import type { LineTerms } from './line-terms';
import { lineTerms } from './price-schema';

/** Most lines of one booking: the longest menus of weddings have about sixty. */
export const mostLines = 200;
/** A package has up to 20 courses of 50 dishes. */
const mostChoices = 1000;

/** What a date-time field sends: the company's clock, without a zone. */
const localTime = (missing: string) =>
  z
    .string({ error: missing })
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:00)?$/, missing)
    .transform((text) => text.slice(0, 16));

const fewBounds = (what: string) => ({
  missing: 'Enter 0 or more.',
  least: 0,
  most: mostGuests,
  tooLarge: `One booking holds up to ${formatCount(mostGuests)} ${what}.`,
});
const childrenBounds = fewBounds('children');
const mealsBounds = fewBounds('meals for vendors');

const lineInput = z.object({
  /** Of a line that is already on the booking; it keeps the price it was agreed at. */
  id: z.uuid().optional(),
  thing: thingRef,
  /** What is chosen of a package. */
  choices: z
    .array(z.object({ courseId: z.uuid(), itemId: z.uuid() }))
    .max(mostChoices)
    .optional(),
  quantity: whole(quantityBounds),
  /** Whether the quantity is the number of guests, whatever that becomes. */
  follows: z.boolean().default(false),
  whom: z.enum(whoms).default('guests'),
  notes: optionalText({ most: 500 }),
});
const lineForm = lineInput.extend({ quantity: wholeText(quantityBounds) });
const officeLine = { terms: lineTerms };
const lines = <T extends z.ZodType>(line: T) =>
  z.array(line).max(mostLines, `A booking holds up to ${mostLines} lines.`);

export type LineInput = z.output<typeof lineInput> & { terms?: z.output<typeof lineTerms> };

/** What the event is; without whose it is, so that the client's form can use it too. */
const eventInput = z.object({
  eventName: requiredText({ missing: 'Enter a name for the event.', most: 160 }),
  eventType: z.enum(eventTypes, { error: 'Choose the type of event.' }),
  serviceStyle: z
    .enum(['', ...serviceStyles], { error: 'Choose a style from the list.' })
    .nullable()
    .transform((style) => style || null),
  startsAt: localTime('Enter when the event starts.'),
  endsAt: localTime('Enter when the event ends.'),
  venue: requiredText({ missing: 'Enter the venue.', most: 160 }),
  venueAddress: optionalText({ most: 500 }),
  guests: whole(guestBounds),
  /** Of the guests. */
  children: whole(childrenBounds).default(0),
  /** For people who work there and are no guests. */
  vendorMeals: whole(mealsBounds).default(0),
  specialRequests: optionalText({ most: 4000, lines: true }),
  dietary: optionalText({ most: 4000, lines: true }),
  lines: lines(lineInput),
});
/** What differs where it is typed: numbers are text. */
const typed = {
  guests: wholeText(guestBounds),
  children: orNone(wholeText(childrenBounds), 0).default(0),
  vendorMeals: orNone(wholeText(mealsBounds), 0).default(0),
  lines: lines(lineForm),
};

/** The customer comes first, as in the form, so that problems are listed in its order. */
export const bookingInput = z.object({
  customerId: z.uuid('Choose the customer.'),
  ...eventInput.shape,
  /** The final count, none until it was told; where nothing is said of it, it stays. */
  guaranteedGuests: whole(guestBounds).nullable().optional(),
  lines: lines(lineInput.extend(officeLine)),
});
/** The same as a form's fields hold it. */
export const bookingForm = bookingInput.extend({
  ...typed,
  guaranteedGuests: orNone(wholeText(guestBounds), null).optional(),
  lines: lines(lineForm.extend(officeLine)),
});
/** Why an event goes over the company's limits; a manager's only. */
const overLimits = { overLimits: optionalText({ most: 500, lines: true }).optional() };
/** Of a new booking: a customer that there is, or a caller who becomes one with it. */
const whose = {
  customerId: z.union([z.literal(''), z.uuid()], { error: 'Choose the customer.' }),
  callerName: optionalText({ most: 120 }),
  callerPhone: optionalText({ most: 40 }),
  /** To messages on WhatsApp. */
  callerAgrees: z.boolean().optional(),
};
type Whose = { customerId: string; callerName?: string | null; callerPhone?: string | null };

/** What is wrong with whose booking it is, by field. */
export function whoseProblems({ customerId, callerName, callerPhone }: Whose): Record<string, string> {
  if (customerId) return {};
  if (!callerName && !callerPhone) return { customerId: 'Choose the customer, or take down who calls.' };
  const { error } = callerInput.safeParse({ callerName: callerName ?? '', callerPhone: callerPhone ?? '' });
  const fields: Record<string, string> = {};
  for (const { path, message } of error?.issues ?? []) fields[path.join('.')] ??= message;
  return fields;
}

/** What makes a booking. */
export const newBookingInput = bookingInput.extend(whose).superRefine((input, context) => {
  for (const [field, message] of Object.entries(whoseProblems(input)))
    context.addIssue({ code: 'custom', path: [field], message });
});
/** The same as a form's fields hold it; `whoseProblems` says the rest. */
export const newBookingForm = bookingForm.extend({
  ...whose,
  ...overLimits,
  /** What the occasion is called that it begins as a part of, where its form asks for it. */
  occasionName: optionalText({ most: 160 }).optional(),
});

/** Numbers that most events have none of. */
type Few = { guaranteedGuests: string; children: string; vendorMeals: string };

/** While it is being typed. */
export type BookingValues = {
  [Field in Exclude<keyof z.input<typeof bookingForm>, 'lines' | keyof Few>]: NonNullable<
    z.input<typeof bookingForm>[Field]
  >;
} & Few & {
    lines: LineValues[];
    callerName?: string;
    callerPhone?: string;
    callerAgrees?: boolean;
    overLimits?: string;
    occasionName?: string;
  };
export type LineValues = {
  id?: string;
  thing: ThingRef;
  /** What is chosen of a package so far. */
  choices?: Choice[];
  quantity: string;
  notes: string;
  /** A line that isn't said to follow the guests is pinned; one that does follows all of them where it says nothing else. */
  follows?: boolean;
  whom?: Whom;
  /** Another price than the menu's; `null` once it is taken back. */
  terms?: LineTerms | null;
};

export const enquiryInput = eventInput;
export const enquiryForm = eventInput.extend(typed);
export type EnquiryInput = Omit<z.output<typeof enquiryInput>, 'lines'> & { lines: LineInput[] };

/** Of an edit: which state of the booking the form was filled from. */
const edition = {
  id: z.uuid(),
  version: z.number().int().min(1),
  /** The values that the form began with, to tell what someone else changed meanwhile. */
  base: z.record(z.string(), z.unknown()).optional(),
};

/** Asks for the reason. */
export const overLimitsForm = z.object({
  overLimits: requiredText({ missing: 'Say why it goes over the limits.', most: 500, lines: true }),
});

export const bookingUpdate = bookingInput.extend({ ...edition, ...overLimits });
export type BookingUpdate = z.input<typeof bookingUpdate>;
export const enquiryUpdate = enquiryInput.extend(edition);

export const bookingAdvance = z.object({
  id: z.uuid(),
  to: z.enum(bookingStatuses),
  ...overLimits,
  /** Guests who came, and what was served or done beyond what was agreed; told on completion. */
  served: whole(guestBounds).optional(),
  extras: extrasInput.default([]),
});

/** A move of an event: the start that was seen, and the one on the company's clock that is wanted; as long as before. */
export const bookingMove = z.object({
  id: z.uuid(),
  from: z.iso.datetime(),
  startsAt: localTime('Enter when the event starts.'),
  ...overLimits,
});
/** The same as its form's fields hold it. */
export const moveForm = bookingMove.pick({ startsAt: true, overLimits: true });

/** Takes a move back: the start that it led to, and what was before. */
export const moveUndo = z.object({ id: z.uuid(), from: z.iso.datetime(), to: z.iso.datetime() });

/** The final count as it was told. */
export const finalCountInput = z.object({
  id: z.uuid(),
  guaranteedGuests: whole(guestBounds),
  ...overLimits,
});
/** The same as its form's fields hold it. */
export const finalCountForm = z.object({ guaranteedGuests: wholeText(guestBounds), ...overLimits });

export const bookingArrival = z.object({ id: z.uuid(), arrived: z.boolean() });
export const bookingTeam = z.object({ id: z.uuid(), people: z.array(z.uuid()).max(200) });

/** A voucher's code as it is read from a message or told on the phone. */
export const voucherInput = z.object({
  bookingId: z.uuid(),
  code: requiredText({ missing: 'Enter the code.', most: 20 }).transform((code) =>
    code.replace(/[\s-]/g, '').toUpperCase(),
  ),
});

/** A message with a pin, and the booking whose venue it is where the customer has several. */
export const venuePinInput = z.object({ messageId: z.uuid(), bookingId: z.uuid().optional() });

/** Open bookings that take up another tax; with `prices` drafts also take up whether prices include it. */
export const takeTaxInput = z.object({ bookings: z.array(z.uuid()).min(1).max(100), prices: z.boolean() });
/** What of the menu has a price that is offered to drafts: to these, or to all of events to come. */
export const offerPriceInput = thingRef.extend({
  bookings: z.array(z.uuid()).min(1).max(mostDrafts).optional(),
});
