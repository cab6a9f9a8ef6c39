import type { PackageChoice } from '@/db/schema/booking-lines';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import type { PackageOffer } from '@/lib/menu/packages/choices';
import { type Availability, availableOn } from '@/lib/menu/rules';
import { isThing, sumOf, type ThingRef } from '@/lib/menu/thing-ref';
import { dayKey } from '@/lib/platform/format/dates';
import {
  largestTotal,
  type Price,
  priceBooking,
  type TaxProfile,
  type TaxSnapshot,
  type Terms,
} from '@/lib/pricing/rules';
import { taxRuleFor } from '@/lib/pricing/tax/rules';
import { type Measure, quantityUnder } from './follow-guests';
import { type Heads, headsOf, type Whom } from './heads';
import { chosenOf, packageProblems } from './line-package';
import { asListed, type LinePrice, linePrice, sameTerms } from './line-terms';
import { toInstant, toLocal } from './local-time';
import { quantityProblem, type Status, timeProblems } from './rules';
import type { EnquiryInput, LineInput } from './schema';

/** A dish, service or package as the menu has it now; without dates it is always offered. Prices in minor units. */
export type MenuThing = Measure &
  Partial<Availability> &
  ThingRef & {
    name: string;
    price: number;
    minimumOrder: number;
    /** Of a package. */
    package?: PackageOffer;
  };

/** A line that is on the booking already, at the price it was agreed at. */
export type StoredLine = Measure &
  LinePrice & {
    id: string;
    /** The sum that it is of. */
    kind: 'menu' | 'service';
    thing: ThingRef;
    /** What was chosen of a package, as it was called then. */
    choices?: PackageChoice[];
    name: string;
    minimumOrder: number;
    quantity: number;
    notes: string | null;
    /** Whether the quantity is what the guests ask for, or those of them that `whom` names; else it is pinned. */
    follows?: boolean;
    whom?: Whom;
  };

export type PlannedLine = Omit<StoredLine, 'id'> & {
  id?: string;
  position: number;
  follows: boolean;
  whom: Whom;
};

/** What an edit needs to know of the booking as it is. */
export type Stored = Terms & {
  status: Status;
  startsAt: Date;
  endsAt: Date;
  paid: number;
  tax: TaxSnapshot | null;
  lines: readonly StoredLine[];
};

export type PlanInput = {
  input: EnquiryInput;
  /** The booking as it is, when this is an edit. */
  stored?: Stored;
  /** What of the menu the lines name. */
  menu: readonly MenuThing[];
  pricing: Pick<Terms, 'serviceChargeRate' | 'serviceChargeTaxed'> & {
    timeZone: string;
    depositRate: number;
    profiles: readonly TaxProfile[];
    pricesIncludeTax: boolean;
  };
  /** That of the customer, `null` for none; not said of an edit, which keeps what the booking has. */
  exemption?: TaxExemption | null | undefined;
  /** Whether this person may agree another price than the menu's. */
  mayPrice?: boolean;
  now: Date;
};

export type Plan = { startsAt: Date; endsAt: Date; lines: PlannedLine[]; removed: string[]; price: Price };
type Planned = { ok: true; plan: Plan } | { ok: false; fields: Record<string, string> };

/**
 * Decides what a form's values make of a booking: instants, lines and price, or what is wrong by field. Lines
 * that were agreed keep their price; new ones get the menu's.
 */
export function planBooking(given: PlanInput): Planned {
  const { input, stored, menu, pricing, exemption, mayPrice = true, now } = given;
  const startsAt = keptOrRead(input.startsAt, stored?.startsAt, pricing.timeZone);
  const endsAt = keptOrRead(input.endsAt, stored?.endsAt, pricing.timeZone);
  const moved = startsAt?.getTime() !== stored?.startsAt.getTime();
  const fields = timeProblems({ startsAt, endsAt, moved, now });

  const heads = headsOf({ guaranteedGuests: null, ...input });
  if (heads.children > heads.guests) fields.children = 'There are more children than guests.';
  const day = startsAt && dayKey(startsAt, pricing.timeZone);
  const agreed = stored?.status === 'confirmed' || stored?.status === 'in_progress';
  const lines = planLines({
    ...{ lines: input.lines, heads, stored: stored?.lines ?? [], menu, fields, day, mayPrice, agreed },
    // What was agreed is served wherever the event moves; a draft is looked at again.
    recheck: moved && !agreed,
  });
  const kept = new Set(lines.map(({ id }) => id));
  const removed = (stored?.lines ?? []).flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  if (agreed && !lines.some(({ kind }) => kind === 'menu'))
    fields.lines ??= 'A confirmed booking keeps at least one dish.';

  const price = priceBooking({
    lines,
    profile: startsAt && taxRuleFor({ startsAt, stored, pricing, exemption }),
    depositRate: pricing.depositRate,
    terms: stored ?? pricing,
  });
  if (price.total > largestTotal)
    fields.lines ??= 'The total is more than one booking can hold. Check the quantities.';
  else if (stored && price.total < stored.paid)
    fields.lines ??= 'More than this total has been paid already. Refund the difference first.';

  if (!startsAt || !endsAt || Object.keys(fields).length > 0) return { ok: false, fields };
  return { ok: true, plan: { startsAt, endsAt, lines, removed, price } };
}

