import 'server-only';
import { inArray, or } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import type { Tx } from '@/db/session';
import { loadExemptions } from '@/lib/customers/billing/queries';
import { type ContactVerdict, judgeContacts } from '@/lib/customers/importing/judge-contacts';
import { loadMenuThings } from '@/lib/menu/choice-queries';
import { findNamed } from '@/lib/menu/find-named';
import type { ThingRef } from '@/lib/menu/thing-ref';
import { formatMoney } from '@/lib/platform/format/money';
import {
  type Importer,
  type ImportGiven,
  readable,
  readRows,
  Unreadable,
  unreadable,
} from '@/lib/platform/import-kind';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { priceBooking } from '@/lib/pricing/rules';
import { type MenuThing, type Plan, planBooking } from '../plan';
import type { Status } from '../rules';
import type { LineInput } from '../schema';
import type { BookingField } from './fields';
import { type ReadBooking, readBooking } from './read-booking';
import { sameName } from './read-words';

/** What a row becomes. */
export type BroughtBooking = Pick<ReadBooking, 'theirReference' | 'theirTotal' | 'event' | 'paid'> & {
  status: Extract<Status, 'enquiry' | 'quoted' | 'completed' | 'cancelled'>;
  plan: Plan;
  broughtAt: Date;
  contact: Extract<ContactVerdict, { known: string } | { columns: unknown }>;
};
type Wrong = { outcome: 'conflict' | 'bad'; field: BookingField; reason: string };
type Known = {
  id: string;
  version: number;
  reference: string;
  theirReference: string | null;
  customerId: string;
  eventName: string;
  startsAt: Date;
  endsAt: Date;
  venue: string;
  guests: number;
};
export type BookingVerdict = { key: string } & (
  | { outcome: 'new'; booking: BroughtBooking }
  | { outcome: 'same'; stored: Known }
  /** Never: a booking that is there is changed on its page. */
  | { outcome: 'update'; stored: Known; changed: readonly string[] }
  | Wrong
);

type Given = {
  pricing: Pricing;
  now: Date;
  named: Map<string, ThingRef[]>;
  things: readonly MenuThing[];
  /** Of customers who pay no tax. */
  exemptions: ReadonlyMap<string, TaxExemption>;
};

/**
 * What each row would do, by the rules of the form of a booking. A booking that is there is never changed: it is the same,
 * or the row says with what it disagrees. Events to come are enquiries or quotes at our prices; what is over comes as it
 * ended, without money of ours.
 */
export async function judgeBookings(tx: Tx, actor: Importer, given: ImportGiven): Promise<BookingVerdict[]> {
  const pricing = await loadPricing(tx);
  const place = { ...pricing, dayOrder: given.dayOrder ?? null, now: given.now };
  const read = readRows(given.rows, (cells) => readBooking(cells, given.mapping, place));
  const rows = readable(read);
  const known = await findKnown(tx, rows);
  const contacts = await judgeContacts(tx, actor, {
    contacts: rows.map(({ contact }) => contact),
    now: given.now,
  });
  const named = await findNamed(tx, [...new Set(rows.flatMap(({ lines }) => lines.map(({ name }) => name)))]);
  const things = await loadMenuThings(tx, [...named.values()].flat());
  const exemptions = await loadExemptions(
    tx,
    contacts.flatMap((contact) => ('known' in contact ? [contact.known] : [])),
  );
  const about = { pricing, now: given.now, named, things, exemptions };
  return read.map((row): BookingVerdict => {
    if (row instanceof Unreadable) return unreadable<BookingField>(row);
    const contact = contacts.shift() as ContactVerdict;
    const key = keyOf(row, contact);
    const found = known.find((one) => isAbout(row, one, contact));
    if (found) {
      const differs = differenceOf(row, found);
      if (!differs) return { key, outcome: 'same', stored: found };
      const reason = `${found.reference} is here already and says something else. Change it on its page, or leave this row out.`;
      return { key, outcome: 'conflict', field: differs, reason };
    }
    return { key, ...judgeNew(row, contact, about) };
  });
}

function judgeNew(row: ReadBooking, contact: ContactVerdict, given: Given) {
  if ('reason' in contact)
    return { ...contact, field: contact.field === 'name' ? 'customer' : contact.field } as const;
  const status = statusOf(row, given.now);
  if (typeof status !== 'string') return status;
  const { event, theirReference, theirTotal } = row;
  const booking = { event, theirReference, theirTotal, status, contact, broughtAt: given.now };
  // What is over is history, with its money.
  if (status === 'completed' || status === 'cancelled')
    return { outcome: 'new', booking: { ...booking, paid: 0, plan: withoutMoney(row) } } as const;
  const lines = linesOf(row, given);
  if ('reason' in lines) return lines;
  const planned = planBooking({
    input: { ...event, lines },
    menu: given.things,
    pricing: given.pricing,
    exemption: 'known' in contact ? given.exemptions.get(contact.known) : null,
    now: given.now,
  });
  if (planned.ok) {
    const { paid } = row;
    const { currency, locale } = given.pricing;
    const { total } = planned.plan.price;
    if (paid > total)
      return bad(
        'paid',
        `More was paid than the ${formatMoney(total, currency, locale)} that it comes to here. Put its dishes into the file, or leave out what was paid and record it on the booking.`,
      );
    return { outcome: 'new', booking: { ...booking, paid, plan: planned.plan } } as const;
  }
  const [field = '', reason = ''] = Object.entries(planned.fields)[0] ?? [];
  return bad(field.startsWith('lines') ? 'lines' : (field as BookingField), reason);
}

