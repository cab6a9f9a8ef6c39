-- What a company can take on at once: its own limits, days on which it doesn't cook, and who let an event go over them.
create table capacity_limits (
  company_id uuid primary key references companies (id),
  events_at_once smallint constraint capacity_limits_events check (events_at_once between 1 and 1000),
  covers_a_day integer constraint capacity_limits_covers check (covers_a_day between 1 and 100000),
  staff_a_day integer constraint capacity_limits_staff check (staff_a_day between 1 and 10000),
  opens smallint constraint capacity_limits_opens check (opens between 0 and 1439),
  closes smallint constraint capacity_limits_closes check (closes between 0 and 1439),
  version bigint not null default 1,
  constraint capacity_limits_hours check ((opens is null) = (closes is null))
);
create table blocked_days (
  company_id uuid not null references companies (id),
  day date not null,
  reason text not null constraint blocked_days_reason_length check (length(btrim(reason)) between 1 and 120),
  created_at timestamptz(3) not null default now(),
  primary key (company_id, day)
);
create table capacity_overrides (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  kinds text[] not null constraint capacity_overrides_kinds_known check (kinds <@ array['events', 'covers', 'staff', 'hours', 'blocked']),
  reason text not null constraint capacity_overrides_reason_length check (length(btrim(reason)) between 1 and 500),
  user_id uuid not null references users (id),
  xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz(3) not null default now(),
  foreign key (company_id, booking_id) references bookings (company_id, id)
);
create index capacity_overrides_booking on capacity_overrides (company_id, booking_id, created_at);
create index capacity_overrides_user on capacity_overrides (user_id);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['capacity_limits', 'blocked_days', 'capacity_overrides'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach who in array array['system', 'manager', 'staff'] loop
      execute format('create policy %I on %I for %s to %I using (%s)', who, t,
        case when who = 'staff' then 'select' else 'all' end, 'cater_' || who, company);
    end loop;
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
  end loop;
end $$;
-- Nobody signs for somebody else.
drop policy manager on capacity_overrides;
create policy manager on capacity_overrides for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and user_id = nullif(current_setting('app.user_id', true), '')::uuid);
grant select, insert, update on capacity_limits to cater_manager;
grant select on capacity_limits, blocked_days, capacity_overrides to cater_staff, cater_system;
grant insert on capacity_limits, blocked_days to cater_system;
grant select, insert, delete on blocked_days to cater_manager;
grant select, insert on capacity_overrides to cater_manager;
create trigger capacity_limits_touch before update on capacity_limits for each row execute function touch();
--> statement-breakpoint

-- People an event needs on the floor, by how it is served: one for each table of ten at a plated dinner, one for 25 guests at a buffet.
create function staff_needed(style text, guests int) returns int
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case style when 'pick_up' then 0 when 'drop_off' then 1
    else ceil(guests::numeric / case style when 'plated' then 10 when 'full_service' then 10 when 'family_style' then 15 else 25 end)::int end
$$;
--> statement-breakpoint

-- Whoever decides about a day decides after whoever did before: of many at once each sees what the last one made of it.
create function lock_capacity(company uuid, starts timestamptz, ends timestamptz) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare zone text := (select time_zone from companies where id = company);
  d date := (starts at time zone zone)::date;
begin
  while d <= ((ends - interval '1 microsecond') at time zone zone)::date loop
    perform pg_advisory_xact_lock(hashtextextended('capacity:' || company || ':' || d, 0));
    d := d + 1;
  end loop;
end $$;
--> statement-breakpoint

-- How full a time is without this booking, and what it would come to with it. The day is that of the start, on the
-- company's clock; a closed kitchen and a blocked day are about all of the event. "worse": more than the booking already holds.
create function capacity_of(company uuid, booking uuid, starts timestamptz, ends timestamptz, guests int, style text)
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
    from bookings b, place p
    where b.company_id = company and b.id is distinct from booking and b.status in ('confirmed', 'in_progress', 'completed')
      and b.starts_at < greatest(ends, (p.day + 1)::timestamp at time zone p.zone)
      and b.starts_at > least(starts, p.day::timestamp at time zone p.zone) - interval '1 day 1 hour'
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

-- The limits hold for every path and role; only a manager's signed reason in the same transaction goes over them.
create function booking_capacity() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare beyond text[];
begin
  if not exists (select from capacity_limits where company_id = new.company_id)
     and not exists (select from blocked_days where company_id = new.company_id) then
    return new;
  end if;
  perform lock_capacity(new.company_id, new.starts_at, new.ends_at);
  select array_agg(kind) into beyond
    from capacity_of(new.company_id, new.id, new.starts_at, new.ends_at, new.guests, new.service_style) where over and worse;
  if beyond is not null and not exists (select from capacity_overrides o where o.company_id = new.company_id
      and o.booking_id = new.id and o.xid = pg_current_xact_id() and beyond <@ o.kinds) then
    raise exception 'This is more than the company takes on at that time' using errcode = 'CT010';
  end if;
  return new;
end $$;
create trigger bookings_capacity before update of status, starts_at, ends_at, guests, service_style on bookings for each row
  when (new.status in ('confirmed', 'in_progress') and (old.status not in ('confirmed', 'in_progress')
    or (old.starts_at, old.ends_at, old.guests, old.service_style) is distinct from (new.starts_at, new.ends_at, new.guests, new.service_style)))
  execute function booking_capacity();
--> statement-breakpoint

revoke all on function staff_needed(text, int), lock_capacity(uuid, timestamptz, timestamptz),
  capacity_of(uuid, uuid, timestamptz, timestamptz, int, text), booking_capacity() from public;
grant execute on function staff_needed(text, int), lock_capacity(uuid, timestamptz, timestamptz),
  capacity_of(uuid, uuid, timestamptz, timestamptz, int, text) to cater_manager, cater_staff, cater_system;
--> statement-breakpoint

-- Open screens hear of other limits.
do $$
declare
  t text;
  how record;
begin
  foreach t in array array['capacity_limits', 'blocked_days'] loop
    for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
      execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function tell_live(''bookings'')',
        t || '_live_' || how.event, how.event, t, how.side);
    end loop;
  end loop;
end $$;
