-- The least that an order comes to, by season and by weekday. Of those that cover an event's day one holds: a season goes
-- before what has no end, weekdays before every day, then the one that began last.
create table order_minimums (
  id uuid primary key,
  company_id uuid not null references companies (id),
  weekdays smallint[] not null default '{}' constraint order_minimums_weekdays check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  valid_from date not null,
  valid_to date constraint order_minimums_dates check (valid_to >= valid_from),
  least_total bigint constraint order_minimums_total check (least_total between 1 and 100000000000),
  least_guests integer constraint order_minimums_guests check (least_guests between 1 and 1000),
  created_at timestamptz(3) not null default now(),
  constraint order_minimums_some check (least_total is not null or least_guests is not null)
);
create index order_minimums_from on order_minimums (company_id, valid_from);
alter table capacity_overrides drop constraint capacity_overrides_kinds_known;
alter table capacity_overrides add constraint capacity_overrides_kinds_known
  check (kinds <@ array['events', 'covers', 'staff', 'hours', 'blocked', 'order_total', 'order_guests']);
--> statement-breakpoint

do $$
declare
  who text;
  how record;
begin
  alter table order_minimums enable row level security;
  alter table order_minimums force row level security;
  foreach who in array array['system', 'manager', 'staff'] loop
    execute format('create policy %I on order_minimums for %s to %I using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)',
      who, case when who = 'staff' then 'select' else 'all' end, 'cater_' || who);
  end loop;
  create trigger order_minimums_audit after insert or update or delete on order_minimums for each row execute function audit_row();
  -- Open screens hear of another minimum.
  for how in select * from (values ('insert', 'new'), ('delete', 'old')) v(event, side) loop
    execute format('create trigger %I after %s on order_minimums referencing %s table as changed for each statement execute function tell_live(''bookings'')',
      'order_minimums_live_' || how.event, how.event, how.side);
  end loop;
end $$;
grant select, insert, delete on order_minimums to cater_manager;
grant select on order_minimums to cater_staff;
grant select, insert on order_minimums to cater_system;
--> statement-breakpoint

-- The minimum that holds for an event that begins then, on the company's calendar; no row where there is none.
create function order_minimum_of(company uuid, starts timestamptz) returns table (least_total bigint, least_guests int, day date)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select m.least_total, m.least_guests, p.day
  from (select (starts at time zone c.time_zone)::date as day from companies c where c.id = company) p
    join order_minimums m on m.company_id = company and p.day >= m.valid_from and (m.valid_to is null or p.day <= m.valid_to)
      and (m.weekdays = '{}' or extract(isodow from p.day)::smallint = any (m.weekdays))
  order by m.valid_to is null, m.weekdays = '{}', m.valid_from desc, m.created_at desc, m.id desc limit 1
$$;
--> statement-breakpoint

-- It holds for every path and role at the moment of confirming; only a manager's signed reason in the same transaction goes
-- below it. What an order comes to is its lines less discounts, before tax.
create function booking_minimum() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare below text[];
begin
  select array_remove(array[case when new.menu_total + new.service_total - new.discount < m.least_total then 'order_total' end,
      case when new.guests < m.least_guests then 'order_guests' end], null) into below
    from order_minimum_of(new.company_id, new.starts_at) m;
  if cardinality(below) > 0 and not exists (select from capacity_overrides o where o.company_id = new.company_id
      and o.booking_id = new.id and o.xid = pg_current_xact_id() and below <@ o.kinds) then
    raise exception 'This is less than the company''s minimum order' using errcode = 'CT032';
  end if;
  return new;
end $$;
create trigger bookings_minimum before update of status on bookings for each row
  when (new.status = 'confirmed' and old.status not in ('confirmed', 'in_progress')) execute function booking_minimum();
revoke all on function order_minimum_of(uuid, timestamptz), booking_minimum() from public;
grant execute on function order_minimum_of(uuid, timestamptz) to cater_manager, cater_staff, cater_system;
