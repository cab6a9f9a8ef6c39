import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { bookingStatuses } from '@/db/enums';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { escalate, type OfficeActor, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { bookingEnded, eventMoved, eventStarted, guestsSet } from '@/lib/alerts/happenings';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { loadExemption } from '@/lib/customers/billing/queries';
import { findOrAddCaller } from '@/lib/customers/mutations';
import { loadMenuThings } from '@/lib/menu/choice-queries';
import { consentOf, recordConsent } from '@/lib/messaging/consent/record-consent';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { changedFrom } from '@/lib/platform/merge-values';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { billServed } from './bill-served';
import { confirmLocked } from './confirm';
import { announceBooking, announceMove, isAnnounced } from './events';
import { belowFinalCount } from './final-count/rules';
import { valuesOf } from './form-values';
import { headsOf, sameHeads } from './heads';
import { holdSlot } from './hold-slot';
import { countMenuLines, loadLines, lockBooking } from './load';
import { type Plan, type PlanInput, planBooking, type StoredLine } from './plan';
import { guardedFields, mayAdvance, mayChangeGuarded, mayEdit } from './rules';
import { bookingAdvance, type bookingInput, bookingUpdate, newBookingInput } from './schema';
import { eventColumns, moneyColumns, writeLines } from './write-booking';

/** Someone of the office. */
type BookingRow = typeof bookings.$inferSelect;

/** What a new booking answers. */
export const madeBooking = z.object({ id: z.uuid(), reference: z.string() });
export const officeBooking = madeBooking.extend({ known: z.string().nullable() });

/**
 * Makes an enquiry priced by today's menu and the tax of its day; a new caller becomes a customer with it, and `known`
 * names who already had the caller's number. Throws Refusal with fields.
 */
export const createBooking = command({
  name: 'create booking',
  permission: 'bookings.create',
  input: newBookingInput,
  output: officeBooking,
  write: addBooking,
});

/** The same within the transaction of a larger command. */
export async function addBooking(
  tx: Tx,
  input: z.output<typeof newBookingInput>,
  actor: OfficeActor,
  at: Date,
) {
  const asked = { ...input, guaranteedGuests: null };
  const given = { input: asked, mayPrice: await mayPriceNow(tx, actor), now: at };
  const named = await loadExemption(tx, input.customerId);
  const planned = await planWithin(tx, { ...given, exemption: named });
  const { customerId, known } = await whoseIs(tx, input, actor);
  // Who calls may turn out to be a customer that pays no tax.
  const found = input.customerId ? named : await loadExemption(tx, customerId);
  const plan = found === named ? planned : await planWithin(tx, { ...given, exemption: found });
  const id = v7();
  const [row] = await tx
    .insert(bookings)
    .values({
      ...eventColumns(input, plan),
      ...moneyColumns(plan.price),
      id,
      companyId: actor.companyId,
      customerId,
      createdBy: actor.userId,
    })
    .returning({ reference: bookings.reference });
  await writeLines(tx, { companyId: actor.companyId, bookingId: id, plan });
  return { id, reference: row?.reference ?? '', known, customerId };
}

/**
 * Saves an edit: columns, lines and the price that follows. Refuses closed bookings, what only a manager may
 * change, a taken venue, and an edit whose form began before someone else's change (`stale`, with what changed
 * and the version to build on).
 */
export const updateBooking = command({
  name: 'update booking',
  permission: 'bookings.update',
  input: bookingUpdate,
  output: z.object({ id: z.uuid(), version: z.number() }),
  write: async (tx, input, actor, at) => {
    const stored = await lockBooking(tx, input.id);
    mustAllow(mayEdit(stored.status, actor.role));
    const lines = await loadLines(tx, stored.id);
    const pricing = await loadPricing(tx);
    refuseStale({ stored, lines, timeZone: pricing.timeZone, input });
    return saveEdit(tx, actor, { stored, lines, pricing, input, at });
  },
  after: ({ id, version, moved }, { companyId }) => tellOfMove({ id, version, moved, companyId }),
});

type Edit = {
  /** Locked. */
  stored: BookingRow;
  lines: StoredLine[];
  pricing: Pricing;
  input: z.output<typeof bookingInput> & { overLimits?: string | null };
  at: Date;
};

/** Writes an edit of a locked booking that may be edited: the one way for forms and for the calendar. Throws Refusal. */
export async function saveEdit(tx: Tx, actor: OfficeActor, { stored, lines, pricing, at, ...edit }: Edit) {
  const { guaranteedGuests = stored.guaranteedGuests, customerId } = edit.input;
  const input = { ...edit.input, guaranteedGuests };
  if (customerId !== stored.customerId) {
    await requireCustomer(tx, customerId);
    if (stored.occasionId)
      throw refuseField(
        'customerId',
        'It is a part of an occasion, which is one customer’s. Take it out of the occasion first.',
      );
  }
  const mayPrice = await mayPriceNow(tx, actor);
  // Another customer brings their own exemption along; the same keeps what was agreed.
  const exemption = customerId === stored.customerId ? undefined : await loadExemption(tx, customerId);
  const plan = await planWithin(tx, {
    ...{ input, stored: { ...stored, lines }, pricing, exemption, mayPrice, now: at },
  });
  const next = { ...eventColumns(input, plan), customerId, guaranteedGuests };
  refuseGuarded(actor, stored, next);
  if (stored.status === 'confirmed' || stored.status === 'in_progress') {
    const { guests } = headsOf(next);
    const below = belowFinalCount({
      ...{ before: headsOf(stored).guests, after: guests, locale: pricing.locale },
      ...{ eventDay: dayKey(next.startsAt, pricing.timeZone), today: dayKey(at, pricing.timeZone) },
      businessDays: pricing.finalCountDays,
    });
    await holdSlot(tx, actor, { ...stored, ...next, guests, below, reason: input.overLimits, pricing });
  }
  await writeLines(tx, { companyId: actor.companyId, bookingId: stored.id, plan });
  const [row] = await tx
    .update(bookings)
    .set({ ...next, ...moneyColumns(plan.price) })
    .where(eq(bookings.id, stored.id))
    .returning({ version: bookings.version });
  const moved = stored.status === 'confirmed' && stored.startsAt.getTime() !== next.startsAt.getTime();
  const happened = [
    ...(sameHeads(stored, next) ? [] : [guestsSet(stored.id)]),
    ...(moved ? [eventMoved(stored.id)] : []),
  ];
  if (happened.length > 0) await escalate(actor, tx, () => endAlerts(tx, actor.companyId, happened));
  return { id: stored.id, version: row?.version ?? stored.version, moved };
}

/** Sets off what a customer is told of another start, after the commit. */
export async function tellOfMove(edit: { id: string; companyId: string; version: number; moved: boolean }) {
  if (edit.moved) await announceMove({ companyId: edit.companyId, bookingId: edit.id }, edit.version);
}

/** Moves a booking along its life; cancelling has its own command. Throws Refusal with the reason. */
export const advanceBooking = command({
  name: 'advance booking',
  permission: 'bookings.advance',
  input: bookingAdvance,
  output: z.object({ status: z.enum(bookingStatuses) }),
  write: async (tx, { id, to, overLimits, served, extras }, actor, at) => {
    if (extras.length > 0 && to !== 'completed')
      throw new Refusal('invalid', 'Extras are noted when an event is completed.');
    if (to === 'cancelled') throw new Refusal('invalid', 'Say why when you cancel a booking.');
    const stored = await lockBooking(tx, id);
    if (to === 'confirmed') {
      await confirmLocked(tx, actor, stored, { reason: overLimits, at });
      return { status: to };
    }
    mustAllow(mayAdvance({ ...stored, menuLines: await countMenuLines(tx, id) }, to, at));
    await tx
      .update(bookings)
      .set({
        status: to,
        ...(to === 'completed'
          ? { completedAt: at, ...(await billServed(tx, stored, { served, extras, actor })) }
          : {}),
      })
      .where(eq(bookings.id, id));
    const ended = to === 'completed' ? bookingEnded(id) : to === 'in_progress' && eventStarted(id);
    if (ended) await escalate(actor, tx, () => endAlerts(tx, actor.companyId, ended));
    return { status: to };
  },
  after: async ({ status }, { companyId }, { id }) => {
    if (isAnnounced(status)) await announceBooking(status, { companyId, bookingId: id });
  },
});

async function whoseIs(tx: Tx, input: z.output<typeof newBookingInput>, actor: OfficeActor) {
  const { customerId, callerName, callerPhone, callerAgrees } = input;
  if (customerId) {
    await requireCustomer(tx, customerId);
    return { customerId, known: null };
  }
  // Staff write no customers; a caller is made by the automation, and the audit names who took the call.
  const caller = { companyId: actor.companyId, callerName: callerName ?? '', callerPhone: callerPhone ?? '' };
  const { id, known } = await escalate(actor, tx, async () => {
    const found = await findOrAddCaller(tx, caller);
    if (callerAgrees) await keepAgreement(tx, actor, found.id);
    return found;
  });
  return { customerId: id, known };
}

/** Notes that a caller agreed to messages; what a customer said before, such as STOP, isn't overruled by a tick. */
async function keepAgreement(tx: Tx, { companyId, userId }: OfficeActor, customerId: string): Promise<void> {
  if ((await consentOf(tx, customerId)) !== 'none') return;
  const heard = { state: 'granted', source: 'staff', reason: 'On the phone, with the booking' } as const;
  await recordConsent(tx, { companyId, customerId, userId, ...heard });
}

async function requireCustomer(tx: Tx, id: string): Promise<void> {
  const [row] = await tx
    .select({ anonymisedAt: customers.anonymisedAt })
    .from(customers)
    .where(eq(customers.id, id));
  if (!row || row.anonymisedAt) throw refuseField('customerId', 'Choose a customer from the list.');
}

/** Plans inside a transaction: reads the menu and the prices that the plan needs. Throws Refusal with fields. */
export async function planWithin(
  tx: Tx,
  given: Pick<PlanInput, 'input' | 'stored' | 'exemption' | 'mayPrice' | 'now'> & { pricing?: Pricing },
): Promise<Plan> {
  const pricing = given.pricing ?? (await loadPricing(tx));
  const things = given.input.lines.map(({ thing }) => thing);
  const menu = await loadMenuThings(tx, things);
  const planned = planBooking({ ...given, menu, pricing });
  if (planned.ok) return planned.plan;
  throw new Refusal('invalid', 'Some fields need your attention.', { fields: planned.fields });
}

/**
 * Throws `stale` when the form began before a change of something that the form shows, or writes without saying what it
 * began with.
 */
export function refuseStale(given: {
  stored: BookingRow;
  lines: readonly StoredLine[];
  timeZone: string;
  input: { version: number; base?: Record<string, unknown> };
}): void {
  const { stored, lines, timeZone, input } = given;
  if (input.version === stored.version) return;
  const current = valuesOf(stored, lines, timeZone);
  // A payment or a message raises the version too; it takes nothing from whoever is editing.
  const { base = {} } = input;
  const unseen = Object.entries(current).filter(([field]) => field in input && !(field in base));
  const changed = { ...changedFrom(base, current), ...Object.fromEntries(unseen) };
  if (Object.keys(changed).length === 0) return;
  throw new Refusal('stale', 'Someone else saved this booking while you were editing it.', {
    changed: { ...changed, version: stored.version },
  });
}

function refuseGuarded(
  actor: OfficeActor,
  stored: BookingRow,
  next: Pick<BookingRow, (typeof guardedFields)[number]>,
): void {
  if (mayChangeGuarded(stored.status, actor.role)) return;
  const touched = guardedFields.filter((field) => stored[field].valueOf() !== next[field].valueOf());
  if (touched.length === 0) return;
  const sentence = 'After confirmation only a manager changes customer, date, venue and guests.';
  throw new Refusal('forbidden', sentence, {
    fields: Object.fromEntries(touched.map((field) => [field, 'Ask a manager to change this.'])),
  });
}
