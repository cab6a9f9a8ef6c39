-- Photos that the team takes at an event. Their files are in the store, by the photo's id; one that is taken away keeps its
-- row and its files for a day, so that it can be taken back.
create table booking_photos (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  width integer not null constraint booking_photos_width check (width between 1 and 10000),
  height integer not null constraint booking_photos_height check (height between 1 and 10000),
  removed_at timestamptz(3),
  created_by uuid not null references users (id),
  created_at timestamptz(3) not null default now(),
  constraint booking_photos_company_id unique (company_id, id),
  foreign key (company_id, booking_id) references bookings (company_id, id)
);
create index booking_photos_booking on booking_photos (company_id, booking_id, created_at, id) where removed_at is null;
create index booking_photos_created_by on booking_photos (created_by);
create index booking_photos_removed on booking_photos (company_id, removed_at) where removed_at is not null;
--> statement-breakpoint

do $$
declare
  who text;
  how record;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  alter table booking_photos enable row level security;
  alter table booking_photos force row level security;
  foreach who in array array['system', 'manager', 'staff'] loop
    execute format('create policy %I on booking_photos for all to %I using (%s)', who, 'cater_' || who, company);
  end loop;
  create trigger booking_photos_audit after insert or update or delete on booking_photos for each row execute function audit_row();
  for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
    execute format('create trigger %I after %s on booking_photos referencing %s table as changed for each statement execute function tell_live(''bookings'')',
      'booking_photos_live_' || how.event, how.event, how.side);
  end loop;
end $$;
grant select, insert, update (removed_at) on booking_photos to cater_manager, cater_staff;
grant select, insert, delete on booking_photos to cater_system;
--> statement-breakpoint

-- A booking holds thirty of them, however many arrive at once, and each is known to be of whoever added it.
create function booking_photo_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' and current_user in ('cater_manager', 'cater_staff') then
    new.created_by := nullif(current_setting('app.user_id', true), '')::uuid;
  end if;
  if new.removed_at is null then
    perform pg_advisory_xact_lock(714108, hashtext(new.booking_id::text));
    if (select count(*) from booking_photos p where p.company_id = new.company_id and p.booking_id = new.booking_id
      and p.removed_at is null and p.id <> new.id) >= 30 then
      raise exception 'A booking holds up to 30 photos' using errcode = 'CT080';
    end if;
  end if;
  return new;
end $$;
create trigger booking_photos_guard before insert or update of removed_at on booking_photos
  for each row execute function booking_photo_guard();
revoke all on function booking_photo_guard() from public;
