-- Lists that are made into a file in the background: who asked for which list under which filter, how far it is, and for how long
-- the file is kept. The file lies in the store, in parts whose keys follow from the row.
create table exports (
  id uuid primary key,
  company_id uuid not null references companies (id),
  user_id uuid not null references users (id),
  list text not null constraint exports_list_form check (list ~ '^[a-z-]{1,40}$'),
  -- The list's filter as its address has it: "status=quoted&span=all".
  filter text not null default '' constraint exports_filter_length check (length(filter) <= 4000),
  format text not null constraint exports_format_known check (format in ('csv', 'xlsx')),
  status text not null default 'waiting' constraint exports_status_known
    check (status in ('waiting', 'working', 'ready', 'failed', 'cancelled', 'expired')),
  -- The role in which its rows are read.
  made_as text constraint exports_made_as_known check (made_as in ('manager', 'staff')),
  done_rows integer not null default 0 constraint exports_done_rows check (done_rows >= 0),
  estimated_rows integer constraint exports_estimated_rows check (estimated_rows >= 0),
  -- How far its parts go: those of rows and those of the file, the rows in them, and where the next begins.
  row_parts integer not null default 0 constraint exports_row_parts check (row_parts >= 0),
  file_parts integer not null default 0 constraint exports_file_parts check (file_parts >= 0),
  kept_rows integer not null default 0 constraint exports_kept_rows check (kept_rows >= 0),
  place text constraint exports_place_length check (length(place) <= 2000),
  bytes bigint not null default 0 constraint exports_bytes check (bytes >= 0),
  -- The run that makes it, when it was last heard of, and how many have begun it from the start.
  run text constraint exports_run_length check (length(run) between 1 and 100),
  beat_at timestamptz(3),
  generation integer not null default 0 constraint exports_generation check (generation between 0 and 1000),
  problem text constraint exports_problem_length check (length(btrim(problem)) between 1 and 500),
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  expires_at timestamptz(3),
  constraint exports_ready check (status <> 'ready' or (finished_at is not null and expires_at is not null and file_parts > 0 and made_as is not null)),
  constraint exports_company_id unique (company_id, id)
);
create index exports_newest on exports (company_id, created_at desc);
create index exports_user on exports (user_id, created_at desc);
create index exports_under_way on exports (company_id) where status in ('waiting', 'working');
alter table exports enable row level security;
alter table exports force row level security;
create policy manager on exports for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
create policy staff on exports for all to cater_staff
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy system on exports for all to cater_system
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert on exports to cater_manager, cater_staff;
grant update (status) on exports to cater_manager, cater_staff;
grant select, insert, update, delete on exports to cater_system;
--> statement-breakpoint

-- A file is asked for in one's own name. People call one off or ask for it again; all else is the automation's.
create function exports_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  own boolean := new.user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if current_user in ('cater_manager', 'cater_staff') and not own and (tg_op = 'INSERT' or new.status <> 'cancelled') then
    raise exception 'A file is asked for in one''s own name' using errcode = 'CT087';
  end if;
  if current_user in ('cater_manager', 'cater_staff') and tg_op = 'INSERT' and (new.status <> 'waiting' or new.bytes <> 0
      or new.done_rows + new.row_parts + new.file_parts + new.kept_rows + new.generation <> 0
      or num_nonnulls(new.made_as, new.estimated_rows, new.place, new.run, new.beat_at, new.problem, new.finished_at, new.expires_at) > 0) then
    raise exception 'Only the automation makes files' using errcode = 'CT087';
  end if;
  if current_user in ('cater_manager', 'cater_staff') and tg_op = 'UPDATE' and new.status not in ('waiting', 'cancelled') then
    raise exception 'Only the automation makes files' using errcode = 'CT087';
  end if;
  if tg_op = 'UPDATE' and new.status <> old.status and (old.status, new.status) not in (
      ('waiting', 'working'), ('waiting', 'cancelled'), ('waiting', 'failed'), ('working', 'ready'), ('working', 'failed'),
      ('working', 'cancelled'), ('ready', 'expired'), ('failed', 'waiting'), ('cancelled', 'waiting'), ('expired', 'waiting')) then
    raise exception 'The export is at another step by now' using errcode = 'CT088';
  end if;
  -- Asked for again, it begins anew.
  if tg_op = 'UPDATE' and new.status = 'waiting' and old.status <> 'waiting' then
    new.run := null;
    new.beat_at := null;
    new.made_as := null;
    new.problem := null;
    new.finished_at := null;
    new.expires_at := null;
    new.done_rows := 0;
    new.estimated_rows := null;
  end if;
  return new;
end $$;
revoke all on function exports_guard() from public;
create trigger exports_guard before insert or update on exports for each row execute function exports_guard();
do $$
declare how record;
begin
  for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
    execute format('create trigger %I after %s on exports referencing %s table as changed for each statement execute function tell_live(''exports'')',
      'exports_live_' || how.event, how.event, how.side);
  end loop;
end $$;
--> statement-breakpoint

-- What is said to one person only, such as that their file is ready.
alter table alerts add column user_id uuid references users (id);
create index alerts_user on alerts (user_id) where user_id is not null;
drop policy manager on alerts;
drop policy staff on alerts;
create policy manager on alerts for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and 'manager' = any (roles)
    and (user_id is null or user_id = nullif(current_setting('app.user_id', true), '')::uuid));
