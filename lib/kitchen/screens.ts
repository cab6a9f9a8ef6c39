import 'server-only';
import { isDay } from '@/lib/bookings/calendar/days';
import { askDiets, askServedDishes, tellDiets, tellServedDishes } from '@/lib/bookings/diets/queries';
import { askBooking, tellBooking } from '@/lib/bookings/queries';
import { askTasks, tellTasks } from '@/lib/bookings/tasks/queries';
import { askSheetTasks, tellSheetTasks } from '@/lib/bookings/tasks/sheet-queries';
import { askVersions, tellVersions } from '@/lib/bookings/versions/queries';
import { sayChange, waitingOf } from '@/lib/bookings/versions/rules';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { required } from '@/lib/platform/env';
import { idAt, screen } from '@/lib/platform/screen';
import { mostBoxes } from './box-labels';
import { judgeCopy, readCopy } from './copy-rules';
import { eventPaper, eventPapers } from './event-papers';
import { orderDocument } from './order-document';
import { productionDocument } from './production-document';
import {
  askDayDishes,
  askDayEvents,
  askKitchenDay,
  askKnown,
  askLineHeads,
  askOrderTeam,
  askPackedDishes,
  mostEvents,
  tellPackedDishes,
} from './queries';

const publicUrl = () => new URL(required('PUBLIC_URL')).origin;

/** A booking's order as paper: `copy` names whose it is. */
export const orderScreen = screen({
  permission: 'kitchen.papers',
  input: ({ params, search }) => {
    const id = idAt('id')({ params, search });
    return id ? { id, copy: readCopy(search.copy) } : undefined;
  },
  ask: (tx, { id }) =>
    [
      ...askBooking(tx, id),
      askLineHeads(tx, { id }),
      askOrderTeam(tx, { id }),
      askTasks(tx, { id }),
      askVersions(tx, { id }),
      askKnown(tx, { id }),
      askDiets(tx, { id }),
      askLetterhead(tx),
    ] as const,
  tell: (
    [bookings, lines, paid, given, heads, team, tasks, changes, known, diets, [letterhead]],
    { id, copy },
    { identity, now },
  ) => {
    const detail = tellBooking([bookings, lines, paid, given]);
    if (!detail || !letterhead) return undefined;
    const { locale, timeZone, currency } = identity;
    const versions = tellVersions(changes);
    const data = {
      ...{ detail, heads, team, versions },
      tasks: tellTasks(tasks),
      known: known.map((one) => ({ ...one, at: new Date(one.at) })),
      diets: tellDiets(diets),
      letterhead: tellLetterhead(letterhead),
    };
    return {
      ...{ bookingId: id, copy },
      eventName: detail.booking.eventName,
      waiting: waitingOf(versions),
      paper: orderDocument(data, copy, { locale, timeZone, currency, now, publicUrl: publicUrl() }),
    };
  },
});

/** One of the papers that go with an event beside its order: what is packed, handed over, or stands by the dishes or on their boxes. */
export const eventPaperScreen = screen({
  permission: 'kitchen.papers',
  input: ({ params, search }) => {
    const id = idAt('id')({ params, search });
    const kind = eventPapers.find((one) => one === params.paper);
    const each = /^\d{1,2}$/.test(String(search.each)) ? Number(search.each) : 1;
    return id && kind ? { id, kind, each: Math.max(1, Math.min(mostBoxes, each)) } : undefined;
  },
  ask: (tx, { id }) =>
    [
      askServedDishes(tx, { id }),
      askPackedDishes(tx, { id }),
      askLetterhead(tx),
      ...askBooking(tx, id),
    ] as const,
  tell: (
    [dishes, packed, [letterhead], ...booking],
    { id, kind, each },
    { identity: { locale, timeZone }, now },
  ) => {
    const detail = tellBooking(booking);
    if (!detail || !letterhead) return undefined;
    const data = {
      ...{ detail, each, letterhead: tellLetterhead(letterhead) },
      ...{ dishes: tellServedDishes(dishes), packed: tellPackedDishes(packed) },
    };
    return {
      ...{ bookingId: id, kind, each, eventName: detail.booking.eventName },
      paper: eventPaper(data, kind, { locale, timeZone, now }),
    };
  },
});

/** Whether a printed copy of a booking's order is still right, by the version that it was printed of. */
export const copyScreen = screen({
  permission: 'kitchen.papers',
  input: ({ params, search }) => {
    const id = idAt('id')({ params, search });
    return id && /^\d{1,6}$/.test(params.version ?? '') ? { id, held: Number(params.version) } : undefined;
  },
  ask: (tx, { id }) => [...askBooking(tx, id), askVersions(tx, { id })] as const,
  tell: ([heads, lines, paid, given, rows], { id, held }, { identity }) => {
    const detail = tellBooking([heads, lines, paid, given]);
    if (!detail) return undefined;
    const { reference, eventName, status } = detail.booking;
    const judged = judgeCopy(tellVersions(rows), held);
    return {
      ...{ bookingId: id, held, reference, eventName },
      ...{ cancelled: status === 'cancelled', state: judged.state, newest: judged.newest },
      changes: judged.state === 'stale' ? judged.changes.map((change) => sayChange(change, identity)) : [],
    };
  },
});

/** What the kitchen cooks on a day; today by the company's clock where the address names none. */
export const productionScreen = screen({
  permission: 'kitchen.sheet',
  input: ({ search }) => ({ day: typeof search.day === 'string' && isDay(search.day) ? search.day : null }),
  ask: (tx, { day }, at) => {
    const asked = { day, now: at.toISOString() };
    return [
      askKitchenDay(tx, asked),
      askDayEvents(tx, asked),
      askDayDishes(tx, asked),
      askLetterhead(tx),
      askSheetTasks(tx, { ...asked, party: 'kitchen' }),
    ] as const;
  },
  tell: ([[span], events, dishes, [letterhead], tasks], _input, { identity: { locale, timeZone }, now }) => {
    if (!span || !letterhead) return undefined;
    const data = {
      day: span.day,
      events: events
        .slice(0, mostEvents)
        .map(({ starts_at, ...event }) => ({ ...event, startsAt: new Date(starts_at) })),
      dishes: dishes.map(({ booking_id, starts_at, item_id, ...dish }) => ({
        ...dish,
        ...{ bookingId: booking_id, startsAt: new Date(starts_at), itemId: item_id },
      })),
      cut: events.length > mostEvents || dishes.length >= 5000,
      letterhead: tellLetterhead(letterhead),
    };
    return {
      ...span,
      tasks: tellSheetTasks(tasks),
      paper: productionDocument(data, { locale, timeZone, now }),
    };
  },
});
