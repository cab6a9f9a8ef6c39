-- Dishes and services as a caterer sells them: by guest, tray, item, hour or once; in season, in order, with a picture,
-- with what is known of each allergen. What isn't known is unknown, so a dish without any of it claims nothing.
create table pictures (
  id uuid primary key,
  company_id uuid not null references companies (id),
  width integer not null,
  height integer not null,
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  constraint pictures_company_id unique (company_id, id),
  constraint pictures_size check (width between 1 and 10000 and height between 1 and 10000)
);
--> statement-breakpoint
alter table items
  add column unit text not null default 'guest' constraint items_unit_known check (unit in ('guest', 'tray', 'item', 'hour', 'flat')),
  add column feeds integer,
  add column diets text[] not null default '{}',
  add column spice smallint not null default 0 constraint items_spice check (spice between 0 and 3),
  add column contains text[] not null default '{}',
  add column may_contain text[] not null default '{}',
  add column free_from text[] not null default '{}',
  add column picture_id uuid,
  add column season_from smallint,
  add column season_to smallint,
  add column position integer not null default 0,
  add constraint items_feeds check ((unit = 'tray') = (feeds is not null) and (feeds is null or feeds between 1 and 1000)),
  add constraint items_season check ((season_from is null) = (season_to is null)
    and (season_from is null or (season_from between 1 and 12 and season_to between 1 and 12))),
  add foreign key (company_id, picture_id) references pictures (company_id, id);
alter table items disable trigger user;
update items i set
  diets = case when vegetarian then array['vegetarian'] else '{}' end,
  spice = case when spicy then 2 else 0 end,
  contains = coalesce((select array_agg(distinct a) from unnest(allergens) a
    where a in ('gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soy', 'milk', 'nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs')), '{}'),
  position = o.n
from (select id, row_number() over (partition by company_id, category_id order by name, id) - 1 as n from items) o
where o.id = i.id;
alter table items enable trigger user;
alter table items
  drop column vegetarian, drop column spicy, drop column allergens,
  add constraint items_diets_known check (diets <@ array['vegetarian', 'vegan', 'pescatarian', 'halal', 'kosher', 'gluten_free', 'dairy_free', 'egg_free', 'nut_free']),
  add constraint items_contains_known check (contains <@ array['gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soy', 'milk', 'nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']),
  add constraint items_may_contain_known check (may_contain <@ array['gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soy', 'milk', 'nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']),
  add constraint items_free_from_known check (free_from <@ array['gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soy', 'milk', 'nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']),
  add constraint items_allergens_once check (not (contains && may_contain) and not (contains && free_from) and not (may_contain && free_from));
--> statement-breakpoint
alter table services
  add column unit text not null default 'item' constraint services_unit_known check (unit in ('guest', 'item', 'hour', 'flat')),
  add column minimum_order integer not null default 1 constraint services_minimum_order check (minimum_order >= 1),
  add column picture_id uuid,
  add column position integer not null default 0,
  add foreign key (company_id, picture_id) references pictures (company_id, id);
alter table services disable trigger user;
update services s set position = o.n
from (select id, row_number() over (partition by company_id order by kind, name, id) - 1 as n from services) o
where o.id = s.id;
alter table services enable trigger user;
--> statement-breakpoint

-- What a dish costs the company stands apart: staff and clients read the row of the dish.
create table offer_costs (
  id uuid primary key,
  company_id uuid not null,
  item_id uuid,
  service_id uuid,
  cost bigint not null constraint offer_costs_cost check (cost between 0 and 100000000000),
  created_at timestamptz(3) not null default now(),
  constraint offer_costs_item unique (company_id, item_id),
  constraint offer_costs_service unique (company_id, service_id),
  constraint offer_costs_one_thing check (num_nonnulls(item_id, service_id) = 1),
  foreign key (company_id, item_id) references items (company_id, id) on delete cascade,
  foreign key (company_id, service_id) references services (company_id, id) on delete cascade
);
--> statement-breakpoint

-- Packages: courses with their dishes, of which so many are chosen.
alter table packages add column position integer not null default 0;
create table package_courses (
  id uuid primary key,
  company_id uuid not null,
  package_id uuid not null,
  name text not null,
  choose smallint not null,
  position smallint not null default 0,
  constraint package_courses_company_id unique (company_id, id),
  constraint package_courses_name_length check (length(btrim(name)) between 1 and 80),
  constraint package_courses_choose check (choose between 1 and 50),
  foreign key (company_id, package_id) references packages (company_id, id) on delete cascade
);
create index package_courses_package on package_courses (company_id, package_id);
alter table package_parts
  add column course_id uuid,
  add column position smallint not null default 0,
  add constraint package_parts_course check (course_id is null or item_id is not null),
  add foreign key (company_id, course_id) references package_courses (company_id, id) on delete cascade;
