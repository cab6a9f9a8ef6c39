-- What isn't paid as agreed before the event. Where nobody asks for a deposit there is nothing in it, and the list knows at once.
create index bookings_deposit_due on bookings (company_id, starts_at, id)
  where paid < deposit and paid < total and status in ('quoted', 'confirmed', 'in_progress', 'completed');
--> statement-breakpoint

-- As before, with the bounds of the time as sub-selects: joined to the place, PostgreSQL read all bookings of the company.
create or replace function capacity_of(company uuid, booking uuid, starts timestamptz, ends timestamptz, guests int, style text)
returns table (kind text, used int, asked int, most int, day date, detail text, over boolean, worse boolean)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  with place as (
    select c.time_zone as zone, (starts at time zone c.time_zone) as first, (ends at time zone c.time_zone) as last,
      (starts at time zone c.time_zone)::date as day,
      ((ends - interval '1 microsecond') at time zone c.time_zone)::date as last_day,
      l.events_at_once, l.covers_a_day, l.staff_a_day, l.opens, l.closes
    from companies c left join capacity_limits l on l.company_id = c.id where c.id = company
  ), others as (
    select b.id, b.starts_at, b.ends_at, b.status, coalesce(b.guaranteed_guests, b.guests) as covers, b.service_style
    from bookings b
    where b.company_id = company and b.id is distinct from booking and b.status in ('confirmed', 'in_progress', 'completed')
      and b.starts_at < (select greatest(ends, (p.day + 1)::timestamp at time zone p.zone) from place p)
      and b.starts_at > (select least(starts, p.day::timestamp at time zone p.zone) - interval '1 day 1 hour' from place p)
  ), held as (
    select b.starts_at, b.ends_at, coalesce(b.guaranteed_guests, b.guests) as covers, b.service_style,
      (b.starts_at at time zone p.zone)::date as day
    from bookings b, place p where b.company_id = company and b.id = booking and b.status in ('confirmed', 'in_progress')
  ), at_once as (
    select coalesce(max(n), 0)::int as n from (
      select sum(step) over (order by at, step) as n from (
        select greatest(starts_at, starts) as at, 1 as step from others
          where status <> 'completed' and starts_at < ends and ends_at > starts
        union all
        select ends_at, -1 from others where status <> 'completed' and starts_at < ends and ends_at > starts
      ) steps
    ) running
  ), that_day as (
    select coalesce(sum(o.covers), 0)::int as covers, coalesce(sum(staff_needed(o.service_style, o.covers)), 0)::int as staff
    from others o, place p where (o.starts_at at time zone p.zone)::date = p.day
  ), change as (
    select not exists (select from held) or exists (select from held h where (h.starts_at, h.ends_at) <> (starts, ends)) as times,
      not exists (select from held) or exists (select from held h, place p where h.day <> p.day) as days
  )
  select 'events', n, 1, p.events_at_once, p.day, null, coalesce(n + 1 > p.events_at_once, false), c.times
    from at_once, place p, change c
  union all
  select 'covers', t.covers, guests, p.covers_a_day, p.day, null, coalesce(t.covers + guests > p.covers_a_day, false),
    c.days or exists (select from held h where guests > h.covers)
    from that_day t, place p, change c
  union all
  select 'staff', t.staff, staff_needed(style, guests), p.staff_a_day, p.day, null,
    coalesce(t.staff + staff_needed(style, guests) > p.staff_a_day, false),
    c.days or exists (select from held h where staff_needed(style, guests) > staff_needed(h.service_style, h.covers))
    from that_day t, place p, change c
  union all
  -- A kitchen that closes after midnight belongs to the day before until then.
  select 'hours', p.opens, null, p.closes, p.day, null, true, c.times from place p, change c
    where p.opens is not null and not exists (
      select from generate_series(p.day - 1, p.day, interval '1 day') d
      where p.first >= d + p.opens * interval '1 minute'
        and p.last <= d + p.closes * interval '1 minute' + case when p.closes <= p.opens then interval '1 day' else interval '0' end)
  union all
  select 'blocked', null, null, null, d.day, d.reason, true, c.times from blocked_days d, place p, change c
    where d.company_id = company and d.day between p.day and p.last_day
$$;
--> statement-breakpoint

