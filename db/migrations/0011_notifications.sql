-- Whom an alert is for: set when it is raised, by its kind and by what the company chose for that kind.
alter table alerts add column roles text[] not null default '{manager,staff}';
alter table alerts add constraint alerts_roles_known check (roles <@ array['manager', 'staff']);
update alerts set roles = '{manager}' where kind in ('sender_paused', 'unknown_recipient') or kind like 'template_%';
create index alerts_unsettled on alerts (company_id) where cleared_at is null;
drop policy manager on alerts;
drop policy staff on alerts;
create policy manager on alerts for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and 'manager' = any (roles));
create policy staff on alerts for all to cater_staff
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and 'staff' = any (roles));
revoke update on alerts from cater_manager;
grant delete on alerts to cater_system;
--> statement-breakpoint

-- A kind that a company sends to other roles than usual.
create table alert_routes (
  company_id uuid not null references companies (id),
  kind text not null,
  roles text[] not null constraint alert_routes_roles_known check (roles <@ array['manager', 'staff']),
  updated_at timestamptz(3) not null default now(),
  primary key (company_id, kind)
);
-- What each person has read.
create table alert_reads (
  company_id uuid not null references companies (id),
  user_id uuid not null references users (id),
  alert_id uuid not null references alerts (id) on delete cascade,
  read_at timestamptz(3) not null default now(),
  primary key (company_id, user_id, alert_id)
);
create index alert_reads_alert on alert_reads (alert_id);
-- Who wants one mail a day of what they haven't read; at an hour of the company's clock.
create table alert_digests (
  company_id uuid not null references companies (id),
  user_id uuid not null references users (id),
  hour smallint not null constraint alert_digests_hour check (hour between 0 and 23),
  told_on date,
  primary key (company_id, user_id)
);
--> statement-breakpoint

do $$
declare
  t text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  own constant text := company || ' and user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid';
begin
  foreach t in array array['alert_routes', 'alert_reads', 'alert_digests'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system on %I for all to cater_system using (%s) with check (%s)', t, company, company);
  end loop;
  execute format('create policy manager on alert_routes for all to cater_manager using (%s) with check (%s)', company, company);
  foreach t in array array['alert_reads', 'alert_digests'] loop
    execute format('create policy manager on %I for all to cater_manager using (%s) with check (%s)', t, own, own);
    execute format('create policy staff on %I for all to cater_staff using (%s) with check (%s)', t, own, own);
  end loop;
end $$;
grant select, insert, update (roles, updated_at), delete on alert_routes to cater_manager;
grant select on alert_routes to cater_system;
grant select, insert on alert_reads to cater_manager, cater_staff;
grant select on alert_reads to cater_system;
grant select, insert, update (hour), delete on alert_digests to cater_manager, cater_staff;
grant select, update (told_on) on alert_digests to cater_system;
create trigger alert_routes_audit after insert or update or delete on alert_routes for each row execute function audit_row();
--> statement-breakpoint

-- What somebody reads on one screen is read on the others.
create trigger alert_reads_live_insert after insert on alert_reads referencing new table as changed
  for each statement execute function tell_live('alerts');
