import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { dayKey } from '@/lib/platform/format/dates';
import { type BookingFilter, bookingFilter, type NamedSpan, spanOf, spans, type Trait } from './list-filter';
import { listBookings } from './list-queries';

type Stored = typeof bookings.$inferSelect;

const zone = 'Pacific/Auckland';
let company: TestCompany;
let all: Stored[];

/** Events every 17 hours over half a year, in every state, paid or not, large and small. */
beforeAll(async () => {
  company = await makeCompany({ timeZone: zone });
  const one = await makeBooking(company.id, { startsAt: new Date('2027-04-01T00:00:00Z') });
  await actAs(company.system, async (tx) => {
    await tx.execute(sql`insert into bookings (id, company_id, customer_id, event_name, event_type, starts_at, ends_at,
        venue, guests, dietary, menu_total, deposit, status, cancelled_at, cancel_reason)
      select gen_random_uuid(), b.company_id, b.customer_id, 'Event ' || n, b.event_type,
        '2027-01-01T00:30:00Z'::timestamptz + n * interval '17 hours', '2027-01-01T03:30:00Z'::timestamptz + n * interval '17 hours',
        'Hall ' || n, 20 + n % 60, case when n % 5 = 0 then 'No nuts' end, 10000 * (1 + n % 900), 1000 * (1 + n % 900),
        (array['enquiry', 'quoted', 'confirmed', 'cancelled'])[1 + n % 4], case when n % 4 = 3 then now() end,
        case when n % 4 = 3 then 'Test' end
      from bookings b, generate_series(1, 250) n where b.id = ${one.id}`);
    await tx.execute(sql`insert into booking_lines (id, company_id, booking_id, kind, item_id, name, unit_price, quantity)
      select gen_random_uuid(), b.company_id, b.id, l.kind, l.item_id, l.name, b.menu_total / 10, 10
      from bookings b, booking_lines l where b.company_id = ${company.id} and b.id <> ${one.id}
        and l.booking_id = ${one.id} and l.kind = 'menu'`);
    await tx.execute(sql`insert into payments (id, company_id, booking_id, amount, method)
      select gen_random_uuid(), company_id, id, case when guests % 2 = 0 then total else deposit end, 'cash'
      from bookings where company_id = ${company.id} and status = 'confirmed' and guests % 3 > 0`);
    await tx.execute(sql`insert into occasions (id, company_id, customer_id, name)
      select gen_random_uuid(), company_id, customer_id, 'Durbar' from bookings where id = ${one.id}`);
    await tx.execute(sql`update bookings b set occasion_id = o.id from occasions o
      where o.company_id = b.company_id and b.event_name like 'Event %' and substr(b.event_name, 7)::int % 16 = 0`);
    all = await tx.select().from(bookings);
  });
}, 60_000);

async function found(filter: BookingFilter, now: Date) {
  const rows: { id: string; startsAt: Date }[] = [];
  let page = await listBookings(company.staff, filter, now);
  const first = page;
  for (;;) {
    rows.push(...page.rows);
    if (!page.next) return { rows, first };
    page = await listBookings(company.staff, { ...filter, after: page.next }, now);
  }
}

const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The stretch's first day and the first day after it, by the calendar alone. */
function stretch(span: NamedSpan, today: string): [string, string] {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = plus(today, -weekday);
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = (offset: number) =>
    new Date(Date.UTC(year, month - 1 + offset, 1)).toISOString().slice(0, 10);
  const ends: Record<NamedSpan, [string, string]> = {
    coming: [today, '9999'],
    today: [today, plus(today, 1)],
    tomorrow: [plus(today, 1), plus(today, 2)],
    week: [monday, plus(monday, 7)],
    'next-week': [plus(monday, 7), plus(monday, 14)],
    month: [first(0), first(1)],
    'last-month': [first(-1), first(0)],
    past: ['', today],
    all: ['', '9999'],
  };
  return ends[span];
}

// A Sunday that is a Monday there, the last hour of a month there, the day their summer time ends, and new year.
const moments = [
  '2027-02-28T12:00:00Z',
  '2027-03-31T10:30:00Z',
  '2027-04-03T20:00:00Z',
  '2026-12-31T10:59:00Z',
];

