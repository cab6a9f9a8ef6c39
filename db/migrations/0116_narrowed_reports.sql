-- Reports of one customer, venue, dish or type of event, on screen and by mail.

-- What a mailed report is of alone, as its page's address says it: type, customer, venue, category, dish.
alter table report_schedules add column narrowed jsonb not null default '{}'
  constraint report_schedules_narrowed check (jsonb_typeof(narrowed) = 'object' and narrowed - array['type', 'customer', 'venue', 'category', 'dish'] = '{}'
    and length(narrowed::text) <= 600);
alter table report_schedules drop constraint report_schedules_once,
  add constraint report_schedules_once unique (company_id, user_id, report, every, narrowed);

-- A report of a customer who is anonymised, or of a venue by their name, is mailed no more.
insert into personal_tables (place, table_name, reach, gone) values
  (10, 'report_schedules', '(t.narrowed ->> ''customer'')::uuid = any(p.customers) or names_person(t.narrowed ->> ''venue'', p)', true);
insert into personal_columns (table_name, column_name, becomes) values ('report_schedules', 'narrowed', '''{}''');
create policy eraser on report_schedules for all to cater_eraser
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, update, delete on report_schedules to cater_eraser;

-- The events at which a dish was served or is to be, by itself or within a package, whatever became of them; null where there are more
-- than `most`. What packages hold stands in their lines as JSON, by which no index is reached under row rules: the company is named here.
create index booking_lines_choices on booking_lines using gin (choices jsonb_path_ops) where choices is not null;
create function events_with_dish(dish uuid, most int) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when count(*) <= most then coalesce(array_agg(distinct f.booking_id), '{}') end from (
    select l.booking_id from booking_lines l where l.company_id = nullif(current_setting('app.company_id', true), '')::uuid and l.item_id = dish
    union all
    select l.booking_id from booking_lines l where l.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and l.choices @> jsonb_build_array(jsonb_build_object('itemId', dish))
    limit most + 1) f
$$;
-- Whom an address or a mail means that names a customer who was merged into another since: row rules show nobody the one that is gone.
create function customer_now(named uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(c.merged_into, c.id) from customers c where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and c.id = named
$$;
alter function events_with_dish(uuid, int) owner to cater_definer;
alter function customer_now(uuid) owner to cater_definer;
revoke all on function events_with_dish(uuid, int), customer_now(uuid) from public;
grant execute on function events_with_dish(uuid, int), customer_now(uuid) to cater_manager, cater_staff, cater_accountant;
select hold_new_roles_too();
select triggers_stand_back();
