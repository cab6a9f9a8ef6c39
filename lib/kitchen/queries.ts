import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Party } from '@/lib/bookings/versions/rules';
import type { Allergen, Diet, Unit } from '@/lib/menu/words';

type LineRow = { id: string; category: string | null; at: number | null; service: string | null };

/** Under which head each line of a booking stands: the category of its dish as it is now, or the kind of its service. */
export const askLineHeads = preparedText<LineRow>(
  `select l.id, c.name as category, c.position as at, s.kind as service
  from booking_lines l
    left join items i on i.company_id = l.company_id and i.id = l.item_id
    left join categories c on c.company_id = i.company_id and c.id = i.category_id
    left join services s on s.company_id = l.company_id and s.id = l.service_id
  where l.booking_id = $1::uuid and l.company_id = nullif(current_setting('app.company_id', true), '')::uuid`,
  ['id'],
);

/** Who of the office works at an event. */
export const askOrderTeam = preparedText<{ name: string }>(
  `select u.name from booking_staff t join users u on u.id = t.user_id
  where t.booking_id = $1::uuid and t.company_id = nullif(current_setting('app.company_id', true), '')::uuid
  order by u.name, u.id`,
  ['id'],
);

type KnownRow = { party: Party; number: number; at: Date | string; by: string | null };

/** The newest version that each party said they know, by whom and when. */
export const askKnown = preparedText<KnownRow>(
  `select distinct on (n.party) n.party, n.number, n.acknowledged_at as at, u.name as by
  from version_notices n left join users u on u.id = n.acknowledged_by
  where n.booking_id = $1::uuid and n.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and n.acknowledged_at is not null
  order by n.party, n.number desc`,
  ['id'],
);

/** A day of the company ("2026-12-12"), or without one its today; as instants, and how far ahead some dish is begun. */
const span = `place as (
  select c.id, c.time_zone as zone, coalesce($1::text::date, ($2::timestamptz at time zone c.time_zone)::date) as day,
    ($2::timestamptz at time zone c.time_zone)::date as today,
    (select coalesce(max(preparation_minutes), 0) from items where company_id = c.id) as longest
  from companies c where c.id = nullif(current_setting('app.company_id', true), '')::uuid
), span as (
  select *, day::timestamp at time zone zone as since, (day + 1)::timestamp at time zone zone as until from place
)`;

export const askKitchenDay = preparedText<{ day: string; today: string }>(
  `with ${span} select to_char(day, 'YYYY-MM-DD') as day, to_char(today, 'YYYY-MM-DD') as today from span`,
  ['day', 'now'],
);

/** More than a kitchen cooks for on a day; the sheet says so. */
export const mostEvents = 500;

export type DayEventRow = {
  id: string;
  reference: string;
  name: string;
  venue: string;
  starts_at: Date | string;
  guests: number;
  vendors: number;
  version: number | null;
  diets: {
    guest: string;
    people: number;
    avoids: Allergen[];
    diets: Diet[];
    severe: boolean;
    notes: string | null;
  }[];
  notes: string | null;
};

/** The agreed events that begin on a day. */
export const askDayEvents = preparedText<DayEventRow>(
  `with ${span} select b.id, b.reference, b.event_name as name, b.venue, b.starts_at, coalesce(b.guaranteed_guests, b.guests) as guests,
    b.vendor_meals as vendors, b.diet_notes as notes,
    (select max(v.number) from booking_versions v where v.company_id = b.company_id and v.booking_id = b.id) as version,
    coalesce((select jsonb_agg(jsonb_build_object('guest', d.guest, 'people', d.people, 'avoids', d.avoids, 'diets', d.diets,
        'severe', d.severe, 'notes', d.notes) order by d.severe desc, d.created_at, d.id)
      from guest_diets d where d.company_id = b.company_id and d.booking_id = b.id), '[]') as diets
  from bookings b
  where b.starts_at >= (select since from span) and b.starts_at < (select until from span)
    and b.status in ('confirmed', 'in_progress', 'completed')
  order by b.starts_at, b.id limit ${mostEvents + 1}`,
  ['day', 'now'],
);

export type DayDishRow = {
  booking_id: string;
  event: string;
  starts_at: Date | string;
  guests: number;
  item_id: string;
  name: string;
  category: string;
  category_at: number;
  /** How the dish is sold; in a package by the guest. */
  unit: Unit | null;
  feeds: number | null;
  quantity: number;
  notes: string | null;
  minutes: number;
};

/**
 * The dishes of agreed events that begin on a day, also those within packages, and of later events those that are begun on it.
 * How far ahead is looked depends on the company's longest preparation, so that a kitchen of hours reads hours.
 */
export const askDayDishes = preparedText<DayDishRow>(
  `with ${span}, events as (
    select b.id, b.company_id, b.event_name, b.starts_at, coalesce(b.guaranteed_guests, b.guests) as guests from bookings b
    where b.starts_at >= (select since from span)
      and b.starts_at < (select until + make_interval(mins => longest) from span)
      and b.status in ('confirmed', 'in_progress', 'completed')
    order by b.starts_at, b.id limit 2000
  ), served as (
    select e.*, d.item_id, l.notes, case when d.package_id is null then l.unit else 'guest' end as unit,
      case when d.package_id is null then l.feeds end as feeds, case when d.package_id is null then l.quantity else d.covers end as quantity
    from events e join dishes_served d on d.company_id = e.company_id and d.booking_id = e.id
      join booking_lines l on l.company_id = d.company_id and l.id = d.line_id
  )
  select s.id as booking_id, s.event_name as event, s.starts_at, s.guests, i.id as item_id, i.name, c.name as category,
    c.position as category_at, s.unit, s.feeds, s.quantity, s.notes, i.preparation_minutes as minutes
  from served s
    join items i on i.company_id = s.company_id and i.id = s.item_id
    join categories c on c.company_id = i.company_id and c.id = i.category_id
  where s.starts_at < (select until from span)
    or s.starts_at - make_interval(mins => i.preparation_minutes) < (select until from span)
  order by c.position, c.name, i.name, i.id, s.starts_at, s.id limit 5000`,
  ['day', 'now'],
);

type PackedRow = {
  name: string;
  contains: Allergen[];
  may_contain: Allergen[];
  free_from: Allergen[];
  diets: Diet[];
  unit: Unit | null;
  feeds: number | null;
  quantity: number;
};

/** The dishes of a booking as they are packed, each line of its own; those within packages by the guest. */
export const askPackedDishes = preparedText<PackedRow>(
  `select i.name, i.contains, i.may_contain, i.free_from, i.diets, case when d.package_id is null then l.unit else 'guest' end as unit,
    case when d.package_id is null then l.feeds end as feeds, case when d.package_id is null then l.quantity else d.covers end::float8 as quantity
  from dishes_served d join booking_lines l on l.company_id = d.company_id and l.id = d.line_id
    join items i on i.company_id = d.company_id and i.id = d.item_id
  where d.booking_id = $1::uuid and d.company_id = nullif(current_setting('app.company_id', true), '')::uuid
  order by d.position, i.name, i.id, d.line_id limit 500`,
  ['id'],
);

export const tellPackedDishes = (rows: readonly PackedRow[]) =>
  rows.map(({ may_contain, free_from, ...row }) => ({
    ...row,
    mayContain: may_contain,
    freeFrom: free_from,
  }));
