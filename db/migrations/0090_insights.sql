-- Figures of any stretch of days are sums of kept figures. Three were missing: how many units of a dish were sold, which its cost
-- is of; how the food and the service were by the weekday of the event; and what is still to be paid by when.
create or replace function stat_facts() returns table (tables text[], query text) language sql immutable
set search_path = pg_catalog, public, pg_temp as $facts$ values
(array['bookings b'], $fact$
    select b.company_id, v.fact, (v.at at time zone c.time_zone)::date as day, v.key, v.kind, 1 as n, v.amount, v.paid, v.quantity, {sign}
    from {bookings} b join companies c on c.id = b.company_id cross join lateral (values
      ('event', b.starts_at, b.status, b.event_type, b.total, b.paid, b.guests),
      ('completed', b.completed_at, '', '', 0, 0, 0)) as v (fact, at, key, kind, amount, paid, quantity)
    where v.at is not null $fact$),
  -- On each day on which an event is, of the company's clock; one that ends at midnight isn't on the next.
  (array['bookings b'], $fact$
    select b.company_id, case when n = 0 then 'begins' else 'goes_on' end, s.first + n, b.status, case when b.dietary is not null then 'diets' else '' end,
      1, 0, 0, case when n = 0 then coalesce(b.guaranteed_guests, b.guests) else 0 end, {sign}
    from {bookings} b join companies c on c.id = b.company_id cross join lateral (
      select (b.starts_at at time zone c.time_zone)::date as first, ((b.ends_at - interval '1 millisecond') at time zone c.time_zone)::date as last) s
      cross join lateral generate_series(0, s.last - s.first) n $fact$),
  -- Once the event is agreed, on its day: what it brought and how many units of it were sold by themselves, and for how many it was cooked.
  (array['booking_lines l', 'bookings b'], $fact$
    select l.company_id, 'dish', (b.starts_at at time zone c.time_zone)::date, d.item_id::text, case when l.package_id is null then '' else 'package' end,
      1, case when l.package_id is null then l.amount else 0 end, case when l.package_id is null then l.quantity else 0 end,
      covers_of(l.unit, l.feeds, l.quantity, coalesce(b.guaranteed_guests, b.guests)), {sign}
    from {booking_lines} l join {bookings} b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
      cross join lateral dishes_of(l.item_id, l.name, l.choices) d
    where b.status in ('confirmed', 'in_progress', 'completed') $fact$),
  (array['feedback f'], $fact$
    select f.company_id, v.fact, (f.given_at at time zone c.time_zone)::date, v.key, v.kind, 1, 0, 0, 0, {sign}
    from {feedback} f join companies c on c.id = f.company_id cross join lateral (values
      ('rating', coalesce(f.rating::text, ''), ''), ('aspect', f.food::text, 'food'), ('aspect', f.service::text, 'service'),
      ('aspect', f.presentation::text, 'presentation'), ('aspect', f.timeliness::text, 'timeliness'),
      ('recommend', case when f.would_recommend then 'yes' when not f.would_recommend then 'no' end, '')) as v (fact, key, kind)
    where v.key is not null $fact$),
  -- On the day of the completion that was answered.
  (array['feedback f', 'bookings b'], $fact$
    select f.company_id, 'answered', (b.completed_at at time zone c.time_zone)::date, '', '', 1, 0, 0, 0, {sign}
    from {feedback} f join {bookings} b on b.company_id = f.company_id and b.id = f.booking_id join companies c on c.id = f.company_id
    where b.completed_at is not null $fact$),
  -- How each thing was at the event, on the event's day: by its weekday (Monday is 1) and score.
  (array['feedback f', 'bookings b'], $fact$
    select f.company_id, 'quality', e.day, extract(isodow from e.day)::int || '.' || v.score, v.aspect, 1, 0, 0, 0, {sign}
    from {feedback} f join {bookings} b on b.company_id = f.company_id and b.id = f.booking_id join companies c on c.id = f.company_id
      cross join lateral (select (b.starts_at at time zone c.time_zone)::date as day) e
      cross join lateral (values ('food', f.food), ('service', f.service), ('presentation', f.presentation), ('timeliness', f.timeliness)) as v (aspect, score)
    where v.score is not null $fact$),
  (array['feedback_dishes d', 'feedback f'], $fact$
    select d.company_id, 'liked', (f.given_at at time zone c.time_zone)::date, d.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, 0, {sign}
    from {feedback_dishes} d join {feedback} f on f.company_id = d.company_id and f.id = d.feedback_id join companies c on c.id = d.company_id
    where d.item_id is not null $fact$),
  (array['payments p'], $fact$
    select p.company_id, 'payment', (p.received_at at time zone c.time_zone)::date, p.status, p.method, 1, p.amount, 0, 0, {sign}
    from {payments} p join companies c on c.id = p.company_id $fact$),
  -- What of the agreed is still to be paid, by the day on which it is due.
  (array['payment_dues u'], $fact$
    select u.company_id, 'due', u.due_on, '', '', 1, u.amount, 0, 0, {sign} from {payment_dues} u $fact$),
  (array['cases k'], $fact$
    select k.company_id, 'case', (k.created_at at time zone c.time_zone)::date, k.reason, '', 1, 0, 0, 0, {sign}
    from {cases} k join companies c on c.id = k.company_id $fact$),
  -- What moved on each account on the day of the posting: debit above zero, and the debits alone.
  (array['posting_lines l', 'postings p'], $fact$
    select l.company_id, 'ledger', p.day, l.account, l.part, 1, l.amount, greatest(l.amount, 0), 0, {sign}
    from {posting_lines} l join {postings} p on p.company_id = l.company_id and p.id = l.posting_id $fact$)
