-- Packages as they are sold: courses of which so many dishes are chosen ("2 of 5 sides"), services that come with them, a
-- picture. What doesn't fit is brought to what does first; no screen has made a package until now.
alter table packages disable trigger user;
alter table package_courses disable trigger user;
alter table package_parts disable trigger user;
update packages set minimum_guests = least(minimum_guests, 1000), maximum_guests = least(maximum_guests, 1000)
  where maximum_guests > 1000;
update packages set price = 0 where pricing = 'custom';
update packages set event_type = null where event_type not in ('wedding', 'engagement', 'birthday', 'corporate', 'conference',
  'funeral', 'outdooring', 'graduation', 'church', 'private_dinner', 'other');
update packages set description = left(description, 2000) where length(description) > 2000;
-- A dish stands in a course of its own package, once; dishes that stood in none are all served.
delete from package_parts p using package_courses c
  where c.company_id = p.company_id and c.id = p.course_id and c.package_id <> p.package_id;
delete from package_parts p using package_parts o
  where o.company_id = p.company_id and o.course_id = p.course_id and o.item_id = p.item_id and o.id < p.id;
with loose as (
  select company_id, package_id, count(distinct item_id) as n, gen_random_uuid() as course_id
  from package_parts where item_id is not null and course_id is null group by company_id, package_id
), course as (
  insert into package_courses (id, company_id, package_id, name, choose)
    select course_id, company_id, package_id, 'Included', least(n, 50) from loose returning id, company_id, package_id
)
update package_parts p set course_id = c.id from course c
  where c.company_id = p.company_id and c.package_id = p.package_id and p.item_id is not null and p.course_id is null;
delete from package_parts p using package_parts o
  where o.company_id = p.company_id and o.course_id = p.course_id and o.item_id = p.item_id and o.id < p.id;
delete from package_parts p using package_parts o
  where o.company_id = p.company_id and o.package_id = p.package_id and o.service_id = p.service_id and o.id < p.id;
delete from package_courses c where not exists (
  select from package_parts p where p.company_id = c.company_id and p.course_id = c.id);
update package_courses c set choose = o.n
  from (select company_id, course_id, count(*)::smallint as n from package_parts where course_id is not null group by 1, 2) o
  where o.company_id = c.company_id and o.course_id = c.id and c.choose > o.n;
alter table packages enable trigger user;
alter table package_courses enable trigger user;
alter table package_parts enable trigger user;
--> statement-breakpoint

alter table packages
  add column picture_id uuid,
  drop constraint packages_price,
  drop constraint packages_guests,
  add constraint packages_price check (price between 0 and 100000000000 and (pricing <> 'custom' or price = 0)),
  add constraint packages_guests check (minimum_guests between 1 and maximum_guests and maximum_guests <= 1000),
  add constraint packages_event_type_known check (event_type in ('wedding', 'engagement', 'birthday', 'corporate', 'conference',
    'funeral', 'outdooring', 'graduation', 'church', 'private_dinner', 'other')),
  add constraint packages_description_length check (length(description) <= 2000),
  add foreign key (company_id, picture_id) references pictures (company_id, id);
create index packages_picture on packages (company_id, picture_id) where picture_id is not null;
alter table package_courses
  add constraint package_courses_of_package unique (company_id, package_id, id),
  add constraint package_courses_position check (position between 0 and 100);
alter table package_parts
  drop constraint package_parts_company_id_course_id_fkey,
  drop constraint package_parts_course,
  drop constraint package_parts_quantity,
  add constraint package_parts_course check ((course_id is null) = (item_id is null)),
  add constraint package_parts_quantity check (quantity between 1 and 1000),
  add constraint package_parts_position check (position between 0 and 1000),
  add constraint package_parts_dish_once unique (company_id, course_id, item_id),
  add constraint package_parts_service_once unique (company_id, package_id, service_id),
  add constraint package_parts_of_course foreign key (company_id, package_id, course_id)
    references package_courses (company_id, package_id, id) on delete cascade;
