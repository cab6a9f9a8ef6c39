import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Status } from '../rules';
import { sumsOf } from './sums';

type PartRow = {
  occasion_id: string;
  name: string;
  customer_id: string;
  customer: string;
  id: string;
  reference: string;
  event_name: string;
  status: Status;
  starts_at: Date | string;
  ends_at: Date | string;
  venue: string;
  guests: number;
  menu_lines: number;
  total: number;
  paid: number;
  taken_off: number;
  deposit: number;
};

const parts = (
  which: string,
) => `select o.id as occasion_id, o.name, o.customer_id, c.name as customer, b.id, b.reference, b.event_name,
    b.status, b.starts_at, b.ends_at, b.venue, coalesce(b.guaranteed_guests, b.guests) as guests, b.total::float8 as total,
    (select count(*)::int from booking_lines l where l.company_id = b.company_id and l.booking_id = b.id and l.kind = 'menu') as menu_lines,
    b.paid::float8 as paid, b.taken_off::float8 as taken_off, b.deposit::float8 as deposit
  from occasions o
    join bookings b on b.company_id = o.company_id and b.occasion_id = o.id
    join customers c on c.company_id = o.company_id and c.id = o.customer_id
  where o.company_id = nullif(current_setting('app.company_id', true), '')::uuid ${which}
  order by b.starts_at, b.id`;

/** An occasion with its parts in the order of their time. */
export const askOccasion = preparedText<PartRow>(parts('and o.id = $1::uuid'), ['id']);

/** The same by one of its bookings; nothing where that is of none. */
export const askOccasionOf = preparedText<PartRow>(
  parts('and o.id = (select me.occasion_id from bookings me where me.id = $1::uuid)'),
  ['id'],
);

/** All that a client has; the row rules show no other. */
export const askOwnOccasions = preparedText<PartRow>(parts(''));

/** A customer's, of each the parts that are agreed. */
export const askAgreedParts = preparedText<PartRow>(
  parts(`and o.customer_id = $1::uuid and b.status not in ('enquiry', 'quoted')`),
  ['id'],
);

const tellPart = (row: PartRow) => ({
  ...{ id: row.id, reference: row.reference, eventName: row.event_name, status: row.status },
  ...{ venue: row.venue, guests: row.guests, menuLines: row.menu_lines },
  ...{ total: row.total, paid: row.paid, takenOff: row.taken_off, deposit: row.deposit },
  startsAt: new Date(row.starts_at),
  endsAt: new Date(row.ends_at),
});
export type Part = ReturnType<typeof tellPart>;

export function tellOccasion(rows: readonly PartRow[]) {
  const [first] = rows;
  if (!first) return undefined;
  const told = rows.map(tellPart);
  return {
    ...{ id: first.occasion_id, name: first.name },
    customer: { id: first.customer_id, name: first.customer },
    parts: told,
    sums: sumsOf(told),
  };
}

export type Occasion = NonNullable<ReturnType<typeof tellOccasion>>;

/** Several of them, each with its parts. */
export function tellOccasions(rows: readonly PartRow[]): Occasion[] {
  const ids = [...new Set(rows.map(({ occasion_id }) => occasion_id))];
  return ids.flatMap((id) => tellOccasion(rows.filter(({ occasion_id }) => occasion_id === id)) ?? []);
}

/** The occasions of a booking's customer, which it may become a part of; the newest first. */
export const askOccasionChoices = preparedText<{ id: string; name: string }>(
  `select o.id, o.name from occasions o
  where o.customer_id = (select b.customer_id from bookings b where b.id = $1::uuid) and o.company_id = nullif(current_setting('app.company_id', true), '')::uuid
  order by o.created_at desc, o.id desc limit 50`,
  ['id'],
);

/** Bookings of an occasion's customer that are of none, which may become a part of it; the latest first. */
export const askFree = preparedText<{
  id: string;
  reference: string;
  eventName: string;
  startsAt: Date | string;
}>(
  `select b.id, b.reference, b.event_name as "eventName", b.starts_at as "startsAt" from bookings b
  where b.customer_id = (select o.customer_id from occasions o where o.id = $1::uuid) and b.occasion_id is null
    and b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
  order by b.starts_at desc, b.id desc limit 50`,
  ['id'],
);
