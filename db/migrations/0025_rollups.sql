-- Figures that are counted when rows change and not when they are read. A fact is one kind of thing that is counted by
-- the company's day, such as a booking on the day of its event. Statement triggers append what changed to
-- `stat_deltas`; a job folds them into `stats` by day, by month and over all time; readers add what isn't folded yet.
create table stats (
  company_id uuid not null references companies (id),
  fact text not null,
  grain text not null constraint stats_grain check (grain in ('day', 'month', 'all')),
  -- The first day of a month; the beginning of time for all of it.
  day date not null,
  key text not null,
  kind text not null,
  n bigint not null,
  amount bigint not null,
  paid bigint not null,
  quantity bigint not null,
  primary key (company_id, fact, grain, day, key, kind)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
create table stat_deltas (
  id bigint generated always as identity primary key,
  company_id uuid not null,
  fact text not null,
  day date not null,
  key text not null,
  kind text not null,
  n bigint not null,
  amount bigint not null,
  paid bigint not null,
  quantity bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index stat_deltas_company on stat_deltas (company_id, fact);
-- When each customer's latest agreed event is. How many have theirs on a day is the fact 'latest': "active since" is
-- the sum from that day on.
create table customer_activity (
  company_id uuid not null,
  customer_id uuid not null,
  last_on date not null,
  primary key (company_id, customer_id)
);
-- Customers whose latest agreed event may have moved since it was last looked at.
create table touched_customers (
  id bigint generated always as identity primary key,
  company_id uuid not null,
  customer_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index touched_customers_company on touched_customers (company_id);
create index bookings_customer_agreed on bookings (company_id, customer_id, starts_at desc)
  where status in ('confirmed', 'in_progress', 'completed');
create index feedback_dishes_line on feedback_dishes (company_id, line_id);
--> statement-breakpoint

do $$
declare t text;
begin
  foreach t in array array['stats', 'stat_deltas', 'customer_activity', 'touched_customers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy manager on %I for select to cater_manager using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('create policy staff on %I for select to cater_staff using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('create policy definer on %I for all to cater_definer using (true) with check (true)', t);
    execute format('grant select on %I to cater_manager, cater_staff', t);
    execute format('grant select, insert, update, delete on %I to cater_definer', t);
  end loop;
end $$;
create policy definer_counts on feedback for select to cater_definer using (true);
create policy definer_counts on feedback_dishes for select to cater_definer using (true);
grant select (time_zone) on companies to cater_definer;
grant select (id, company_id, booking_id, rating, food, service, presentation, timeliness, would_recommend, given_at) on feedback to cater_definer;
grant select on feedback_dishes to cater_definer;
grant select (reason, created_at) on cases to cater_definer;
--> statement-breakpoint

-- The figures up to now, folded or not.
create view stats_now with (security_invoker = on) as
  select company_id, fact, grain, day, key, kind, n, amount, paid, quantity from stats
  union all select company_id, fact, 'day', day, key, kind, n, amount, paid, quantity from stat_deltas
  union all select company_id, fact, 'month', date_trunc('month', day)::date, key, kind, n, amount, paid, quantity from stat_deltas
  union all select company_id, fact, 'all', '-infinity', key, kind, n, amount, paid, quantity from stat_deltas;
grant select on stats_now to cater_manager, cater_staff;
--> statement-breakpoint

-- What one row counts as. Triggers and the check against the rows use the same functions, so they can't disagree.
create function counts_as_agreed(status text) returns boolean language sql immutable parallel safe
set search_path = pg_catalog, public, pg_temp
return status in ('confirmed', 'in_progress', 'completed');
create function day_at(moment timestamptz, zone text) returns date language sql stable parallel safe
set search_path = pg_catalog, public, pg_temp
return (moment at time zone zone)::date;
create function facts_of_booking(status text, event_type text, starts_at timestamptz, completed_at timestamptz, guests int,
  total bigint, paid bigint, zone text)
returns table (fact text, day date, key text, kind text, n bigint, amount bigint, paid bigint, quantity bigint)
language sql stable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select 'event', day_at($3, $8), $1, $2, 1::bigint, $6, $7, $5::bigint
  union all select 'completed', day_at($4, $8), '', '', 1, 0, 0, 0 where $4 is not null
$$;
create function facts_of_feedback(rating smallint, food smallint, service smallint, presentation smallint, timeliness smallint,
  would_recommend boolean, given_at timestamptz, zone text)
returns table (fact text, day date, key text, kind text, n bigint, amount bigint, paid bigint, quantity bigint)
language sql stable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select v.fact, day_at($7, $8), v.key, v.kind, 1::bigint, 0::bigint, 0::bigint, 0::bigint
  from (values ('rating', coalesce($1::text, ''), ''), ('aspect', $2::text, 'food'), ('aspect', $3::text, 'service'),
    ('aspect', $4::text, 'presentation'), ('aspect', $5::text, 'timeliness'),
    ('recommend', case when $6 then 'yes' when not $6 then 'no' end, '')) as v (fact, key, kind)
  where v.key is not null
$$;
--> statement-breakpoint

-- Writers of a company share this; a change of its clock, after which every day is another one, has it alone.
create function share_stats(companies uuid[]) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare one uuid;
begin
  foreach one in array companies loop
    perform pg_advisory_xact_lock_shared(714101, hashtext(one::text));
  end loop;
end $$;
--> statement-breakpoint

create function count_bookings() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, f.fact, f.day, f.key, f.kind, sum(f.n), sum(f.amount), sum(f.paid), sum(f.quantity)
      from new_rows r join companies c on c.id = r.company_id
      cross join lateral facts_of_booking(r.status, r.event_type, r.starts_at, r.completed_at, r.guests, r.total, r.paid, c.time_zone) f
      group by 1, 2, 3, 4, 5;
    insert into touched_customers (company_id, customer_id)
      select distinct company_id, customer_id from new_rows where counts_as_agreed(status);
    return null;
  end if;
  if tg_op = 'DELETE' then
    perform share_stats(array(select distinct company_id from old_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, f.fact, f.day, f.key, f.kind, -sum(f.n), -sum(f.amount), -sum(f.paid), -sum(f.quantity)
      from old_rows r join companies c on c.id = r.company_id
      cross join lateral facts_of_booking(r.status, r.event_type, r.starts_at, r.completed_at, r.guests, r.total, r.paid, c.time_zone) f
      group by 1, 2, 3, 4, 5;
    insert into touched_customers (company_id, customer_id)
      select distinct company_id, customer_id from old_rows where counts_as_agreed(status);
    return null;
  end if;
  -- Most updates change nothing that is counted.
  if not exists (
    select from old_rows o join new_rows n on n.id = o.id
    where (o.status, o.event_type, o.starts_at, o.guests, o.total, o.paid, o.customer_id) is distinct from
      (n.status, n.event_type, n.starts_at, n.guests, n.total, n.paid, n.customer_id) or o.completed_at is distinct from n.completed_at
  ) then
    return null;
  end if;
  perform share_stats(array(select distinct company_id from new_rows order by 1));
  insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
    select company_id, fact, day, key, kind, sum(n), sum(amount), sum(paid), sum(quantity) from (
      select r.company_id, f.* from new_rows r join companies c on c.id = r.company_id
        cross join lateral facts_of_booking(r.status, r.event_type, r.starts_at, r.completed_at, r.guests, r.total, r.paid, c.time_zone) f
      union all
      select r.company_id, f.fact, f.day, f.key, f.kind, -f.n, -f.amount, -f.paid, -f.quantity from old_rows r join companies c on c.id = r.company_id
        cross join lateral facts_of_booking(r.status, r.event_type, r.starts_at, r.completed_at, r.guests, r.total, r.paid, c.time_zone) f
      -- Its dishes are counted on the day of the event once it is agreed, its answer on the day of its completion.
      union all
      select moved.company_id, 'dish', moved.day, l.item_id::text, '', sign, sign * l.amount, 0, sign * l.quantity from (
        select n.company_id, n.id, s.sign, case s.sign when 1 then day_at(n.starts_at, c.time_zone) else day_at(o.starts_at, c.time_zone) end as day
        from old_rows o join new_rows n on n.id = o.id join companies c on c.id = n.company_id
          cross join (values (1), (-1)) as s (sign)
        where (counts_as_agreed(o.status), o.starts_at) is distinct from (counts_as_agreed(n.status), n.starts_at)
          and counts_as_agreed(case s.sign when 1 then n.status else o.status end)
      ) moved join booking_lines l on l.company_id = moved.company_id and l.booking_id = moved.id and l.item_id is not null
      union all
      select moved.company_id, 'answered', moved.day, '', '', moved.sign, 0, 0, 0 from (
        select n.company_id, n.id, s.sign, day_at(case s.sign when 1 then n.completed_at else o.completed_at end, c.time_zone) as day
        from old_rows o join new_rows n on n.id = o.id join companies c on c.id = n.company_id
          cross join (values (1), (-1)) as s (sign)
        where o.completed_at is distinct from n.completed_at
          and case s.sign when 1 then n.completed_at else o.completed_at end is not null
      ) moved join feedback f on f.company_id = moved.company_id and f.booking_id = moved.id
    ) changed group by 1, 2, 3, 4, 5
    having sum(n) <> 0 or sum(amount) <> 0 or sum(paid) <> 0 or sum(quantity) <> 0;
  insert into touched_customers (company_id, customer_id)
    select distinct both_sides.company_id, both_sides.customer_id
    from old_rows o join new_rows n on n.id = o.id
      cross join lateral (values (o.company_id, o.customer_id), (n.company_id, n.customer_id)) as both_sides (company_id, customer_id)
    where (counts_as_agreed(o.status), o.starts_at, o.customer_id) is distinct from (counts_as_agreed(n.status), n.starts_at, n.customer_id);
  return null;
end $$;
create trigger bookings_count_insert after insert on bookings referencing new table as new_rows
  for each statement execute function count_bookings();
create trigger bookings_count_update after update on bookings referencing old table as old_rows new table as new_rows
  for each statement execute function count_bookings();
create trigger bookings_count_delete after delete on bookings referencing old table as old_rows
  for each statement execute function count_bookings();
-- Lines that go with their booking have to go while it can still be seen.
create function delete_lines_first() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from booking_lines where company_id = old.company_id and booking_id = old.id;
  return old;
end $$;
create trigger bookings_count_lines before delete on bookings for each row execute function delete_lines_first();
--> statement-breakpoint

create function count_lines() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    perform from bookings b where (b.company_id, b.id) in (select company_id, booking_id from new_rows) order by b.id for no key update;
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select l.company_id, 'dish', day_at(b.starts_at, c.time_zone), l.item_id::text, '', count(*), sum(l.amount), 0, sum(l.quantity)
      from new_rows l join bookings b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
      where l.item_id is not null and counts_as_agreed(b.status) group by 1, 3, 4;
  elsif tg_op = 'DELETE' then
    perform share_stats(array(select distinct company_id from old_rows order by 1));
    perform from bookings b where (b.company_id, b.id) in (select company_id, booking_id from old_rows) order by b.id for no key update;
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select l.company_id, 'dish', day_at(b.starts_at, c.time_zone), l.item_id::text, '', -count(*), -sum(l.amount), 0, -sum(l.quantity)
      from old_rows l join bookings b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
      where l.item_id is not null and counts_as_agreed(b.status) group by 1, 3, 4;
  else
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    perform from bookings b where (b.company_id, b.id) in
      (select company_id, booking_id from new_rows union select company_id, booking_id from old_rows) order by b.id for no key update;
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select l.company_id, 'dish', day_at(b.starts_at, c.time_zone), l.item_id::text, '', sum(l.sign), sum(l.sign * l.amount), 0, sum(l.sign * l.quantity)
      from (select 1 as sign, n.company_id, n.booking_id, n.item_id, n.amount, n.quantity from new_rows n
        union all select -1, o.company_id, o.booking_id, o.item_id, o.amount, o.quantity from old_rows o) l
        join bookings b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
      where l.item_id is not null and counts_as_agreed(b.status) group by 1, 3, 4
      having sum(l.sign) <> 0 or sum(l.sign * l.amount) <> 0 or sum(l.sign * l.quantity) <> 0;
    -- What was said of a dish follows when the line becomes another dish.
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select d.company_id, 'liked', day_at(f.given_at, c.time_zone), s.item_id::text, case when d.liked then 'yes' else 'no' end, sum(s.sign), 0, 0, 0
      from old_rows o join new_rows n on n.id = o.id and n.item_id is distinct from o.item_id
        cross join lateral (values (1, n.item_id), (-1, o.item_id)) as s (sign, item_id)
        join feedback_dishes d on d.company_id = n.company_id and d.line_id = n.id
        join feedback f on f.company_id = d.company_id and f.id = d.feedback_id join companies c on c.id = d.company_id
      where s.item_id is not null group by 1, 3, 4, 5;
  end if;
  return null;
end $$;
create trigger booking_lines_count_insert after insert on booking_lines referencing new table as new_rows
  for each statement execute function count_lines();
create trigger booking_lines_count_update after update on booking_lines referencing old table as old_rows new table as new_rows
  for each statement execute function count_lines();
create trigger booking_lines_count_delete after delete on booking_lines referencing old table as old_rows
  for each statement execute function count_lines();
--> statement-breakpoint

create function count_feedback() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    perform from bookings b where (b.company_id, b.id) in (select company_id, booking_id from new_rows) order by b.id for no key update;
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, f.fact, f.day, f.key, f.kind, sum(f.n), 0, 0, 0
      from new_rows r join companies c on c.id = r.company_id cross join lateral
        facts_of_feedback(r.rating, r.food, r.service, r.presentation, r.timeliness, r.would_recommend, r.given_at, c.time_zone) f
      group by 1, 2, 3, 4, 5
      union all
      select r.company_id, 'answered', day_at(b.completed_at, c.time_zone), '', '', count(*), 0, 0, 0
      from new_rows r join companies c on c.id = r.company_id join bookings b on b.company_id = r.company_id and b.id = r.booking_id
      where b.completed_at is not null group by 1, 3;
  end if;
  if tg_op <> 'INSERT' then
    perform share_stats(array(select distinct company_id from old_rows order by 1));
    perform from bookings b where (b.company_id, b.id) in (select company_id, booking_id from old_rows) order by b.id for no key update;
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, f.fact, f.day, f.key, f.kind, -sum(f.n), 0, 0, 0
      from old_rows r join companies c on c.id = r.company_id cross join lateral
        facts_of_feedback(r.rating, r.food, r.service, r.presentation, r.timeliness, r.would_recommend, r.given_at, c.time_zone) f
      group by 1, 2, 3, 4, 5
      union all
      select r.company_id, 'answered', day_at(b.completed_at, c.time_zone), '', '', -count(*), 0, 0, 0
      from old_rows r join companies c on c.id = r.company_id join bookings b on b.company_id = r.company_id and b.id = r.booking_id
      where b.completed_at is not null group by 1, 3;
  end if;
  if tg_op = 'UPDATE' then
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select d.company_id, 'liked', day_at(s.given_at, c.time_zone), l.item_id::text, case when d.liked then 'yes' else 'no' end, sum(s.sign), 0, 0, 0
      from old_rows o join new_rows n on n.id = o.id and n.given_at <> o.given_at
        cross join lateral (values (1, n.given_at), (-1, o.given_at)) as s (sign, given_at)
        join feedback_dishes d on d.company_id = n.company_id and d.feedback_id = n.id
        join booking_lines l on l.company_id = d.company_id and l.id = d.line_id join companies c on c.id = d.company_id
      where l.item_id is not null group by 1, 3, 4, 5;
  end if;
  return null;
end $$;
create trigger feedback_count_insert after insert on feedback referencing new table as new_rows
  for each statement execute function count_feedback();
create trigger feedback_count_update after update on feedback referencing old table as old_rows new table as new_rows
  for each statement execute function count_feedback();
create trigger feedback_count_delete after delete on feedback referencing old table as old_rows
  for each statement execute function count_feedback();
--> statement-breakpoint

create function count_dishes() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select d.company_id, 'liked', day_at(f.given_at, c.time_zone), l.item_id::text, case when d.liked then 'yes' else 'no' end, count(*), 0, 0, 0
      from new_rows d join feedback f on f.company_id = d.company_id and f.id = d.feedback_id
        join booking_lines l on l.company_id = d.company_id and l.id = d.line_id join companies c on c.id = d.company_id
      where l.item_id is not null group by 1, 3, 4, 5;
  end if;
  if tg_op <> 'INSERT' then
    perform share_stats(array(select distinct company_id from old_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select d.company_id, 'liked', day_at(f.given_at, c.time_zone), l.item_id::text, case when d.liked then 'yes' else 'no' end, -count(*), 0, 0, 0
      from old_rows d join feedback f on f.company_id = d.company_id and f.id = d.feedback_id
        join booking_lines l on l.company_id = d.company_id and l.id = d.line_id join companies c on c.id = d.company_id
      where l.item_id is not null group by 1, 3, 4, 5;
  end if;
  return null;
end $$;
create trigger feedback_dishes_count_insert after insert on feedback_dishes referencing new table as new_rows
  for each statement execute function count_dishes();
create trigger feedback_dishes_count_update after update on feedback_dishes referencing old table as old_rows new table as new_rows
  for each statement execute function count_dishes();
create trigger feedback_dishes_count_delete after delete on feedback_dishes referencing old table as old_rows
  for each statement execute function count_dishes();
--> statement-breakpoint

-- Payments by the day on which they came in, and cases by the day on which they opened.
create function count_payments() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, 'payment', day_at(r.received_at, c.time_zone), r.status, r.method, count(*), sum(r.amount), 0, 0
      from new_rows r join companies c on c.id = r.company_id group by 1, 3, 4, 5;
  end if;
  if tg_op <> 'INSERT' then
    perform share_stats(array(select distinct company_id from old_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, 'payment', day_at(r.received_at, c.time_zone), r.status, r.method, -count(*), -sum(r.amount), 0, 0
      from old_rows r join companies c on c.id = r.company_id group by 1, 3, 4, 5;
  end if;
  return null;
end $$;
create trigger payments_count_insert after insert on payments referencing new table as new_rows
  for each statement execute function count_payments();
create trigger payments_count_update after update on payments referencing old table as old_rows new table as new_rows
  for each statement execute function count_payments();
create trigger payments_count_delete after delete on payments referencing old table as old_rows
  for each statement execute function count_payments();
create function count_cases() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    perform share_stats(array(select distinct company_id from new_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, 'case', day_at(r.created_at, c.time_zone), r.reason, '', count(*), 0, 0, 0
      from new_rows r join companies c on c.id = r.company_id group by 1, 3, 4;
  end if;
  if tg_op <> 'INSERT' then
    perform share_stats(array(select distinct company_id from old_rows order by 1));
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
      select r.company_id, 'case', day_at(r.created_at, c.time_zone), r.reason, '', -count(*), 0, 0, 0
      from old_rows r join companies c on c.id = r.company_id group by 1, 3, 4;
  end if;
  return null;
end $$;
create trigger cases_count_insert after insert on cases referencing new table as new_rows
  for each statement execute function count_cases();
create trigger cases_count_update after update on cases referencing old table as old_rows new table as new_rows
  for each statement execute function count_cases();
create trigger cases_count_delete after delete on cases referencing old table as old_rows
  for each statement execute function count_cases();
--> statement-breakpoint

-- The day of a customer's latest agreed event by the company's clock; none without one.
create function last_event_on(company uuid, customer uuid) returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select day_at(b.starts_at, c.time_zone) from bookings b join companies c on c.id = b.company_id
  where b.company_id = $1 and b.customer_id = $2 and b.status in ('confirmed', 'in_progress', 'completed')
  order by b.starts_at desc limit 1
$$;
--> statement-breakpoint

-- Folds the oldest deltas. One fold at a time: another one leaves at once. Gives how many it folded.
create function fold_stats(most int) returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  folded bigint;
  looked_at bigint;
begin
  if not pg_try_advisory_xact_lock(714102, 0) then return 0; end if;
  with gone as (
    delete from stat_deltas where id in (select id from stat_deltas order by id limit most)
    returning company_id, fact, day, key, kind, n, amount, paid, quantity
  ), cells as (
    select g.company_id, g.fact, v.grain, v.day, g.key, g.kind, sum(g.n) as n, sum(g.amount) as amount, sum(g.paid) as paid,
      sum(g.quantity) as quantity, count(*) filter (where v.grain = 'all') as deltas
    from gone g cross join lateral (values ('day', g.day), ('month', date_trunc('month', g.day)::date), ('all', '-infinity'::date)) as v (grain, day)
    group by 1, 2, 3, 4, 5, 6
  ), upserted as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select company_id, fact, grain, day, key, kind, n, amount, paid, quantity from cells order by 1, 2, 3, 4, 5, 6
    on conflict (company_id, fact, grain, day, key, kind) do update set n = stats.n + excluded.n, amount = stats.amount + excluded.amount,
      paid = stats.paid + excluded.paid, quantity = stats.quantity + excluded.quantity
  )
  select coalesce(sum(deltas), 0) into folded from cells;
  with gone as (
    delete from touched_customers where id in (select id from touched_customers order by id limit most) returning company_id, customer_id
  ), who as (
    select company_id, customer_id, count(*) as times from gone group by 1, 2
  ), looked as (
    select w.company_id, w.customer_id, w.times, a.last_on as was_on, last_event_on(w.company_id, w.customer_id) as last_on
    from who w left join customer_activity a on a.company_id = w.company_id and a.customer_id = w.customer_id
  ), kept as (
    insert into customer_activity (company_id, customer_id, last_on)
    select company_id, customer_id, last_on from looked where last_on is not null and last_on is distinct from was_on order by 1, 2
    on conflict (company_id, customer_id) do update set last_on = excluded.last_on
  ), left_over as (
    delete from customer_activity a using looked l
    where a.company_id = l.company_id and a.customer_id = l.customer_id and l.last_on is null
  ), counted as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select l.company_id, 'latest', 'day', s.day, '', '', sum(s.sign), 0, 0, 0
    from looked l cross join lateral (values (1, l.last_on), (-1, l.was_on)) as s (sign, day)
    where l.last_on is distinct from l.was_on and s.day is not null group by 1, 4 having sum(s.sign) <> 0 order by 1, 4
    on conflict (company_id, fact, grain, day, key, kind) do update set n = stats.n + excluded.n
  )
  select coalesce(sum(times), 0) into looked_at from looked;
  return folded + looked_at;
end $$;
--> statement-breakpoint

-- What the rows themselves amount to, for the check and the first fill.
create function stats_of_rows(company uuid)
returns table (fact text, day date, key text, kind text, n bigint, amount bigint, paid bigint, quantity bigint)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select f.fact, f.day, f.key, f.kind, sum(f.n)::bigint, sum(f.amount)::bigint, sum(f.paid)::bigint, sum(f.quantity)::bigint
  from (select time_zone as zone from companies where id = $1) c, lateral (
    select x.* from bookings b cross join lateral
      facts_of_booking(b.status, b.event_type, b.starts_at, b.completed_at, b.guests, b.total, b.paid, c.zone) x where b.company_id = $1
    union all
    select 'dish', day_at(b.starts_at, c.zone), l.item_id::text, '', 1, l.amount, 0, l.quantity
      from booking_lines l join bookings b on b.company_id = l.company_id and b.id = l.booking_id
      where l.company_id = $1 and l.item_id is not null and counts_as_agreed(b.status)
    union all
    select x.* from feedback r cross join lateral
      facts_of_feedback(r.rating, r.food, r.service, r.presentation, r.timeliness, r.would_recommend, r.given_at, c.zone) x where r.company_id = $1
    union all
    select 'answered', day_at(b.completed_at, c.zone), '', '', 1, 0, 0, 0
      from feedback r join bookings b on b.company_id = r.company_id and b.id = r.booking_id
      where r.company_id = $1 and b.completed_at is not null
    union all
    select 'liked', day_at(r.given_at, c.zone), l.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, 0
      from feedback_dishes d join feedback r on r.company_id = d.company_id and r.id = d.feedback_id
        join booking_lines l on l.company_id = d.company_id and l.id = d.line_id
      where d.company_id = $1 and l.item_id is not null
    union all
    select 'payment', day_at(p.received_at, c.zone), p.status, p.method, 1, p.amount, 0, 0 from payments p where p.company_id = $1
    union all
    select 'case', day_at(k.created_at, c.zone), k.reason, '', 1, 0, 0, 0 from cases k where k.company_id = $1
  ) f group by 1, 2, 3, 4
$$;
-- Compares a company's figures with its rows as they stand at one moment, and puts right what differs. Gives how many
-- figures did. Rows and their deltas commit together, so writers need not wait.
create function reconcile_stats(company uuid) returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  wrong bigint;
  more bigint;
begin
  -- No fold meanwhile: it would move what is compared.
  perform pg_advisory_xact_lock(714102, 0);
  with counted as (
    select fact, grain, day, key, kind, sum(n) as n, sum(amount) as amount, sum(paid) as paid, sum(quantity) as quantity
    from stats_now where company_id = company and grain = 'day' and fact <> 'latest' group by 1, 2, 3, 4, 5
  ), differing as (
    select coalesce(r.fact, c.fact) as fact, coalesce(r.day, c.day) as day, coalesce(r.key, c.key) as key, coalesce(r.kind, c.kind) as kind,
      coalesce(r.n, 0) - coalesce(c.n, 0) as n, coalesce(r.amount, 0) - coalesce(c.amount, 0) as amount,
      coalesce(r.paid, 0) - coalesce(c.paid, 0) as paid, coalesce(r.quantity, 0) - coalesce(c.quantity, 0) as quantity
    from stats_of_rows(company) r full join counted c on (c.fact, c.day, c.key, c.kind) = (r.fact, r.day, r.key, r.kind)
  ), mended as (
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
    select company, fact, day, key, kind, n, amount, paid, quantity from differing
    where n <> 0 or amount <> 0 or paid <> 0 or quantity <> 0 returning 1
  )
  select count(*) into wrong from mended;
  -- Months and the whole are folded from the same deltas; that they are the sum of their days is looked at as well.
  with days as (
    select s.fact, v.grain, v.day, s.key, s.kind, sum(s.n) as n, sum(s.amount) as amount, sum(s.paid) as paid, sum(s.quantity) as quantity
    from stats s cross join lateral (values ('month', date_trunc('month', s.day)::date), ('all', '-infinity'::date)) as v (grain, day)
    where s.company_id = company and s.grain = 'day' and s.fact <> 'latest' group by 1, 2, 3, 4, 5
  ), mended as (
    update stats t set n = d.n, amount = d.amount, paid = d.paid, quantity = d.quantity from days d
    where t.company_id = company and (t.fact, t.grain, t.day, t.key, t.kind) = (d.fact, d.grain, d.day, d.key, d.kind)
      and (t.n, t.amount, t.paid, t.quantity) is distinct from (d.n, d.amount, d.paid, d.quantity)
    returning 1
  )
  select count(*) into more from mended;
  wrong := wrong + more;
  -- Customers' latest events, but for those that a fold will look at anyway.
  with latest as (
    select b.customer_id, max(day_at(b.starts_at, c.time_zone)) as last_on from bookings b join companies c on c.id = b.company_id
    where b.company_id = company and b.status in ('confirmed', 'in_progress', 'completed') group by 1
  ), differing as (
    select coalesce(l.customer_id, a.customer_id) as customer_id
    from latest l full join (select * from customer_activity where company_id = company) a on a.customer_id = l.customer_id
    where l.last_on is distinct from a.last_on
      and coalesce(l.customer_id, a.customer_id) not in (select t.customer_id from touched_customers t where t.company_id = company)
  ), mended as (
    insert into touched_customers (company_id, customer_id) select company, customer_id from differing returning 1
  )
  select count(*) into more from mended;
  wrong := wrong + more;
  with latest as (
    select last_on as day, count(*) as n from customer_activity where company_id = company group by 1
  ), differing as (
    select coalesce(l.day, s.day) as day, coalesce(l.n, 0) as n from latest l
    full join (select day, n from stats where company_id = company and fact = 'latest' and grain = 'day') s on s.day = l.day
    where coalesce(l.n, 0) <> coalesce(s.n, 0)
  ), mended as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select company, 'latest', 'day', day, '', '', n, 0, 0, 0 from differing
    on conflict (company_id, fact, grain, day, key, kind) do update set n = excluded.n returning 1
  )
  select count(*) into more from mended;
  return wrong + more;
end $$;
-- A company that sets its clock differently has other days: those before it wait, those after it count by the new ones.
create function recount_after_zone() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(714101, hashtext(new.id::text));
  perform reconcile_stats(new.id);
  return null;
end $$;
create trigger companies_recount after update of time_zone on companies for each row
  when (old.time_zone is distinct from new.time_zone) execute function recount_after_zone();
--> statement-breakpoint

-- How many customers have an agreed event on that day or later.
create function active_customers(since date) returns bigint language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select sum(s.n) from stats s where s.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and s.fact = 'latest' and s.grain = 'day' and s.day >= since), 0)
    + coalesce((select sum((coalesce(t.last_on >= since, false))::int - (coalesce(a.last_on >= since, false))::int) from (
      select distinct on (customer_id) company_id, customer_id, last_event_on(company_id, customer_id) as last_on from touched_customers
      where company_id = nullif(current_setting('app.company_id', true), '')::uuid) t
      left join customer_activity a on a.company_id = t.company_id and a.customer_id = t.customer_id), 0)
$$;
--> statement-breakpoint

do $$
declare f text;
begin
  foreach f in array array['counts_as_agreed(text)', 'day_at(timestamptz, text)',
    'facts_of_booking(text, text, timestamptz, timestamptz, int, bigint, bigint, text)',
    'facts_of_feedback(smallint, smallint, smallint, smallint, smallint, boolean, timestamptz, text)', 'share_stats(uuid[])',
    'count_bookings()', 'count_lines()', 'count_feedback()', 'count_dishes()', 'count_payments()', 'count_cases()', 'delete_lines_first()',
    'last_event_on(uuid, uuid)', 'fold_stats(int)', 'stats_of_rows(uuid)', 'reconcile_stats(uuid)', 'recount_after_zone()', 'active_customers(date)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to cater_definer', f);
  end loop;
  foreach f in array array['count_bookings()', 'count_lines()', 'count_feedback()', 'count_dishes()', 'count_payments()', 'count_cases()',
    'fold_stats(int)', 'reconcile_stats(uuid)', 'recount_after_zone()'] loop
    execute format('alter function %s owner to cater_definer', f);
  end loop;
end $$;
grant select on stats_now to cater_definer;
grant execute on function fold_stats(int), reconcile_stats(uuid) to cater_runner;
grant execute on function active_customers(date), last_event_on(uuid, uuid), day_at(timestamptz, text) to cater_manager, cater_staff;
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