-- As before, once for a booking however many of its lines a transaction changes: at its end each row asks for a version, and
-- after the first one nothing differs. What is written after that, be it by another trigger, asks anew.
create or replace function keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  touched jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  company uuid := touched ->> 'company_id';
  booking uuid := coalesce(touched ->> 'booking_id', touched ->> 'id');
  b bookings%rowtype;
  last booking_versions%rowtype;
  now_is jsonb;
  differing jsonb;
  told text[];
begin
  if current_setting('app.versioned', true) = booking::text then return null; end if;
  perform set_config('app.versioned', booking::text, true);
  select * into b from bookings where company_id = company and id = booking;
  if b.status is null or b.status in ('enquiry', 'quoted', 'completed') then return null; end if;
  select * into last from booking_versions where company_id = company and booking_id = booking order by number desc limit 1;
  if b.status = 'cancelled' and last.number is null then return null; end if;
  now_is := booking_snapshot(company, booking);
  if last.snapshot = now_is then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('key', key, 'old', o.value, 'new', n.value) order by key), '[]')
    into differing from jsonb_each(coalesce(last.snapshot, now_is)) o full join jsonb_each(now_is) n using (key)
    where o.value is distinct from n.value;
  select coalesce(array_agg(distinct party order by party), '{}') into told
    from jsonb_array_elements(differing) c, unnest(who_must_know(c ->> 'key', coalesce(nullif(c -> 'new', 'null'), c -> 'old'))) party;
  insert into booking_versions (company_id, booking_id, number, snapshot, changes, facts, parties, made_by)
    values (company, booking, coalesce(last.number, 0) + 1, now_is, differing, jsonb_build_object('total', b.total, 'tax', b.tax_total,
        'discount', b.discount, 'deposit', b.deposit, 'paid', b.paid, 'lines', coalesce((select jsonb_agg(l.id order by l.position, l.id)
          from booking_lines l where l.company_id = company and l.booking_id = booking), '[]')),
      told, nullif(current_setting('app.user_id', true), '')::uuid);
  insert into version_notices (company_id, booking_id, number, party)
    select company, booking, coalesce(last.number, 0) + 1, party from unnest(told) party;
  return null;
end $$;
create function version_again() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('app.versioned', '', true);
  return null;
end $$;
revoke all on function version_again() from public;
create trigger bookings_version_again before insert or update on bookings for each statement execute function version_again();
create trigger booking_lines_version_again before insert or update or delete on booking_lines for each statement execute function version_again();
--> statement-breakpoint

-- Customers are found as bookings are, by a row of words of their own.
create sequence customer_segments;
create table customer_texts (
  company_id uuid not null,
  customer_id uuid not null,
  segment bigint not null,
  place integer not null,
  text text not null,
  primary key (company_id, customer_id)
);
alter table customer_texts enable row level security;
alter table customer_texts force row level security;
create policy definer on customer_texts for all to cater_definer using (true) with check (true);
grant select, insert, update on customer_texts to cater_definer;
grant update on sequence customer_segments to cater_definer;
create function customer_text(name text, phone text, email text)
returns text language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp
return fold_text(' ' || name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, ''));
insert into customer_texts (company_id, customer_id, segment, place, text)
  select company_id, id, dense_rank() over (order by company_id, (at - 1) / 8192), (at - 1) % 8192 + 1, text
  from (select c.company_id, c.id, row_number() over (partition by c.company_id order by c.id) as at, customer_text(c.name, c.phone, c.email) as text
    from customers c) c
  order by company_id, at;
alter table customer_texts add foreign key (company_id, customer_id) references customers (company_id, id) on delete cascade;
select setval('customer_segments', coalesce((select max(segment) from customer_texts), 0) + 1, false);
create index customer_texts_place on customer_texts (company_id, segment desc, place desc);
create index customer_texts_words on customer_texts using gin (company_id, segment, text gin_trgm_ops) with (fastupdate = off);
analyze customer_texts;
drop index customers_text;
create function write_customer_text() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  words text := customer_text(new.name, new.phone, new.email);
  last record;
