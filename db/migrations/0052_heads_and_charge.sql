-- A service charge on what the lines come to after discounts, taxed or not: the company's terms are those of a new booking,
-- and each booking keeps its own.
alter table companies
  add column service_charge_rate integer not null default 0 constraint companies_service_charge check (service_charge_rate between 0 and 5000),
  add column service_charge_taxed boolean not null default true,
  add column final_count_days smallint not null default 3 constraint companies_final_count check (final_count_days between 0 and 30);
grant select (service_charge_rate, service_charge_taxed, final_count_days) on companies to cater_client, cater_staff;
alter table bookings
  add column service_charge_rate integer not null default 0 constraint bookings_service_charge_rate check (service_charge_rate between 0 and 5000),
  add column service_charge_taxed boolean not null default true,
  add column service_charge bigint not null default 0,
  -- Of the guests, how many are children; and meals for the band, the photographer, the drivers, who are no guests.
  add column children integer not null default 0,
  add column vendor_meals integer not null default 0 constraint bookings_vendor_meals check (vendor_meals between 0 and 1000),
  add column billed_guests integer constraint bookings_billed check (billed_guests between 1 and 1000);
alter table bookings
  drop constraint bookings_deposit,
  drop constraint bookings_paid,
  alter column total set expression as (menu_total + service_total - discount + service_charge + tax_total),
  add constraint bookings_service_charge check (service_charge = round((menu_total + service_total - discount) * service_charge_rate / 10000.0)),
  add constraint bookings_deposit check (deposit <= menu_total + service_total - discount + service_charge + tax_total),
  add constraint bookings_paid check (paid between 0 and menu_total + service_total - discount + service_charge + tax_total),
  add constraint bookings_children check (children between 0 and greatest(guests, coalesce(guaranteed_guests, 0)));
grant update (children, vendor_meals) on bookings to cater_client;
--> statement-breakpoint

create function service_charge_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  rate int;
  taxed boolean;
begin
  if tg_op = 'INSERT' then
    if current_user in ('cater_client', 'cater_staff') then
      select c.service_charge_rate, c.service_charge_taxed into rate, taxed from companies c where c.id = new.company_id;
    end if;
    if current_user = 'cater_client' then
      new.service_charge_rate := rate;
      new.service_charge_taxed := taxed;
    end if;
  else
    rate := old.service_charge_rate;
    taxed := old.service_charge_taxed;
    if (new.service_charge_rate, new.service_charge_taxed) is not distinct from (rate, taxed) then return new; end if;
    if old.status in ('completed', 'cancelled') then
      raise exception 'A % booking is closed for changes', old.status using errcode = 'CT003';
    end if;
  end if;
  if current_user = 'cater_staff' then
    if (new.service_charge_rate, new.service_charge_taxed) is distinct from (rate, taxed)
       and not exists (select from companies c where c.id = new.company_id and c.staff_prices) then
      raise exception 'In this company only managers change prices' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
create trigger bookings_service_charge before insert or update of service_charge_rate, service_charge_taxed on bookings
  for each row execute function service_charge_guard();
revoke all on function service_charge_guard() from public;
--> statement-breakpoint

-- What a line's quantity follows: all guests, those who are no children, the children, or the vendors' meals.
alter table booking_lines add column whom text not null default 'guests'
  constraint booking_lines_whom_known check (whom in ('guests', 'adults', 'children', 'vendors'));
grant update (whom) on booking_lines to cater_client;
--> statement-breakpoint

