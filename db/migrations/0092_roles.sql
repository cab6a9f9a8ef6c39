-- Event planners, accountants, and staff of the kitchen and on the road: roles of their own in the database too.
do $$
declare name text;
begin
  foreach name in array array['cater_planner', 'cater_accountant', 'cater_kitchen', 'cater_driver'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
    if not pg_has_role('cater_login', name, 'member') then
      execute format('grant %I to cater_login', name);
    end if;
    execute format('grant usage on schema public to %I', name);
  end loop;
  -- A planner is of the staff: what staff may, and what is held against them, holds for planners as well.
  if not pg_has_role('cater_planner', 'cater_staff', 'usage') then
    grant cater_staff to cater_planner;
  end if;
end $$;
--> statement-breakpoint

alter table memberships drop constraint memberships_role_known,
  add constraint memberships_role_known check (role in ('manager', 'planner', 'accountant', 'staff', 'kitchen', 'driver', 'client'));
alter table invitations drop constraint invitations_role_known,
  add constraint invitations_role_known check (role in ('manager', 'planner', 'accountant', 'staff', 'kitchen', 'driver', 'client'));
alter table companies drop constraint companies_second_factor_roles_known,
  add constraint companies_second_factor_roles_known
    check (second_factor_roles <@ array['manager', 'planner', 'accountant', 'staff', 'kitchen', 'driver', 'client']);
alter table alerts drop constraint alerts_roles_known,
  add constraint alerts_roles_known check (roles <@ array['manager', 'accountant', 'staff']);
alter table alert_routes drop constraint alert_routes_roles_known,
  add constraint alert_routes_roles_known check (roles <@ array['manager', 'accountant', 'staff']);
alter table exports drop constraint exports_made_as_known,
  add constraint exports_made_as_known check (made_as in ('manager', 'planner', 'accountant', 'staff'));
--> statement-breakpoint

-- Guards name the roles that they hold. Whatever holds staff holds planners, whatever holds the office's people in general holds the
-- accountant too. To be called again by whichever migration makes a guard that names staff alone; a test finds those.
create function hold_new_roles_too() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  f record;
  body text;
begin
  for f in select p.oid, pg_get_functiondef(p.oid) as definition from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosrc ~ '''cater_staff''' and p.prosrc !~ '''cater_planner'''
      and p.proname <> 'hold_new_roles_too' loop
    body := f.definition;
    body := replace(body, '(''cater_manager'', ''cater_staff''', '(''cater_manager'', ''cater_planner'', ''cater_accountant'', ''cater_staff''');
    body := regexp_replace(body, '= ''cater_staff''', 'in (''cater_staff'', ''cater_planner'')', 'g');
    body := regexp_replace(body, '<> ''cater_staff''', 'not in (''cater_staff'', ''cater_planner'')', 'g');
    body := replace(body, '(''cater_client'', ''cater_staff'')', '(''cater_client'', ''cater_staff'', ''cater_planner'')');
    execute body;
  end loop;
end $$;
revoke all on function hold_new_roles_too() from public;
select hold_new_roles_too();
-- An accountant decides on no write-off, shares no view and touches nobody else's.
do $$
declare body text;
begin
  body := pg_get_functiondef('write_offs_guard()'::regprocedure);
  execute replace(body, '(''cater_staff'', ''cater_planner'')', '(''cater_staff'', ''cater_planner'', ''cater_accountant'')');
  body := pg_get_functiondef('guard_saved_views()'::regprocedure);
  execute replace(body, '(''cater_staff'', ''cater_planner'')', '(''cater_staff'', ''cater_planner'', ''cater_accountant'')');
end $$;
drop trigger booking_tasks_guard on booking_tasks;
create trigger booking_tasks_guard before insert or update of done_at, done_by on booking_tasks for each row
  when (current_setting('role', true) in ('cater_manager', 'cater_planner', 'cater_staff', 'cater_kitchen', 'cater_driver'))
  execute function booking_task_guard();
--> statement-breakpoint

-- A planner adds and changes customers, but says of none that no tax is asked.
grant insert on customers to cater_planner;
grant update (name, phone, whatsapp_id, email, address, language, time_zone, cuisine, notes, tags) on customers to cater_planner;
create function customers_billing_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if num_nonnulls(new.tax_exempt_reason, new.tax_exempt_certificate, new.tax_exempt_until, new.merged_into, new.anonymised_at) > 0 then
    raise exception 'An event planner says nothing of a customer''s tax' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function customers_billing_guard() from public;
create trigger customers_billing_guard before insert on customers for each row
  when (current_user = 'cater_planner') execute function customers_billing_guard();
-- What staff may with money and a planner may not: it is narrowed here, since the rest is inherited.
do $$
declare bar text[];
begin
  foreach bar slice 1 in array array[['payments', 'insert'], ['receipts', 'insert'], ['cash_counts', 'insert'], ['invoices', 'insert'],
      ['invoices', 'update'], ['paper_links', 'insert'], ['paper_links', 'update'], ['write_offs', 'insert'], ['write_offs', 'update']] loop
    execute format('create policy planner_%s on %I as restrictive for %s to cater_planner %s (false)', bar[2], bar[1], bar[2],
      case bar[2] when 'insert' then 'with check' else 'using' end);
  end loop;
end $$;
--> statement-breakpoint

-- An accountant asks of any table what staff may ask, since pages ask all they show at once, and finds rows only where a policy says so.
do $$
declare one record;
begin
  for one in select c.relname as name, has_table_privilege('cater_staff', c.oid, 'select') as whole,
      (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and has_column_privilege('cater_staff', c.oid, a.attnum, 'select')) as columns
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
      and has_any_column_privilege('cater_staff', c.oid, 'select') loop
    execute format('grant select %s on %I to cater_accountant', case when one.whole then '' else '(' || one.columns || ')' end, one.name);
  end loop;
end $$;
grant select on account_codes, postings, posting_lines to cater_accountant;
grant insert, update, delete on account_codes to cater_accountant;
grant insert, update, delete on exchange_rates to cater_accountant;
grant insert on payments, receipts, cash_counts, invoices, paper_links, write_offs, exports, intents, saved_views, report_schedules,
  alert_reads, alert_digests to cater_accountant;
grant delete on saved_views, report_schedules, alert_reads to cater_accountant;
grant update (tax_exempt_reason, tax_exempt_certificate, tax_exempt_until, display_currency) on customers to cater_accountant;
-- What people update of the rest, the accountant does as a manager where money is meant, else as staff.
do $$
declare one record;
begin
  for one in select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
    from (values ('payments', 'cater_manager'), ('receipts', 'cater_manager'), ('invoices', 'cater_manager'), ('paper_links', 'cater_manager'),
        ('write_offs', 'cater_staff'), ('exports', 'cater_staff'), ('intents', 'cater_staff'), ('saved_views', 'cater_staff'),
        ('report_schedules', 'cater_staff'), ('alert_digests', 'cater_staff')) as given (name, as_role)
      join pg_class c on c.relname = given.name and c.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and has_column_privilege(given.as_role, c.oid, a.attnum, 'update')
    group by c.relname loop
    execute format('grant update (%s) on %I to cater_accountant', one.columns, one.name);
  end loop;
end $$;
--> statement-breakpoint

-- Rows of the company: bookings and what they cost, who pays, and the books.
do $$
declare
  name text;
  here constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  mine constant text := here || ' and user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid';
begin
  foreach name in array array['bookings', 'booking_lines', 'booking_staff', 'booking_tasks', 'booking_series', 'series_bookings', 'booking_versions',
      'occasions', 'quotes', 'quote_papers', 'vouchers', 'checkouts', 'provider_events', 'online_keys', 'payment_dues', 'customer_activity',
      'customer_merges', 'touched_customers', 'categories', 'items', 'services', 'packages', 'package_courses', 'package_parts', 'pictures',
      'tax_profiles', 'tax_components', 'order_minimums', 'live_changes', 'memberships', 'postings', 'posting_lines', 'stats', 'stat_deltas'] loop
    execute format('create policy accountant on %I for select to cater_accountant using (%s)', name, here);
  end loop;
  foreach name in array array['account_codes', 'exchange_rates', 'invoices', 'paper_links'] loop
    execute format('create policy accountant on %I for all to cater_accountant using (%s) with check (%s)', name, here, here);
  end loop;
  foreach name in array array['alert_digests', 'alert_reads', 'exports', 'intents'] loop
    execute format('create policy accountant on %I for all to cater_accountant using (%s) with check (%s)', name, mine, mine);
  end loop;
  execute format('create policy accountant on companies for select to cater_accountant using (%s)', replace(here, 'company_id =', 'id ='));
  execute format('create policy accountant on customers for all to cater_accountant using (%s and merged_into is null) with check (%s and merged_into is null)', here, here);
  execute format('create policy accountant on users for select to cater_accountant using (exists (select from memberships m where m.user_id = users.id))');
  execute format('create policy accountant on alerts for all to cater_accountant using (%s and ''accountant'' = any (roles)
    and (user_id is null or user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid))', here);
  execute format('create policy accountant on receipts for all to cater_accountant using (%s) with check (%s)', here, here);
  execute format('create policy accountant on payments for all to cater_accountant using (%s)
    with check (%s and recorded_by is not distinct from nullif(current_setting(''app.user_id'', true), '''')::uuid)', here, here);
  execute format('create policy accountant on cash_counts for all to cater_accountant using (%s)
    with check (%s and counted_by = nullif(current_setting(''app.user_id'', true), '''')::uuid)', here, here);
  execute format('create policy accountant on write_offs for all to cater_accountant using (%s)
    with check (%s and asked_by = nullif(current_setting(''app.user_id'', true), '''')::uuid)', here, here);
  execute format('create policy accountant on report_schedules for all to cater_accountant using (%s) with check (%s and report = ''financial'')', mine, mine);
  execute format('create policy accountant on saved_views for all to cater_accountant
    using (%s and (shared or owner_id = nullif(current_setting(''app.user_id'', true), '''')::uuid))
    with check (%s and not shared and owner_id = nullif(current_setting(''app.user_id'', true), '''')::uuid)', here, here);
end $$;
--> statement-breakpoint

-- The kitchen and the road: agreed events, without a price on anything. Of customers the road knows whom it meets these days.
grant select (id, company_id, reference, event_name, event_type, service_style, starts_at, ends_at, venue, venue_address, guests, children,
  guaranteed_guests, vendor_meals, special_requests, dietary, diet_notes, diet_list, status) on bookings to cater_kitchen, cater_driver;
grant select (customer_id, occasion_id, latitude, longitude, arrived_at) on bookings to cater_driver;
grant select (company_id, booking_id, number) on booking_versions to cater_kitchen, cater_driver;
grant select (id, company_id, booking_id, kind, item_id, service_id, package_id, name, quantity, unit, feeds, notes, position, follows, choices)
  on booking_lines to cater_kitchen;
grant select (id, company_id, category_id, name, preparation_minutes, unit, feeds, diets, spice, contains, may_contain, free_from, position)
  on items to cater_kitchen;
grant select on dishes_served, categories, guest_diets, pictures to cater_kitchen;
grant select (id, company_id, name, phone) on customers to cater_driver;
grant select (id, company_id, customer_id, name) on occasions to cater_driver;
grant select on booking_staff, version_notices, booking_photos, booking_tasks to cater_driver;
grant select (id, name) on users to cater_driver;
grant select on memberships to cater_driver;
grant select on live_changes to cater_kitchen, cater_driver;
-- The bell asks, and there is nothing for them.
grant select on alerts, alert_reads to cater_kitchen, cater_driver;
grant select, insert on intents to cater_kitchen, cater_driver;
grant update (result, pending_until) on intents to cater_kitchen, cater_driver;
grant select (id, name, legal_name, address, phone, email, tax_number, document_footer, payment_instructions, paper_size, language, logo_id,
  version, country, currency, locale, time_zone) on companies to cater_kitchen, cater_driver;
do $$
declare
  role text;
  name text;
  here constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  mine constant text := here || ' and user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid';
begin
  foreach role in array array['kitchen', 'driver'] loop
    execute format('create policy %I on companies for select to cater_%1$I using (%s)', role, replace(here, 'company_id =', 'id ='));
    execute format('create policy %I on live_changes for select to cater_%1$I using (%s)', role, here);
    execute format('create policy %I on intents for all to cater_%1$I using (%s) with check (%2$s)', role, mine);
    execute format('create policy %I on bookings for select to cater_%1$I using (%s and status in (''confirmed'', ''in_progress'', ''completed''))',
      role, here);
    execute format('create policy %I on booking_versions for select to cater_%1$I
      using (%s and exists (select from bookings b where b.company_id = booking_versions.company_id and b.id = booking_id))', role, here);
  end loop;
  foreach name in array array['categories', 'items', 'pictures'] loop
    execute format('create policy kitchen on %I for select to cater_kitchen using (%s)', name, here);
  end loop;
  foreach name in array array['booking_lines', 'guest_diets'] loop
    execute format('create policy kitchen on %I for select to cater_kitchen
      using (%s and exists (select from bookings b where b.company_id = %1$I.company_id and b.id = booking_id))', name, here);
  end loop;
  foreach name in array array['booking_staff', 'version_notices', 'booking_photos', 'booking_tasks'] loop
    execute format('create policy driver on %I for select to cater_driver
      using (%s and exists (select from bookings b where b.company_id = %1$I.company_id and b.id = booking_id))', name, here);
  end loop;
  execute format('create policy driver on memberships for select to cater_driver using (%s)', here);
  execute 'create policy driver on users for select to cater_driver using (exists (select from memberships m where m.user_id = users.id))';
  execute format('create policy driver on occasions for select to cater_driver
    using (%s and exists (select from bookings b where b.company_id = occasions.company_id and b.occasion_id = occasions.id))', here);
  execute format('create policy driver on customers for select to cater_driver using (%s and exists (select from bookings b
    where b.company_id = customers.company_id and b.customer_id = customers.id
      and b.starts_at between now() - interval ''3 days'' and now() + interval ''2 days''))', here);
end $$;
--> statement-breakpoint

-- What runs with its caller's own rights may be called by the new roles as well; of what sees more, what their pages need.
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and not p.prosecdef
      and has_function_privilege('cater_staff', p.oid, 'execute') and not has_function_privilege('public', p.oid, 'execute') loop
    execute format('grant execute on function %s to cater_accountant, cater_kitchen, cater_driver', f);
  end loop;
end $$;
grant execute on function audit_record(text, text, jsonb, uuid), my_sessions(), end_my_sessions(uuid, uuid), my_companies(), set_my_name(text),
  my_second_factor() to cater_accountant, cater_kitchen, cater_driver;
grant execute on function search_bookings(text[], integer), search_customers(text[], integer), booking_history(uuid, integer),
  cancellation_of(bookings, timestamptz), schedule_of(bookings), has_other_manager(uuid), customers_like(uuid) to cater_accountant;
--> statement-breakpoint

-- What each person of the office has open: enquiries (and of them, those to come back to on a day), cases, tasks, events to work at.
drop function open_work();
create function open_work() returns table (user_id uuid, enquiries int, follow_ups int, cases int, tasks int, events int)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select w.person, sum((w.kind = 'enquiry')::int)::int, sum((w.kind = 'enquiry' and w.dated)::int)::int, sum((w.kind = 'case')::int)::int,
    sum((w.kind = 'task')::int)::int, sum((w.kind = 'event')::int)::int
  from (
    select owner_id as person, 'enquiry' as kind, follow_up_on is not null as dated from enquiries
      where stage in ('inquiry', 'consultation', 'proposal', 'negotiation')
    union all select owner_id, 'case', false from cases where state in ('open', 'acknowledged')
    union all select assignee_id, 'task', false from booking_tasks where done_at is null and dropped_at is null
    union all select s.user_id, 'event', false from booking_staff s join bookings b on b.company_id = s.company_id and b.id = s.booking_id
      where b.ends_at > now() and b.status in ('enquiry', 'quoted', 'confirmed', 'in_progress')) w
  where w.person is not null group by w.person
$$;
-- Gives all of it to somebody of the office who can work on it, or to nobody where `heir` is null, with the manager's own rights. Returns
-- how many things. Who works at an event already stays there once.
create or replace function hand_over(leaver uuid, heir uuid) returns bigint
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  things bigint := 0;
  n bigint;
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
begin
  if heir is not null and (leaver = heir or not exists (select from memberships m join users u on u.id = m.user_id
      where m.company_id = company and m.user_id = heir and m.role in ('manager', 'planner', 'staff') and u.disabled_at is null)) then
    raise exception 'Choose somebody of the office who takes the work over' using errcode = 'CT062';
  end if;
  with moved as (
    update cases set owner_id = heir where company_id = company and owner_id = leaver and state in ('open', 'acknowledged')
    returning id)
  insert into case_events (id, company_id, case_id, kind, data, user_id)
    select gen_random_uuid(), company, id, 'assigned', jsonb_build_object('ownerId', heir),
      nullif(current_setting('app.user_id', true), '')::uuid from moved;
  get diagnostics things = row_count;
  update enquiries set owner_id = heir where company_id = company and owner_id = leaver
    and stage in ('inquiry', 'consultation', 'proposal', 'negotiation');
  get diagnostics n = row_count;
  things := things + n;
  update booking_tasks set assignee_id = heir where company_id = company and assignee_id = leaver
    and done_at is null and dropped_at is null;
  get diagnostics n = row_count;
  things := things + n;
  with gone as (
    delete from booking_staff s using bookings b where b.company_id = s.company_id and b.id = s.booking_id and s.company_id = company
      and s.user_id = leaver and b.ends_at > now() and b.status in ('enquiry', 'quoted', 'confirmed', 'in_progress')
    returning s.booking_id), given as (
    insert into booking_staff (company_id, booking_id, user_id) select company, booking_id, heir from gone where heir is not null
    on conflict do nothing)
  select count(*) into n from gone;
  return things + n;
end $$;
revoke all on function open_work() from public;
grant execute on function open_work() to cater_manager;
--> statement-breakpoint

-- An accountant corrects payments that others recorded; what a payment is stays, by its guard, and the trail says who did it.
drop policy accountant on payments;
create policy accountant on payments for all to cater_accountant using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
--> statement-breakpoint

-- Whoever records money or bills holds the booking meanwhile, which PostgreSQL asks a right to change for. An accountant may hold
-- the bookings that they see, and nothing that they write to one passes.
grant update (version) on bookings to cater_accountant;
create policy accountant_holds on bookings for update to cater_accountant using (true) with check (false);
