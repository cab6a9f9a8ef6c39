import 'server-only';
import { bookingStatuses } from '@/db/enums';
import { preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { cursorValues, type Way } from '@/lib/platform/keyset';
import type { Status } from '../rules';
import { span } from './asked-days';
import type { CalendarFilter } from './calendar-filter';
import type { View } from './days';

/** Events of a day that each view has room for; one more than fits stands for all that don't, and leads to the day. */
const room: Record<View, number> = { month: 4, week: 12, agenda: 10, day: 0 };
/** Events on a page of the one day. */
const pageSize = 50;

type DayQuestion = { view: string; date: string | null; now: string };

/** Events one after the other, as `event` writes them. */
type EventTexts = string | null;
type DayRow = { day: string; events: number; covers: number; shown: EventTexts };

const columns =
  'b.company_id, b.id, b.customer_id, b.occasion_id, b.event_name, b.status, b.starts_at, b.ends_at, b.venue, b.guaranteed_guests, b.guests, b.dietary, b.service_style';

const milliseconds = (at: string) => `(date_part('epoch', ${at}) * 1000)::bigint::text`;
const flagged = (condition: string) => `case when ${condition} then 'yes' else '' end`;
/** Of an event of which one part were null, nothing would be told. */
const orEmpty = (text: string) => `coalesce(${text}, '')`;

/** Between what is told of an event, and between events: no text that people type is stored with them (`platform/text`). */
const within = { code: 31, sign: '\u001f' };
const between = { code: 30, sign: '\u001e' };
/** Customers have names too that WhatsApp told of them. */
const withoutSigns = (text: string) => `translate(${text}, chr(${within.code}) || chr(${between.code}), '')`;
const people = `(select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name, u.id)::text
  from booking_staff t join users u on u.id = t.user_id where t.company_id = b.company_id and t.booking_id = b.id)`;

/**
 * What the calendar tells of a booking's row `b`. A month tells of over a hundred, and only what has room in it: whose each is and
 * who works there was looked up one by one, which was the dearest part of it.
 */
const told = {
  id: 'b.id::text',
  name: 'b.event_name',
  status: 'b.status',
  startsAt: milliseconds('b.starts_at'),
  endsAt: milliseconds('b.ends_at'),
  venue: 'b.venue',
  guests: 'coalesce(b.guaranteed_guests, b.guests)::text',
  style: orEmpty('b.service_style'),
  occasion: `case when b.occasion_id is null then '' else ${orEmpty(
    '(select o.name from occasions o where o.company_id = b.company_id and o.id = b.occasion_id)',
  )} end`,
  needsDiets: flagged('b.dietary is not null'),
  untold: flagged(
    'exists (select from version_notices n where n.company_id = b.company_id and n.booking_id = b.id and n.acknowledged_at is null)',
  ),
  customer: orEmpty(
    `(select ${withoutSigns('c.name')} from customers c where c.company_id = b.company_id and c.id = b.customer_id)`,
  ),
  team: `case when exists (select from booking_staff t where t.company_id = b.company_id and t.booking_id = b.id)
    then ${orEmpty(people)} else '' end`,
  dietary: orEmpty('b.dietary'),
};
type Told = keyof typeof told;
/** What a view has room for: the first of them all, in their order. */
const most: Record<View, Told> = { month: 'untold', week: 'team', agenda: 'dietary', day: 'dietary' };
const names = Object.keys(told) as Told[];
const places = Object.fromEntries(names.map((name, at) => [name, at])) as Record<Told, number>;

/** An event as one text: PostgreSQL puts it together in little more than half the time that JSON takes. */
const event = ({ view }: Shape) =>
  names
    .slice(0, places[most[view]] + 1)
    .map((name) => told[name])
    .join(` || chr(${within.code}) || `);
const inOrder = (shape: Shape) =>
  `string_agg(${event(shape)}, chr(${between.code}) order by b.starts_at, b.id)`;

/**
 * What a filter asks of an event and of the figures of a day: each has an index, or holds for most. View and status are a part of the
 * text: of what only the values tell, PostgreSQL finds a plan that knows them better than the one it keeps, and planned each month anew.
 */
type Shape = { view: View; status: Status | undefined; diets: boolean; way: Way };
const fits = ({ status, diets }: Shape) =>
  `${status ? `b.status = '${status}'` : `b.status <> 'cancelled'`}${diets ? ' and b.dietary is not null' : ''}`;
const counted = ({ status, diets }: Shape) =>
  `${status ? `s.key = '${status}'` : `s.key <> 'cancelled'`}${diets ? ` and s.kind = 'diets'` : ''}`;

const whose = `case $staff::text when 'me' then nullif(current_setting('app.user_id', true), '')::uuid else $staff::text::uuid end`;

/** How many events are on each day, and the covers that are cooked for on it, whoever asks for which of them. */
const figures = (shape: Shape) => `figures as (
  select s.day, coalesce(sum(s.n) filter (where s.fact = 'begins' and ${counted(shape)}), 0)::int as begin,
    coalesce(sum(s.n) filter (where s.fact = 'goes_on' and ${counted(shape)}), 0)::int as go_on,
    coalesce(sum(s.quantity) filter (where s.key in ('confirmed', 'in_progress', 'completed')), 0)::int as covers
  from stats_now s where s.fact in ('begins', 'goes_on') and s.grain = 'day'
    and s.day >= (select first from span) and s.day < (select first + count from span)
  group by s.day
)`;
/** So many of a day's are shown: all that have room, or one less. */
const shows = ({ view }: Shape, events: string) =>
  `case when ${events} > ${room[view]} then ${Math.max(room[view] - 1, 0)} else ${room[view]} end`;

/**
 * Day by day the first events that begin on it, then those that go on from the day before, and how many there are: the
 * figures say when to stop looking, so a day costs what is shown of it, however much is on it, and nothing where there is none.
 */
const daysText = (shape: Shape) => `with ${span}, ${figures(shape)}, days_shown as (
  select f.*, ${shows(shape, 'begin + go_on')} as room, f.day::timestamp at time zone s.zone as since,
    (f.day + 1)::timestamp at time zone s.zone as until from figures f, span s
)
select to_char(d.day, 'YYYY-MM-DD') as day, d.begin + d.go_on as events, d.covers, nullif(concat_ws(chr(${between.code}),
  case when d.go_on > 0 and d.room > d.begin then (select ${inOrder(shape)} from (
    select ${columns} from bookings b where b.starts_at < d.since and b.starts_at > d.since - interval '25 hours'
      and b.ends_at > d.since and ${fits(shape)}
      order by b.starts_at desc, b.id desc limit least(d.go_on, d.room - d.begin)) b) end,
  case when d.begin > 0 then (select ${inOrder(shape)} from (
    select ${columns} from bookings b where b.starts_at >= d.since and b.starts_at < d.until and ${fits(shape)}
      order by b.starts_at, b.id limit least(d.begin, d.room)) b) end), '') as shown
from days_shown d order by d.day`;

/** A person's events are as few as one can work at, and looked at themselves. */
const personText = (shape: Shape) => `with ${span}, ${figures(shape)}, theirs as (
  select ${columns} from booking_staff t join bookings b on b.company_id = t.company_id and b.id = t.booking_id
  where t.user_id = ${whose}
    and t.starts_at < (select until from span) and t.starts_at > (select since - interval '25 hours' from span)
    and b.ends_at > (select since from span) and ${fits(shape)}
), placed as (
  select f.day, f.covers, b.*, count(b.id) over (partition by f.day) as events, row_number() over (partition by f.day
    order by b.starts_at < f.day::timestamp at time zone s.zone, b.starts_at, b.id) as nth
  from figures f cross join span s left join theirs b on b.starts_at < (f.day + 1)::timestamp at time zone s.zone
    and b.ends_at > f.day::timestamp at time zone s.zone
)
select to_char(b.day, 'YYYY-MM-DD') as day, b.events::int, b.covers,
  ${inOrder(shape)} filter (where b.id is not null and b.nth <= ${shows(shape, 'b.events')}) as shown
from placed b group by b.day, b.events, b.covers order by b.day`;

/** One day's events page by page, those that go on from the day before first. */
const pageText = (person: boolean) => (shape: Shape) => {
  const back = shape.way === 'before';
  const than = back ? '<' : '>';
  return `with ${span} select ${event(shape)} as event from (
    select ${columns} from bookings b ${person ? 'join booking_staff t on t.company_id = b.company_id and t.booking_id = b.id' : ''}
    where b.starts_at < (select until from span) and b.starts_at > (select since - interval '25 hours' from span)
      and b.ends_at > (select since from span) and ${fits(shape)}
      ${person ? `and t.user_id = ${whose} and t.starts_at < (select until from span) and t.starts_at > (select since - interval '25 hours' from span)` : ''}
      ${shape.way ? `and (b.starts_at, b.id) ${than} ($placeValue::timestamptz, $placeId::uuid)` : ''}
    order by b.starts_at ${back ? 'desc' : ''}, b.id ${back ? 'desc' : ''} limit ${pageSize + 1}
  ) b order by b.starts_at ${back ? 'desc' : ''}, b.id ${back ? 'desc' : ''}`;
};

/** One text of each shape, its values by name; the view, the day and the moment are those of `span`. */
function byShape<Row>(textOf: (shape: Shape) => string) {
  const queries = new Map<string, ReturnType<typeof preparedText<Row>>>();
  return (tx: Tx, shape: Shape, values: Record<string, unknown>) => {
    const key = Object.values(shape).join();
    const query = queries.get(key) ?? numbered<Row>(textOf(shape));
    queries.set(key, query);
    return query(tx, values);
  };
}

function numbered<Row>(text: string) {
  const given = ['view', 'date', 'now'];
  const sql = text.replace(/\$([a-z]\w*)/gi, (_, name: string) => {
    if (!given.includes(name)) given.push(name);
    return `$${given.indexOf(name) + 1}`;
  });
  return preparedText<Row>(sql, given);
}

const daysQuery = byShape<DayRow>(daysText);
const personQuery = byShape<DayRow>(personText);
const pageQuery = byShape<{ event: string }>(pageText(false));
const personPageQuery = byShape<{ event: string }>(pageText(true));
const nothing = preparedText<never>('select where false');

const shapeOf = ({ view = 'month', status, diets }: CalendarFilter, way: Way = null): Shape => ({
  view,
  // Of those that there are, whoever asks: it becomes a part of the text.
  status: bookingStatuses.find((one) => one === status),
  diets: diets === true,
  way,
});

/** The days that a view shows, each with how much is on it and what of that has room. */
export function askDays(tx: Tx, filter: CalendarFilter, asked: DayQuestion): PromiseLike<DayRow[]> {
  const { staff } = filter;
  return (staff ? personQuery : daysQuery)(tx, shapeOf(filter), { ...asked, staff });
}

/** A page of the day, where one is looked at. */
export function askDayPage(
  tx: Tx,
  filter: CalendarFilter,
  asked: DayQuestion,
): PromiseLike<{ event: string }[]> {
  if (filter.view !== 'day') return nothing(tx);
  const { staff } = filter;
  const { from, way } = readTurn(filter, readCursor);
  return (staff ? personPageQuery : pageQuery)(tx, shapeOf(filter, way), {
    ...asked,
    staff,
    ...cursorValues(from),
  });
}

function tellEvent(written: string) {
  const values = written.split(within.sign);
  const text = (name: Told) => values[places[name]] ?? '';
  const orNone = (name: Told) => text(name) || null;
  const moment = (name: Told) => new Date(Number(text(name)));
  return {
    id: text('id'),
    name: text('name'),
    status: text('status') as Status,
    startsAt: moment('startsAt'),
    endsAt: moment('endsAt'),
    venue: text('venue'),
    guests: Number(text('guests')),
    /** In a month nobody asked. */
    customer: orNone('customer'),
    /** What it is a part of. */
    occasion: orNone('occasion'),
    needsDiets: orNone('needsDiets') !== null,
    untold: orNone('untold') !== null,
    dietary: orNone('dietary'),
    style: orNone('style'),
    team: JSON.parse(orNone('team') ?? '[]') as { id: string; name: string }[],
  };
}
export type CalendarEvent = ReturnType<typeof tellEvent>;
export type CalendarDay = { day: string; events: number; covers: number; shown: CalendarEvent[] };

/** The days on which something is, and where a page of the one day goes on. */
export function tellDays(days: DayRow[], found: { event: string }[], filter: CalendarFilter) {
  const { way } = readTurn(filter, readCursor);
  const { rows, next, previous } = turnPage(
    found.map((row) => tellEvent(row.event)),
    { size: pageSize, way, cursorOf: ({ startsAt, id }) => writeCursor({ at: startsAt, id }) },
  );
  const told = days.map(
    ({ shown, ...day }): CalendarDay => ({
      ...day,
      shown: filter.view === 'day' ? rows : (shown?.split(between.sign) ?? []).map(tellEvent),
    }),
  );
  return { days: told, next, previous };
}
