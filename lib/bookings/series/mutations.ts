import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { bookingSeries, seriesBookings } from '@/db/schema/series';
import type { Tx } from '@/db/session';
import { isThing, type ThingRef } from '@/lib/menu/thing-ref';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { loadPricing } from '@/lib/pricing/queries';
import { endWith } from '../calendar/days';
import { callOff } from '../cancelling/call-off';
import { announceBooking } from '../events';
import { inputOf } from '../form-values';
import { loadLines, lockBooking } from '../load';
import { addBooking, saveEdit, tellOfMove } from '../mutations';
import { naming } from '../naming';
import type { StoredLine } from '../plan';
import { daysBetween, daysLater, daysOf, inScope, type Scope, whyLeft } from './rules';
import { likeInput, seriesCancel, seriesInput } from './schema';

/**
 * Makes a series of a booking: one of its own for each further day, as an enquiry at the menu's prices of today. Refuses
 * as a whole, naming the day that can't be.
 */
export const makeSeries = command({
  name: 'make series',
  permission: 'bookings.create',
  input: seriesInput,
  output: z.object({ made: z.number() }),
  write: async (tx, { bookingId, rhythm, times, until, skip }, actor, at) => {
    const stored = await lockBooking(tx, bookingId);
    if (stored.status === 'cancelled' || stored.status === 'completed')
      throw new Refusal('conflict', `A ${stored.status} booking begins no series. Book it again first.`);
    if (await placeOf(tx, bookingId)) throw new Refusal('conflict', 'This booking is of a series already.');
    const pricing = await loadPricing(tx);
    const pattern = inputOf(stored, await loadLines(tx, bookingId), pricing.timeZone);
    const first = pattern.startsAt.slice(0, 10);
    const days = daysOf({ first, rhythm, times, until }).slice(1);
    const wanted = days.filter((day) => !skip.includes(day));
    if (wanted.length === 0)
      throw new Refusal('invalid', 'There is no further day in this series. Choose a later end.', {
        fields: { until: 'There is no further day until then.' },
      });
    const seriesId = v7();
    const { companyId, userId } = actor;
    await tx.insert(bookingSeries).values({ id: seriesId, companyId, rhythm, createdBy: userId });
    const places = [{ bookingId, plannedOn: first }];
    for (const day of wanted) {
      const startsAt = `${day}T${pattern.startsAt.slice(11)}`;
      const times = { startsAt, endsAt: endWith(startsAt, { start: pattern.startsAt, end: pattern.endsAt }) };
      const lines = pattern.lines.map(({ id: _, ...line }) => line);
      const input = {
        ...pattern,
        ...times,
        lines,
        guaranteedGuests: null,
        callerName: null,
        callerPhone: null,
      };
      const made = await naming(sayDay(day, pricing.locale), () => addBooking(tx, input, actor, at));
      places.push({ bookingId: made.id, plannedOn: day });
    }
    const rows = places.map((place, n) => ({ ...place, companyId, seriesId, position: n + 1 }));
    await tx.insert(seriesBookings).values(rows);
    return { made: wanted.length };
  },
});

/**
 * Makes those of a series that follow, or all others, like this one: hours, place, guests, dishes, services, diets, requests, and
 * the weekday where it moved. Leaves what is over, called off or was changed by itself. Refuses as a whole, naming the day.
 */