/** An untouched field keeps its instant, even where the clock shows that time twice. */
export function keptOrRead(local: string, stored: Date | undefined, timeZone: string): Date | undefined {
  return stored && toLocal(stored, timeZone) === local ? stored : toInstant(local, timeZone);
}

type Lines = {
  lines: readonly LineInput[];
  heads: Heads;
  stored: readonly StoredLine[];
  menu: readonly MenuThing[];
  fields: Record<string, string>;
  /** Of the event, in the company's calendar; unknown while its start can't be read. */
  day: string | undefined;
  recheck: boolean;
  mayPrice: boolean;
  /** Whether the booking is confirmed. */
  agreed: boolean;
};

function planLines({ lines, stored, menu, fields, ...event }: Lines): PlannedLine[] {
  const seen = new Set<string>();
  return lines.flatMap((asked, position) => {
    const held = stored.find(
      ({ id, thing }) => id === asked.id && isThing(thing, asked.thing) && !seen.has(id),
    );
    const offered = menu.find((one) => isThing(one, asked.thing));
    const { line, wrong } = planLine(asked, { ...event, held, offered });
    for (const [field, why] of Object.entries(wrong)) fields[`lines.${position}.${field}`] = why;
    if (!line) return [];
    if (held) seen.add(held.id);
    return [{ ...line, position, ...(held && { id: held.id }) }];
  });
}

type Known = Pick<Lines, 'heads' | 'day' | 'recheck' | 'mayPrice' | 'agreed'> & {
  /** The line as it was agreed, and its thing as the menu has it now. */
  held: StoredLine | undefined;
  offered: MenuThing | undefined;
};

/** One line as it is written, and what is wrong with it by its fields; no line where nobody knows what it is. */
function planLine(
  asked: LineInput,
  { held, offered, heads, day, recheck, mayPrice, agreed }: Known,
): { line?: Omit<PlannedLine, 'id' | 'position'>; wrong: Record<string, string> } {
  const known = held ?? offered;
  if (!known)
    return { wrong: { thing: 'This is no longer on the menu. Choose another or remove the line.' } };
  const { thing, choices = [], follows, whom, notes, terms } = asked;
  const { name, minimumOrder, unit = null, feeds = null } = known;
  const quantity = quantityUnder({ follows, whom, unit, feeds, quantity: asked.quantity }, heads);
  const was = 'price' in known ? asListed(known.price) : known;
  const price = linePrice(terms, was);
  const offer = offered?.active === false ? undefined : offered?.package;

  const wrong: Record<string, string> = {};
  const refused = offered && (!held || (recheck && offered.active !== false)) && whyNotOffered(offered, day);
  if (refused) wrong.thing = refused;
  const problem = quantityProblem(quantity, minimumOrder, follows ? whom : undefined);
  if (problem) wrong.quantity = `${name}: ${problem}`;
  if (!mayPrice && !sameTerms(price, was))
    wrong.terms = `${name}: your company lets managers change prices. Ask one of them.`;
  const ofPackage = packageProblems({ offer, held, choices, terms, mayPrice, agreed, quantity, heads });
  for (const [field, why] of Object.entries(ofPackage)) wrong[field] ??= `${name}: ${why}`;

  const line = { kind: sumOf(thing), thing, name, unit, feeds, minimumOrder, quantity, follows, whom, notes };
  const chosen = chosenOf({ offer, held, choices });
  return { line: { ...line, ...price, ...(chosen && { choices: chosen }) }, wrong };
}

/** Why a thing can't be had on a day, or nothing. */
function whyNotOffered(thing: MenuThing, day: string | undefined): string | undefined {
  const { name, active = true, availableFrom = null, availableTo = null } = thing;
  const { seasonFrom = null, seasonTo = null } = thing;
  if (active && !day) return undefined;
  const decision = availableOn({ name, active, availableFrom, availableTo, seasonFrom, seasonTo }, day ?? '');
  return decision.ok ? undefined : decision.reason;
}