describe.each(moments)('at %s', (moment) => {
  const now = new Date(moment);
  test.each(spans)(
    '%s holds the events of its days on the company’s clock, and is counted so',
    async (when) => {
      const [from, until] = stretch(when, dayKey(now, zone));
      const wanted = all.filter(({ startsAt }) => {
        const day = dayKey(startsAt, zone);
        return day >= from && day < until;
      });
      const { rows, first } = await found({ when }, now);
      expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)));
      expect(rows).toHaveLength(wanted.length);
      expect(first.spans?.[when]).toBe(wanted.length);
      const of = (status: string) => wanted.filter((booking) => booking.status === status).length;
      for (const [status, n] of Object.entries(first.counts ?? {}))
        expect([status, n]).toEqual([status, of(status)]);
      const times = rows.map(({ startsAt }) => startsAt.getTime());
      const back = when === 'all' || when === 'past' || when === 'last-month';
      expect(times).toEqual(times.toSorted((a, b) => (back ? b - a : a - b)));
    },
  );
});

describe('what somebody has to see to', () => {
  const owed = ({ status, paid, total }: Stored) =>
    paid < total && status !== 'enquiry' && status !== 'cancelled';
  const meant: Record<Trait, (booking: Stored) => boolean> = {
    unpaid: owed,
    deposit: (booking) => owed(booking) && booking.paid < booking.deposit,
    // By the usual plan the deposit is due days after these were made, and all of it a week before the event.
    overdue: (booking) =>
      owed(booking) &&
      booking.status !== 'quoted' &&
      (booking.paid < booking.deposit || dayKey(booking.startsAt, zone) < '2027-03-17'),
    diets: ({ dietary }) => dietary !== null,
    big: ({ guests }) => guests >= 50,
    high: ({ total }) => total >= 500_000,
    occasion: ({ occasionId }) => occasionId !== null,
  };
  test.each(Object.entries(meant))(
    '%s: those and no others, in any time, and counted',
    async (trait, has) => {
      const now = new Date('2027-03-10T00:00:00Z');
      const { rows, first } = await found({ when: 'all', [trait]: true }, now);
      const wanted = all.filter(has);
      expect(wanted.length).toBeGreaterThan(0);
      expect(wanted.length).toBeLessThan(all.length);
      expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)));
      expect(Object.values(first.counts ?? {}).reduce((sum, n) => sum + n, 0)).toBe(wanted.length);
      expect(first.spans).toBeUndefined();
    },
  );

  test('they can be put together with a time and a status', async () => {
    const now = new Date('2027-03-10T00:00:00Z');
    const { rows } = await found({ when: 'coming', status: 'confirmed', unpaid: true, big: true }, now);
    const wanted = all.filter(
      (booking) =>
        owed(booking) &&
        booking.status === 'confirmed' &&
        booking.guests >= 50 &&
        dayKey(booking.startsAt, zone) >= '2027-03-10',
    );
    expect(rows.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
    expect(wanted.length).toBeGreaterThan(0);
  });
});

test('any two days are those of the company, both counted in, and counted by status', async () => {
  const days = bookingFilter.read({ days: '2027-03-10_2027-03-31' }).days;
  if (!days) throw new Error('these are days');
  const { rows, first } = await found({ days }, new Date('2027-06-01T00:00:00Z'));
  const wanted = all.filter(({ startsAt }) => {
    const day = dayKey(startsAt, zone);
    return day >= days.first && day <= days.last;
  });
  expect(rows.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
  expect(Object.values(first.counts ?? {}).reduce((sum, n) => sum + n, 0)).toBe(wanted.length);
  expect(bookingFilter.read({ days: '2027-02-30_2027-03-31' }).days).toBeUndefined();
});

test('the time that an address leaves out is from today on, but all of it for a search and for states of the past', () => {
  const of = (address: Record<string, string>) => spanOf(bookingFilter.read(address));
  expect(of({})).toBe('coming');
  expect(of({ status: 'quoted' })).toBe('coming');
  expect(of({ q: 'Ama' })).toBe('all');
  expect(of({ status: 'completed' })).toBe('all');
  expect(of({ q: 'Ama', when: 'today' })).toBe('today');
  expect(of({ when: 'sometime' })).toBe('coming');
});
