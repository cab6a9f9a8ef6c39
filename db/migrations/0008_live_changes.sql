-- What happened to a company's rows, told to its open screens: one short line a statement, kept for minutes. A reader
-- hands back the snapshot of its last look and gets what has become visible since; committing late hides nothing,
-- because the lines carry their transaction and not a clock.
create table live_changes (
  id bigint generated always as identity primary key,
  company_id uuid not null,
  topic text not null check (length(topic) between 1 and 40),
  subject uuid,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default now()
);
create index live_changes_company on live_changes (company_id, xid);
create index live_changes_at on live_changes (at);
alter table live_changes enable row level security;
alter table live_changes force row level security;
create policy manager on live_changes for select to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
create policy staff on live_changes for select to cater_staff
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select on live_changes to cater_manager, cater_staff;
create policy definer on live_changes for all to cater_definer using (true) with check (true);
grant select, insert, delete on live_changes to cater_definer;
--> statement-breakpoint

-- One a statement and not one a row: a batch of thirty messages tells of its conversations once.
create function tell_live() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into live_changes (company_id, topic) select distinct company_id, tg_argv[0] from changed;
  return null;
end $$;
create function tell_live_talk() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into live_changes (company_id, topic, subject) select distinct company_id, 'messages', conversation_id from changed;
  return null;
end $$;
create function sweep_live_changes() returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint;
begin
  delete from live_changes where at < now() - interval '15 minutes';
  get diagnostics gone = row_count;
  return gone;
end $$;
alter function tell_live() owner to cater_definer;
alter function tell_live_talk() owner to cater_definer;
alter function sweep_live_changes() owner to cater_definer;
revoke all on function tell_live() from public;
revoke all on function tell_live_talk() from public;
revoke all on function sweep_live_changes() from public;
grant execute on function sweep_live_changes() to cater_runner;
--> statement-breakpoint

do $$
declare
  told record;
  how record;
begin
  for told in select * from (values
    ('bookings', 'bookings', 'tell_live'), ('booking_lines', 'bookings', 'tell_live'), ('payments', 'bookings', 'tell_live'),
    ('customers', 'customers', 'tell_live'), ('consents', 'customers', 'tell_live'),
    ('messages', 'messages', 'tell_live_talk'), ('conversations', 'messages', 'tell_live'),
    ('feedback', 'feedback', 'tell_live'), ('feedback_requests', 'feedback', 'tell_live'),
    ('cases', 'cases', 'tell_live'), ('case_events', 'cases', 'tell_live'), ('alerts', 'alerts', 'tell_live'),
    ('items', 'menu', 'tell_live'), ('services', 'menu', 'tell_live'), ('categories', 'menu', 'tell_live')
  ) as t (name, topic, teller) loop
    for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) as h (event, side) loop
      execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function %I(%L)',
        told.name || '_live_' || how.event, how.event, told.name, how.side, told.teller, told.topic);
    end loop;
  end loop;
end $$;
