import { agreed } from '@/lib/stats/agreed-statuses';
import type { RowKind } from './filter';

/** What a row's value is: money, a score of 5, 1 for yes and 0 for no, or guests. */
export type Measure = 'money' | 'score' | 'yes' | 'none' | 'guests';

/** Where the rows behind a figure are, and the same figure as it is kept. */
export type Source = {
  from: string;
  /** Which of them; `@type`, `@score`, `@aspect`, `@weekday`, `@dish` where the address narrows. */
  where: string;
  /** When it counts: an instant of the company's clock, or a day as it is. */
  at: string;
  of: 'instant' | 'day';
  id: string;
  /** The record that a row opens. */
  path: 'bookings' | 'feedback' | 'customers' | 'invoices';
  record: string;
  title: string;
  detail: string;
  value: string;
  measure: Measure;
  /** Only for who may know of the company's money. */
  money?: true;
  /** The kept figure: its facts, which of their keys, and what of them is the number of rows and the sum of their values. */
  kept:
    | { facts: readonly string[]; where: string; n: string; sum: string }
    | 'active customers'
    | 'open on a day';
  /** Its days stand in its condition, or it has none. */
  always?: true;
  /** Of one of many: the days that have some are looked up first, in the figures that are kept. */
  sparse?: true;
};

/** The beginning of a day of the company, as a bound that an index looks up. */
export const midnight = (day: string) => `(select day_begins(${day}, time_zone) from companies)`;
/** The end of the day that is asked for, and the beginning of the 365 that end with it. */
const afterDay = midnight('@to::date + 1');
const yearBegins = midnight('@to::date - 364');

const whose = 'join customers c on c.company_id = b.company_id and c.id = b.customer_id';
const ofBooking = {
  from: `bookings b ${whose}`,
  at: 'b.starts_at',
  of: 'instant',
  id: 'b.id',
  path: 'bookings',
  record: 'b.id',
  title: `b.reference || ' ' || b.event_name`,
  detail: 'c.name',
  value: 'b.total',
  measure: 'money',
} as const;
const ofAnswer = {
  from: `feedback f join bookings b on b.company_id = f.company_id and b.id = f.booking_id ${whose}`,
  at: 'f.given_at',
  of: 'instant',
  id: 'f.id',
  path: 'feedback',
  record: 'f.id',
  title: `b.reference || ' ' || b.event_name`,
  detail: `concat_ws(': ', c.name, left(f.comments, 160))`,
  value: 'f.rating',
  measure: 'score',
} as const;
const aspect = `case @aspect::text when 'food' then f.food when 'service' then f.service when 'presentation' then f.presentation else f.timeliness end`;
const scored = `sum(s.n * nullif(s.key, '')::int)`;

const whereAgreed = `b.status in ${agreed} and (@type::text is null or b.event_type = @type)`;
const keptAgreed = {
  facts: ['event'],
  where: `s.key in ${agreed} and (@type::text is null or s.kind = @type)`,
  n: 'sum(s.n)',
};

