-- What follows a booking or a customer is written once for all that one statement adds: an import of ten thousand paid for a search
-- for the end of the texts, for its customer's row and for the plans of all these questions with each of its rows.

-- Dues are looked for only where there may be some: of what nobody agreed to nothing is due.
drop trigger bookings_dues_made on bookings;
create trigger bookings_dues_made after insert on bookings for each row
  when (not new.brought_along and (new.status in ('confirmed', 'in_progress', 'completed') or (new.status = 'quoted' and new.agreed_at is not null)))
  execute function keep_dues();
--> statement-breakpoint

-- Where so many further texts of a company go: the numbers of the segments that begin with them, and the place of the one before them,
-- counted from the beginning of the last segment that there is.
create function text_room(of_what text, company uuid, further int, out last_segment bigint, out last_place int, out fresh bigint[])
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('select segment, place from %I where company_id = $1 order by segment desc, place desc limit 1', of_what || '_texts')
    into last_segment, last_place using company;
  last_place := coalesce(last_place, 8192);
  select array_agg(nextval((of_what || '_segments')::regclass)) into fresh from generate_series(1, (last_place + further - 1) / 8192);
end $$;
create function write_booking_texts() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  with room as materialized (select c.company_id, r.* from (select company_id, count(*)::int as n from added group by 1) c
      cross join lateral text_room('booking', c.company_id, c.n) r),
    placed as (select a.company_id, a.id, r.last_segment, r.fresh,
      r.last_place + row_number() over (partition by a.company_id order by a.id)::int as at from room r join added a on a.company_id = r.company_id)
  insert into booking_texts (company_id, booking_id, segment, place, text)
    select p.company_id, p.id, case when p.at <= 8192 then p.last_segment else p.fresh[(p.at - 1) / 8192] end, (p.at - 1) % 8192 + 1, booking_words(b)
    from placed p join bookings b on b.company_id = p.company_id and b.id = p.id;
  return null;
end $$;
create function write_new_customer_texts() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  with room as materialized (select c.company_id, r.* from (select company_id, count(*)::int as n from added group by 1) c
      cross join lateral text_room('customer', c.company_id, c.n) r),
    placed as (select a.company_id, a.id, customer_text(a.name, a.phone, a.email) as text, r.last_segment, r.fresh,
      r.last_place + row_number() over (partition by a.company_id order by a.id)::int as at from room r join added a on a.company_id = r.company_id)
  insert into customer_texts (company_id, customer_id, segment, place, text)
    select p.company_id, p.id, case when p.at <= 8192 then p.last_segment else p.fresh[(p.at - 1) / 8192] end, (p.at - 1) % 8192 + 1, p.text from placed p;
  return null;
end $$;
create or replace function write_booking_text() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  words text := booking_words(new);
begin
  update booking_texts set text = words where company_id = new.company_id and booking_id = new.id and text <> words;
  return null;
end $$;
create or replace function write_customer_text() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update customer_texts set text = customer_text(new.name, new.phone, new.email) where company_id = new.company_id and customer_id = new.id;
  return null;
end $$;
drop trigger bookings_text on bookings;
create trigger bookings_text after insert on bookings referencing new table as added for each statement execute function write_booking_texts();
drop trigger customers_text on customers;
create trigger customers_text after insert on customers referencing new table as added for each statement execute function write_new_customer_texts();
--> statement-breakpoint

-- The latest event of those whose bookings came or went, all of them at once and always in the same order.
create function keep_last_events() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update customers c set last_event_at = a.latest
      from (select company_id, customer_id, max(starts_at) as latest from changed where status <> 'cancelled' group by 1, 2) a
      where c.company_id = a.company_id and c.id = a.customer_id and c.last_event_at < a.latest;
    return null;
  end if;
  -- Waits for bookings that are being added for them: the next statement sees those.
  perform from customers c where (c.company_id, c.id) in (select company_id, customer_id from changed) order by c.id for update;
  update customers c set last_event_at = found.latest
    from (select w.company_id, w.customer_id, coalesce((select max(b.starts_at) from bookings b
        where b.company_id = w.company_id and b.customer_id = w.customer_id and b.status <> 'cancelled'), '-infinity') as latest
      from (select distinct company_id, customer_id from changed) w) found
    where c.company_id = found.company_id and c.id = found.customer_id and c.last_event_at is distinct from found.latest;
  return null;
end $$;
create or replace function keep_last_event() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose uuid;
begin
  for whose in select distinct c from unnest(array[new.customer_id, old.customer_id]) c order by 1 loop
    -- Waits for bookings that are being added for them: the next statement sees those.
    perform from customers where company_id = old.company_id and id = whose for update;
    update customers set last_event_at = found.latest
      from (select coalesce(max(b.starts_at), '-infinity') as latest from bookings b
        where b.company_id = old.company_id and b.customer_id = whose and b.status <> 'cancelled') found
      where company_id = old.company_id and id = whose and last_event_at is distinct from found.latest;
  end loop;
  return null;
