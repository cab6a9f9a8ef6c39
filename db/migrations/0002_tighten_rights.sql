-- What a login may do beyond its tables. A temporary table could stand before a real one, and a trigger
-- function on it could write rows of the audit trail that never happened.
do $$ begin
  execute format('revoke temporary on database %I from public, cater_login', current_database());
end $$;
revoke create on schema public from public;
--> statement-breakpoint

-- The company that a session works in; it holds whatever companies its person joins later.
alter table sessions add column company_id uuid references companies (id);
update sessions s set company_id = (
  select m.company_id from memberships m where m.user_id = s.user_id order by m.created_at limit 1);
create index sessions_company on sessions (company_id) where company_id is not null;
--> statement-breakpoint

-- A person joins a company by accepting its invitation; nobody is made a member by somebody else's word.
create table invitations (
  id uuid primary key,
  company_id uuid not null references companies (id),
  email text not null,
  role text not null,
  customer_id uuid,
  token_hash text not null unique,
  invited_by uuid not null references users (id),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null default now() + interval '72 hours',
  accepted_at timestamptz(3),
  accepted_by uuid references users (id),
  constraint invitations_email_form check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  constraint invitations_role_known check (role in ('manager', 'staff', 'client')),
  constraint invitations_client_has_customer check ((role = 'client') = (customer_id is not null)),
  constraint invitations_token_hash_form check (token_hash ~ '^[0-9a-f]{64}$'),
  constraint invitations_accepted check ((accepted_at is null) = (accepted_by is null)),
  foreign key (company_id, customer_id) references customers (company_id, id)
);
create unique index invitations_open on invitations (company_id, email) where accepted_at is null;
alter table invitations enable row level security;
alter table invitations force row level security;
create policy manager on invitations for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
create policy definer on invitations for all to cater_definer using (true) with check (true);
grant select (id, company_id, email, role, customer_id, invited_by, created_at, expires_at, accepted_at), delete
  on invitations to cater_manager;
grant select, insert, update (accepted_at, accepted_by), delete on invitations to cater_definer;
create policy definer on users for all to cater_definer using (true) with check (true);
create policy definer on memberships for all to cater_definer using (true) with check (true);
create policy definer on sessions for all to cater_definer using (true) with check (true);
grant select (id, email, disabled_at), insert (id, email, name, password_hash) on users to cater_definer;
grant select, insert on memberships to cater_definer;
grant select (user_id, company_id, ended_at), update (ended_at) on sessions to cater_definer;
--> statement-breakpoint

-- Invites an e-mail address into the caller's company. A second invitation of the same address replaces the first.
create function invite_member(invitation uuid, address text, as_role text, hash text, customer uuid default null)
returns timestamptz language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  until timestamptz;
begin
  if not exists (select from memberships m where m.company_id = company and m.user_id = person and m.role = 'manager') then
    raise exception 'Only a manager of the company invites' using errcode = '42501';
  end if;
  if exists (select from memberships m join users u on u.id = m.user_id
      where m.company_id = company and u.email = lower(btrim(address))) then
    raise exception 'This person is a member already' using errcode = 'CT009';
  end if;
  delete from invitations i where i.company_id = company and i.email = lower(btrim(address)) and i.accepted_at is null;
  insert into invitations (id, company_id, email, role, customer_id, token_hash, invited_by)
    values (invitation, company, lower(btrim(address)), as_role, customer, hash, person)
    returning expires_at into until;
  return until;
end $$;
--> statement-breakpoint
-- Makes the invitee a member. An address that has a login is accepted by that person, who is signed in; another
-- one gets its login here, with the id `person`. The gate alone may call it: it knows who is signed in.
create function accept_invitation(hash text, person uuid, new_name text default null, new_password_hash text default null)
returns uuid language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  given invitations%rowtype;
  known record;
begin
  select * into given from invitations i where i.token_hash = hash for update;
  if not found or given.accepted_at is not null or given.expires_at <= now() then
    raise exception 'This invitation doesn''t hold any more' using errcode = 'CT007';
  end if;
  perform set_config('app.company_id', given.company_id::text, true), set_config('app.user_id', person::text, true);
  select u.id, u.disabled_at into known from users u where u.email = given.email;
  if new_password_hash is null then
    if known.id is distinct from person or known.disabled_at is not null then
      raise exception 'This invitation is for another address' using errcode = '42501';
    end if;
  elsif known.id is not null then
    raise exception 'This address has a login: sign in, then accept' using errcode = 'CT008';
  else
    insert into users (id, email, name, password_hash) values (person, given.email, new_name, new_password_hash);
  end if;
  insert into memberships (company_id, user_id, role, customer_id)
    values (given.company_id, person, given.role, given.customer_id) on conflict (company_id, user_id) do nothing;
  update invitations set accepted_at = now(), accepted_by = person where id = given.id;
  return given.company_id;
