import { performance } from 'node:perf_hooks';
import { type Connection, closePool } from '@/db/client';
import { makeCustomer, makeMenu } from '@/db/factories/booking';
import { readAs, type Tx } from '@/db/session';
import { askCalendar } from '@/lib/bookings/calendar/queries';
import { askRunSheet } from '@/lib/bookings/calendar/run-sheet-queries';
import { askToGiveBack } from '@/lib/bookings/cancelling/queries';
import { askMeasures } from '@/lib/bookings/capacity/queries';
import { readFeed } from '@/lib/bookings/feed/queries';
import type { BookingFilter } from '@/lib/bookings/list-filter';
import { askBookings } from '@/lib/bookings/list-queries';
import { askCashUp } from '@/lib/bookings/money/cash-up/queries';
import { askLedger } from '@/lib/bookings/money/ledger';
import { askStatement } from '@/lib/bookings/money/statement/queries';
import { createBooking } from '@/lib/bookings/mutations';
import { askBooking } from '@/lib/bookings/queries';
import { askLatePayments } from '@/lib/bookings/schedule/queries';
import { findPaidAndWaiting } from '@/lib/quotes/confirm-paid';
import { askRanOut } from '@/lib/quotes/ran-out';
import { openLaid } from './many-bookings';

const usualSizes = [1_000, 100_000, 1_000_000];
const repeats = 200;
const warmUps = 20;
/** Of one thing at one size, in milliseconds: what is slow is asked less often. */
const longest = 4_000;

type Company = Awaited<ReturnType<typeof openLaid>>['company'];
type Work = (turn: number) => Promise<unknown>;
type Measured = { p50: number; p95: number; sequentialScans: number };

/**
 * What the rooms of bookings ask of the database at 1k, 100k and 1M bookings, 80 % of them of the company that asks:
 * a JSON line each, one person at a time. `sequentialScans` counts the scans over the whole of `bookings` that really
 * ran, also within functions and triggers, as PostgreSQL counts them. Other sizes by the arguments.
 */
export async function measureBookings(): Promise<void> {
  const given = process.argv.slice(3).map(Number).filter(Boolean);
  const sizes = given.length > 0 ? given : usualSizes;
  const results = new Map<string, Measured[]>();
  for (const size of sizes) {
    const { company, owner, close } = await openLaid(size);
    try {
      for (const [name, work] of Object.entries(await everything(company, owner))) {
        const measured = await measure(work, owner);
        console.log(JSON.stringify({ bookings: size, ask: name, ...measured }));
        results.set(name, [...(results.get(name) ?? []), measured]);
      }
    } finally {
      await close();
    }
  }
  const last = (name: string) => results.get(name)?.at(-1) ?? { p50: 0, p95: 0, sequentialScans: 0 };
  const ratio = (name: string) => round(last(name).p50 / (results.get(name)?.[0]?.p50 ?? 1));
  const searches = [...results.keys()].filter((name) => name.startsWith('search'));
  console.log(
    JSON.stringify({
      listRatio: ratio('list'),
      detailRatio: ratio('detail'),
      createRatio: ratio('create'),
      calendarRatio: ratio('calendar month'),
      searchP95Ms: Math.max(...searches.map((name) => last(name).p95)),
      sequentialScans: [...results.keys()].reduce((sum, name) => sum + last(name).sequentialScans, 0),
    }),
  );
}

