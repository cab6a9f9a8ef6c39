-- Roles. They are cluster-wide and shared by the databases of one server, so they are made only if missing.
-- cater_definer owns the few functions that see more than their caller.
do $$
declare name text;
begin
  foreach name in array array['cater_manager', 'cater_staff', 'cater_client', 'cater_system', 'cater_auth', 'cater_runner', 'cater_definer'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'cater_login') then
    raise exception 'The login role cater_login is missing: provision the database first (npm run db:provision)';
  end if;
  foreach name in array array['cater_manager', 'cater_staff', 'cater_client', 'cater_system', 'cater_auth', 'cater_runner'] loop
    if not pg_has_role('cater_login', name, 'member') then
      execute format('grant %I to cater_login', name);
    end if;
  end loop;
  if not pg_has_role(current_user, 'cater_definer', 'usage') then
    execute format('grant cater_definer to %I', current_user);
  end if;
end $$;
--> statement-breakpoint
create extension if not exists btree_gist;
--> statement-breakpoint
revoke create on schema public from public;
grant usage on schema public to cater_manager, cater_staff, cater_client, cater_system, cater_auth, cater_runner, cater_definer;
--> statement-breakpoint

-- The audit trail: append-only, one partition a month, a default one as safety net.
create table audit_events (
  id bigint generated always as identity,
  at timestamptz(3) not null default clock_timestamp(),
  company_id uuid,
  category text not null check (category in ('data', 'activity', 'system', 'security')),
  action text not null check (length(action) between 1 and 80),
  table_name text,
  row_id text,
  changes jsonb,
  detail jsonb,
  actor text not null,
  role text not null,
  user_id uuid,
  request_id text,
  ip text,
  primary key (id, at)
) partition by range (at);
create index audit_events_company on audit_events (company_id, at desc, id desc);
create index audit_events_row on audit_events (company_id, table_name, row_id, id desc);
create index audit_events_booking on audit_events (company_id, (detail ->> 'booking_id'), id desc)
  where detail ->> 'booking_id' is not null;
create table audit_events_default partition of audit_events default;
--> statement-breakpoint
create function audit_ensure_partitions(months int) returns int language plpgsql as $$
declare
  first date;
  made int := 0;
  name text;
