import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeSession } from '@/db/factories/session';
import { type Actor, actAs, readAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { makeOffice, type Office } from '../testing/office';
import type { CalendarFilter } from './calendar-filter';
import { spanOf, views } from './days';
import { askCalendar, tellCalendar } from './queries';
import { setTeam } from './run-sheet-mutations';
import { calendarScreen } from './screens';

const now = new Date('2026-12-09T12:00:00Z');
async function look(actor: Actor, filter: CalendarFilter, at = now) {
  const told = tellCalendar(await readAs(actor, (tx) => askCalendar(tx, filter, at)), filter);
  if (!told) throw new Error('The company has no calendar');
  const shown = new Map(told.days.flatMap((one) => one.shown).map((event) => [event.id, event]));
  const events = [...shown.values()].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return { ...told, events, on: (day: string) => told.days.find((one) => one.day === day) };
}
const names = async (actor: Actor, filter: CalendarFilter) =>
  (await look(actor, filter)).events.map(({ name }) => name);

let mine: Office;
const made: Record<string, string> = {};
beforeAll(async () => {
  mine = await makeOffice();
  const at = async (
    eventName: string,
    startsAt: string,
    endsAt: string,
    rest: Parameters<typeof makeBooking>[1] = {},
  ) => {
    const { id } = await makeBooking(mine.id, {
      customerId: mine.customerId,
      eventName,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      ...rest,
    });
    made[eventName] = id;
  };
  await at('Before', '2026-12-11T10:00Z', '2026-12-12T00:00Z');
  await at('Night', '2026-12-11T20:00Z', '2026-12-12T04:00Z', { status: 'confirmed' });
  await at('Lunch', '2026-12-12T11:00Z', '2026-12-12T15:00Z', {
    status: 'confirmed',
    dietary: '3 guests allergic to peanuts',
    guaranteedGuests: 80,
  });
  await at('Off', '2026-12-12T12:00Z', '2026-12-12T15:00Z', { status: 'cancelled' });
  await at('After', '2026-12-13T00:00Z', '2026-12-13T02:00Z');
  const other = await makeOffice();
  await makeBooking(other.id, { eventName: 'Theirs', startsAt: new Date('2026-12-12T11:00Z') });
});

describe('a day', () => {
  test('has what is on it, also what began the evening before, and nothing that only touches it', async () => {
    expect(await names(mine.staff, { view: 'day', date: '2026-12-12' })).toEqual(['Night', 'Lunch']);
  });

  test('counts the guaranteed guests and tells of diets', async () => {
    const { events } = await look(mine.staff, { view: 'day', date: '2026-12-12' });
    expect(events.find(({ name }) => name === 'Lunch')).toMatchObject({
      guests: 80,
      needsDiets: true,
      dietary: '3 guests allergic to peanuts',
    });
  });

  test('names whose each event is, which a month has no room for', async () => {
    const whose = async (view: 'month' | 'week' | 'agenda' | 'day') =>
      (await look(mine.staff, { view, date: '2026-12-12' })).events.map(({ customer }) => customer !== null);
    expect(await whose('day')).toEqual([true, true]);
    expect(new Set(await whose('week'))).toEqual(new Set([true]));
    expect(new Set(await whose('agenda'))).toEqual(new Set([true]));
    expect(new Set(await whose('month'))).toEqual(new Set([false]));
  });

  test('shows an event whatever its customer is called, and of whom nothing is seen', async () => {
    const office = await makeOffice();
    const { id: into } = await makeCustomer(office.id);
    const on = { startsAt: new Date('2026-12-12T11:00Z'), endsAt: new Date('2026-12-12T15:00Z') };
    const book = async (eventName: string, customer: Parameters<typeof makeCustomer>[1]) => {
      const { id: customerId } = await makeCustomer(office.id, { ...customer, optedIn: false });
      await makeBooking(office.id, { customerId, eventName, dietary: 'No nuts', ...on });
    };
    await book('Odd', { name: 'Ama\u001fMensah\u001e' });
    await book('Merged', { mergedInto: into });
    for (const view of ['week', 'agenda', 'day'] as const) {
      const { events } = await look(office.staff, { view, date: '2026-12-12' });
      expect(events.map(({ name, customer, team }) => ({ name, customer, team }))).toEqual([
        { name: 'Odd', customer: 'AmaMensah', team: [] },
        { name: 'Merged', customer: null, team: [] },
      ]);
    }
  });

  test('“allergic to what tomorrow?” is one address', async () => {
    const at = new Date('2026-12-11T23:30:00Z');
    const { events, day } = await look(mine.staff, { view: 'day', date: 'tomorrow', diets: true }, at);
    expect(day).toBe('2026-12-12');
    expect(events.map(({ dietary }) => dietary)).toEqual(['3 guests allergic to peanuts']);
  });

  test('is the company’s, in each zone, and today begins at its midnight', async () => {
    const office = await makeOffice();
    const zoned = (zone: string) =>
      actAs(office.system, (tx) =>
        tx.execute(sql`update companies set time_zone = ${zone} where id = ${office.id}`),
      );
    await makeBooking(office.id, {
      eventName: 'Late',
      startsAt: new Date('2026-12-13T04:00Z'),
      endsAt: new Date('2026-12-13T07:00Z'),
    });
    await zoned('America/Los_Angeles');
    expect(await names(office.staff, { view: 'day', date: '2026-12-12' })).toEqual(['Late']);
    expect(await names(office.staff, { view: 'day', date: '2026-12-13' })).toEqual([]);
    expect((await look(office.staff, {}, new Date('2026-12-13T07:59:00Z'))).today).toBe('2026-12-12');
    await zoned('Pacific/Kiritimati');
    expect(await names(office.staff, { view: 'day', date: '2026-12-13' })).toEqual(['Late']);
    expect((await look(office.staff, {}, new Date('2026-12-13T10:00:00Z'))).today).toBe('2026-12-14');
    // The day of 23 hours ends an hour earlier by UTC.
    await zoned('Europe/Berlin');
    await makeBooking(office.id, {
      eventName: 'Spring',
      startsAt: new Date('2027-03-28T21:30Z'),
      endsAt: new Date('2027-03-28T22:30Z'),
    });
    expect(await names(office.staff, { view: 'day', date: '2027-03-28' })).toEqual(['Spring']);
    expect(await names(office.staff, { view: 'day', date: '2027-03-29' })).toEqual(['Spring']);
  });
});

test('the days that a view shows are the same in SQL and in the browser', async () => {
  for (const view of views)
    for (const date of ['2026-12-12', '2026-02-01', '2028-02-29', '2027-01-03', '2026-11-30']) {
      const { first, count } = await look(mine.staff, { view, date });
      expect({ view, first, count }).toEqual({ view, ...spanOf(view, date) });
    }
});

test('a month has the events of its page, by status, without the cancelled ones unless asked for', async () => {
  const all = { date: '2026-12-01' };
  expect(await names(mine.staff, all)).toEqual(['Before', 'Night', 'Lunch', 'After']);
  expect(await names(mine.staff, { ...all, status: 'confirmed' })).toEqual(['Night', 'Lunch']);
  expect(await names(mine.staff, { ...all, status: 'cancelled' })).toEqual(['Off']);
  const { on } = await look(mine.staff, all);
  expect(on('2026-12-12')).toMatchObject({ events: 2, shown: [{ name: 'Night' }, { name: 'Lunch' }] });
});

test('a team is of the office’s own people, and its events are found by person and as “me”', async () => {
  const id = made.Lunch ?? '';
  await setTeam(mine.manager, { id, people: [mine.staff.userId] });
  const date = { date: '2026-12-01' };
  expect(await names(mine.staff, { ...date, staff: 'me' })).toEqual(['Lunch']);
  expect(await names(mine.manager, { ...date, staff: 'me' })).toEqual([]);
  expect(await names(mine.manager, { ...date, staff: mine.staff.userId })).toEqual(['Lunch']);
  const { events, team } = await look(mine.manager, { view: 'day', date: '2026-12-12' });
  expect(events.find((event) => event.id === id)?.team).toEqual([
    { id: mine.staff.userId, name: 'Test staff' },
  ]);
  expect(team.map((person) => person.id).sort()).toEqual([mine.manager.userId, mine.staff.userId].sort());
  const other = await makeOffice();
  await expect(setTeam(mine.manager, { id, people: [other.staff.userId] })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(setTeam(other.manager, { id, people: [other.staff.userId] })).rejects.toMatchObject({
    code: 'not_found',
  });
  await setTeam(mine.staff, { id, people: [] });
  expect(await names(mine.staff, { ...date, staff: 'me' })).toEqual([]);
});

test('the screen opens for the office, is refused to clients, and reads what an address can’t mean as nothing', async () => {
  const open = (search: Record<string, string>, sessionId: string) =>
    openScreen(calendarScreen, { sessionId, address: { params: {}, search } });
  const session = await makeSession(mine.staff.userId);
  const opened = await open({ view: 'year', date: '2026-02-30', staff: "' or true", status: 'x' }, session);
  if (opened.state !== 'open') throw new Error(opened.state);
  expect(receive(opened.sent).data.filter).toEqual({});
  const { makeUser } = await import('@/db/factories/company');
  const client = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
  expect((await open({}, await makeSession(client.id))).state).toBe('forbidden');
});

describe('a day with more events than have room', () => {
  let busy: Office;
  const night = (day: string) => ({
    startsAt: new Date(`${day}T22:00Z`),
    endsAt: new Date(`2027-05-05T02:00Z`),
  });
  beforeAll(async () => {
    busy = await makeOffice();
    const make = (eventName: string, rest: Parameters<typeof makeBooking>[1]) =>
      makeBooking(busy.id, {
        customerId: busy.customerId,
        eventName,
        guests: 50,
        status: 'confirmed',
        ...rest,
      });
    const at = (hour: number) => ({
      startsAt: new Date(Date.UTC(2027, 4, 5, 8, hour)),
      endsAt: new Date(Date.UTC(2027, 4, 5, 12)),
    });
    for (let nth = 0; nth < 3; nth += 1) await make(`Night ${nth}`, night('2027-05-04'));
    for (let nth = 0; nth < 55; nth += 1) await make(`Lunch ${nth}`, at(nth));
    await make('Called off', { ...at(0), status: 'cancelled' });
    await make('Offered', { ...at(57), status: 'quoted', guests: 900 });
    const { id } = await make('Last', { ...at(58), dietary: 'No nuts', guaranteedGuests: 70 });
    await setTeam(busy.manager, { id, people: [busy.staff.userId] });
  });
  const date = '2027-05-05';
  const say = async (filter: CalendarFilter) => {
    const { on } = await look(busy.staff, { date, ...filter });
    const day = on(date);
    return day && { ...day, shown: day.shown.map(({ name }) => name) };
  };

  test('shows the first that begin on it, says how many there are, and what is cooked for all of them', async () => {
    expect(await say({})).toEqual({
      day: date,
      events: 60,
      covers: 55 * 50 + 70,
      shown: ['Lunch 0', 'Lunch 1', 'Lunch 2'],
    });
    expect((await say({ view: 'week' }))?.shown).toHaveLength(11);
    expect((await say({ view: 'agenda' }))?.shown).toHaveLength(9);
    const eve = (await look(busy.staff, { date })).on('2027-05-04');
    expect(eve).toMatchObject({ events: 3, covers: 150 });
    expect(eve?.shown.map(({ name }) => name)).toEqual(['Night 0', 'Night 1', 'Night 2']);
  });

  test('counts what a filter asks for, and finds it behind all the others', async () => {
    const counts = async (filter: CalendarFilter) => {
      const { events, shown, covers } = (await say(filter)) ?? {};
      return { events, shown, covers };
    };
    const covers = 55 * 50 + 70;
    expect(await counts({ status: 'quoted' })).toEqual({ events: 1, shown: ['Offered'], covers });
    expect(await counts({ status: 'cancelled' })).toEqual({ events: 1, shown: ['Called off'], covers });
    expect(await counts({ diets: true })).toEqual({ events: 1, shown: ['Last'], covers });
    expect(await counts({ status: 'quoted', diets: true })).toEqual({ events: 0, shown: [], covers });
    expect(await counts({ staff: 'me' })).toEqual({ events: 1, shown: ['Last'], covers });
    expect(await counts({ staff: 'me', status: 'quoted' })).toEqual({ events: 0, shown: [], covers });
    expect(await counts({ staff: busy.manager.userId })).toEqual({ events: 0, shown: [], covers });
  });

  test('is turned page by page, there and back, with nothing twice and nothing left out', async () => {
    const first = await look(busy.staff, { view: 'day', date });
    expect(first.on(date)).toMatchObject({ events: 60 });
    expect(first.events).toHaveLength(50);
    expect(first.previous).toBeUndefined();
    const second = await look(busy.staff, { view: 'day', date, after: first.next });
    expect(second.events.map(({ name }) => name).slice(-2)).toEqual(['Offered', 'Last']);
    expect(second.next).toBeUndefined();
    const seen = [...first.events, ...second.events].map(({ id }) => id);
    expect(new Set(seen).size).toBe(60);
    const back = await look(busy.staff, { view: 'day', date, before: second.previous });
    expect(back.events.map(({ id }) => id)).toEqual(first.events.map(({ id }) => id));
    const own = await look(busy.staff, { view: 'day', date, staff: 'me' });
    expect(own.events.map(({ name }) => name)).toEqual(['Last']);
    expect(own.next).toBeUndefined();
  });

  test('of a person follows the event when it is moved', async () => {
    const [last] = (await look(busy.staff, { view: 'day', date, staff: 'me' })).events;
    const move = (days: number) =>
      actAs(busy.system, (tx) =>
        tx.execute(
          sql`update bookings set starts_at = starts_at + make_interval(days => ${days}),
            ends_at = ends_at + make_interval(days => ${days}) where id = ${last?.id ?? ''}`,
        ),
      );
    await move(60);
    expect(await names(busy.staff, { date, staff: 'me' })).toEqual([]);
    expect(await names(busy.staff, { date: '2027-07-04', staff: 'me' })).toEqual(['Last']);
    await move(-60);
    expect(await say({ staff: 'me' })).toMatchObject({ events: 1, shown: ['Last'] });
  });
});
