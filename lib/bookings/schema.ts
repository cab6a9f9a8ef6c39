import { z } from 'zod';
import { bookingStatuses, eventTypes, lineKinds, paymentMethods, serviceStyles } from '@/db/enums';
import { formatCount } from '@/lib/platform/format/numbers';

/** Most lines of one booking: the longest menus of weddings have about sixty. */
export const mostLines = 200;
/** The database holds the same bounds (`booking_lines_quantity`, `bookings_guests`). */
export const mostQuantity = 100_000;
export const mostGuests = 1000;

const requiredText = (what: string, most: number) =>
  z
    .string({ error: `Enter ${what}.` })
    .trim()
    .min(1, `Enter ${what}.`)
    .max(most, `Keep ${what} to ${most} characters.`);

const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep this to ${most} characters.`)
    .transform((text) => text || null);

/** A whole number as a form field holds it. */
const wholeNumber = (missing: string, { most, tooLarge }: { most: number; tooLarge: string }) =>
  z
    .union([z.number(), z.string()], { error: missing })
    .transform((value) => (typeof value === 'string' ? value.trim() : value))
    .refine((value) => value !== '', { error: missing, abort: true })
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= 1, { error: missing, abort: true })
    .refine((value) => value <= most, tooLarge);

/** What a date-time field sends: the company's clock, without a zone. */
const localTime = (missing: string) =>
  z
    .string({ error: missing })
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:00)?$/, missing)
    .transform((text) => text.slice(0, 16));

const lineInput = z.object({
  /** Of a line that is already on the booking; it keeps the price it was agreed at. */
  id: z.uuid().optional(),
  kind: z.enum(lineKinds),
  /** The dish or the service. */
  thingId: z.uuid('Choose a dish or service.'),
  quantity: wholeNumber('Enter a quantity of 1 or more.', {
    most: mostQuantity,
    tooLarge: `The most for one line is ${formatCount(mostQuantity)}.`,
  }),
  notes: optionalText(500)
    .optional()
    .transform((notes) => notes ?? null),
});

export type LineInput = z.output<typeof lineInput>;

/** What the event is; without whose it is, so that the client's form can use it too. */
const eventInput = z.object({
  eventName: requiredText('a name for the event', 160),
  eventType: z.enum(eventTypes, { error: 'Choose the type of event.' }),
  serviceStyle: z
    .enum(['', ...serviceStyles], { error: 'Choose a style from the list.' })
    .transform((style) => style || null),
  startsAt: localTime('Enter when the event starts.'),
  endsAt: localTime('Enter when the event ends.'),
  venue: requiredText('the venue', 160),
  venueAddress: optionalText(500),
  guests: wholeNumber('Enter the number of guests, 1 or more.', {
    most: mostGuests,
    tooLarge: `One booking holds up to ${formatCount(mostGuests)} guests. Split a larger event.`,
  }),
  specialRequests: optionalText(4000),
  dietary: optionalText(4000),
  lines: z.array(lineInput).max(mostLines, `A booking holds up to ${mostLines} lines.`),
});

/** The customer comes first, as in the form, so that problems are listed in its order. */
export const bookingInput = z.object({ customerId: z.uuid('Choose the customer.'), ...eventInput.shape });
export type BookingInput = z.output<typeof bookingInput>;
/** As the form holds it while it is being typed. */
export type BookingValues = Omit<z.input<typeof bookingInput>, 'guests' | 'lines'> & {
  guests: string;
  lines: LineValues[];
};
export type LineValues = {
  id?: string;
  kind: 'menu' | 'service';
  thingId: string;
  quantity: string;
  notes: string;
};

export const enquiryInput = eventInput;
export type EnquiryInput = z.output<typeof enquiryInput>;

/** Of an edit: which state of the booking the form was filled from. */
const edition = {
  id: z.uuid(),
  version: z.number().int().min(1),
  /** The values that the form began with, to tell what someone else changed meanwhile. */
  base: z.record(z.string(), z.unknown()).optional(),
};

export const bookingUpdate = bookingInput.extend(edition);
export type BookingUpdate = z.output<typeof bookingUpdate>;
export const enquiryUpdate = enquiryInput.extend(edition);
export type EnquiryUpdate = z.output<typeof enquiryUpdate>;

export const bookingAdvance = z.object({ id: z.uuid(), to: z.enum(bookingStatuses) });

export const bookingCancel = z.object({
  id: z.uuid(),
  reason: requiredText('the reason', 500),
});

export const paymentInput = z.object({
  bookingId: z.uuid(),
  /** As typed, in the company's currency. */
  amount: requiredText('the amount', 30),
  method: z.enum(paymentMethods, { error: 'Choose how it was paid.' }),
  reference: optionalText(120),
  /** Stays the same when the form is sent twice, so that one payment is recorded once. */
  paymentId: z.uuid(),
});
export type PaymentInput = z.output<typeof paymentInput>;

/** A voucher's code as it is read from a message or told on the phone. */
export const voucherInput = z.object({
  bookingId: z.uuid(),
  code: requiredText('the code', 20).transform((code) => code.replace(/[\s-]/g, '').toUpperCase()),
});
export type VoucherInput = z.output<typeof voucherInput>;