end $$;
--> statement-breakpoint
-- Whether a person belongs to the caller's company and to no other.
create function is_member_here_only(person uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select bool_and(m.company_id = nullif(current_setting('app.company_id', true), '')::uuid)
    from memberships m where m.user_id = person) is true;
end $$;
--> statement-breakpoint

-- A manager changes roles and ends memberships of the own company, and manages people who are in no other.
revoke insert, update on memberships from cater_manager;
grant update (role, customer_id) on memberships to cater_manager;
revoke insert, update (name, epoch, disabled_at) on users from cater_manager;
grant update (name, epoch, disabled_at) on users to cater_manager;
drop policy manager on users;
create policy manager on users for all to cater_manager
  using (exists (select from memberships m where m.user_id = users.id)) with check (is_member_here_only(id));
create function users_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Ends every session at once, and keeps them ended when the person is let in again.
  if new.disabled_at is not null and old.disabled_at is null then new.epoch := greatest(new.epoch, old.epoch + 1); end if;
  if new.epoch < old.epoch then new.epoch := old.epoch; end if;
  return new;
end $$;
create trigger users_guard before update on users for each row execute function users_guard();
update users set epoch = epoch + 1 where disabled_at is not null;
--> statement-breakpoint
-- Who left a company and comes back signs in again.
create function end_sessions_of_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sessions s set ended_at = now()
    where s.user_id = old.user_id and s.ended_at is null and (s.company_id = old.company_id or s.company_id is null);
  return null;
end $$;
create trigger memberships_sessions after delete on memberships for each row execute function end_sessions_of_member();
--> statement-breakpoint

-- Staff: what lib/auth/permissions.ts allows. What a rule allows beyond it, the automation writes for them.
revoke insert, update on vouchers from cater_staff;
revoke insert, update on cases from cater_staff;
grant update (state, owner_id, acknowledge_by, resolve_by, acknowledged_at, resolved_at, closed_at, escalations,
  resolution, reasked_at) on cases to cater_staff;
revoke update on feedback_requests from cater_staff;
revoke update on feedback from cater_staff;
grant update (rating, food, service, presentation, timeliness, would_recommend, sentiment, needs_human, language,
  comments, corrected_at, corrected_by) on feedback to cater_staff;
revoke insert, update, delete on feedback_dishes from cater_staff;
grant update (liked, comment) on feedback_dishes to cater_staff;
revoke insert, update on conversations from cater_staff;
grant update (unread) on conversations to cater_staff;
revoke update (reading, handled_at, customer_id, booking_id) on messages from cater_staff;
--> statement-breakpoint
-- Rows that speak for somebody name the person who writes them, and only what that person may say.
alter policy staff on messages with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and direction = 'outbound' and kind = 'staff_reply' and status = 'waiting'
  and user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid);
alter policy staff on consents with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid and source = 'staff' and reason is not null
  and user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid);
alter policy manager on consents with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid and source = 'staff' and reason is not null
  and user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid);
alter policy client on consents with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and customer_id = nullif(current_setting('app.customer_id', true), '')::uuid and source = 'portal'
  and user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid);
alter policy client on feedback with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and customer_id = nullif(current_setting('app.customer_id', true), '')::uuid
  and source = 'portal' and corrected_at is null and corrected_by is null);
alter policy staff on payments with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and recorded_by is not distinct from nullif(current_setting('app.user_id', true), '')::uuid);
alter policy manager on case_events with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid);
-- A remedy within the company's limit holds by a staff member's word; above it, and on a proposal, by a manager's.
alter policy staff on case_events with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and user_id is not distinct from nullif(current_setting('app.user_id', true), '')::uuid
  and kind in ('assigned', 'acknowledged', 'note', 'remedy_proposed', 'remedy_approved', 'resolved', 'closed', 'reopened', 'reasked')
  and (kind <> 'remedy_approved' or (coalesce(data -> 'proposalId', 'null') = 'null' and amount <= (
    select c.remedy_limit from companies c where c.id = case_events.company_id))));
--> statement-breakpoint