export const sources: Record<RowKind, Source> = {
  booked: {
    ...ofBooking,
    where: whereAgreed,
    kept: { ...keptAgreed, sum: 'sum(s.amount)' },
  },
  guests: {
    ...ofBooking,
    where: whereAgreed,
    value: 'b.guests',
    measure: 'guests',
    kept: { ...keptAgreed, sum: 'sum(s.quantity)' },
  },
  forecast: {
    ...ofBooking,
    where: `b.status in ('confirmed', 'in_progress')`,
    money: true,
    kept: {
      facts: ['event'],
      where: `s.key in ('confirmed', 'in_progress')`,
      n: 'sum(s.n)',
      sum: 'sum(s.amount)',
    },
  },
  drafts: {
    ...ofBooking,
    where: `b.status in ('enquiry', 'quoted')`,
    always: true,
    kept: { facts: ['event'], where: `s.key in ('enquiry', 'quoted')`, n: 'sum(s.n)', sum: 'sum(s.amount)' },
  },
  open: {
    ...ofBooking,
    where: `b.created_at < ${afterDay} and (b.status in ('enquiry', 'quoted')
      or greatest(b.created_at, coalesce(b.confirmed_at, b.cancelled_at, b.completed_at, b.created_at)) >= ${afterDay})`,
    value: 'null',
    measure: 'none',
    always: true,
    kept: 'open on a day',
  },
  active: {
    from: 'customers c',
    // The first condition follows from the second; an index looks it up.
    where: `c.last_event_at >= ${yearBegins} and exists (select from bookings b where b.company_id = c.company_id and b.customer_id = c.id and b.status in ${agreed}
      and b.starts_at >= ${yearBegins} and b.starts_at < ${afterDay})`,
    at: 'c.last_event_at',
    of: 'instant',
    id: 'c.id',
    path: 'customers',
    record: 'c.id',
    title: 'c.name',
    detail: `coalesce(c.phone, c.email, '')`,
    value: 'null',
    measure: 'none',
    always: true,
    kept: 'active customers',
  },
  completed: {
    ...ofBooking,
    where: 'b.completed_at is not null',
    at: 'b.completed_at',
    value: `(exists (select from feedback f where f.company_id = b.company_id and f.booking_id = b.id))::int`,
    measure: 'yes',
    kept: {
      facts: ['completed', 'answered'],
      where: 'true',
      n: `sum(s.n) filter (where s.fact = 'completed')`,
      sum: `sum(s.n) filter (where s.fact = 'answered')`,
    },
  },
  answers: {
    ...ofAnswer,
    where: 'true',
    kept: { facts: ['rating'], where: 'true', n: 'sum(s.n)', sum: scored },
  },
  rated: {
    ...ofAnswer,
    where: `f.rating is not null and (@score::text is null or f.rating = @score::int)`,
    kept: {
      facts: ['rating'],
      where: `s.key <> '' and (@score::text is null or s.key = @score)`,
      n: 'sum(s.n)',
      sum: scored,
    },
  },
  recommend: {
    ...ofAnswer,
    where: 'f.would_recommend is not null',
    value: 'f.would_recommend::int',
    measure: 'yes',
    kept: {
      facts: ['recommend'],
      where: 'true',
      n: 'sum(s.n)',
      sum: `sum(s.n) filter (where s.key = 'yes')`,
    },
  },
  quality: {
    ...ofAnswer,
    where: `(${aspect}) is not null and (@weekday::text is null
      or extract(isodow from (b.starts_at at time zone (select time_zone from companies))::date) = @weekday::int)`,
    at: 'b.starts_at',
    value: aspect,
    kept: {
      facts: ['quality'],
      where: `s.kind = @aspect and (@weekday::text is null or s.key like @weekday || '.%')`,
      n: 'sum(s.n)',
      sum: `sum(s.n * split_part(s.key, '.', 2)::int)`,
    },
  },
  billed: {
    from: `invoices i join bookings b on b.company_id = i.company_id and b.id = i.booking_id ${whose}`,
    where: 'true',
    at: 'i.issued_on',
    of: 'day',
    id: 'i.id',
    path: 'invoices',
    record: 'i.id',
    title: `i.reference || ' ' || b.event_name`,
    detail: 'c.name',
    value: `case i.kind when 'invoice' then i.net else -i.net end`,
    measure: 'money',
    money: true,
    kept: {
      facts: ['ledger'],
      where: `s.key in ('revenue', 'service_charge')`,
      n: 'null',
      sum: '-sum(s.amount)',
    },
  },
  paid: {
    from: `payments p join bookings b on b.company_id = p.company_id and b.id = p.booking_id ${whose}`,
    where: `p.status in ('received', 'refunded')`,
    at: 'p.received_at',
    of: 'instant',
    id: 'p.id',
    path: 'bookings',
    record: 'p.booking_id',
    title: `b.reference || ' ' || b.event_name`,
    detail: `c.name || case p.status when 'refunded' then ' · given back' else '' end`,
    value: `case p.status when 'received' then p.amount else -p.amount end`,
    measure: 'money',
    money: true,
    kept: {
      facts: ['payment'],
      where: `s.key in ('received', 'refunded')`,
      n: 'sum(s.n)',
      sum: `sum(case s.key when 'received' then s.amount else -s.amount end)`,
    },
  },
  due: {
    from: `payment_dues u join bookings b on b.company_id = u.company_id and b.id = u.booking_id ${whose}`,
    where: 'true',
    at: 'u.due_on',
    of: 'day',
    id: 'u.booking_id',
    path: 'bookings',
    record: 'u.booking_id',
    title: `b.reference || ' ' || b.event_name`,
    detail: 'c.name',
    value: 'u.amount',
    measure: 'money',
    money: true,
    kept: { facts: ['due'], where: 'true', n: 'sum(s.n)', sum: 'sum(s.amount)' },
  },
  dish: {
    ...ofBooking,
    sparse: true,
    from: `bookings b ${whose} join booking_lines l on l.company_id = b.company_id and l.booking_id = b.id
      cross join lateral (select count(*) as times from dishes_of(l.item_id, l.name, l.choices) d where d.item_id = @dish::uuid) d`,
    // The first of them spares most lines the look at what they hold.
    where: `b.status in ${agreed} and (l.item_id = @dish::uuid or l.choices is not null) and d.times > 0`,
    id: 'l.id',
    value: 'd.times * covers_of(l.unit, l.feeds, l.quantity, coalesce(b.guaranteed_guests, b.guests))',
    measure: 'guests',
    kept: { facts: ['dish'], where: 's.key = @dish::text', n: 'sum(s.n)', sum: 'sum(s.quantity)' },
  },
  sold: {
    ...ofBooking,
    sparse: true,
    from: `bookings b ${whose} join booking_lines l on l.company_id = b.company_id and l.booking_id = b.id`,
    where: `b.status in ${agreed} and l.package_id is null and l.item_id = @dish::uuid`,
    id: 'l.id',
    value: 'l.amount',
    money: true,
    kept: {
      facts: ['dish'],
      where: `s.key = @dish::text and s.kind = ''`,
      n: 'sum(s.n)',
      sum: 'sum(s.amount)',
    },
  },
  liked: {
    ...ofAnswer,
    sparse: true,
    from: `feedback_dishes d join ${ofAnswer.from.replace('feedback f join', 'feedback f on f.company_id = d.company_id and f.id = d.feedback_id join')}`,
    where: 'd.item_id = @dish::uuid',
    id: 'd.id',
    detail: `concat_ws(': ', c.name, left(d.comment, 160))`,
    value: 'd.liked::int',
    measure: 'yes',
    kept: {
      facts: ['liked'],
      where: 's.key = @dish::text',
      n: 'sum(s.n)',
      sum: `sum(s.n) filter (where s.kind = 'yes')`,
    },
  },
};
