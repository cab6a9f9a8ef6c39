-- Figures: which days they are of is said once; what changed of them is told exactly, so that an answer that was kept holds
-- until it is untrue and not until anything happens; and reports are sums of kept figures where rows were read.

-- Which days a figure is of, and which it stands beside, for every dashboard and report. `preset` as of a moment, or two days;
-- days are the company's own. What runs on ('month', 'quarter', 'year', 'week') stands beside the same days of the one before, on
-- the 31st beside a month's last day; whole months that are over beside as many whole months, so that none is cut; other days
-- beside as many days. `compare` 'year': the same of a year before, the 29th of February beside the 28th; 'none': beside nothing.
create function figure_days(preset text, first_day date, last_day date, compare text, at timestamptz, out today date, out time_zone text,
  out since date, out until date, out before_since date, out before_until date, out bucket text)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  whole boolean;
  months int;
  step interval;
begin
  select c.time_zone into time_zone from companies c;
  today := (at at time zone time_zone)::date;
  select v.since, v.until into since, until from (values
    ('days', least(first_day, last_day), greatest(first_day, last_day)),
    ('today', today, today),
    ('yesterday', today - 1, today - 1),
    ('week', date_trunc('week', today)::date, today),
    ('last_week', date_trunc('week', today)::date - 7, date_trunc('week', today)::date - 1),
    ('month', date_trunc('month', today)::date, today),
    ('last_month', (date_trunc('month', today) - interval '1 month')::date, date_trunc('month', today)::date - 1),
    ('quarter', date_trunc('quarter', today)::date, today),
    ('last_quarter', (date_trunc('quarter', today) - interval '3 months')::date, date_trunc('quarter', today)::date - 1),
    ('year', date_trunc('year', today)::date, today),
    ('last_year', (date_trunc('year', today) - interval '1 year')::date, date_trunc('year', today)::date - 1),
    ('days_30', today - 29, today),
    ('days_90', today - 89, today),
    ('days_365', today - 364, today),
    ('ahead_90', today, today + 89)) as v (name, since, until) where v.name = preset;
  whole := preset in ('last_month', 'last_quarter', 'last_year', 'days') and extract(day from since) = 1 and extract(day from until + 1) = 1;
  months := case preset when 'month' then 1 when 'quarter' then 3 when 'year' then 12 else
    case when whole then (extract(year from until + 1) - extract(year from since)) * 12 + extract(month from until + 1) - extract(month from since) end end;
  step := case when compare = 'year' then interval '1 year'
    when compare <> 'before' then null
    when months is not null then make_interval(months => months)
    when preset = 'week' then interval '7 days'
    else make_interval(days => until - since + 1) end;
  before_since := (since - step)::date;
  before_until := case when whole then (until + 1 - step)::date - 1 else (until - step)::date end;
  bucket := case when until - since < 32 then 'day' else 'month' end;
end $$;
revoke all on function figure_days(text, date, date, text, timestamptz) from public;
drop function report_range(text, date, date, text, timestamptz);
drop function insight_days(text, date, date, text, date);
--> statement-breakpoint

