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

-- What is counted, each fact said once, over the tables whose rows it depends on. A table's trigger looks at the fact
-- with the rows that a statement added (sign 1) and took away (-1) in that table's place; the check looks at all rows.
-- Days are the company's own.
create temporary table counted_facts (tables text[], query text) on commit drop;
insert into counted_facts values
  (array['bookings b'], $fact$
    select b.company_id, v.fact, (v.at at time zone c.time_zone)::date as day, v.key, v.kind, 1 as n, v.amount, v.paid, v.quantity, {sign}
    from {bookings} b join companies c on c.id = b.company_id cross join lateral (values
      ('event', b.starts_at, b.status, b.event_type, b.total, b.paid, b.guests),
      ('completed', b.completed_at, '', '', 0, 0, 0)) as v (fact, at, key, kind, amount, paid, quantity)
    where v.at is not null $fact$),
  -- Once the event is agreed, on its day.
  (array['booking_lines l', 'bookings b'], $fact$
    select l.company_id, 'dish', (b.starts_at at time zone c.time_zone)::date, l.item_id::text, '', 1, l.amount, 0, l.quantity, {sign}
    from {booking_lines} l join {bookings} b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
    where l.item_id is not null and b.status in ('confirmed', 'in_progress', 'completed') $fact$),
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
  (array['feedback_dishes d', 'feedback f', 'booking_lines l'], $fact$
    select d.company_id, 'liked', (f.given_at at time zone c.time_zone)::date, l.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, 0, {sign}
    from {feedback_dishes} d join {feedback} f on f.company_id = d.company_id and f.id = d.feedback_id
      join {booking_lines} l on l.company_id = d.company_id and l.id = d.line_id join companies c on c.id = d.company_id
    where l.item_id is not null $fact$),
  (array['payments p'], $fact$
    select p.company_id, 'payment', (p.received_at at time zone c.time_zone)::date, p.status, p.method, 1, p.amount, 0, 0, {sign}
    from {payments} p join companies c on c.id = p.company_id $fact$),
  (array['cases k'], $fact$
    select k.company_id, 'case', (k.created_at at time zone c.time_zone)::date, k.reason, '', 1, 0, 0, 0, {sign}
    from {cases} k join companies c on c.id = k.company_id $fact$);

-- A trigger function for each of those tables, and the sum of everything for the check.
do $$
declare
  counted record;
  fact record;
  side record;
  part text;
  wanted text;
  body text;
  -- What is counted by its booking's day holds the booking still meanwhile: whoever moves that waits.
  held constant jsonb := '{"booking_lines": "booking_id", "feedback": "booking_id"}';