const bad = (field: BookingField, reason: string): Wrong => ({ outcome: 'bad', field, reason });

/** What of our life of a booking another program's status is. What is confirmed there holds no time here yet. */
function statusOf({ status, startsAt, endsAt }: ReadBooking, now: Date): BroughtBooking['status'] | Wrong {
  if (status === 'cancelled') return 'cancelled';
  if (status === 'completed')
    return endsAt <= now
      ? 'completed'
      : bad('status', 'This event isn’t over yet, so it can’t be completed.');
  if (startsAt <= now)
    return bad(
      'status',
      'This event has begun already. Say that it was completed or cancelled, or leave it out.',
    );
  return status === undefined || status === 'enquiry' ? 'enquiry' : 'quoted';
}

function withoutMoney({ startsAt, endsAt }: ReadBooking): Plan {
  return { startsAt, endsAt, lines: [], removed: [], price: priceBooking({ lines: [], depositRate: 0 }) };
}

function linesOf({ lines, event }: ReadBooking, { named }: Given): LineInput[] | Wrong {
  const found: LineInput[] = [];
  for (const { name, quantity } of lines) {
    const [thing, ...others] = named.get(name.toLowerCase()) ?? [];
    if (!thing) return bad('lines', `“${name.slice(0, 60)}” isn’t on the menu. Import the menu first.`);
    if (others.length > 0)
      return bad('lines', `Several things on the menu are called “${name.slice(0, 60)}”.`);
    const follows = quantity === undefined && thing.kind === 'dish';
    const pinned = quantity ?? (follows ? event.guests : 1);
    found.push({ thing, quantity: pinned, follows, whom: 'guests', notes: null });
  }
  return found;
}

const keyOf = ({ theirReference, event, startsAt, contact }: ReadBooking, whose: ContactVerdict): string => {
  if (theirReference) return `theirReference:${theirReference.toLowerCase()}`;
  const person = 'known' in whose ? whose.known : 'key' in whose ? whose.key : contact.name;
  return `event:${startsAt.toISOString()}:${event.eventName.toLowerCase()}:${person}`.slice(0, 400);
};

/**
 * Whether a booking is the row's: by the reference that it had elsewhere; by ours where name and start agree too, since
 * other programs count alike; without one by name, start and customer.
 */
function isAbout(row: ReadBooking, known: Known, contact: ContactVerdict): boolean {
  const { theirReference } = row;
  if (theirReference && known.theirReference) return known.theirReference === theirReference;
  const alike =
    sameName(known.eventName, row.event.eventName) && known.startsAt.getTime() === row.startsAt.getTime();
  if (theirReference) return known.reference === theirReference && alike;
  return alike && 'known' in contact && contact.known === known.customerId;
}

function differenceOf(row: ReadBooking, known: Known): BookingField | undefined {
  if (known.eventName !== row.event.eventName) return 'name';
  if (known.startsAt.getTime() !== row.startsAt.getTime()) return 'startsAt';
  if (known.endsAt.getTime() !== row.endsAt.getTime()) return 'endsAt';
  if (known.venue !== row.event.venue) return 'venue';
  return known.guests === row.event.guests ? undefined : 'guests';
}

/** The bookings that any of the rows could be about, by index look-ups. */
async function findKnown(tx: Tx, rows: readonly ReadBooking[]): Promise<Known[]> {
  if (rows.length === 0) return [];
  const references = rows.flatMap(({ theirReference }) => theirReference ?? []);
  const starts = rows.flatMap(({ theirReference, startsAt }) => (theirReference ? [] : [startsAt]));
  return tx
    .select({
      id: bookings.id,
      version: bookings.version,
      reference: bookings.reference,
      theirReference: bookings.theirReference,
      customerId: bookings.customerId,
      eventName: bookings.eventName,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      venue: bookings.venue,
      guests: bookings.guests,
    })
    .from(bookings)
    .where(
      or(
        references.length > 0 ? inArray(bookings.theirReference, references) : undefined,
        references.length > 0 ? inArray(bookings.reference, references) : undefined,
        starts.length > 0 ? inArray(bookings.startsAt, starts) : undefined,
      ),
    );
}