/** Each thing that is measured, by its name. */
async function everything(company: Company, owner: Connection): Promise<Record<string, Work>> {
  const { staff, manager } = company;
  const now = new Date();
  const read = (ask: (tx: Tx) => readonly PromiseLike<unknown>[]) => () => readAs(staff, ask);
  const list = (filter: BookingFilter) => read((tx) => askBookings(tx, filter, now));
  const ids = await owner<{ id: string; customer_id: string }[]>`
    select id, customer_id from bookings where company_id = ${company.id} order by id limit ${repeats}`;
  const [booked] = ids;
  const [customer, menu, more] = [
    await makeCustomer(company.id),
    await makeMenu(company.id),
    await makeMenu(company.id),
  ];
  const lines = [
    { thing: { kind: 'dish' as const, id: menu.itemId } },
    { thing: { kind: 'dish' as const, id: more.itemId } },
    { thing: { kind: 'service' as const, id: menu.serviceId } },
  ];
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const at = { now: now.toISOString() };
  const year = { from: day(-365), to: day(0) };
  return {
    list: list({}),
    'list of all': list({ when: 'all' }),
    'list filtered': list({ when: 'last-month', status: 'completed' }),
    'list unpaid last month': list({ when: 'last-month', unpaid: true }),
    'list with diets': list({ diets: true }),
    'list by type': list({ group: 'type' }),
    'list by month of all': list({ group: 'month', when: 'all' }),
    'list by customer': list({ group: 'customer' }),
    'list by venue': list({ group: 'venue' }),
    'list with a deposit due': list({ deposit: true }),
    'list overdue': list({ overdue: true, when: 'all' }),
    'late payments': read((tx) => [askLatePayments(tx, at)]),
    'to give back': read((tx) => [askToGiveBack(tx, {})]),
    'quotes that ran out': read((tx) => [askRanOut(tx, at)]),
    'deposits that came': () => findPaidAndWaiting(company.id, now),
    'cash-up of a day': read((tx) => askCashUp(tx, undefined, now)),
    'ledger of a year': () => readAs(manager, (tx) => askLedger(tx, year)),
    statement: () => readAs(manager, (tx) => askStatement(tx, { id: booked?.customer_id ?? '', ...year })),
    'list in order of customers': list({ order: 'customer' }),
    'list of a day by total': list({ when: 'today', order: 'total' }),
    'search rare': list({ q: 'B777' }),
    'search common': list({ q: 'wedding' }),
    'search two common': list({ q: 'mensah wedding' }),
    'search mixed': list({ q: 'wedding 77712' }),
    'search in vain': list({ q: 'mensah qqzzx' }),
    'search by customer': list({ q: 'Customer' }),
    'search by diet': list({ q: 'peanut' }),
    detail: (turn) => readAs(staff, (tx) => askBooking(tx, ids[turn % ids.length]?.id ?? '')),
    create: (turn) =>
      createBooking(manager, {
        customerId: customer.id,
        eventName: `Bench ${turn}`,
        eventType: 'wedding',
        serviceStyle: 'buffet',
        startsAt: `${day(30)}T12:00`,
        endsAt: `${day(30)}T16:00`,
        venue: `Bench hall ${turn}`,
        venueAddress: null,
        guests: 80,
        specialRequests: null,
        dietary: null,
        lines: lines.map((line) => ({ ...line, quantity: 80, notes: null })),
      }),
    'calendar month': read((tx) => askCalendar(tx, { view: 'month' }, now)),
    'calendar month of a person': read((tx) => askCalendar(tx, { view: 'month', staff: 'me' }, now)),
    'calendar month by status': read((tx) => askCalendar(tx, { view: 'month', status: 'quoted' }, now)),
    'calendar day': read((tx) => askCalendar(tx, { view: 'day' }, now)),
    'calendar agenda': read((tx) => askCalendar(tx, { view: 'agenda' }, now)),
    feed: () => readFeed({ ...staff, role: 'staff', scope: 'all' }, now),
    'calendar week': read((tx) => askCalendar(tx, { view: 'week' }, now)),
    'run sheet': read((tx) => [askRunSheet(tx, {}, now)]),
    'how full a day is': read((tx) => [
      askMeasures(tx, {
        startsAt: `${day(10)}T12:00`,
        endsAt: `${day(10)}T16:00`,
        guests: 80,
        serviceStyle: 'buffet',
        bookingId: null,
      }),
    ]),
  };
}

async function measure(work: Work, owner: Connection): Promise<Measured> {
  const before = await sequentialScans(owner);
  const times: number[] = [];
  const started = performance.now();
  for (let turn = 0; turn < warmUps + repeats && performance.now() - started < longest; turn += 1) {
    const begun = performance.now();
    await work(turn);
    times.push(performance.now() - begun);
  }
  if (times.length > warmUps) times.splice(0, warmUps);
  times.sort((one, other) => one - other);
  const share = (part: number) => round(times[Math.floor((times.length - 1) * part)] ?? 0);
  return { p50: share(0.5), p95: share(0.95), sequentialScans: (await sequentialScans(owner)) - before };
}

/** Connections tell what they counted when they end. */
async function sequentialScans(owner: Connection): Promise<number> {
  await closePool();
  const [row] = await owner<{ n: string }[]>`
    select coalesce(sum(seq_scan), 0) as n from pg_stat_user_tables where relname = 'bookings'`;
  return Number(row?.n ?? 0);
}

const round = (value: number) => Math.round(value * 100) / 100;