-- Which drafts have a package is asked when its price changes.
create index booking_lines_package on booking_lines (company_id, package_id) where package_id is not null;
--> statement-breakpoint

-- A client reads what is offered: of an archived package neither the courses nor what is in them.
do $$
declare
  t text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['package_courses', 'package_parts'] loop
    execute format('drop policy client on %I', t);
    execute format('create policy client on %1$I for select to cater_client using (%2$s and exists (
      select from packages p where p.company_id = %1$I.company_id and p.id = %1$I.package_id))', t, company);
  end loop;
  drop policy client on pictures;
  execute format('create policy client on pictures for select to cater_client using (%s and (
    exists (select from items i where i.company_id = pictures.company_id and i.picture_id = pictures.id)
    or exists (select from services s where s.company_id = pictures.company_id and s.picture_id = pictures.id)
    or exists (select from packages p where p.company_id = pictures.company_id and p.picture_id = pictures.id)))', company);
end $$;
--> statement-breakpoint

-- How a package is priced is its price too.
create function pricing_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_staff' and exists (select from companies c where c.id = new.company_id and not c.staff_prices) then
    raise exception 'In this company only managers change prices' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger packages_pricing_guard before update of pricing on packages for each row
  when (new.pricing <> old.pricing) execute function pricing_guard();

-- A course has as many dishes as are chosen of it, or more. Asked at the end, when all of a package is there.
create function course_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  touched jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  short record;
begin
  select c.name, c.choose into short from package_courses c
    where c.company_id = (touched ->> 'company_id')::uuid and c.package_id = (touched ->> 'package_id')::uuid
      and c.choose > (select count(*) from package_parts p where p.company_id = c.company_id and p.course_id = c.id)
    limit 1;
  if found then
    raise exception '% has fewer dishes than the % that are chosen of it', short.name, short.choose using errcode = 'CT070';
  end if;
  return null;
end $$;
create constraint trigger package_courses_full after insert or update on package_courses
  deferrable initially deferred for each row execute function course_guard();
create constraint trigger package_parts_full after insert or update or delete on package_parts
  deferrable initially deferred for each row execute function course_guard();
revoke all on function pricing_guard(), course_guard() from public;
--> statement-breakpoint

-- What was chosen of a package is of that package, as many of each course as it says, and called what it is called now:
-- whoever writes says which, never how it is named. What was agreed stays when the package changes.
create function choice_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  given jsonb := coalesce(new.choices, '[]');
  known jsonb;
  wrong record;
begin
  if new.package_id is null then return new; end if;
  if tg_op = 'UPDATE' and new.package_id = old.package_id and new.choices is not distinct from old.choices then
    return new;
  end if;
  if not exists (select from packages p where p.company_id = new.company_id and p.id = new.package_id and p.active) then
    raise exception 'This package isn''t offered any more' using errcode = 'CT071';
  end if;
  if jsonb_typeof(given) <> 'array' then
    raise exception 'Choose the dishes of the package' using errcode = 'CT072';
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('courseId', c.id, 'course', c.name, 'itemId', i.id, 'name', i.name)
      order by c.position, c.id, p.position, p.id), '[]') into known
    from package_courses c
    join package_parts p on p.company_id = c.company_id and p.course_id = c.id
    join items i on i.company_id = p.company_id and i.id = p.item_id and i.active
    join categories g on g.company_id = i.company_id and g.id = i.category_id and g.active
    where c.company_id = new.company_id and c.package_id = new.package_id and exists (
      select from jsonb_array_elements(given) e where e ->> 'courseId' = c.id::text and e ->> 'itemId' = i.id::text);
  if jsonb_array_length(known) <> jsonb_array_length(given) then
    raise exception 'This package doesn''t offer what was chosen' using errcode = 'CT072';
  end if;
  select c.name, c.choose into wrong from package_courses c
    where c.company_id = new.company_id and c.package_id = new.package_id
      and c.choose <> (select count(*) from jsonb_array_elements(known) e where e ->> 'courseId' = c.id::text)
    order by c.position, c.id limit 1;
  if found then
    raise exception 'Choose % of %', wrong.choose, wrong.name using errcode = 'CT072';
  end if;
  new.choices := known;
  return new;
