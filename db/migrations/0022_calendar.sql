-- Who works at an event, when the team arrived there, calendars that people subscribe to, diets that the search finds.
create table booking_staff (
  company_id uuid not null,
  booking_id uuid not null,
  user_id uuid not null,
  created_at timestamptz(3) not null default now(),
  primary key (company_id, booking_id, user_id),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  foreign key (company_id, user_id) references memberships (company_id, user_id) on delete cascade
);
create index booking_staff_user on booking_staff (company_id, user_id);
alter table bookings add column arrived_at timestamptz(3);
-- A client's enquiry has none, whatever it is inserted with.
alter table bookings add constraint bookings_arrived check (arrived_at is null or status not in ('enquiry', 'quoted')) not valid;
alter table bookings validate constraint bookings_arrived;
create table calendar_feeds (
  id uuid primary key,
  company_id uuid not null,
  user_id uuid not null,
  token_hash text not null unique constraint calendar_feeds_hash_form check (token_hash ~ '^[0-9a-f]{64}$'),
  scope text not null constraint calendar_feeds_scope_known check (scope in ('all', 'mine')),
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  foreign key (company_id, user_id) references memberships (company_id, user_id) on delete cascade,
  constraint calendar_feeds_one unique (company_id, user_id)
);
--> statement-breakpoint

do $$
declare
  t text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  own constant text := company || ' and user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid';
begin
  foreach t in array array['booking_staff', 'calendar_feeds'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
  end loop;
  execute format('create policy system on booking_staff for all to cater_system using (%s)', company);
  execute format('create policy manager on booking_staff for all to cater_manager using (%s)', company);
  execute format('create policy staff on booking_staff for all to cater_staff using (%s)', company);
  execute format('create policy manager on calendar_feeds for all to cater_manager using (%s)', own);
  execute format('create policy staff on calendar_feeds for all to cater_staff using (%s)', own);
end $$;
-- Whoever asks for a feed is nobody yet: only its token says whose it is.
create policy auth on calendar_feeds for all to cater_auth using (true);
grant select, insert, delete on booking_staff to cater_manager, cater_staff, cater_system;
grant select (id, company_id, user_id, scope, created_at, read_at), insert, delete on calendar_feeds to cater_manager, cater_staff;
grant select, update (read_at) on calendar_feeds to cater_auth;
--> statement-breakpoint

do $$
declare how record;
begin
  for how in select * from (values ('insert', 'new'), ('delete', 'old')) v(event, side) loop
    execute format('create trigger %I after %s on booking_staff referencing %s table as changed for each statement execute function tell_live(''bookings'')',
      'booking_staff_live_' || how.event, how.event, how.side);
  end loop;
end $$;
--> statement-breakpoint

-- "peanut" finds the events at which somebody can't eat them. An index of its own: most bookings say nothing.
create index bookings_diets_text on bookings using gin (fold_text(' ' || dietary) gin_trgm_ops) where dietary is not null;
create or replace function search_bookings(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and fold_text(' ' || b.reference || ' ' || b.event_name || ' ' || b.venue) like fold_text(pattern)
  union
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and b.dietary is not null and fold_text(' ' || b.dietary) like fold_text(pattern)
  union
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and b.customer_id in (select c.id from customers c
        where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
          and fold_text(' ' || c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) like fold_text(pattern))
$$;