begin
  if tg_op = 'UPDATE' then
    update customer_texts set text = words where company_id = new.company_id and customer_id = new.id;
    return null;
  end if;
  select segment, place into last from customer_texts where company_id = new.company_id order by segment desc, place desc limit 1;
  if last.place < 8192 then
    insert into customer_texts values (new.company_id, new.id, last.segment, last.place + 1, words);
  else
    insert into customer_texts values (new.company_id, new.id, nextval('customer_segments'), 1, words);
  end if;
  return null;
end $$;
create trigger customers_text after insert on customers for each row execute function write_customer_text();
create trigger customers_text_again after update of name, phone, email on customers for each row
  when ((old.name, old.phone, old.email) is distinct from (new.name, new.phone, new.email))
  execute function write_customer_text();
--> statement-breakpoint

-- The newest `most` of the company that fit all patterns, by the words of its bookings or of its customers ("booking",
-- "customer"), ids alone: what may be read of them is the caller's own rights. The newest segments tell how common it is what
-- all the words together ask for. What is common is looked for on from segment to segment until there is enough of it; of what
-- is rare the index gives all at once. The conditions leave the planner the index of words alone: with another one it would
-- read all rows of a company for words that it takes for common.
create function search_texts(of_what text, patterns text[], most int) returns table (id uuid)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  probes constant int := 4;
  -- Of the 32,768 of the probes: as many more segments as a thousand would take then cost as much as all that fit at once.
  common constant int := 80;
  folded text[] := array(select fold_text(p) from unnest(patterns) p);
  -- What has no three letters in a row the index can't look up; asked for it, it would be read from end to end.
  fits text := (select string_agg(format(case when folded[at] ~ '[[:alnum:]]{3}| [[:alnum:]]{2}' then ' and t.text like $1[%s]'
    else ' and t.text || '''' like $1[%s]' end, at), '') from generate_subscripts(folded, 1) at);
  texts text := format('%I', of_what || '_texts');
  key text := format('%I', of_what || '_id');
  within_one text := format('cross join lateral (select t.%s as id from %s t where t.segment = s.segment %s
    order by t.place desc, t.%1$s desc limit $2) f limit $2', key, texts, fits);
  newest bigint[];
  found uuid[];
begin
  if cardinality(folded) = 0 then return; end if;
  execute format('select array(with recursive s as (
      select max(t.segment) as segment, 1 as nth from %1$s t where t.company_id = $1
      union all
      select (select max(t.segment) from %1$s t where t.company_id = $1 and t.segment < s.segment), s.nth + 1
        from s where s.nth < $2 and s.segment is not null)
    select s.segment from s where s.segment is not null)', texts) into newest using company, probes;
  execute 'select array(select f.id from unnest($3) s (segment) ' || within_one || ')' into found using folded, most, newest;
  return query select unnest(found);
  most := most - cardinality(found);
  if most <= 0 or cardinality(newest) < probes then return; end if;
  if cardinality(found) > common then
    return query execute format('with recursive segments as (
        select $4 as segment union all
        select (select max(t.segment) from %s t where t.company_id = $3 and t.segment < s.segment)
          from segments s where s.segment is not null)
      select f.id from (select segment from segments where segment < $4) s ', texts) || within_one
      using folded, most, company, newest[probes];
  else
    return query execute format('select t.%s from %s t where t.company_id = $3 and t.segment + 0 < $4 %s
      order by t.segment + 0 desc, t.place desc, t.%1$s desc limit $2', key, texts, fits) using folded, most, company, newest[probes];
  end if;
end $$;
create function search_bookings(patterns text[], most int) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id from search_texts('booking', patterns, most) s
$$;
create function search_customers(patterns text[], most int) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id from search_texts('customer', patterns, most) s
$$;
-- Whom one word fits: asked by what is found by its customer too.
create or replace function search_customers(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.customer_id from customer_texts t
    where t.company_id = nullif(current_setting('app.company_id', true), '')::uuid and t.text like fold_text(pattern)
$$;
alter function write_customer_text() owner to cater_definer;
alter function search_bookings(text[], int) owner to cater_definer;
alter function search_customers(text[], int) owner to cater_definer;
revoke all on function customer_text(text, text, text), write_customer_text(), search_texts(text, text[], int), search_bookings(text[], int),
  search_customers(text[], int) from public;
grant execute on function customer_text(text, text, text), search_texts(text, text[], int) to cater_definer;
grant execute on function search_bookings(text[], int), search_customers(text[], int) to cater_manager, cater_staff;