create policy staff on alerts for all to cater_staff
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and 'staff' = any (roles)
    and (user_id is null or user_id = nullif(current_setting('app.user_id', true), '')::uuid));
--> statement-breakpoint

-- Packages come in a menu's file too, and go with it: before the dishes and services that they are made of.
create function lay_package_back(company uuid, package uuid, was jsonb) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from package_courses c where c.company_id = company and c.package_id = package
    and not exists (select from jsonb_array_elements(was -> 'package_courses') w where (w ->> 'id')::uuid = c.id);
  delete from package_parts p where p.company_id = company and p.package_id = package;
  insert into package_courses (id, company_id, package_id, name, choose, position)
    select (w ->> 'id')::uuid, company, package, w ->> 'name', (w ->> 'choose')::smallint, (at - 1)::smallint
    from jsonb_array_elements(was -> 'package_courses') with ordinality as t (w, at)
    on conflict (id) do update set name = excluded.name, choose = excluded.choose, position = excluded.position;
  insert into package_parts (id, company_id, package_id, course_id, item_id, position)
    select gen_random_uuid(), company, package, (w ->> 'id')::uuid, (d ->> 'id')::uuid, (n - 1)::smallint
    from jsonb_array_elements(was -> 'package_courses') w, jsonb_array_elements(w -> 'dishes') with ordinality as t (d, n);
  insert into package_parts (id, company_id, package_id, service_id, quantity, position, per_guest)
    select gen_random_uuid(), company, package, (s ->> 'id')::uuid, (s ->> 'quantity')::int, (n - 1)::smallint, false
    from jsonb_array_elements(was -> 'package_services') with ordinality as t (s, n);
end $$;
create function take_package_back(row_ import_rows) returns text
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  was packages%rowtype;
begin
  if row_.outcome = 'new' then
    delete from packages x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
    return case when not found then 'Changed since the import.' end;
  end if;
  was := jsonb_populate_record(null::packages, row_.before);
  update packages x set name = was.name, description = was.description, event_type = was.event_type, tier = was.tier, price = was.price,
    minimum_guests = was.minimum_guests, maximum_guests = was.maximum_guests, active = was.active
    where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
  if not found then return 'Changed since the import.'; end if;
  perform lay_package_back(row_.company_id, row_.record_id, row_.before);
  return null;
end $$;
create or replace function take_menu_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ import_rows%rowtype;
  type_ text;
  dish items%rowtype;
  service services%rowtype;
  category categories%rowtype;
  why text;
  looked int := 0;
begin
  -- Packages before what they are made of, dishes before the categories that they stand in.
  for row_ in select r.* from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and r.import_id = import and r.state = 'written' and i.kind = 'menu' and i.status = 'undoing'
      order by split_part(r.key, ':', 1) = 'category', split_part(r.key, ':', 1) <> 'package', r.line desc limit most loop
    looked := looked + 1;
    why := null;
    type_ := split_part(row_.key, ':', 1);
    begin
      if row_.outcome = 'new' and type_ <> 'package' and exists (select from offer_costs o where o.company_id = row_.company_id
          and row_.record_id in (o.item_id, o.service_id)) then
        why := 'Its cost was entered since the import.';
      elsif type_ = 'package' then
        why := take_package_back(row_);
      elsif row_.outcome = 'new' and type_ = 'dish' then
        delete from items x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif row_.outcome = 'new' and type_ = 'service' then
        delete from services x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif row_.outcome = 'new' then
        delete from categories x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif type_ = 'dish' then
        dish := jsonb_populate_record(null::items, row_.before);
        update items x set name = dish.name, category_id = dish.category_id, description = dish.description, price = dish.price,
          unit = dish.unit, feeds = dish.feeds, minimum_order = dish.minimum_order, preparation_minutes = dish.preparation_minutes,
          diets = dish.diets, spice = dish.spice, contains = dish.contains, may_contain = dish.may_contain,
          free_from = dish.free_from, available_from = dish.available_from, available_to = dish.available_to,
          season_from = dish.season_from, season_to = dish.season_to, active = dish.active, position = dish.position
          where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif type_ = 'service' then
        service := jsonb_populate_record(null::services, row_.before);
        update services x set name = service.name, kind = service.kind, description = service.description, price = service.price,
          unit = service.unit, minimum_order = service.minimum_order, duration_minutes = service.duration_minutes,
          active = service.active
          where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      else
        category := jsonb_populate_record(null::categories, row_.before);
        update categories x set name = category.name, active = category.active
          where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      end if;
      if why is null and type_ <> 'package' and not found then why := 'Changed since the import.'; end if;
    exception
      when foreign_key_violation then
        why := case type_ when 'category' then 'There are other dishes in it by now.'
          when 'package' then 'It is on bookings by now, or a dish of it is gone.'
          else 'It is on bookings or in packages by now.' end;
      when unique_violation then why := 'Another one has the name it had before.';
    end;
    if why is null and row_.before ? 'made_category' then
      -- The category that came with the dish goes with it, unless others stand in it.
      begin
        delete from categories x where x.company_id = row_.company_id and x.id = (row_.before ->> 'made_category')::uuid
          and x.version = 1;
      exception when foreign_key_violation then null;
      end;
    end if;
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = row_.company_id and r.import_id = import and r.line = row_.line;
  end loop;
  return looked;
end $$;
revoke all on function lay_package_back(uuid, uuid, jsonb), take_package_back(import_rows) from public;
grant execute on function lay_package_back(uuid, uuid, jsonb), take_package_back(import_rows) to cater_manager;