end $$;
drop trigger bookings_last_event on bookings;
create trigger bookings_last_event after insert on bookings referencing new table as changed for each statement execute function keep_last_events();
create trigger bookings_last_event_gone after delete on bookings referencing old table as changed for each statement
  execute function keep_last_events();
--> statement-breakpoint

-- Each booking that begins has its card on the board: the enquiry that it is made of, or one of its own.
create function enquiries_of_bookings() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted uuid := nullif(current_setting('app.enquiry_id', true), '')::uuid;
  portal boolean := current_setting('role', true) = 'cater_client';
  made uuid;
begin
  if wanted is not null and exists (select from added) then
    perform set_config('app.enquiry_id', '', true);
    select a.id into made from added a order by a.id limit 1;
    update enquiries e set booking_id = a.id, customer_id = a.customer_id,
        answered_at = coalesce(e.answered_at, now()), answered_by = coalesce(e.answered_by, 'phone'),
        stage = case when a.status = 'quoted' or e.stage = 'lost' then 'proposal' else e.stage end,
        lost_reason = null, lost_note = null
      from added a where a.id = made and e.company_id = a.company_id and e.id = wanted and e.booking_id is null and e.stage <> 'won';
    if not found then
      raise exception 'This enquiry has its booking already' using errcode = 'CT022';
    end if;
  end if;
  insert into enquiries (id, company_id, stage, source, name, customer_id, booking_id, answered_at, answered_by, told_at, created_by)
    select gen_random_uuid(), a.company_id, case a.status when 'quoted' then 'proposal' else 'inquiry' end,
      case when portal then 'portal' else 'office' end, left(c.name, 120), a.customer_id, a.id,
      case when not portal then now() end, case when not portal then 'phone' end,
      case when not portal then now() end, a.created_by
    from added a join customers c on c.company_id = a.company_id and c.id = a.customer_id
    where a.status in ('enquiry', 'quoted') and a.id is distinct from made;
  return null;
end $$;
create or replace function enquiry_of_booking() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.customer_id <> old.customer_id then
    update enquiries set customer_id = new.customer_id where company_id = new.company_id and booking_id = new.id;
  end if;
  if new.status = old.status then return null; end if;
  if new.status = 'quoted' then
    update enquiries set stage = 'proposal', stage_at = now(), answered_at = coalesce(answered_at, now()), answered_by = coalesce(answered_by, 'message')
      where company_id = new.company_id and booking_id = new.id and stage in ('inquiry', 'consultation');
  elsif new.status = 'confirmed' then
    update enquiries set stage = 'won', stage_at = now(), lost_reason = null, lost_note = null, follow_up_on = null, follow_up_note = null,
        answered_at = coalesce(answered_at, now()), answered_by = coalesce(answered_by, 'phone')
      where company_id = new.company_id and booking_id = new.id and stage <> 'won';
  elsif new.status = 'cancelled' then
    update enquiries set stage = 'lost', stage_at = now(), follow_up_on = null, follow_up_note = null,
        lost_reason = coalesce(nullif(current_setting('app.lost_reason', true), ''), 'called_off'), lost_note = left(new.cancel_reason, 500)
      where company_id = new.company_id and booking_id = new.id and stage not in ('won', 'lost');
    perform set_config('app.lost_reason', '', true);
  end if;
  return null;
end $$;
drop trigger bookings_enquiry_made on bookings;
create trigger bookings_enquiry_made after insert on bookings referencing new table as added for each statement execute function enquiries_of_bookings();
--> statement-breakpoint

-- As before. The one row of the import is looked up first: joined, all that were written were read through for each that goes.
create or replace function bookings_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_system' and not exists (select from import_rows r where r.company_id = old.company_id and r.record_id = old.id
      and r.state = 'written' and (select i.kind = 'bookings' and i.status = 'undoing' from imports i where i.company_id = r.company_id and i.id = r.import_id)) then
    raise exception 'A booking goes only with the import that added it' using errcode = 'CT054';
  end if;
  return old;
end $$;
create or replace function customers_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_system' and not exists (select from import_rows r where r.company_id = old.company_id and r.record_id = old.id
      and r.outcome = 'new' and r.state = 'written' and (select i.status = 'undoing' from imports i where i.company_id = r.company_id and i.id = r.import_id))
    and not exists (select from import_rows r where r.company_id = old.company_id and r.made_id = old.id
      and r.state = 'written' and (select i.status = 'undoing' from imports i where i.company_id = r.company_id and i.id = r.import_id)) then
    raise exception 'A customer goes only with the import that added them' using errcode = 'CT052';
  end if;
  return old;