create trigger packages_price_guard before insert or update on packages for each row execute function price_guard();
--> statement-breakpoint

-- A line keeps what its price is for; one that is a package keeps what was chosen.
alter table booking_lines
  add column unit text constraint booking_lines_unit_known check (unit in ('guest', 'tray', 'item', 'hour', 'flat')),
  add column feeds integer constraint booking_lines_feeds check (feeds between 1 and 1000),
  add column package_id uuid,
  add column choices jsonb,
  drop constraint booking_lines_one_thing,
  add constraint booking_lines_one_thing check (num_nonnulls(item_id, service_id, package_id) = 1 and (kind = 'service') = (service_id is not null)),
  add constraint booking_lines_choices check (choices is null or package_id is not null),
  add foreign key (company_id, package_id) references packages (company_id, id);
-- Which drafts have a dish is asked when its price changes.
create index booking_lines_item on booking_lines (company_id, item_id) where item_id is not null;
create index booking_lines_service on booking_lines (company_id, service_id) where service_id is not null;
grant update (choices) on booking_lines to cater_client;
create or replace function line_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare state text;
begin
  select status into state from bookings b
    where b.company_id = coalesce(new.company_id, old.company_id) and b.id = coalesce(new.booking_id, old.booking_id);
  if state in ('completed', 'cancelled') and current_user <> 'cater_system' then
    raise exception 'A % booking is closed for changes', state using errcode = 'CT003';
  end if;
  -- A delete has no WITH CHECK that a policy could use.
  if current_user = 'cater_client' and state is distinct from 'enquiry' then
    raise exception 'The caterer is working on this booking; ask them to change it' using errcode = 'CT004';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if current_user = 'cater_client' and tg_op = 'INSERT' then
    if new.package_id is not null then
      select p.price, 1, p.name, case p.pricing when 'per_person' then 'guest' else 'flat' end, null
        into new.unit_price, new.minimum_order, new.name, new.unit, new.feeds from packages p
        where p.company_id = new.company_id and p.id = new.package_id and p.pricing <> 'custom';
    elsif new.kind = 'menu' then
      select i.price, i.minimum_order, i.name, i.unit, i.feeds
        into new.unit_price, new.minimum_order, new.name, new.unit, new.feeds from items i
        where i.company_id = new.company_id and i.id = new.item_id;
    else
      select s.price, s.minimum_order, s.name, s.unit, null
        into new.unit_price, new.minimum_order, new.name, new.unit, new.feeds from services s
        where s.company_id = new.company_id and s.id = new.service_id;
    end if;
  end if;
  return new;
end $$;
revoke all on function line_guard() from public;
--> statement-breakpoint

do $$
declare
  t text;
  r text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['pictures', 'offer_costs', 'package_courses'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['manager', 'staff', 'system'] loop
      continue when t = 'offer_costs' and r = 'staff';
      execute format('create policy %I on %I for all to %I using (%s) with check (%s)', r, t, 'cater_' || r, company, company);
    end loop;
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
  end loop;
  execute format('create policy client on package_courses for select to cater_client using (%s)', company);
  -- A client reads what is offered; its picture goes the same way.
  execute format('create policy client on pictures for select to cater_client using (%s and (
    exists (select from items i where i.company_id = pictures.company_id and i.picture_id = pictures.id)
    or exists (select from services s where s.company_id = pictures.company_id and s.picture_id = pictures.id)))', company);
end $$;
grant select, insert on pictures to cater_manager, cater_staff;
grant select, insert, delete on pictures to cater_system;
grant select on pictures, package_courses to cater_client;
grant select, insert, update, delete on offer_costs to cater_manager, cater_system;
grant select, insert, update, delete on package_courses to cater_manager, cater_staff, cater_system;
grant delete on package_parts to cater_staff;
create index items_picture on items (company_id, picture_id) where picture_id is not null;
create index services_picture on services (company_id, picture_id) where picture_id is not null;
--> statement-breakpoint
-- Costs for whoever may read them and nothing for the rest: a screen asks before it is known who looks.
create function costs_seen() returns table (item_id uuid, service_id uuid, cost bigint)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_manager' then
    return query select c.item_id, c.service_id, c.cost from offer_costs c;
  end if;
end $$;
revoke all on function costs_seen() from public;
grant execute on function costs_seen() to cater_manager, cater_staff;
--> statement-breakpoint
do $$
declare
  t text;
  how record;
begin
  foreach t in array array['packages', 'package_courses'] loop
    for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) as h (event, side) loop
      execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function tell_live(''menu'')',
        t || '_live_' || how.event, how.event, t, how.side);
    end loop;
  end loop;
end $$;
