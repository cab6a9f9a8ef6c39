import type { PackageChoice } from '@/db/schema/booking-lines';
import type { ShownRate } from '@/db/schema/shown-rate';
import { headsOf } from '@/lib/bookings/heads';
import type { AgreedLine } from '@/lib/bookings/mark-quoted';
import type { StoredLine } from '@/lib/bookings/plan';
import { startingQuantity } from '@/lib/menu/rules';
import { sumOf, type ThingRef } from '@/lib/menu/thing-ref';
import type { Unit } from '@/lib/menu/words';
import {
  agreedDiscountOf,
  lineAmount,
  type PricedLine,
  priceBooking,
  profileOf,
  type TaxSnapshot,
  type Terms,
} from '@/lib/pricing/rules';

/** A line as the customer sees it; amounts in minor units, the discount in basis points. */
export type QuotedLine = PricedLine & {
  name: string;
  unit: Unit | null;
  feeds: number | null;
  amount: number;
  choices: readonly string[];
};

/** What the customer may add by ticking it: something of the menu, or an amount of the quote's own (no `thing`). */
export type QuoteOption = PricedLine & {
  id: string;
  label: string;
  thing: ThingRef | null;
  name: string;
  unit: Unit | null;
  feeds: number | null;
  minimumOrder: number;
  follows: boolean;
};

/** What stands under the lines; minor units. */
export type QuotedPrice = {
  menuTotal: number;
  serviceTotal: number;
  discount: number;
  agreedDiscount: number;
  serviceCharge: number;
  taxTotal: number;
  total: number;
  deposit: number;
  tax: TaxSnapshot | null;
};

/** All that a customer is shown, as it was when the quote was made. Instants as ISO text, since it is kept as JSON. */
export type QuoteDocument = {
  reference: string;
  company: { name: string; address: string | null; phone: string | null; email: string | null };
  place: { currency: string; locale: string; timeZone: string };
  customer: string;
  event: {
    name: string;
    startsAt: string;
    endsAt: string;
    venue: string;
    venueAddress: string | null;
    serviceStyle: string | null;
    guests: number;
    children: number;
    vendorMeals: number;
  };
  lines: readonly QuotedLine[];
  options: readonly QuoteOption[];
  /** Discounts and service charge that the price was worked out with, and basis points of the deposit. */
  pricing: Required<Terms> & { depositRate: number };
  price: QuotedPrice;
  validUntil: string;
  terms: { version: number; text: string | null };
  /** The rate of its day, where its customer sees totals in another currency as well. */
  shown?: ShownRate;
};

/** A booking as a quote takes it. */
export type Quotable = Required<Terms> &
  Omit<QuotedPrice, 'agreedDiscount'> & {
    reference: string;
    eventName: string;
    startsAt: Date;
    endsAt: Date;
    venue: string;
    venueAddress: string | null;
    serviceStyle: string | null;
    guests: number;
    guaranteedGuests: number | null;
    children: number;
    vendorMeals: number;
  };

/** "BK00042-Q2": the booking's reference and which quote of it this is. */
export const quoteReference = (reference: string, number: number): string => `${reference}-Q${number}`;