-- Which facts of which days a transaction changed, for minutes: what is kept of other facts or other days still holds.
-- `counts`: how many there are, and not only what they come to. All days where the fact isn't of days. Events that aren't agreed,
-- the fact 'event' otherwise, are 'draft' here: they change most, and hardly a figure is of them.
create table figure_changes (
  company_id uuid not null,
  fact text not null,
  first_day date not null,
  last_day date not null,
  counts boolean not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index figure_changes_company on figure_changes (company_id, xid);
alter table figure_changes enable row level security;
alter table figure_changes force row level security;
create policy definer on figure_changes for all to cater_definer using (true) with check (true);
grant select, insert, delete on figure_changes to cater_definer;
create or replace function sweep_live_changes() returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint;
begin
  delete from live_changes where at < now() - interval '15 minutes';
  get diagnostics gone = row_count;
  delete from figure_changes where at < now() - interval '15 minutes';
  return gone;
end $$;
--> statement-breakpoint

-- When each customer's first agreed event is, beside the latest: who is new on a day is a sum, as "active since" is.
alter table customer_activity add column first_on date;
create function first_event_on(company uuid, customer uuid) returns date language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select (b.starts_at at time zone c.time_zone)::date from bookings b join companies c on c.id = b.company_id
  where b.company_id = $1 and b.customer_id = $2 and b.status in ('confirmed', 'in_progress', 'completed')
  order by b.starts_at limit 1
$$;
update customer_activity set first_on = first_event_on(company_id, customer_id);
delete from customer_activity where first_on is null;
alter table customer_activity alter column first_on set not null;

-- On how many customers' first agreed event a day is, of those between; folded or not.
create function first_events(since date, until date) returns table (day date, n bigint) language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select s.day, sum(s.n)::bigint from (
    select s.day, s.n from stats s where s.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and s.fact = 'first' and s.grain = 'day' and s.day between since and until
    union all
    select v.day, v.sign from (select distinct company_id, customer_id from touched_customers
        where company_id = nullif(current_setting('app.company_id', true), '')::uuid) t
      left join customer_activity a on a.company_id = t.company_id and a.customer_id = t.customer_id
      cross join lateral (values (first_event_on(t.company_id, t.customer_id), 1), (a.first_on, -1)) as v (day, sign)
    where v.day between since and until
  ) s group by 1 having sum(s.n) <> 0
$$;
revoke all on function first_event_on(uuid, uuid), first_events(date, date) from public;
grant execute on function first_event_on(uuid, uuid) to cater_definer;

-- Whoever may see figures may see these.
do $$
declare reader name;
begin
  for reader in select distinct r from pg_policies p, unnest(p.roles) r where p.tablename = 'stats' and r <> 'cater_definer' loop
    execute format('create policy %I on figure_changes for select to %I using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)',
      replace(reader, 'cater_', ''), reader);
    execute format('grant select on figure_changes to %I', reader);
    execute format('grant execute on function figure_days(text, date, date, text, timestamptz), first_event_on(uuid, uuid), first_events(date, date) to %I', reader);
  end loop;
end $$;
--> statement-breakpoint

-- New facts. Of agreed events by type: how large they are, by guests, and the squares of their totals (in two parts, since one would
-- overflow), of which a mean's range is told. Of answers by the day they were given: by the weekday of the event, and by its type.
create or replace function stat_facts() returns table (tables text[], query text) language sql immutable
set search_path = pg_catalog, public, pg_temp as $facts$ values
(array['bookings b'], $fact$
    select b.company_id, v.fact, (v.at at time zone c.time_zone)::date as day, v.key, v.kind, 1 as n, v.amount, v.paid, v.quantity, {sign}
    from {bookings} b join companies c on c.id = b.company_id
      cross join lateral (select case when b.status in ('confirmed', 'in_progress', 'completed') then b.starts_at end as agreed_at) a
      cross join lateral (values
      ('event', b.starts_at, b.status, b.event_type, b.total, b.paid, b.guests),
      ('completed', b.completed_at, '', '', 0, 0, 0),
      ('size', a.agreed_at, b.event_type, case when b.guests < 50 then '0' when b.guests < 100 then '50' when b.guests < 200 then '100'
        when b.guests < 500 then '200' else '500' end, b.total, 0, b.guests),
      ('square', a.agreed_at, b.event_type, '', mod(b.total::numeric * b.total, 1000000000)::bigint, div(b.total::numeric * b.total, 1000000000)::bigint, 0)
      ) as v (fact, at, key, kind, amount, paid, quantity)
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
  -- 'answered' on the day of the completion; 'quality' on the day of the event, by its weekday (Monday is 1) and score; 'said' the same on
  -- the day it was said; 'rated' there by the event's type.
  (array['feedback f', 'bookings b'], $fact$
    select f.company_id, v.fact, v.day, v.key, v.kind, 1, 0, 0, 0, {sign}
    from {feedback} f join {bookings} b on b.company_id = f.company_id and b.id = f.booking_id join companies c on c.id = f.company_id
      cross join lateral (select (b.starts_at at time zone c.time_zone)::date as held, (f.given_at at time zone c.time_zone)::date as given) d
      cross join lateral (select extract(isodow from d.held)::int || '.' as weekday) w
      cross join lateral (values
        ('answered', (b.completed_at at time zone c.time_zone)::date, '', ''),
        ('quality', d.held, w.weekday || f.food, 'food'), ('quality', d.held, w.weekday || f.service, 'service'),
        ('quality', d.held, w.weekday || f.presentation, 'presentation'), ('quality', d.held, w.weekday || f.timeliness, 'timeliness'),
        ('said', d.given, w.weekday || f.rating, 'rating'), ('said', d.given, w.weekday || f.food, 'food'),
        ('said', d.given, w.weekday || f.service, 'service'), ('said', d.given, w.weekday || f.presentation, 'presentation'),
        ('said', d.given, w.weekday || f.timeliness, 'timeliness'),
        ('rated', d.given, f.rating::text, b.event_type)) as v (fact, day, key, kind)
    where v.day is not null and v.key is not null $fact$),
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
--> statement-breakpoint

-- As before, and each statement says which facts of which days it changed; the calendar's facts nobody keeps.
create or replace procedure count_as_facts_say() language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
  for counted in select distinct split_part(t, ' ', 1) as name, split_part(t, ' ', 2) as alias from stat_facts(), unnest(tables) t loop
    body := '';
    for side in select * from (values
      ('INSERT', '(select 1 as sign, t.* from new_rows t)'),
      ('DELETE', '(select -1 as sign, t.* from old_rows t)'),
      ('UPDATE', '(select 1 as sign, t.* from new_rows t union all select -1, t.* from old_rows t)')
    ) as s (operation, rows) loop
      wanted := null;
      for fact in select * from stat_facts() where counted.name || ' ' || counted.alias = any (tables) loop
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
      body := body || format(' with told as (insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
        select company_id, fact, day, key, kind, sum(sign * n), sum(sign * amount), sum(sign * paid), sum(sign * quantity)
        from (%s) f (company_id, fact, day, key, kind, n, amount, paid, quantity, sign) group by 1, 2, 3, 4, 5
        having sum(sign * n) <> 0 or sum(sign * amount) <> 0 or sum(sign * paid) <> 0 or sum(sign * quantity) <> 0
        returning company_id, fact, key, day, n)
        insert into figure_changes (company_id, fact, first_day, last_day, counts)
        select company_id, case when fact = ''event'' and key not in (''confirmed'', ''in_progress'', ''completed'') then ''draft'' else fact end,
          min(day), max(day), bool_or(n <> 0) from told where fact not in (''begins'', ''goes_on'') group by 1, 2;', wanted);
      if counted.name = 'bookings' then
        body := body || format(' with touched as (insert into touched_customers (company_id, customer_id)
          select distinct company_id, customer_id from (select company_id, customer_id from %s r
            where status in (''confirmed'', ''in_progress'', ''completed'') group by company_id, customer_id, starts_at having sum(sign) <> 0) m
          returning company_id)
          insert into figure_changes (company_id, fact, first_day, last_day, counts)
          select distinct company_id, ''latest'', ''-infinity''::date, ''infinity''::date, true from touched;',
          side.rows);
      end if;
      body := body || ' return null; end if; ';
    end loop;
    execute format('create or replace function %I() returns trigger language plpgsql security definer
      set search_path = pg_catalog, public, pg_temp as %L', 'count_' || counted.name, 'begin ' || body || ' end');
    execute format('alter function %I() owner to cater_definer', 'count_' || counted.name);
    execute format('revoke all on function %I() from public', 'count_' || counted.name);
    execute format('create or replace trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function %I()', counted.name || '_count_insert', counted.name, 'count_' || counted.name);
    execute format('create or replace trigger %I after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function %I()', counted.name || '_count_update', counted.name, 'count_' || counted.name);
    execute format('create or replace trigger %I after delete on %I referencing old table as old_rows
      for each statement execute function %I()', counted.name || '_count_delete', counted.name, 'count_' || counted.name);
  end loop;
  select string_agg(regexp_replace(replace(query, '{sign}', '1'), '\{(\w+)\}', '(select * from \1 where company_id = $1)', 'g'), ' union all ')
    into wanted from stat_facts();
  execute format('create or replace function stats_of_rows(company uuid)
    returns table (fact text, day date, key text, kind text, n bigint, amount bigint, paid bigint, quantity bigint)
    language sql stable set search_path = pg_catalog, public, pg_temp as %L',
    'select fact, day, key, kind, sum(n)::bigint, sum(amount)::bigint, sum(paid)::bigint, sum(quantity)::bigint
      from (' || wanted || ') f (company_id, fact, day, key, kind, n, amount, paid, quantity, sign) group by 1, 2, 3, 4');
end $$;
call count_as_facts_say();
--> statement-breakpoint

-- As before, with customers' first events.
create or replace function fold_stats(most int) returns bigint language plpgsql security definer
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
    select w.company_id, w.customer_id, w.times, a.last_on as was_on, a.first_on as was_first,
      last_event_on(w.company_id, w.customer_id) as last_on, first_event_on(w.company_id, w.customer_id) as first_on
    from who w left join customer_activity a on a.company_id = w.company_id and a.customer_id = w.customer_id
  ), kept as (
    insert into customer_activity (company_id, customer_id, last_on, first_on)
    select company_id, customer_id, last_on, first_on from looked
    where last_on is not null and (last_on, first_on) is distinct from (was_on, was_first) order by 1, 2
    on conflict (company_id, customer_id) do update set last_on = excluded.last_on, first_on = excluded.first_on
  ), left_over as (
    delete from customer_activity a using looked l
    where a.company_id = l.company_id and a.customer_id = l.customer_id and l.last_on is null
  ), counted as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select l.company_id, s.fact, 'day', s.day, '', '', sum(s.sign), 0, 0, 0
    from looked l cross join lateral (values ('latest', 1, l.last_on), ('latest', -1, l.was_on), ('first', 1, l.first_on), ('first', -1, l.was_first))
      as s (fact, sign, day)
    where s.day is not null group by 1, 2, 4 having sum(s.sign) <> 0 order by 1, 2, 4
    on conflict (company_id, fact, grain, day, key, kind) do update set n = stats.n + excluded.n
  )
  select coalesce(sum(times), 0) into looked_at from looked;
  return folded + looked_at;
end $$;
--> statement-breakpoint

-- As before, with customers' first events; what is put right is told to whoever keeps figures.
create or replace function reconcile_stats(company uuid) returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  wrong bigint;
  more bigint;
  touched bigint;
begin
  -- No fold meanwhile: it would move what is compared.
  perform pg_advisory_xact_lock(714102, 0);
  with counted as (
    select fact, grain, day, key, kind, sum(n) as n, sum(amount) as amount, sum(paid) as paid, sum(quantity) as quantity
    from stats_now where company_id = company and grain = 'day' and fact not in ('latest', 'first') group by 1, 2, 3, 4, 5
  ), differing as (
    select coalesce(r.fact, c.fact) as fact, coalesce(r.day, c.day) as day, coalesce(r.key, c.key) as key, coalesce(r.kind, c.kind) as kind,
      coalesce(r.n, 0) - coalesce(c.n, 0) as n, coalesce(r.amount, 0) - coalesce(c.amount, 0) as amount,
      coalesce(r.paid, 0) - coalesce(c.paid, 0) as paid, coalesce(r.quantity, 0) - coalesce(c.quantity, 0) as quantity
    from stats_of_rows(company) r full join counted c on (c.fact, c.day, c.key, c.kind) = (r.fact, r.day, r.key, r.kind)
  ), mended as (
    insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
    select company, fact, day, key, kind, n, amount, paid, quantity from differing
    where n <> 0 or amount <> 0 or paid <> 0 or quantity <> 0 returning fact, day
  ), told as (
    insert into figure_changes (company_id, fact, first_day, last_day, counts)
    select company, f.fact, min(m.day), max(m.day), true from mended m cross join lateral (select m.fact union select 'draft' where m.fact = 'event') f group by f.fact
  )
  select count(*) into wrong from mended;
  -- Months and the whole are folded from the same deltas; that they are the sum of their days is looked at as well.
  with days as (
    select s.fact, v.grain, v.day, s.key, s.kind, sum(s.n) as n, sum(s.amount) as amount, sum(s.paid) as paid, sum(s.quantity) as quantity
    from stats s cross join lateral (values ('month', date_trunc('month', s.day)::date), ('all', '-infinity'::date)) as v (grain, day)
    where s.company_id = company and s.grain = 'day' and s.fact not in ('latest', 'first') group by 1, 2, 3, 4, 5
  ), mended as (
    update stats t set n = d.n, amount = d.amount, paid = d.paid, quantity = d.quantity from days d
    where t.company_id = company and (t.fact, t.grain, t.day, t.key, t.kind) = (d.fact, d.grain, d.day, d.key, d.kind)
      and (t.n, t.amount, t.paid, t.quantity) is distinct from (d.n, d.amount, d.paid, d.quantity)
    returning t.fact
  ), told as (
    insert into figure_changes (company_id, fact, first_day, last_day, counts)
    select distinct company, f.fact, '-infinity'::date, 'infinity'::date, true
    from mended m cross join lateral (select m.fact union select 'draft' where m.fact = 'event') f
  )
  select count(*) into more from mended;
  wrong := wrong + more;
  -- Customers' first and latest events, but for those that a fold will look at anyway.
  with latest as (
    select b.customer_id, (max(b.starts_at) at time zone min(c.time_zone))::date as last_on, (min(b.starts_at) at time zone min(c.time_zone))::date as first_on
    from bookings b join companies c on c.id = b.company_id
    where b.company_id = company and b.status in ('confirmed', 'in_progress', 'completed') group by 1
  ), differing as (
    select coalesce(l.customer_id, a.customer_id) as customer_id
    from latest l full join (select * from customer_activity where company_id = company) a on a.customer_id = l.customer_id
    where (l.last_on, l.first_on) is distinct from (a.last_on, a.first_on)
      and coalesce(l.customer_id, a.customer_id) not in (select t.customer_id from touched_customers t where t.company_id = company)
  ), mended as (
    insert into touched_customers (company_id, customer_id) select company, customer_id from differing returning 1
  )
  select count(*) into touched from mended;
  with latest as (
    select v.fact, v.day, count(*) as n from customer_activity a cross join lateral (values ('latest', a.last_on), ('first', a.first_on)) as v (fact, day)
    where a.company_id = company group by 1, 2
  ), differing as (
    select coalesce(l.fact, s.fact) as fact, coalesce(l.day, s.day) as day, coalesce(l.n, 0) as n from latest l
    full join (select fact, day, n from stats where company_id = company and fact in ('latest', 'first') and grain = 'day') s on (s.fact, s.day) = (l.fact, l.day)
    where coalesce(l.n, 0) <> coalesce(s.n, 0)
  ), mended as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select company, fact, 'day', day, '', '', n, 0, 0, 0 from differing
    on conflict (company_id, fact, grain, day, key, kind) do update set n = excluded.n returning 1
  )
  select count(*) into more from mended;
  if touched + more > 0 then
    insert into figure_changes (company_id, fact, first_day, last_day, counts) values (company, 'latest', '-infinity', 'infinity', true);
  end if;
  return wrong + touched + more;
end $$;
--> statement-breakpoint

-- What reports read of agreed events one by one, without the events themselves: by customer and by venue.
create index bookings_agreed on bookings (company_id, starts_at) include (id, event_type, customer_id, venue_key, guests, total)
  where status in ('confirmed', 'in_progress', 'completed');
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