$facts$;
call count_as_facts_say();
--> statement-breakpoint

-- The days that figures are of, and those that they stand beside. A name such as 'month' is of `today`; 'days' are the asked ones.
-- What runs on stands beside the same days of the month, quarter or year before (the 31st beside a month's last day), whole months
-- beside as many whole months, other days beside as many days; against 'year' it is those of a year before.
create function insight_days(period text, asked_from date, asked_to date, against text, today date,
  out from_day date, out to_day date, out before_from date, out before_to date)
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
declare
  whole boolean;
  months int;
begin
  from_day := case period
    when 'month' then date_trunc('month', today)::date
    when 'last-month' then (date_trunc('month', today) - interval '1 month')::date
    when 'quarter' then date_trunc('quarter', today)::date
    when 'year' then date_trunc('year', today)::date
    when 'last-year' then (date_trunc('year', today) - interval '1 year')::date
    when '30' then today - 29 when '90' then today - 89 when '365' then today - 364
    else asked_from end;
  to_day := case period
    when 'last-month' then date_trunc('month', today)::date - 1
    when 'last-year' then date_trunc('year', today)::date - 1
    when 'days' then asked_to
    else today end;
  whole := period in ('last-month', 'last-year', 'days') and extract(day from from_day) = 1 and extract(day from to_day + 1) = 1;
  months := case
    when against = 'year' then 12
    when period in ('month', 'last-month') then 1 when period = 'quarter' then 3 when period in ('year', 'last-year') then 12
    when whole then (extract(year from to_day) - extract(year from from_day)) * 12 + extract(month from to_day) - extract(month from from_day) + 1
    end;
  if months is null then
    before_from := from_day - (to_day - from_day + 1);
    before_to := from_day - 1;
  else
    before_from := (from_day - make_interval(months => months))::date;
    before_to := case when whole then (to_day + 1 - make_interval(months => months))::date - 1
      else (to_day - make_interval(months => months))::date end;
  end if;
end $$;
revoke all on function insight_days(text, date, date, text, date) from public;
-- The first instant of a day. Where a clock goes back from one o'clock to midnight there are two midnights, and this is the first.
create function day_begins(day date, zone text) returns timestamptz language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare midnight timestamptz := day::timestamp at time zone zone;
begin
  if ((midnight - interval '1 hour') at time zone zone)::date = day then return midnight - interval '1 hour'; end if;
  return midnight;
end $$;
revoke all on function day_begins(date, text) from public;
grant execute on function insight_days(text, date, date, text, date), day_begins(date, text) to cater_manager, cater_staff;
--> statement-breakpoint

-- Whoever keeps figures has to hear of everything that they are of: what guests said of dishes, and what dishes cost, too.
do $$
declare how record;
begin
  for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) as h (event, side) loop
    execute format('create trigger feedback_dishes_live_%s after %s on feedback_dishes referencing %s table as changed for each statement execute function tell_live(''feedback'')',
      how.event, how.event, how.side);
    execute format('create trigger offer_costs_live_%s after %s on offer_costs referencing %s table as changed for each statement execute function tell_live(''menu'')',
      how.event, how.event, how.side);
  end loop;
end $$;
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