export const makeAlike = command({
  name: 'change series',
  permission: 'bookings.update',
  input: likeInput,
  output: z.object({ changed: z.number(), left: z.number() }),
  write: async (tx, { bookingId, scope }, actor, at) => {
    const { meant, place } = await lockSeries(tx, bookingId, scope);
    const pricing = await loadPricing(tx);
    const stored = await lockBooking(tx, bookingId);
    const pattern = inputOf(stored, await loadLines(tx, bookingId), pricing.timeZone);
    const shift = daysBetween(place.plannedOn, pattern.startsAt.slice(0, 10));
    await tx.execute(sql`select set_config('app.whole_series', 'on', true)`);
    const moves: { id: string; version: number; moved: boolean }[] = [];
    for (const { id, plannedOn } of meant.filter((member) => !whyLeft(member))) {
      const target = await lockBooking(tx, id);
      const lines = await loadLines(tx, id);
      const startsAt = `${daysLater(plannedOn, shift)}T${pattern.startsAt.slice(11)}`;
      const endsAt = endWith(startsAt, { start: pattern.startsAt, end: pattern.endsAt });
      const { guaranteedGuests } = target;
      const input = { ...pattern, startsAt, endsAt, guaranteedGuests, lines: onto(pattern.lines, lines) };
      const day = startsAt.slice(0, 10);
      const edit = { stored: target, lines, pricing, input, at };
      moves.push(await naming(sayDay(day, pricing.locale), () => saveEdit(tx, actor, edit)));
    }
    // It is the rule now, not an exception from it.
    await tx.update(seriesBookings).set({ own: false }).where(eq(seriesBookings.bookingId, bookingId));
    return { changed: moves.length, left: meant.length - moves.length, moves };
  },
  after: async ({ moves }, { companyId }) => {
    for (const move of moves) await tellOfMove({ ...move, companyId });
  },
});

/** Calls this one off with those that follow, or with all others; leaves what is over, called off or was changed by itself. */
export const cancelSeries = command({
  name: 'cancel series',
  permission: 'bookings.cancel',
  input: seriesCancel,
  output: z.object({ cancelled: z.number(), left: z.number() }),
  write: async (tx, { bookingId, scope, reason }, actor, at) => {
    const { meant } = await lockSeries(tx, bookingId, scope);
    const ids = [bookingId, ...meant.filter((member) => !whyLeft(member)).map(({ id }) => id)];
    for (const id of ids) await callOff(tx, { id, reason }, actor, at);
    return { cancelled: ids.length, left: meant.length + 1 - ids.length, ids };
  },
  after: async ({ ids }, { companyId }) => {
    for (const id of ids) await announceBooking('cancelled', { companyId, bookingId: id });
  },
});

const sayDay = (day: string, locale: string) => formatCalendarDate(day, locale, 'fullDay');

async function placeOf(tx: Tx, bookingId: string) {
  const [place] = await tx.select().from(seriesBookings).where(eq(seriesBookings.bookingId, bookingId));
  return place;
}

/** The others that are meant, with their states; their rows are locked in the order of the series. */
async function lockSeries(tx: Tx, bookingId: string, scope: Scope) {
  const place = await placeOf(tx, bookingId);
  if (!place) throw new Refusal('conflict', 'This booking is of no series.');
  const members = await tx
    .select({
      id: bookings.id,
      status: bookings.status,
      position: seriesBookings.position,
      plannedOn: seriesBookings.plannedOn,
      own: seriesBookings.own,
    })
    .from(seriesBookings)
    .innerJoin(
      bookings,
      and(eq(bookings.companyId, seriesBookings.companyId), eq(bookings.id, seriesBookings.bookingId)),
    )
    .where(eq(seriesBookings.seriesId, place.seriesId))
    .orderBy(asc(seriesBookings.position))
    .for('update', { of: bookings });
  const own = members.find(({ id }) => id === bookingId);
  return { place, meant: own ? inScope(members, own, scope) : [] };
}

/** The pattern's lines on a booking's own: what it has of them keeps its line and the price it was agreed at. */
function onto<L extends { id?: string; thing: ThingRef }>(
  pattern: readonly L[],
  held: readonly StoredLine[],
): L[] {
  const free = [...held];
  return pattern.map((line) => {
    const n = free.findIndex(({ thing }) => isThing(thing, line.thing));
    const [found] = n < 0 ? [] : free.splice(n, 1);
    return { ...line, id: found?.id };
  });
}
