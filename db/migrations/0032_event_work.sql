-- What has to be done for an event: a company's usual tasks, and the tasks of one booking with whose they are and when they are due.
create table task_templates (
  id uuid primary key,
  company_id uuid not null references companies (id),
  title text not null constraint task_templates_title_length check (length(btrim(title)) between 1 and 120),
  for_role text constraint task_templates_for_role_known check (for_role in ('manager', 'staff')),
  event_type text constraint task_templates_event_type_known check (event_type in ('wedding', 'engagement', 'birthday', 'corporate', 'conference', 'funeral', 'outdooring', 'graduation', 'church', 'private_dinner', 'other')),
  service_style text constraint task_templates_service_style_known check (service_style in ('buffet', 'plated', 'family_style', 'stations', 'cocktail', 'drop_off', 'pick_up', 'full_service')),
  due_from text not null constraint task_templates_due_from_known check (due_from in ('start', 'confirmation')),
  due_amount integer not null constraint task_templates_due_amount check (due_amount between -1000 and 1000),
  due_unit text not null constraint task_templates_due_unit_known check (due_unit in ('hours', 'days')),
  created_at timestamptz(3) not null default now(),
  version bigint not null default 1,
  constraint task_templates_company_id unique (company_id, id)
);
create table booking_tasks (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  template_id uuid,
  title text not null constraint booking_tasks_title_length check (length(btrim(title)) between 1 and 120),
  for_role text constraint booking_tasks_for_role_known check (for_role in ('manager', 'staff')),
  assignee_id uuid,
  due_at timestamptz(3),
  due_from text constraint booking_tasks_due_from_known check (due_from in ('start', 'confirmation')),
  due_amount integer constraint booking_tasks_due_amount check (due_amount between -1000 and 1000),
  due_unit text constraint booking_tasks_due_unit_known check (due_unit in ('hours', 'days')),
  pinned boolean not null default false,
  done_at timestamptz(3),
  done_by uuid references users (id),
  dropped_at timestamptz(3),
  created_by uuid references users (id),
  created_at timestamptz(3) not null default now(),
  version bigint not null default 1,
  constraint booking_tasks_company_id unique (company_id, id),
  constraint booking_tasks_once unique (company_id, booking_id, template_id),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  foreign key (company_id, template_id) references task_templates (company_id, id) on delete set null (template_id),
  foreign key (company_id, assignee_id) references memberships (company_id, user_id) on delete set null (assignee_id),
  constraint booking_tasks_due check (num_nonnulls(due_from, due_amount, due_unit) in (0, 3)),
  constraint booking_tasks_pinned check (not pinned or (due_at is not null and due_from is null)),
  constraint booking_tasks_done check ((done_at is null) = (done_by is null)),
  constraint booking_tasks_dropped check (done_at is null or dropped_at is null)
);
create index booking_tasks_booking on booking_tasks (company_id, booking_id);
create index booking_tasks_template on booking_tasks (company_id, template_id);
create index booking_tasks_open on booking_tasks (company_id, due_at) where done_at is null and dropped_at is null;
create index booking_tasks_mine on booking_tasks (company_id, assignee_id, due_at) where done_at is null and dropped_at is null;
create index booking_tasks_done_by on booking_tasks (done_by);
create index booking_tasks_created_by on booking_tasks (created_by);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  how record;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['task_templates', 'booking_tasks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach who in array array['system', 'manager', 'staff'] loop
      execute format('create policy %I on %I for %s to %I using (%s)', who, t,
        case when who = 'staff' and t = 'task_templates' then 'select' else 'all' end, 'cater_' || who, company);
    end loop;
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
    execute format('create trigger %I before update on %I for each row execute function touch()', t || '_touch', t);
    for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
      execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function tell_live(''bookings'')',
        t || '_live_' || how.event, how.event, t, how.side);
    end loop;
  end loop;
end $$;
create policy definer on task_templates for select to cater_definer using (true);
create policy definer on booking_tasks for all to cater_definer using (true) with check (true);
grant select on task_templates to cater_definer;
grant select, insert, update (due_at, dropped_at, version) on booking_tasks to cater_definer;
grant select, insert, update, delete on task_templates to cater_manager;
grant select on task_templates to cater_staff;
grant select, insert on task_templates to cater_system;
grant select, insert, delete on booking_tasks to cater_manager, cater_staff;
grant update (title, assignee_id, for_role, due_at, due_from, due_amount, due_unit, pinned, done_at, done_by) on booking_tasks to cater_manager, cater_staff;
grant select, insert on booking_tasks to cater_system;
--> statement-breakpoint