begin
  for counted in select distinct split_part(t, ' ', 1) as name, split_part(t, ' ', 2) as alias from counted_facts, unnest(tables) t loop
    body := '';
    for side in select * from (values
      ('INSERT', '(select 1 as sign, t.* from new_rows t)'),
      ('DELETE', '(select -1 as sign, t.* from old_rows t)'),
      ('UPDATE', '(select 1 as sign, t.* from new_rows t union all select -1, t.* from old_rows t)')
    ) as s (operation, rows) loop
      wanted := null;
      for fact in select * from counted_facts where counted.name || ' ' || counted.alias = any (tables) loop
        part := replace(fact.query, '{sign}', counted.alias || '.sign');
        part := replace(part, '{' || counted.name || '}', side.rows);
        wanted := concat_ws(' union all ', wanted, regexp_replace(part, '\{(\w+)\}', '\1', 'g'));
      end loop;
      -- Writers of a company share this lock; a change of its clock, after which every day is another one, has it alone.
      body := body || format('if tg_op = %L then perform pg_advisory_xact_lock_shared(714101, hashtext(company_id::text))
        from (select distinct company_id from %s r order by 1) s;', side.operation, side.rows);
      if held ? counted.name then
        body := body || format(' perform from bookings b where (b.company_id, b.id) in (select company_id, %I from %s r)
          order by b.id for no key update;', held ->> counted.name, side.rows);
      end if;
      body := body || format(' insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
        select company_id, fact, day, key, kind, sum(sign * n), sum(sign * amount), sum(sign * paid), sum(sign * quantity)
        from (%s) f (company_id, fact, day, key, kind, n, amount, paid, quantity, sign) group by 1, 2, 3, 4, 5
        having sum(sign * n) <> 0 or sum(sign * amount) <> 0 or sum(sign * paid) <> 0 or sum(sign * quantity) <> 0;', wanted);
      if counted.name = 'bookings' then
        body := body || format(' insert into touched_customers (company_id, customer_id)
          select distinct company_id, customer_id from (select company_id, customer_id from %s r
            where status in (''confirmed'', ''in_progress'', ''completed'') group by company_id, customer_id, starts_at having sum(sign) <> 0) m;',
          side.rows);
      end if;
      body := body || ' return null; end if; ';
    end loop;
    execute format('create function %I() returns trigger language plpgsql security definer
      set search_path = pg_catalog, public, pg_temp as %L', 'count_' || counted.name, 'begin ' || body || ' end');
    execute format('alter function %I() owner to cater_definer', 'count_' || counted.name);
    execute format('revoke all on function %I() from public', 'count_' || counted.name);
    execute format('create trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function %I()', counted.name || '_count_insert', counted.name, 'count_' || counted.name);
    execute format('create trigger %I after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function %I()', counted.name || '_count_update', counted.name, 'count_' || counted.name);
    execute format('create trigger %I after delete on %I referencing old table as old_rows
      for each statement execute function %I()', counted.name || '_count_delete', counted.name, 'count_' || counted.name);
  end loop;
  select string_agg(regexp_replace(replace(query, '{sign}', '1'), '\{(\w+)\}', '(select * from \1 where company_id = $1)', 'g'), ' union all ')
    into wanted from counted_facts;
  execute format('create function stats_of_rows(company uuid)
    returns table (fact text, day date, key text, kind text, n bigint, amount bigint, paid bigint, quantity bigint)
    language sql stable set search_path = pg_catalog, public, pg_temp as %L',
    'select fact, day, key, kind, sum(n)::bigint, sum(amount)::bigint, sum(paid)::bigint, sum(quantity)::bigint
      from (' || wanted || ') f (company_id, fact, day, key, kind, n, amount, paid, quantity, sign) group by 1, 2, 3, 4');
end $$;
-- Lines that go with their booking have to go while it can still be seen.
create function delete_lines_first() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from booking_lines where company_id = old.company_id and booking_id = old.id;
  return old;
end $$;
create trigger bookings_count_lines before delete on bookings for each row execute function delete_lines_first();
--> statement-breakpoint

-- The day of a customer's latest agreed event by the company's clock; none without one.
create function last_event_on(company uuid, customer uuid) returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (b.starts_at at time zone c.time_zone)::date from bookings b join companies c on c.id = b.company_id
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
    select b.customer_id, (max(b.starts_at) at time zone min(c.time_zone))::date as last_on from bookings b join companies c on c.id = b.company_id
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

revoke all on function delete_lines_first(), last_event_on(uuid, uuid), fold_stats(int), stats_of_rows(uuid), reconcile_stats(uuid),
  recount_after_zone(), active_customers(date) from public;
grant execute on function last_event_on(uuid, uuid), stats_of_rows(uuid) to cater_definer;
alter function fold_stats(int) owner to cater_definer;
alter function reconcile_stats(uuid) owner to cater_definer;
alter function recount_after_zone() owner to cater_definer;
grant select on stats_now to cater_definer;
grant execute on function fold_stats(int), reconcile_stats(uuid) to cater_runner;
grant execute on function active_customers(date), last_event_on(uuid, uuid) to cater_manager, cater_staff;
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
