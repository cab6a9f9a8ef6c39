-- Bookings with a late payment are listed in the order of their events. Which are late is told by the day of their first payment that
-- is still to come, so that one stands beside the event's moment: an index has them as they are shown, however many there are.
alter table payment_dues add column event_at timestamptz, add column earliest boolean not null default false;
alter table payment_dues no force row level security;
alter table payment_dues disable trigger user;
update payment_dues d set event_at = b.starts_at,
    earliest = d.due_on = (select min(o.due_on) from payment_dues o where o.company_id = d.company_id and o.booking_id = d.booking_id)
  from bookings b where b.company_id = d.company_id and b.id = d.booking_id;
alter table payment_dues enable trigger user;
alter table payment_dues force row level security;
alter table payment_dues alter column event_at set not null;
create index payment_dues_late on payment_dues (company_id, event_at, booking_id, due_on) where earliest;
--> statement-breakpoint

create or replace function keep_dues() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from payment_dues where company_id = old.company_id and booking_id = old.id;
    return old;
  end if;
  with due as materialized (select d.due_on, d.amount, d.due_on = min(d.due_on) over () as earliest from dues_of(new) d),
    settled as (delete from payment_dues d where d.company_id = new.company_id and d.booking_id = new.id and d.due_on not in (select due_on from due))
  insert into payment_dues as d (company_id, booking_id, due_on, amount, event_at, earliest)
    select new.company_id, new.id, due_on, amount, new.starts_at, earliest from due
    on conflict (company_id, booking_id, due_on) do update
      set amount = excluded.amount, event_at = excluded.event_at, earliest = excluded.earliest
      where (d.amount, d.event_at, d.earliest) is distinct from (excluded.amount, excluded.event_at, excluded.earliest);
  return null;
end $$;

create or replace function dues_of_zone() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from payment_dues where company_id = new.id;
  insert into payment_dues (company_id, booking_id, due_on, amount, event_at, earliest)
    select b.company_id, b.id, d.due_on, d.amount, b.starts_at, d.due_on = min(d.due_on) over (partition by b.id)
    from bookings b, dues_of(b) d where b.company_id = new.id and b.paid + b.taken_off < b.total;
  return null;
end $$;
