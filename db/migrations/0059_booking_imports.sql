-- Bookings are brought along in a file too. What they were called and came to elsewhere stays with them as it was.
alter table imports drop constraint imports_kind_known,
  add constraint imports_kind_known check (kind in ('customers', 'menu', 'bookings')),
  -- What comes first in 06/07/2026, where the person said it.
  add column day_order text constraint imports_day_order_known check (day_order in ('day', 'month'));
grant update (day_order) on imports to cater_manager;
-- Another record that came with the row's own: the customer of a booking.
alter table import_rows add column made_id uuid;
create index import_rows_made on import_rows (company_id, made_id) where made_id is not null;
grant update (made_id) on import_rows to cater_manager;
alter table bookings
  add column their_reference text constraint bookings_their_reference_length check (length(btrim(their_reference)) between 1 and 80),
  add column their_total bigint constraint bookings_their_total check (their_total between 0 and 10000000000000),
  -- Over when it was brought along: history, of which nobody is asked anything.
  add column brought_along boolean not null default false
    constraint bookings_brought_along check (not brought_along or status in ('completed', 'cancelled'));
create index bookings_their_reference on bookings (company_id, their_reference) where their_reference is not null;
--> statement-breakpoint

create function bookings_theirs() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'What a booking was called elsewhere stays' using errcode = 'CT053';
  end if;
  if current_user not in ('cater_manager', 'cater_system') then
    raise exception 'Only an import says what a booking was called elsewhere' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger bookings_theirs before insert on bookings for each row
  when (new.their_reference is not null or new.their_total is not null or new.brought_along) execute function bookings_theirs();
create trigger bookings_theirs_stay before update of their_reference, their_total, brought_along on bookings for each row
  when ((old.their_reference, old.their_total, old.brought_along) is distinct from (new.their_reference, new.their_total, new.brought_along))
  execute function bookings_theirs();
-- A booking goes only with the import that brought it; one with a history stays, by the foreign keys.
create function bookings_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_system' and not exists (select from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = old.company_id and r.record_id = old.id and r.state = 'written' and i.kind = 'bookings' and i.status = 'undoing') then
    raise exception 'A booking goes only with the import that added it' using errcode = 'CT054';
  end if;
  return old;
end $$;
-- Before all other triggers of a deletion.
create trigger bookings_a_stay before delete on bookings for each row execute function bookings_stay();
grant delete on bookings to cater_system;
create or replace function customers_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_system' and not exists (select from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = old.company_id and r.record_id = old.id and r.outcome = 'new' and r.state = 'written' and i.status = 'undoing')
      and not exists (select from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = old.company_id and r.made_id = old.id and r.state = 'written' and i.status = 'undoing') then
    raise exception 'A customer goes only with the import that added them' using errcode = 'CT052';
  end if;
  return old;
end $$;
--> statement-breakpoint

-- Takes the next rows of imported bookings back, as far as nothing changed since; says at each that stays why. Gives how many it
-- looked at. The customer that came with a booking goes with it, unless something else is known of them by now.
create function take_bookings_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ record;
  why text;
  looked int := 0;
begin
  for row_ in select r.* from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and r.import_id = import and r.state = 'written' and i.kind = 'bookings' and i.status = 'undoing'
      order by r.line desc limit most loop
    looked := looked + 1;
    why := null;
    perform from bookings b where b.company_id = row_.company_id and b.id = row_.record_id and b.version = row_.record_version for update;
    if not found then
      why := 'Changed since the import.';
    else
      begin
        -- Its card on the board of enquiries came with it.
        delete from enquiries e where e.company_id = row_.company_id and e.booking_id = row_.record_id and e.version = 1;
        delete from bookings b where b.company_id = row_.company_id and b.id = row_.record_id;
      exception
        when foreign_key_violation then why := 'There are payments, messages or other records of it by now.';
      end;
    end if;
    if why is null and row_.made_id is not null then
      begin
        delete from customers c where c.company_id = row_.company_id and c.id = row_.made_id and c.version = 1;
      exception when foreign_key_violation then null;
      end;
    end if;
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = row_.company_id and r.import_id = import and r.line = row_.line;
  end loop;
  return looked;
end $$;
revoke all on function bookings_theirs(), bookings_stay(), take_bookings_back(uuid, int) from public;
grant execute on function take_bookings_back(uuid, int) to cater_system;