-- The client's own record without what the office notes about them, and the company without its settings.
revoke select on customers, companies from cater_client;
grant select (id, company_id, name, phone, whatsapp_id, email, address, language, time_zone, cuisine, anonymised_at,
  created_at, version) on customers to cater_client;
grant select (id, name, slug, country, currency, time_zone, locale, language, phone, email, address, deposit_rate,
  minimum_guests) on companies to cater_client;
--> statement-breakpoint

-- A manager's settings are not what the company is to everybody else.
create function companies_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_manager' and (new.slug, new.is_demo, new.created_at) is distinct from (old.slug, old.is_demo, old.created_at) then
    raise exception 'A company''s address, age and kind are not settings' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger companies_guard before update on companies for each row execute function companies_guard();
--> statement-breakpoint

-- Guards see the real tables, whatever the caller's search path says.
create or replace function booking_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  person boolean := current_user in ('cater_manager', 'cater_staff', 'cater_client');
begin
  -- Drizzle names every column of an insert, so a column grant can't say this.
  if person or current_user = 'cater_system' then
    if new.paid <> (case when tg_op = 'INSERT' then 0 else old.paid end) then
      raise exception 'What is paid follows from the payments' using errcode = '42501';
    end if;
  end if;
  if person then
    if new.discount_rate <> (case when tg_op = 'INSERT' then 0 else old.discount_rate end)
       or new.discount > ceil((new.menu_total + new.service_total) * new.discount_rate / 10000.0) then
      raise exception 'A discount comes from a voucher' using errcode = '42501';
    end if;
  end if;
  if tg_op = 'INSERT' then
    if new.status not in ('enquiry', 'quoted') and current_user <> 'cater_system' then
      raise exception 'A booking starts as an enquiry or a quote' using errcode = 'CT001';
    end if;
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
--> statement-breakpoint
alter function line_guard() set search_path = pg_catalog, public, pg_temp;
alter function feedback_guard() set search_path = pg_catalog, public, pg_temp;
alter function touch() set search_path = pg_catalog, public, pg_temp;
alter function touch_dated() set search_path = pg_catalog, public, pg_temp;
alter function audit_refuse_change() set search_path = pg_catalog, public, pg_temp;
alter function audit_row() set search_path = pg_catalog, public, pg_temp;
alter function assign_reference() set search_path = pg_catalog, public, pg_temp;
alter function totals_match_lines() set search_path = pg_catalog, public, pg_temp;
alter function payments_sum() set search_path = pg_catalog, public, pg_temp;
alter function search_customers(text) set search_path = pg_catalog, public, pg_temp;
alter function search_bookings(text) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint

-- Rows of data are the triggers' alone. A person's call is about the own company and says what they did;
-- the gate, which stands before every company, names the one it concerns.
create or replace function audit_record(category text, action text, detail jsonb default null, company uuid default null)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  caller text := current_setting('role', true);
  own uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  allowed boolean := case caller
    when 'cater_auth' then category in ('activity', 'security', 'system')
    when 'cater_system' then category in ('activity', 'security', 'system') and coalesce(company = own, true)
    when 'cater_runner' then category = 'system' and company is null
    else category = 'activity' and coalesce(company = own, own is not null)
  end;
