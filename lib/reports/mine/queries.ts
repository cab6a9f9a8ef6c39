import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Status } from '@/lib/bookings/rules';
import { agreed } from '@/lib/stats/agreed-statuses';

/** More of one customer's events nobody reads. */
export const mostEvents = 500;

type Event = {
  id: string;
  name: string;
  day: string;
  status: Status;
  guests: number;
  /** What it comes to, less what was taken off; minor units. */
  total: number;
  paid: number;
  open: number;
};

/**
 * A client's own agreed events, and those called off that still cost something, the latest first. Row rules show them no others;
 * days are the company's.
 */
export const askOwnEvents = preparedText<Event>(
  `select b.id, b.event_name as name, (b.starts_at at time zone c.time_zone)::date::text as day, b.status, b.guests,
    (b.total - b.taken_off)::float8 as total, b.paid::float8 as paid, greatest(b.total - b.taken_off - b.paid, 0)::float8 as open
  from bookings b join companies c on c.id = b.company_id
  where b.status in ${agreed} or (b.status = 'cancelled' and b.total - b.taken_off > 0)
  order by b.starts_at desc, b.id limit ${mostEvents + 1}`,
);