begin
  for i in 0..months loop
    first := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i))::date;
    name := 'audit_events_' || to_char(first, 'YYYY_MM');
    if to_regclass(name) is null then
      execute format('create table %I partition of audit_events for values from (%L) to (%L)',
        name, first::text || 'T00:00:00Z', (first + interval '1 month')::date::text || 'T00:00:00Z');
      execute format('alter table %I enable row level security', name);
      execute format('alter table %I force row level security', name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
select audit_ensure_partitions(36);
--> statement-breakpoint
create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is append-only' using errcode = '42501';
end $$;
create trigger audit_events_append_only before update or delete on audit_events
  for each row execute function audit_refuse_change();
create trigger audit_events_no_truncate before truncate on audit_events
  for each statement execute function audit_refuse_change();
--> statement-breakpoint

-- Row Level Security is on and forced everywhere; what no policy allows is refused.
do $$
declare t text;
begin
  for t in select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relkind in ('r', 'p') loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
  end loop;
end $$;
--> statement-breakpoint

-- One policy a role and table, never one with OR; grants say which commands, policies say which rows.
-- The company is a bare setting (not a sub-select), so that the planner can use the index.
create procedure allow(role_name text, commands text, tables text[], extra_using text default null, extra_check text default null)
language plpgsql as $$
declare
  t text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  seen text;
  written text;
begin
  foreach t in array tables loop
    seen := concat_ws(' and ', case when t = 'companies' then replace(own, 'company_id =', 'id =') else own end, extra_using);
    written := concat_ws(' and ', case when t = 'companies' then replace(own, 'company_id =', 'id =') else own end, coalesce(extra_check, extra_using));
    execute format('create policy %I on %I for all to %I using (%s) with check (%s)', role_name, t, 'cater_' || role_name, seen, written);
    if commands <> '' then execute format('grant %s on %I to %I', commands, t, 'cater_' || role_name); end if;
  end loop;
end $$;
--> statement-breakpoint
call allow('system', 'select, insert, update', array['companies', 'counters', 'tax_profiles', 'tax_components', 'customers',
  'memberships', 'categories', 'items', 'services', 'packages', 'exchange_rates', 'bookings', 'senders', 'templates',
  'conversations', 'messages', 'message_events', 'feedback_requests', 'feedback', 'cases', 'vouchers', 'alerts', 'payments']);
call allow('system', 'select, insert', array['consents', 'case_events']);
call allow('system', 'select, insert, update, delete', array['package_parts', 'booking_lines', 'feedback_dishes', 'session_contents']);

call allow('manager', 'select, insert, update, delete', array['tax_profiles', 'tax_components', 'memberships', 'categories',
  'items', 'services', 'packages', 'package_parts', 'exchange_rates', 'booking_lines', 'feedback_dishes']);
call allow('manager', 'select, insert, update', array['customers', 'bookings', 'payments', 'senders', 'templates',
  'conversations', 'messages', 'feedback_requests', 'feedback', 'cases', 'vouchers']);
call allow('manager', 'select, insert', array['consents', 'case_events']);
call allow('manager', 'select, update', array['companies', 'alerts']);
call allow('manager', 'select', array['message_events', 'audit_events']);

call allow('staff', 'select', array['companies', 'tax_profiles', 'tax_components', 'customers', 'memberships', 'exchange_rates',
  'templates', 'message_events', 'alerts']);
call allow('staff', 'select, insert, update', array['categories', 'items', 'services', 'packages', 'package_parts', 'bookings',
  'conversations', 'cases', 'vouchers']);
call allow('staff', 'select, insert, update, delete', array['booking_lines', 'feedback_dishes']);
call allow('staff', 'select, insert', array['consents', 'payments', 'messages', 'case_events']);
call allow('staff', 'select, update', array['feedback_requests', 'feedback']);
-- Marking a conversation's messages as read by the office and correcting a reading touch these columns only.
grant update (reading, handled_at, customer_id, booking_id) on messages to cater_staff;
--> statement-breakpoint

-- Clients see their own, and write an enquiry without money or status.
call allow('client', 'select', array['companies', 'tax_profiles', 'tax_components']);
call allow('client', 'select', array['categories', 'items', 'services', 'packages'], 'active');
call allow('client', 'select', array['package_parts']);
call allow('client', 'select', array['customers'], 'id = nullif(current_setting(''app.customer_id'', true), '''')::uuid');
call allow('client', 'select', array['memberships'], 'user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid');
call allow('client', 'select', array['payments'],
  'exists (select from bookings b where b.company_id = payments.company_id and b.id = payments.booking_id)');
call allow('client', 'select', array['feedback_requests', 'vouchers'],
  'customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid');
call allow('client', 'select, insert', array['consents', 'feedback'],
  'customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid');
call allow('client', 'select, insert', array['feedback_dishes'],
  'exists (select from feedback f where f.company_id = feedback_dishes.company_id and f.id = feedback_dishes.feedback_id)');
call allow('client', 'select', array['bookings'],
  'customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid',
  'customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid and status = ''enquiry''');
grant insert on bookings to cater_client;
grant update (event_name, event_type, service_style, starts_at, ends_at, venue, venue_address, guests, special_requests,
  dietary) on bookings to cater_client;
call allow('client', 'select', array['booking_lines'],
  'exists (select from bookings b where b.company_id = booking_lines.company_id and b.id = booking_lines.booking_id)',
  'exists (select from bookings b where b.company_id = booking_lines.company_id and b.id = booking_lines.booking_id and b.status = ''enquiry'')');
grant insert, update (quantity, notes, position), delete on booking_lines to cater_client;
--> statement-breakpoint

-- People. Password hashes are for the gate only.
create policy auth on users for all to cater_auth using (true) with check (true);
create policy auth on memberships for select to cater_auth using (true);
create policy auth on companies for select to cater_auth using (true);
create policy auth on sessions for all to cater_auth using (true) with check (true);
create policy auth on rate_limits for all to cater_auth using (true) with check (true);
create policy auth on senders for select to cater_auth using (true);
grant select, update (epoch, password_hash) on users to cater_auth;
grant select on memberships, senders to cater_auth;
grant select (id, name, slug, currency, time_zone, locale, language) on companies to cater_auth;
grant select, insert, update, delete on sessions, rate_limits to cater_auth;

create policy manager on users for all to cater_manager
  using (exists (select from memberships m where m.user_id = users.id)) with check (true);
create policy staff on users for select to cater_staff using (exists (select from memberships m where m.user_id = users.id));
create policy client on users for select to cater_client using (id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy system on users for all to cater_system
  using (exists (select from memberships m where m.user_id = users.id)) with check (true);
grant select (id, email, name, epoch, disabled_at, created_at) on users to cater_manager, cater_staff, cater_client, cater_system;
grant insert, update (name, epoch, disabled_at) on users to cater_manager;
grant insert, update (name, epoch, disabled_at) on users to cater_system;

-- The runner knows which companies exist and nothing of them.
create policy runner on companies for select to cater_runner using (true);
grant select (id) on companies to cater_runner;
do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename like 'runner\_%' loop
    execute format('create policy runner on %I for all to cater_runner using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to cater_runner', t);
  end loop;
end $$;
--> statement-breakpoint

-- cater_definer: what its functions need, and no more.
create policy definer on audit_events for insert to cater_definer with check (true);
create policy definer on counters for all to cater_definer using (true) with check (true);
create policy definer on companies for select to cater_definer using (true);
create policy definer on bookings for all to cater_definer using (true) with check (true);
create policy definer on booking_lines for select to cater_definer using (true);
create policy definer on payments for select to cater_definer using (true);
grant insert on audit_events to cater_definer;
grant select, insert, update on counters to cater_definer;
grant select (id, reference_prefix) on companies to cater_definer;
grant select, update (paid, version, updated_at) on bookings to cater_definer;
grant select on booking_lines, payments to cater_definer;
--> statement-breakpoint

create function audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  now_is jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  changed jsonb;
  who text := nullif(current_setting('app.actor', true), '');
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(n.key, jsonb_build_array(was -> n.key, n.value)) into changed
      from jsonb_each(now_is) n
      where n.value is distinct from was -> n.key and n.key not in ('version', 'updated_at');
    if changed is null then return null; end if;
  elsif tg_op = 'INSERT' then
    select jsonb_object_agg(n.key, jsonb_build_array(null, n.value)) into changed from jsonb_each(now_is) n where n.value <> 'null';
  else
    select jsonb_object_agg(o.key, jsonb_build_array(o.value, null)) into changed from jsonb_each(was) o where o.value <> 'null';
  end if;
  select jsonb_object_agg(key, case when key in ('password_hash', 'auth_token_sealed', 'link_hash')
      then '["[redacted]", "[redacted]"]'::jsonb else value end) into changed from jsonb_each(changed);
  insert into audit_events (company_id, category, action, table_name, row_id, changes, detail, actor, role, user_id, request_id, ip)
  values (
    coalesce((coalesce(now_is, was) ->> case when tg_table_name = 'companies' then 'id' else 'company_id' end)::uuid,
             nullif(current_setting('app.company_id', true), '')::uuid),
    'data', lower(tg_op), tg_table_name,
    coalesce(coalesce(now_is, was) ->> 'id', concat_ws(':', coalesce(now_is, was) ->> 'user_id', coalesce(now_is, was) ->> 'name')),
    changed,
    -- A line or payment that is gone is still part of its booking's story.
    case when coalesce(now_is, was) ->> 'booking_id' is not null
      then jsonb_build_object('booking_id', coalesce(now_is, was) ->> 'booking_id') end,
    coalesce(who, session_user), coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('app.user_id', true), '')::uuid,
    nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.ip', true), ''));
  return null;
end $$;
--> statement-breakpoint
-- What isn't a change of a row: sign-ins, refusals, runs. The caller's settings say who.
create function audit_record(category text, action text, detail jsonb default null, company uuid default null)
returns void language sql security definer set search_path = public, pg_temp as $$
  insert into audit_events (company_id, category, action, detail, actor, role, user_id, request_id, ip)
  values (coalesce(nullif(current_setting('app.company_id', true), '')::uuid, company), category, action, detail,
    coalesce(nullif(current_setting('app.actor', true), ''), session_user),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('app.user_id', true), '')::uuid,
    nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.ip', true), ''))
$$;
--> statement-breakpoint

-- Versions: a form sends back the version it read; a stale one finds no row.
create function touch() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create function touch_dated() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;
--> statement-breakpoint

-- References: BK00001 and C00001, counted per company, never reused.
create function assign_reference() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  counter text := tg_argv[0];
  prefix text := tg_argv[1];
  next bigint;
begin
  if new.reference <> '' and current_setting('role', true) = 'cater_system' then return new; end if;
  if prefix = '' then select reference_prefix into prefix from companies where id = new.company_id; end if;
  insert into counters as c (company_id, name, value) values (new.company_id, counter, 1)
    on conflict (company_id, name) do update set value = c.value + 1 returning value into next;
  new.reference := coalesce(prefix, 'BK') || lpad(next::text, greatest(5, length(next::text)), '0');
  return new;
end $$;
create trigger bookings_reference before insert on bookings for each row execute function assign_reference('booking', '');
create trigger cases_reference before insert on cases for each row execute function assign_reference('case', 'RC');
--> statement-breakpoint

-- The booking's life. Runs as the caller: current_user is the acting role.
create function booking_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status not in ('enquiry', 'quoted') and current_user <> 'cater_system' then
      raise exception 'A booking starts as an enquiry or a quote' using errcode = 'CT001';
    end if;
    -- Drizzle names every column of an insert, so a column grant can't say this.
    if current_user = 'cater_client' and (new.status <> 'enquiry' or new.menu_total + new.service_total + new.tax_total
        + new.discount + new.discount_rate + new.deposit + new.paid <> 0 or new.tax is not null or new.confirmed_at is not null) then
      raise exception 'A client asks; money and status are the caterer''s' using errcode = '42501';
    end if;
    return new;
  end if;
  if new.company_id <> old.company_id or new.reference <> old.reference then
    raise exception 'A booking keeps its company and reference' using errcode = 'CT001';
  end if;
  if new.status <> old.status then
    if not (old.status, new.status) in (('enquiry', 'quoted'), ('enquiry', 'confirmed'), ('quoted', 'enquiry'), ('quoted', 'confirmed'),
        ('confirmed', 'in_progress'), ('in_progress', 'completed'),
        ('enquiry', 'cancelled'), ('quoted', 'cancelled'), ('confirmed', 'cancelled'), ('in_progress', 'cancelled')) then
      raise exception 'A booking can''t go from % to %', old.status, new.status using errcode = 'CT001';
    end if;
    if new.status = 'confirmed' and not exists (select from booking_lines l
        where l.company_id = new.company_id and l.booking_id = new.id and l.kind = 'menu') then
      raise exception 'A booking without a menu line can''t be confirmed' using errcode = 'CT002';
    end if;
  end if;
  if old.status in ('completed', 'cancelled') and current_user not in ('cater_definer') and
     (new.menu_total, new.service_total, new.tax_total, new.discount, new.customer_id, new.starts_at, new.ends_at, new.venue)
     is distinct from
     (old.menu_total, old.service_total, old.tax_total, old.discount, old.customer_id, old.starts_at, old.ends_at, old.venue) then
    raise exception 'A % booking is closed for changes', old.status using errcode = 'CT003';
  end if;
  if old.status in ('confirmed', 'in_progress') and current_user = 'cater_staff' and
     (new.customer_id, new.starts_at, new.ends_at, new.venue, new.guests) is distinct from
     (old.customer_id, old.starts_at, old.ends_at, old.venue, old.guests) then
    raise exception 'After confirmation only a manager changes customer, date, venue or guests' using errcode = 'CT004';
  end if;
  return new;
end $$;
create trigger bookings_guard before insert or update on bookings for each row execute function booking_guard();
--> statement-breakpoint
alter table bookings add constraint bookings_no_overlap exclude using gist (
  company_id with =, venue_key with =, tstzrange(starts_at, ends_at) with &&
) where (status in ('confirmed', 'in_progress'));
--> statement-breakpoint

-- Lines: a client pays the menu's price; closed bookings keep their lines.
create function line_guard() returns trigger language plpgsql as $$
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
    if new.kind = 'menu' then
      select i.price, i.minimum_order, i.name into new.unit_price, new.minimum_order, new.name from items i
        where i.company_id = new.company_id and i.id = new.item_id;
    else
      select s.price, 1, s.name into new.unit_price, new.minimum_order, new.name from services s
        where s.company_id = new.company_id and s.id = new.service_id;
    end if;
  end if;
  return new;
end $$;
create trigger booking_lines_guard before insert or update or delete on booking_lines for each row execute function line_guard();
--> statement-breakpoint
create function totals_match_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  company uuid := case when tg_table_name = 'bookings' then new.company_id else coalesce(new.company_id, old.company_id) end;
  booking uuid;
  wrong boolean;
begin
  if tg_table_name = 'bookings' then booking := new.id; else booking := coalesce(new.booking_id, old.booking_id); end if;
  select (b.menu_total, b.service_total) is distinct from (
      coalesce((select sum(l.unit_price * l.quantity) from booking_lines l where l.company_id = company and l.booking_id = booking and l.kind = 'menu'), 0),
      coalesce((select sum(l.unit_price * l.quantity) from booking_lines l where l.company_id = company and l.booking_id = booking and l.kind = 'service'), 0))
    into wrong from bookings b where b.company_id = company and b.id = booking;
  if wrong then
    raise exception 'The totals of booking % differ from its lines', booking using errcode = 'CT005';
  end if;
  return null;
end $$;
create constraint trigger booking_lines_sum after insert or update or delete on booking_lines
  deferrable initially deferred for each row execute function totals_match_lines();
create constraint trigger bookings_sum after insert or update of menu_total, service_total on bookings
  deferrable initially deferred for each row execute function totals_match_lines();
--> statement-breakpoint

create function payments_sum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update bookings b set paid = coalesce((select sum(p.amount) from payments p
      where p.company_id = b.company_id and p.booking_id = b.id and p.status = 'received'), 0)
    where b.company_id = coalesce(new.company_id, old.company_id) and b.id = coalesce(new.booking_id, old.booking_id);
  return null;
end $$;
create trigger payments_sum after insert or update or delete on payments for each row execute function payments_sum();
--> statement-breakpoint

create function feedback_guard() returns trigger language plpgsql as $$
declare b record;
begin
  select status, starts_at, customer_id into b from bookings
    where company_id = new.company_id and id = new.booking_id;
  if b.status is distinct from 'completed' then
    raise exception 'Feedback is for a completed booking' using errcode = 'CT006';
  end if;
  if new.given_at < b.starts_at then
    raise exception 'Feedback can''t be older than the event' using errcode = 'CT006';
  end if;
  if new.customer_id <> b.customer_id then
    raise exception 'Feedback belongs to the customer of the booking' using errcode = 'CT006';
  end if;
  return new;
end $$;
create trigger feedback_guard before insert or update of booking_id, given_at, customer_id on feedback
  for each row execute function feedback_guard();
--> statement-breakpoint

-- Search. ILIKE isn't leakproof, so under a policy it would read every row; these two see all rows, name the
-- company themselves and give ids only. `pattern` comes with its wildcards and escapes.
create extension if not exists pg_trgm;
create index bookings_text on bookings using gin ((reference || ' ' || event_name || ' ' || venue) gin_trgm_ops);
create index customers_text on customers using gin ((name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) gin_trgm_ops);
create policy definer on customers for select to cater_definer using (true);
create policy definer_read on audit_events for select to cater_definer using (true);
grant select on customers, audit_events to cater_definer;
create function search_customers(pattern text) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from customers c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and (c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) ilike pattern
$$;
create function search_bookings(pattern text) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and (b.reference || ' ' || b.event_name || ' ' || b.venue) ilike pattern
  union
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and b.customer_id in (select c.id from customers c
        where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
          and (c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) ilike pattern)
$$;
-- What happened to one booking, its lines, payments, request, feedback and cases: staff work with it without
-- reading the whole trail.
create function booking_history(booking uuid, most int) returns table (
  id bigint, at timestamptz, action text, table_name text, row_id text, changes jsonb, actor text, role text, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  (select e.id, e.at, e.action, e.table_name, e.row_id, e.changes, e.actor, e.role, e.user_id from audit_events e
    where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and e.table_name = 'bookings' and e.row_id = booking::text order by e.id desc limit most)
  union all
  (select e.id, e.at, e.action, e.table_name, e.row_id, e.changes, e.actor, e.role, e.user_id from audit_events e
    where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and e.detail ->> 'booking_id' = booking::text and e.category = 'data' order by e.id desc limit most)
  order by 1 desc limit most
$$;
revoke all on function search_customers(text), search_bookings(text), booking_history(uuid, int) from public;
grant execute on function search_customers(text), search_bookings(text), booking_history(uuid, int) to cater_manager, cater_staff;
--> statement-breakpoint

alter function search_customers(text) owner to cater_definer;
alter function search_bookings(text) owner to cater_definer;
alter function booking_history(uuid, int) owner to cater_definer;
alter function audit_row() owner to cater_definer;
alter function audit_record(text, text, jsonb, uuid) owner to cater_definer;
alter function assign_reference() owner to cater_definer;
alter function totals_match_lines() owner to cater_definer;
alter function payments_sum() owner to cater_definer;
revoke all on function audit_record(text, text, jsonb, uuid) from public;
revoke all on function audit_ensure_partitions(int) from public;
grant execute on function audit_record(text, text, jsonb, uuid) to cater_manager, cater_staff, cater_client, cater_system, cater_auth, cater_runner;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['companies', 'tax_profiles', 'tax_components', 'users', 'customers', 'memberships', 'consents',
    'categories', 'items', 'services', 'packages', 'package_parts', 'exchange_rates', 'bookings', 'booking_lines', 'payments',
    'senders', 'templates', 'feedback_requests', 'feedback', 'feedback_dishes', 'cases', 'case_events', 'vouchers'] loop
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
  end loop;
  foreach t in array array['companies', 'customers', 'categories', 'items', 'services', 'packages', 'senders', 'templates',
    'feedback_requests', 'cases', 'vouchers'] loop
    execute format('create trigger %I before update on %I for each row execute function touch()', t || '_touch', t);
  end loop;
  foreach t in array array['bookings', 'feedback'] loop
    execute format('create trigger %I before update on %I for each row execute function touch_dated()', t || '_touch', t);
  end loop;
end $$;
-- A message's delivery is its own story in message_events; what people change in it is audited.
create trigger messages_audit after delete or update of body, reading, customer_id, booking_id, raw on messages
  for each row execute function audit_row();
drop procedure allow(text, text, text[], text, text);