-- When a task is due: days by the clock on the wall, hours as they pass.
create function task_due(since timestamptz, amount int, unit text, zone text) returns timestamptz
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case unit when 'days' then (since at time zone zone + amount * interval '1 day') at time zone zone
    else since + amount * interval '1 hour' end
$$;
-- Lays the company's usual tasks onto a booking, those of its type and style; what it has of them already stays as it is.
create function lay_tasks(booking uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  n int;
begin
  insert into booking_tasks (company_id, booking_id, template_id, title, for_role, due_from, due_amount, due_unit, due_at, created_by)
    select b.company_id, b.id, t.id, t.title, t.for_role, t.due_from, t.due_amount, t.due_unit,
      task_due(case t.due_from when 'start' then b.starts_at else b.confirmed_at end, t.due_amount, t.due_unit, c.time_zone),
      nullif(current_setting('app.user_id', true), '')::uuid
    from bookings b join companies c on c.id = b.company_id
      join task_templates t on t.company_id = b.company_id
        and coalesce(t.event_type, b.event_type) = b.event_type
        and (t.service_style is null or t.service_style = b.service_style)
    where b.company_id = company and b.id = booking and b.status <> 'cancelled'
    on conflict on constraint booking_tasks_once do nothing;
  get diagnostics n = row_count;
  return n;
end $$;
-- Tasks go with their event, by whatever way it is confirmed, moved or cancelled: laid on when it is confirmed, due when
-- it says now unless somebody fixed the date, dropped when it is called off. One without a rule keeps its distance by the clock on the wall.
create function tasks_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare zone text := (select time_zone from companies where id = new.company_id);
begin
  if new.status = 'cancelled' and old.status <> 'cancelled' then
    update booking_tasks set dropped_at = now()
      where company_id = new.company_id and booking_id = new.id and done_at is null and dropped_at is null;
    return null;
  end if;
  if (old.starts_at, old.confirmed_at) is distinct from (new.starts_at, new.confirmed_at) then
    update booking_tasks set due_at = case
        when due_from = 'start' then task_due(new.starts_at, due_amount, due_unit, zone)
        when due_from = 'confirmation' then task_due(new.confirmed_at, due_amount, due_unit, zone)
        else ((due_at at time zone zone) + ((new.starts_at at time zone zone) - (old.starts_at at time zone zone))) at time zone zone end
      where company_id = new.company_id and booking_id = new.id and done_at is null and dropped_at is null and not pinned;
  end if;
  if new.status = 'confirmed' and old.status <> 'confirmed' then perform lay_tasks(new.id); end if;
  return null;
end $$;
create trigger bookings_tasks after update of status, starts_at, confirmed_at on bookings for each row
  when ((old.status, old.starts_at, old.confirmed_at) is distinct from (new.status, new.starts_at, new.confirmed_at))
  execute function tasks_follow();
--> statement-breakpoint

-- A task is ticked in one's own name, and stays the task of its booking.
create function booking_task_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if tg_op = 'INSERT' then
    if new.done_at is not null and new.done_by is distinct from me then
      raise exception 'A task is ticked in one''s own name' using errcode = 'CT040';
    end if;
    return new;
  end if;
  if (old.done_at, old.done_by) is distinct from (new.done_at, new.done_by) and new.done_at is not null and new.done_by is distinct from me then
    raise exception 'A task is ticked in one''s own name' using errcode = 'CT040';
  end if;
  return new;
end $$;
create trigger booking_tasks_guard before insert or update of done_at, done_by on booking_tasks for each row
  when (current_setting('role', true) in ('cater_manager', 'cater_staff')) execute function booking_task_guard();
alter function lay_tasks(uuid) owner to cater_definer;
alter function tasks_follow() owner to cater_definer;
revoke all on function task_due(timestamptz, int, text, text), lay_tasks(uuid), tasks_follow(), booking_task_guard() from public;
grant execute on function task_due(timestamptz, int, text, text) to cater_manager, cater_staff, cater_system, cater_definer;
grant execute on function lay_tasks(uuid) to cater_manager, cater_staff, cater_definer;
