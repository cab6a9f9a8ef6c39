-- How many customers are active and how many enquiries and quotes are open, as of any day: what is told today stands beside the same
-- day of the month, quarter or year before, as every other figure does.

-- On which days a customer is active: that of each agreed event of theirs and the 364 after it. What is kept of them begins and
-- ends with these, so that how many are active on a day is a sum. Their latest and first events are its ends.
alter table customer_activity add column active datemultirange;
create function active_days(company uuid, customer uuid) returns datemultirange language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select range_agg(daterange(d.day, d.day + 365)) from (
    select distinct (b.starts_at at time zone c.time_zone)::date as day from bookings b join companies c on c.id = b.company_id
    where b.company_id = $1 and b.customer_id = $2 and b.status in ('confirmed', 'in_progress', 'completed')) d
$$;
-- As what a customer is counted on which days; nothing of one without an agreed event.
create function activity_facts(last_on date, first_on date, active datemultirange) returns table (fact text, day date, n int) language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select v.fact, v.day, 1 from (values ('latest', last_on), ('first', first_on)) v (fact, day) where v.day is not null
  union all select 'active', v.day, v.n from unnest(active) r cross join lateral (values (lower(r), 1), (upper(r), -1)) v (day, n)
$$;
update customer_activity a set active = found.active from (
  select d.company_id, d.customer_id, range_agg(daterange(d.day, d.day + 365)) as active from (
    select distinct b.company_id, b.customer_id, (b.starts_at at time zone c.time_zone)::date as day from bookings b join companies c on c.id = b.company_id
    where b.status in ('confirmed', 'in_progress', 'completed')) d group by 1, 2) found
where found.company_id = a.company_id and found.customer_id = a.customer_id;
delete from customer_activity where active is null;
alter table customer_activity alter column active set not null;
--> statement-breakpoint

-- As before, but whole months where there are any, and planned once a connection.
create or replace function active_customers(since date) returns bigint language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  company constant uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  month constant date := (date_trunc('month', $1) + interval '1 month')::date;
begin
  return coalesce((select sum(s.n) from stats s where s.company_id = company and s.fact = 'latest' and s.grain = 'month' and s.day >= month), 0)
    + coalesce((select sum(s.n) from stats s where s.company_id = company and s.fact = 'latest' and s.grain = 'day' and s.day >= $1 and s.day < month), 0)
    + coalesce((select sum((coalesce(t.last_on >= $1, false))::int - (coalesce(a.last_on >= $1, false))::int) from (
      select distinct on (customer_id) company_id, customer_id, last_event_on(company_id, customer_id) as last_on from touched_customers
      where company_id = company) t
      left join customer_activity a on a.company_id = t.company_id and a.customer_id = t.customer_id), 0);
end $$;
revoke all on function active_days(uuid, uuid), activity_facts(date, date, datemultirange) from public;
grant execute on function active_days(uuid, uuid), activity_facts(date, date, datemultirange) to cater_definer;
--> statement-breakpoint

-- What was booked of a customer or at a venue is looked up by its bookings.
create index postings_booking on postings (company_id, booking_id, day);
--> statement-breakpoint

-- Three facts more: a booking came in on the day it was made, and is settled on the day it was agreed or called off. How many are open
-- as of a day is what came up to it less what was settled. Who was asked how it was, on the day they were, and whether they answered.
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
      ('came', b.created_at, '', '', 0, 0, 0),
      ('settled', case when b.status not in ('enquiry', 'quoted') then greatest(b.created_at, coalesce(b.confirmed_at, b.cancelled_at, b.completed_at, b.created_at)) end,
        '', '', 0, 0, 0),
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
  (array['feedback_requests q'], $fact$
    select q.company_id, 'asked', (q.asked_at at time zone c.time_zone)::date, case when q.answered_at is null then 'silent' else 'answered' end, '', 1, 0, 0, 0, {sign}
    from {feedback_requests} q join companies c on c.id = q.company_id where q.asked_at is not null $fact$),
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