/** What is put into words once and then stays: the booking as it is stored, what may be added, until when, on which terms. */
export function drawUp(given: {
  number: number;
  company: QuoteDocument['company'];
  place: QuoteDocument['place'];
  customer: string;
  booking: Quotable;
  lines: readonly (Omit<StoredLine, 'choices'> & { choices?: readonly PackageChoice[] })[];
  options: readonly QuoteOption[];
  depositRate: number;
  validUntil: Date;
  terms: QuoteDocument['terms'];
  shown?: ShownRate | undefined;
}): QuoteDocument {
  const { number, company, place, customer, booking, lines, options, depositRate, validUntil, terms } = given;
  const { eventName, startsAt, endsAt, venue, venueAddress, serviceStyle, children, vendorMeals } = booking;
  const { agreedDiscountRate, agreedDiscountAmount, discountRate, serviceChargeRate, serviceChargeTaxed } =
    booking;
  const { menuTotal, serviceTotal, discount, serviceCharge, taxTotal, total, deposit, tax } = booking;
  const off = { agreedDiscountRate, agreedDiscountAmount, discountRate };
  return {
    reference: quoteReference(booking.reference, number),
    company,
    place,
    customer,
    event: {
      ...{ name: eventName, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      ...{ venue, venueAddress, serviceStyle, guests: headsOf(booking).guests, children, vendorMeals },
    },
    lines: lines.map(
      ({ kind, name, unitPrice, quantity, discountRate: rate, unit = null, feeds = null, choices }) => ({
        ...{ kind, name, unitPrice, quantity, discountRate: rate, unit, feeds },
        amount: lineAmount({ unitPrice, quantity, discountRate: rate }),
        choices: (choices ?? []).map((choice) => choice.name),
      }),
    ),
    options,
    pricing: { ...off, serviceChargeRate, serviceChargeTaxed, depositRate },
    price: {
      ...{ menuTotal, serviceTotal, discount, serviceCharge, taxTotal, total, deposit, tax },
      agreedDiscount: agreedDiscountOf(menuTotal + serviceTotal, off),
    },
    validUntil: validUntil.toISOString(),
    terms,
    ...(given.shown && { shown: given.shown }),
  };
}

/** An option of something on the menu for so many guests, or of an amount in minor units. */
export function optionOf(
  index: number,
  asked: { label: string; amount: number },
  thing?: ThingRef & {
    name: string;
    price: number;
    unit: Unit;
    feeds: number | null;
    minimumOrder: number;
  },
  guests = 1,
): QuoteOption {
  const { label, amount } = asked;
  const id = `option-${index + 1}`;
  if (!thing) {
    const extra = {
      thing: null,
      name: label,
      unit: 'flat' as const,
      feeds: null,
      minimumOrder: 1,
      follows: false,
    };
    return { id, label, kind: 'service', unitPrice: amount, quantity: 1, discountRate: 0, ...extra };
  }
  const { kind, id: thingId, name, price, unit, feeds, minimumOrder } = thing;
  const priced = {
    kind: sumOf(thing),
    unitPrice: price,
    discountRate: 0,
    ...startingQuantity(thing, guests),
  };
  return {
    id,
    label: label || name,
    thing: { kind, id: thingId },
    name,
    unit,
    feeds,
    minimumOrder,
    ...priced,
  };
}

/** The options that are ticked, in the document's order; ids that it doesn't have are nobody's. */
export const tickedOf = (
  { options }: Pick<QuoteDocument, 'options'>,
  ids: readonly string[],
): QuoteOption[] => options.filter(({ id }) => ids.includes(id));

/** What the quote comes to with the ticked options; without any it is what was quoted. Exact: tax and deposit on the whole. */
export function priceWith(document: QuoteDocument, ids: readonly string[]): QuotedPrice {
  const ticked = tickedOf(document, ids);
  const { lines, pricing, price } = document;
  if (ticked.length === 0) return price;
  const { depositRate, ...terms } = pricing;
  return priceBooking({
    lines: [...lines, ...ticked],
    profile: price.tax ? profileOf(price.tax) : undefined,
    depositRate,
    terms,
  });
}

/** An option as a line of the booking; `thingId`: the service that stands for an amount. */
export function lineOf(option: QuoteOption, thing: ThingRef): AgreedLine {
  const { kind, unitPrice, quantity, unit, feeds, minimumOrder, follows } = option;
  const price = { unitPrice, listedPrice: unitPrice, discountRate: 0, priceReason: null };
  const name = option.thing ? option.name : option.label;
  return {
    kind,
    thing,
    name,
    quantity,
    unit,
    feeds,
    minimumOrder,
    follows,
    whom: 'guests',
    notes: null,
    ...price,
  };
}

export type Acceptance = { name: string; at: Date; options: readonly string[] };

/** What was agreed, as one text that is kept and hashed: the same agreement is always the same text. */
export function agreementOf(document: QuoteDocument, { name, at, options }: Acceptance): string {
  const ticked = tickedOf(document, options).map(({ id }) => id);
  return canonical({
    acceptedAt: at.toISOString(),
    acceptedBy: name,
    document,
    options: ticked,
    price: priceWith(document, ticked),
    termsVersion: document.terms.version,
  });
}

/** The options that were ticked in what was agreed; undefined where nothing was. */
export const agreedOptions = (agreement: string | null): readonly string[] | undefined =>
  agreement === null ? undefined : (JSON.parse(agreement) as { options: string[] }).options;

/** JSON with its keys in order, however they were put together or stored. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
}
