import 'server-only';
import { preparedText } from '@/db/prepared';

/**
 * This month up to now beside the same days of last month, by the company's clock: up to the same time a month ago,
 * on the 31st of a month without one its last day. Bookings by their event, completed ones by their completion.
 */
export const askSoFar = preparedText<{
  bookings: number;
  bookings_before: number;
  revenue: string;
  revenue_before: string;
  completed: number;
  completed_before: number;
}>(
  `with clock as (
    select c.id, c.time_zone as zone, $1::timestamptz at time zone c.time_zone as here from companies c
  ), span as (
    select id, zone, here, date_trunc('month', here) as month, here - interval '1 month' as month_ago,
      date_trunc('month', here) - interval '1 month' as month_before from clock
  ), local as (
    select b.total, b.status, s.month, s.month_before, s.here, s.month_ago,
      b.starts_at at time zone s.zone as starts, b.completed_at at time zone s.zone as completed
    from bookings b join span s on s.id = b.company_id
    where (b.starts_at >= $1::timestamptz - interval '63 days' and b.starts_at <= $1::timestamptz)
      or (b.completed_at >= $1::timestamptz - interval '63 days' and b.completed_at <= $1::timestamptz)
  ), agreed as (
    select *, starts >= month as this, starts >= month_before and starts <= month_ago as earlier from local
    where status in ('confirmed', 'in_progress', 'completed')
  )
  select count(*) filter (where this)::int as bookings, count(*) filter (where earlier)::int as bookings_before,
    coalesce(sum(total) filter (where this), 0)::text as revenue,
    coalesce(sum(total) filter (where earlier), 0)::text as revenue_before,
    count(*) filter (where status = 'completed' and completed >= month)::int as completed,
    count(*) filter (where status = 'completed' and completed >= month_before and completed <= month_ago)::int as completed_before
  from agreed`,
  ['now'],
);