-- As before, with the days on which customers are active, and by month too what is counted of them.
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
    select w.company_id, w.customer_id, w.times, a.active as was_active, n.active, a.last_on as was_on, a.first_on as was_first,
      upper(n.active) - 365 as last_on, lower(n.active) as first_on
    from who w left join customer_activity a on a.company_id = w.company_id and a.customer_id = w.customer_id
      cross join lateral (select active_days(w.company_id, w.customer_id) as active) n
  ), kept as (
    insert into customer_activity (company_id, customer_id, last_on, first_on, active)
    select company_id, customer_id, last_on, first_on, active from looked
    where active is not null and (last_on, first_on, active) is distinct from (was_on, was_first, was_active) order by 1, 2
    on conflict (company_id, customer_id) do update set last_on = excluded.last_on, first_on = excluded.first_on, active = excluded.active
  ), left_over as (
    delete from customer_activity a using looked l
    where a.company_id = l.company_id and a.customer_id = l.customer_id and l.active is null
  ), counted as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select l.company_id, s.fact, g.grain, g.day, '', '', sum(s.sign), 0, 0, 0
    from looked l cross join lateral (
        select f.fact, f.n as sign, f.day from activity_facts(l.last_on, l.first_on, l.active) f
        union all select f.fact, - f.n, f.day from activity_facts(l.was_on, l.was_first, l.was_active) f) s
      cross join lateral (values ('day', s.day), ('month', date_trunc('month', s.day)::date)) as g (grain, day)
    group by 1, 2, 3, 4 having sum(s.sign) <> 0 order by 1, 2, 3, 4
    on conflict (company_id, fact, grain, day, key, kind) do update set n = stats.n + excluded.n
  )
  select coalesce(sum(times), 0) into looked_at from looked;
  return folded + looked_at;
end $$;
--> statement-breakpoint

-- As before, with the same.
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
    from stats_now where company_id = company and grain = 'day' and fact not in ('latest', 'first', 'active') group by 1, 2, 3, 4, 5
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
    where s.company_id = company and s.grain = 'day' and s.fact not in ('latest', 'first', 'active') group by 1, 2, 3, 4, 5
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
  -- Customers' first and latest events and when they are active, but for those that a fold will look at anyway.
  with rows as (
    select d.customer_id, max(d.day) as last_on, min(d.day) as first_on, range_agg(daterange(d.day, d.day + 365)) as active
    from (select distinct b.customer_id, (b.starts_at at time zone c.time_zone)::date as day from bookings b join companies c on c.id = b.company_id
      where b.company_id = company and b.status in ('confirmed', 'in_progress', 'completed')) d group by 1
  ), differing as (
    select coalesce(r.customer_id, a.customer_id) as customer_id
    from rows r full join (select * from customer_activity where company_id = company) a on a.customer_id = r.customer_id
    where (r.last_on, r.first_on, r.active) is distinct from (a.last_on, a.first_on, a.active)
      and coalesce(r.customer_id, a.customer_id) not in (select t.customer_id from touched_customers t where t.company_id = company)
  ), mended as (
    insert into touched_customers (company_id, customer_id) select company, customer_id from differing returning 1
  )
  select count(*) into touched from mended;
  with rows as (
    select f.fact, g.grain, g.day, sum(f.n) as n from customer_activity a cross join lateral activity_facts(a.last_on, a.first_on, a.active) f
      cross join lateral (values ('day', f.day), ('month', date_trunc('month', f.day)::date)) as g (grain, day)
    where a.company_id = company group by 1, 2, 3
  ), differing as (
    select coalesce(r.fact, s.fact) as fact, coalesce(r.grain, s.grain) as grain, coalesce(r.day, s.day) as day, coalesce(r.n, 0) as n from rows r
    full join (select fact, grain, day, n from stats where company_id = company and fact in ('latest', 'first', 'active')) s
      on (s.fact, s.grain, s.day) = (r.fact, r.grain, r.day)
    where coalesce(r.n, 0) <> coalesce(s.n, 0)
  ), mended as (
    insert into stats (company_id, fact, grain, day, key, kind, n, amount, paid, quantity)
    select company, fact, grain, day, '', '', n, 0, 0, 0 from differing
    on conflict (company_id, fact, grain, day, key, kind) do update set n = excluded.n returning 1
  )
  select count(*) into more from mended;
  if touched + more > 0 then
    insert into figure_changes (company_id, fact, first_day, last_day, counts) values (company, 'latest', '-infinity', 'infinity', true);
  end if;
  return wrong + touched + more;
end $$;
--> statement-breakpoint

-- Folds where more than `above` changes wait: readers add those to every figure. Between two runs of the job a busy hour leaves many.
create function fold_many(above int, most int) returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from stat_deltas offset above limit 1) or exists (select from touched_customers offset above limit 1) then
    return fold_stats(most);
  end if;
  return 0;
end $$;
alter function fold_many(int, int) owner to cater_definer;
revoke all on function fold_many(int, int) from public;
grant execute on function fold_many(int, int) to cater_runner;
select triggers_stand_back();
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