end $$;
create trigger booking_lines_choices before insert or update on booking_lines for each row execute function choice_guard();

-- As many people as a package is for: those it is ordered for where it is paid by the person, else the event's. Of drafts
-- and of what is added; what was agreed may grow. At the end, when booking and lines are there.
create function package_guests_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  wrong record;
begin
  select p.name, p.minimum_guests as least, p.maximum_guests as most into wrong
    from booking_lines l
    join packages p on p.company_id = l.company_id and p.id = l.package_id
    join bookings b on b.company_id = l.company_id and b.id = l.booking_id
    where l.company_id = new.company_id and l.id = new.id and (tg_op = 'INSERT' or b.status in ('enquiry', 'quoted'))
      and case p.pricing when 'per_person' then l.quantity else coalesce(b.guaranteed_guests, b.guests) end not between p.minimum_guests and p.maximum_guests;
  if found then
    raise exception '% is for % to % guests', wrong.name, wrong.least, wrong.most using errcode = 'CT073';
  end if;
  return null;
end $$;
create constraint trigger booking_lines_package_added after insert on booking_lines
  deferrable initially deferred for each row when (new.package_id is not null) execute function package_guests_guard();
create constraint trigger booking_lines_package_changed after update of quantity on booking_lines
  deferrable initially deferred for each row when (new.package_id is not null and new.quantity <> old.quantity)
  execute function package_guests_guard();
revoke all on function choice_guard(), package_guests_guard() from public;
create trigger booking_lines_series_choices after update of choices on booking_lines for each row
  when (old.choices is distinct from new.choices) execute function mark_own();
--> statement-breakpoint

-- A client's line is priced as the menu has it; what it hasn't, a package priced on request among it, is refused in words.
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
      if exists (select from packages p where p.company_id = new.company_id and p.id = new.package_id and p.pricing = 'custom') then
        raise exception 'This package is priced on request; ask for it in your wishes' using errcode = 'CT074';
      end if;
      select p.price, case p.pricing when 'per_person' then p.minimum_guests else 1 end, p.name,
          case p.pricing when 'per_person' then 'guest' else 'flat' end, null
        into new.unit_price, new.minimum_order, new.name, new.unit, new.feeds from packages p
        where p.company_id = new.company_id and p.id = new.package_id;
    elsif new.kind = 'menu' then
      select i.price, i.minimum_order, i.name, i.unit, i.feeds
        into new.unit_price, new.minimum_order, new.name, new.unit, new.feeds from items i
        where i.company_id = new.company_id and i.id = new.item_id;
    else
      select s.price, s.minimum_order, s.name, s.unit, null
        into new.unit_price, new.minimum_order, new.name, new.unit, new.feeds from services s
        where s.company_id = new.company_id and s.id = new.service_id;
    end if;
    if new.unit_price is null then
      raise exception 'This is no longer on the menu' using errcode = 'CT071';
    end if;
  end if;
  return new;
end $$;
-- A package priced on request has no price of the menu, so only who may price gives it one.
create or replace function line_price_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  listed bigint;
begin
  -- Alone: who may not read companies is refused by the very question, though another part has answered it.
  if current_user <> 'cater_staff' then return new; end if;
  if tg_op = 'UPDATE' and new.unit_price = old.unit_price and new.item_id is not distinct from old.item_id
    and new.service_id is not distinct from old.service_id and new.package_id is not distinct from old.package_id then
    return new;
  end if;
  if exists (select from companies c where c.id = new.company_id and c.staff_prices) then return new; end if;
  select coalesce(
    (select i.price from items i where i.company_id = new.company_id and i.id = new.item_id),
    (select s.price from services s where s.company_id = new.company_id and s.id = new.service_id),
    (select p.price from packages p where p.company_id = new.company_id and p.id = new.package_id and p.pricing <> 'custom'))
    into listed;
  if new.unit_price is distinct from listed then
    raise exception 'In this company only managers change prices' using errcode = '42501';
  end if;
  return new;
end $$;
