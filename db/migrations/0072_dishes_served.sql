-- What is served: the dishes of an event, those within its packages among them, said once for whoever cooks, checks diets,
-- counts or asks about them. A line is a dish, or a package with what was chosen of it; a dish that stands in two of its
-- courses is served once.
create function dishes_of(item uuid, called text, choices jsonb) returns table (item_id uuid, name text, place int)
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select item, called, 0 where item is not null
  union all
  select (c.value ->> 'itemId')::uuid, min(c.value ->> 'name'), min(c.ordinality)::int
    from jsonb_array_elements(choices) with ordinality c group by 1
$$;
-- For how many people that is: those it was ordered for; of what has one price for the event, such as a package, its guests.
create function covers_of(unit text, feeds int, quantity int, guests int) returns int
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case unit when 'flat' then guests when 'tray' then quantity * coalesce(feeds, 1) else quantity end
$$;
create view dishes_served with (security_invoker = on) as
  select l.company_id, l.booking_id, l.id as line_id, d.item_id, d.name, l.package_id, l.position, d.place,
    covers_of(l.unit, l.feeds, l.quantity, coalesce(b.guaranteed_guests, b.guests)) as covers
  from booking_lines l join bookings b on b.company_id = l.company_id and b.id = l.booking_id
    cross join lateral dishes_of(l.item_id, l.name, l.choices) d;
revoke all on function dishes_of(uuid, text, jsonb), covers_of(text, int, int, int) from public;
grant execute on function dishes_of(uuid, text, jsonb), covers_of(text, int, int, int)
  to cater_manager, cater_staff, cater_client, cater_system, cater_definer;
grant select on dishes_served to cater_manager, cater_staff, cater_client, cater_system;
--> statement-breakpoint

-- What guests said is said of a dish, be it within a package; of a package as a whole nobody is asked any more.
alter table feedback_dishes add column item_id uuid, add foreign key (company_id, item_id) references items (company_id, id);
alter table feedback_dishes disable trigger user;
update feedback_dishes d set item_id = l.item_id from booking_lines l where l.company_id = d.company_id and l.id = d.line_id;
alter table feedback_dishes enable trigger user;
alter table feedback_dishes drop constraint feedback_dishes_once,
  add constraint feedback_dishes_once unique nulls not distinct (company_id, feedback_id, line_id, item_id);
create index feedback_dishes_item on feedback_dishes (company_id, item_id) where item_id is not null;
create function feedback_dish_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare line record;
begin
  select l.item_id, l.choices into line from booking_lines l where l.company_id = new.company_id and l.id = new.line_id;
  if line.item_id is not null then
    new.item_id := line.item_id;
  elsif new.item_id is null or not exists (select from dishes_of(null, null, line.choices) d where d.item_id = new.item_id) then
    raise exception 'This dish wasn''t served' using errcode = 'CT075';
  end if;
  return new;
end $$;
create trigger feedback_dishes_served before insert or update of line_id, item_id on feedback_dishes
  for each row execute function feedback_dish_guard();
revoke all on function feedback_dish_guard() from public;
--> statement-breakpoint

-- A dish is counted within its packages too; and what moved on the accounts is a figure like the others: the books of many years are
-- a sum of their days, not of all their postings.
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
  -- Once the event is agreed, on its day.
  (array['booking_lines l', 'bookings b'], $fact$
    select l.company_id, 'dish', (b.starts_at at time zone c.time_zone)::date, d.item_id::text, case when l.package_id is null then '' else 'package' end,
      1, case when l.package_id is null then l.amount else 0 end, 0, covers_of(l.unit, l.feeds, l.quantity, coalesce(b.guaranteed_guests, b.guests)), {sign}
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
  (array['feedback_dishes d', 'feedback f'], $fact$
    select d.company_id, 'liked', (f.given_at at time zone c.time_zone)::date, d.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, 0, {sign}
    from {feedback_dishes} d join {feedback} f on f.company_id = d.company_id and f.id = d.feedback_id join companies c on c.id = d.company_id
    where d.item_id is not null $fact$),
  (array['payments p'], $fact$
    select p.company_id, 'payment', (p.received_at at time zone c.time_zone)::date, p.status, p.method, 1, p.amount, 0, 0, {sign}
    from {payments} p join companies c on c.id = p.company_id $fact$),
  (array['cases k'], $fact$
    select k.company_id, 'case', (k.created_at at time zone c.time_zone)::date, k.reason, '', 1, 0, 0, 0, {sign}
    from {cases} k join companies c on c.id = k.company_id $fact$),
  -- What moved on each account on the day of the posting: debit above zero, and the debits alone.
  (array['posting_lines l', 'postings p'], $fact$
    select l.company_id, 'ledger', p.day, l.account, l.part, 1, l.amount, greatest(l.amount, 0), 0, {sign}
    from {posting_lines} l join {postings} p on p.company_id = l.company_id and p.id = l.posting_id $fact$)
$facts$;
call count_as_facts_say();
-- Not everybody who sees figures sees the books.
alter policy staff on stats using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and fact <> 'ledger');
alter policy staff on stat_deltas using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and fact <> 'ledger');
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