-- The final count is due when the day ends that lies so many business days before the event's, on the company's calendar.
create function final_count_due(starts timestamptz, days int, zone text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  day date := (starts at time zone zone)::date;
  left_over int := days;
begin
  while left_over > 0 loop
    day := day - 1;
    if extract(isodow from day) < 6 then left_over := left_over - 1; end if;
  end loop;
  return (day + 1)::timestamp at time zone zone;
end $$;
-- From then on it may only rise; a manager goes below it with a reason in the same transaction, as with the minimum order.
alter table capacity_overrides drop constraint capacity_overrides_kinds_known;
alter table capacity_overrides add constraint capacity_overrides_kinds_known
  check (kinds <@ array['events', 'covers', 'staff', 'hours', 'blocked', 'order_total', 'order_guests', 'final_count']);
create function final_count_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user not in ('cater_manager', 'cater_staff', 'cater_system') then return new; end if;
  if now() >= (select final_count_due(new.starts_at, c.final_count_days, c.time_zone) from companies c where c.id = new.company_id)
     and not exists (select from capacity_overrides o where o.company_id = new.company_id and o.booking_id = new.id
       and o.xid = pg_current_xact_id() and 'final_count' = any (o.kinds)) then
    raise exception 'After the final count the guests only become more' using errcode = 'CT033';
  end if;
  return new;
end $$;
-- After the guard, which says first whose the number is.
create trigger bookings_less_guests before update of guests, guaranteed_guests on bookings for each row
  when (old.status in ('confirmed', 'in_progress') and coalesce(new.guaranteed_guests, new.guests) < coalesce(old.guaranteed_guests, old.guests))
  execute function final_count_guard();
revoke all on function final_count_due(timestamptz, int, text), final_count_guard() from public;
grant execute on function final_count_due(timestamptz, int, text) to cater_manager, cater_staff, cater_system;
--> statement-breakpoint

-- The kitchen cooks for the final count where there is one.
create or replace function booking_capacity() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare beyond text[];
begin
  if not exists (select from capacity_limits where company_id = new.company_id)
     and not exists (select from blocked_days where company_id = new.company_id) then
    return new;
  end if;
  perform lock_capacity(new.company_id, new.starts_at, new.ends_at);
  select array_agg(kind) into beyond from capacity_of(new.company_id, new.id, new.starts_at, new.ends_at,
    coalesce(new.guaranteed_guests, new.guests), new.service_style) where over and worse;
  if beyond is not null and not exists (select from capacity_overrides o where o.company_id = new.company_id
      and o.booking_id = new.id and o.xid = pg_current_xact_id() and beyond <@ o.kinds) then
    raise exception 'This is more than the company takes on at that time' using errcode = 'CT010';
  end if;
  return new;
end $$;
drop trigger bookings_capacity on bookings;
create trigger bookings_capacity before update of status, starts_at, ends_at, guests, guaranteed_guests, service_style on bookings for each row
  when (new.status in ('confirmed', 'in_progress') and (old.status not in ('confirmed', 'in_progress')
    or (old.starts_at, old.ends_at, coalesce(old.guaranteed_guests, old.guests), old.service_style)
      is distinct from (new.starts_at, new.ends_at, coalesce(new.guaranteed_guests, new.guests), new.service_style)))
  execute function booking_capacity();
--> statement-breakpoint

-- Children and vendors' meals matter to who cooks and who serves, as guests do. What was agreed keeps its version until
-- something changes: its snapshot has none of them, and neither has the new one where there are none.
create or replace function booking_snapshot(company uuid, booking uuid) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
  select jsonb_strip_nulls(jsonb_build_object('customer_id', b.customer_id, 'event_name', b.event_name, 'event_type', b.event_type,
      'service_style', b.service_style, 'starts_at', b.starts_at, 'ends_at', b.ends_at, 'venue', b.venue, 'venue_address', b.venue_address,
      'guests', b.guests, 'guaranteed_guests', b.guaranteed_guests, 'children', nullif(b.children, 0), 'vendor_meals', nullif(b.vendor_meals, 0),
      'dietary', b.dietary, 'special_requests', b.special_requests,
      'cancelled', case when b.status = 'cancelled' then true end))
    || coalesce((select jsonb_object_agg('line:' || l.id, jsonb_strip_nulls(jsonb_build_object('kind', l.kind, 'name', l.name,
        'quantity', l.quantity, 'unit', l.unit, 'notes', l.notes, 'choices', l.choices)))
      from booking_lines l where l.company_id = company and l.booking_id = booking), '{}')
  from bookings b where b.company_id = company and b.id = booking
$$;
create or replace function who_must_know(key text, value jsonb) returns text[]
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when key in ('starts_at', 'ends_at', 'special_requests', 'cancelled') then array['kitchen', 'service', 'driver']
    when key in ('venue', 'venue_address') then array['service', 'driver']
    when key in ('guests', 'guaranteed_guests', 'children', 'vendor_meals', 'dietary', 'service_style') then array['kitchen', 'service']
    when key like 'line:%' then case value ->> 'kind' when 'service' then array['service', 'driver'] else array['kitchen', 'service'] end
    else array[]::text[] end
$$;
drop trigger bookings_versions on bookings;
create constraint trigger bookings_versions after insert or update of status, customer_id, event_name, event_type, service_style, starts_at,
    ends_at, venue, venue_address, guests, guaranteed_guests, children, vendor_meals, dietary, special_requests on bookings
  deferrable initially deferred for each row when (new.status in ('confirmed', 'in_progress', 'cancelled')) execute function keep_version();