end $$;
--> statement-breakpoint

-- Takes one row of an import of bookings back; gives why it stays, if it does.
create function take_booking_back(row_ import_rows) returns text
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  numbers text;
  taken_back constant text := 'It came in an import that was taken back.';
begin
  perform from bookings b where b.company_id = row_.company_id and b.id = row_.record_id and b.version = row_.record_version for update;
  if not found then return 'Changed since the import.'; end if;
  if exists (select from payments p where p.company_id = row_.company_id and p.booking_id = row_.record_id and p.method = 'brought_along'
      and p.status = 'received') then
    -- A receipt keeps its number, so it is declared void and the booking is called off instead of going.
    select string_agg(r.reference, ', ' order by r.reference) into numbers from receipts r where r.company_id = row_.company_id
      and r.id in (select p.receipt_id from payments p where p.company_id = row_.company_id and p.booking_id = row_.record_id);
    update payments p set status = 'void', reason = taken_back
      where p.company_id = row_.company_id and p.booking_id = row_.record_id and p.method = 'brought_along' and p.status = 'received';
    update receipts r set void_reason = taken_back, voided_at = now() where r.company_id = row_.company_id and r.voided_at is null
      and r.id in (select p.receipt_id from payments p where p.company_id = row_.company_id and p.booking_id = row_.record_id and p.method = 'brought_along');
    update bookings b set status = 'cancelled', cancelled_at = now(), cancel_reason = taken_back
      where b.company_id = row_.company_id and b.id = row_.record_id;
    return 'It was called off and its receipt ' || numbers || ' declared void, since receipts are never deleted.';
  end if;
  begin
    -- Its card on the board of enquiries came with it.
    delete from enquiries e where e.company_id = row_.company_id and e.booking_id = row_.record_id and e.version = 1;
    delete from bookings b where b.company_id = row_.company_id and b.id = row_.record_id;
  exception
    when foreign_key_violation then return 'There are payments, messages or other records of it by now.';
  end;
  if row_.made_id is not null then
    begin
      delete from customers c where c.company_id = row_.company_id and c.id = row_.made_id and c.version = 1;
    exception when foreign_key_violation then null;
    end;
  end if;
  return null;
end $$;

-- The next rows, from the last line on: those of which nothing has come since go at once, of the others each has its own reason to stay.
create or replace function take_bookings_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  batch import_rows[];
  plain import_rows[];
  ids uuid[];
  row_ import_rows;
  why text;
begin
  batch := array(select r from import_rows r where r.company_id = company and r.import_id = import and r.state = 'written'
    and exists (select from imports i where i.company_id = company and i.id = import and i.kind = 'bookings' and i.status = 'undoing')
    order by r.line desc limit most);
  if cardinality(batch) = 0 then return 0; end if;
  ids := array(select t.record_id from unnest(batch) t);
  perform from bookings b where b.company_id = company and b.id = any (ids) order by b.id for update;
  plain := array(select t from unnest(batch) t
    where (t.record_id, t.record_version) in (select b.id, b.version from bookings b where b.company_id = company and b.id = any (ids))
      and t.record_id not in (select p.booking_id from payments p where p.company_id = company and p.booking_id = any (ids)));
  ids := array(select t.record_id from unnest(plain) t);
  begin
    delete from enquiries e where e.company_id = company and e.booking_id = any (ids) and e.version = 1;
    delete from bookings b where b.company_id = company and b.id = any (ids);
    delete from customers c where c.company_id = company and c.version = 1 and c.id = any (array(select t.made_id from unnest(plain) t where t.made_id is not null));
    update import_rows r set state = 'undone', reason = null
      where r.company_id = company and r.import_id = import and r.line = any (array(select t.line from unnest(plain) t));
  exception
    -- There are records of one of them by now: which, is found one by one.
    when foreign_key_violation then plain := '{}';
  end;
  foreach row_ in array batch loop
    continue when row_.line in (select t.line from unnest(plain) t);
    why := take_booking_back(row_);
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = company and r.import_id = import and r.line = row_.line;
  end loop;
  return cardinality(batch);
end $$;
--> statement-breakpoint

do $$
declare
  f text;
begin
  foreach f in array array['write_booking_texts()', 'write_new_customer_texts()', 'keep_last_events()', 'enquiries_of_bookings()', 'text_room(text, uuid, int)'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke all on function take_booking_back(import_rows) from public;
grant execute on function take_booking_back(import_rows) to cater_system;
select hold_new_roles_too();
select triggers_stand_back();