begin
  if allowed is not true then
    raise exception 'A % may not write this to the audit trail', caller using errcode = '42501';
  end if;
  insert into audit_events (company_id, category, action, detail, actor, role, user_id, request_id, ip)
  values (case when caller = 'cater_auth' then coalesce(company, own) else own end, category, action, detail,
    coalesce(nullif(current_setting('app.actor', true), ''), session_user), caller,
    nullif(current_setting('app.user_id', true), '')::uuid,
    nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.ip', true), ''));
end $$;
--> statement-breakpoint
-- As before, and an invitation's token isn't told either.
create or replace function audit_row() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
  select jsonb_object_agg(key, case when key in ('password_hash', 'auth_token_sealed', 'link_hash', 'token_hash')
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
create trigger invitations_audit after insert or update or delete on invitations for each row execute function audit_row();
--> statement-breakpoint

-- In plpgsql the plan over all partitions is kept; as SQL it was made anew at each call. Materialised, because a UNION
-- that is sorted as a whole made PostgreSQL walk the whole trail from its end. The partitions of months to come, made
-- ahead and empty, are left out when it runs.
create or replace function booking_history(booking uuid, most int) returns table (
  id bigint, at timestamptz, action text, table_name text, row_id text, changes jsonb, actor text, role text, user_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  latest timestamptz := now() + interval '1 day';
  key text := booking::text;
begin
  return query
  with own as materialized (
    select e.id, e.at, e.action, e.table_name, e.row_id, e.changes, e.actor, e.role, e.user_id from audit_events e
      where e.company_id = company and e.table_name = 'bookings' and e.row_id = key and e.at < latest
      order by e.id desc limit most),
  parts as materialized (
    select e.id, e.at, e.action, e.table_name, e.row_id, e.changes, e.actor, e.role, e.user_id from audit_events e
      where e.company_id = company and e.detail ->> 'booking_id' = key and e.category = 'data' and e.at < latest
      order by e.id desc limit most)
  select * from own union all select * from parts order by 1 desc limit most;
end $$;
--> statement-breakpoint

-- The inbox asks for what is unread, and the log for how many went how far, without reading whole histories.
create index conversations_unread on conversations (company_id, last_message_at desc, id desc) where unread > 0;
create index message_events_newest on message_events (company_id, id desc);
create index messages_outbound_states on messages (company_id, status) where direction = 'outbound';
--> statement-breakpoint

-- Partitions of the audit trail. TRUNCATE isn't handed down to partitions as row triggers are.
do $$
declare part text;
begin
  for part in select i.inhrelid::regclass::text from pg_inherits i where i.inhparent = 'audit_events'::regclass loop
    execute format('create trigger audit_events_no_truncate before truncate on %s for each statement execute function audit_refuse_change()', part);
  end loop;
end $$;
drop function audit_ensure_partitions(int);
-- Makes the partitions of the month of `today` and of the next `months`, and those that rows in the default partition
-- want; these rows move. Returns how many it made. Belongs to the tables' owner and does nothing else.
create function audit_ensure_partitions(today timestamptz, months int) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '5s' as $$
declare
  missing date[];
  first date;
  name text;
begin
  if months not between 0 and 60 or today not between now() - interval '1 day' and now() + interval '10 years' then
    raise exception 'Partitions are made for the next 60 months at most' using errcode = '22023';
  end if;
  -- Twice: whoever has nothing to make locks nobody out, and no row arrives between looking and making.
  for turn in 1..2 loop
    select array_agg(m order by m) into missing from (
      select (date_trunc('month', today at time zone 'UTC') + make_interval(months => n))::date from generate_series(0, months) n
      union
      select date_trunc('month', e.at at time zone 'UTC')::date from audit_events_default e) wanted (m)
      where to_regclass('public.audit_events_' || to_char(m, 'YYYY_MM')) is null;
    if missing is null then return 0; end if;
    if turn = 1 then lock table audit_events in access exclusive mode; end if;
  end loop;
  alter table audit_events detach partition audit_events_default;
  alter table audit_events_default rename to audit_events_leaving;
  foreach first in array missing loop
    name := 'audit_events_' || to_char(first, 'YYYY_MM');
    execute format('create table public.%I partition of public.audit_events for values from (%L) to (%L)',
      name, first::text || 'T00:00:00Z', (first + interval '1 month')::date::text || 'T00:00:00Z');
    execute format('alter table public.%I enable row level security', name);
    execute format('alter table public.%I force row level security', name);
    execute format('create trigger audit_events_no_truncate before truncate on public.%I for each statement execute function public.audit_refuse_change()', name);
  end loop;
  create table public.audit_events_default partition of audit_events default;
  alter table audit_events_default enable row level security;
  alter table audit_events_default force row level security;
  create trigger audit_events_no_truncate before truncate on audit_events_default for each statement execute function audit_refuse_change();
  insert into audit_events overriding system value select * from audit_events_leaving;
  drop table audit_events_leaving;
  return cardinality(missing);
end $$;
select audit_ensure_partitions(now(), 36);
--> statement-breakpoint

do $$
declare f text;
begin
  -- Whoever may execute a trigger's function may hang it on a table of their own.
  for f in select p.oid::regprocedure::text from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e') loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
alter function invite_member(uuid, text, text, text, uuid) owner to cater_definer;
alter function accept_invitation(text, uuid, text, text) owner to cater_definer;
alter function is_member_here_only(uuid) owner to cater_definer;
alter function end_sessions_of_member() owner to cater_definer;
grant execute on function invite_member(uuid, text, text, text, uuid) to cater_manager;
grant execute on function accept_invitation(text, uuid, text, text) to cater_auth;
grant execute on function is_member_here_only(uuid) to cater_manager;
grant execute on function audit_ensure_partitions(timestamptz, int) to cater_runner;
