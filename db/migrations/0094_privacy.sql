-- What a person may ask of whoever keeps their data: to see it, to have it taken away, to say what it is used for. The
-- anonymising has a role of its own, in which nobody signs in and whose functions alone empty what is otherwise kept as it
-- was: guards and the audit's triggers stand back for it and for nobody else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'cater_eraser') then create role cater_eraser nologin; end if;
  if not pg_has_role(current_user, 'cater_eraser', 'usage') then
    execute format('grant cater_eraser to %I', current_user);
  end if;
end $$;
grant usage on schema public to cater_eraser;
--> statement-breakpoint

-- The wordings under which people are asked, by purpose; a new one is a new version, and none is changed.
create table purpose_texts (
  company_id uuid not null references companies (id),
  purpose text not null constraint purpose_texts_purpose_known check (purpose in ('feedback', 'marketing', 'photos')),
  version integer not null constraint purpose_texts_version check (version between 1 and 10000),
  words text not null constraint purpose_texts_words_length check (length(btrim(words)) between 1 and 1000),
  made_by uuid references users (id),
  made_at timestamptz(3) not null default now(),
  primary key (company_id, purpose, version)
);
create index purpose_texts_made_by on purpose_texts (made_by);

-- What a person said about a purpose, under which words, where, and who heard it. The newest holds; none is changed.
create table purpose_consents (
  id uuid primary key,
  company_id uuid not null references companies (id),
  customer_id uuid not null,
  purpose text not null constraint purpose_consents_purpose_known check (purpose in ('feedback', 'marketing', 'photos')),
  state text not null constraint purpose_consents_state_known check (state in ('granted', 'withdrawn')),
  -- 0 stands for the house's own words, before a company wrote some.
  version integer not null constraint purpose_consents_version check (version between 0 and 10000),
  words text not null constraint purpose_consents_words_length check (length(btrim(words)) between 1 and 1000),
  source text not null constraint purpose_consents_source_known check (source in ('portal', 'staff')),
  reason text constraint purpose_consents_reason_length check (length(btrim(reason)) between 1 and 500),
  user_id uuid references users (id),
  created_at timestamptz(3) not null default now(),
  -- What was said to somebody of the office is told with how it was said.
  constraint purpose_consents_reason check (source <> 'staff' or reason is not null),
  foreign key (company_id, customer_id) references customers (company_id, id)
);
create index purpose_consents_newest on purpose_consents (company_id, customer_id, purpose, created_at desc, id desc);
create index purpose_consents_user on purpose_consents (user_id);

-- For how long a company keeps what it need not keep; none: until somebody takes it away.
create table privacy_settings (
  company_id uuid primary key references companies (id),
  messages_months integer constraint privacy_settings_messages check (messages_months between 1 and 240),
  media_months integer constraint privacy_settings_media check (media_months between 1 and 240),
  enquiries_months integer constraint privacy_settings_enquiries check (enquiries_months between 1 and 240),
  photos_months integer constraint privacy_settings_photos check (photos_months between 1 and 240),
  -- Years in which a bill keeps the name of whom it was made for: no anonymising before.
  bills_years integer constraint privacy_settings_bills check (bills_years between 1 and 30),
  updated_at timestamptz(3) not null default now(),
  version bigint not null default 1
);

-- Who was anonymised, when, at whose word, and what became of it: without a word of theirs.
create table erasures (
  id uuid primary key,
  company_id uuid not null references companies (id),
  customer_id uuid not null,
  label text not null constraint erasures_label_length check (length(label) between 1 and 120),
  why text not null constraint erasures_why_known check (why in ('asked', 'unneeded', 'mistake')),
  state text not null default 'asked' constraint erasures_state_known check (state in ('asked', 'emptied', 'done')),
  asked_by uuid references users (id),
  asked_at timestamptz(3) not null default now(),
  emptied_at timestamptz(3),
  done_at timestamptz(3),
  -- Values emptied or rows removed, by table.
  counts jsonb,
  -- Keys of the store whose files go too; emptied once they are gone.
  files jsonb,
  constraint erasures_emptied check ((state = 'asked') = (emptied_at is null) and (emptied_at is null) = (counts is null)),
  constraint erasures_done check ((state = 'done') = (done_at is not null) and (state <> 'done' or files is null)),
  unique (company_id, customer_id),
  unique (company_id, id),
  foreign key (company_id, customer_id) references customers (company_id, id)
);
create index erasures_newest on erasures (company_id, asked_at desc);
create index erasures_asked_by on erasures (asked_by);
create index erasures_open on erasures (company_id) where state <> 'done';

-- Why somebody must not be anonymised, such as a lawsuit; nobody is, as long as it stands.
alter table customers add column hold_reason text
  constraint customers_hold_reason_length check (length(btrim(hold_reason)) between 1 and 300);
--> statement-breakpoint

-- Where a person's own words and traits stand: how their rows are found, and what each column becomes. SQL of ours, which
-- migrations alone write: `t` is the row, `p` the person (see the type). lib/privacy/register has the same columns, and a
-- test holds the two together.
create table personal_tables (
  table_name text primary key,
  -- Tables that others are found by come later.
  place integer not null,
  reach text not null,
  -- Rows of no further use go as a whole.
  gone boolean not null default false
);
create table personal_columns (
  table_name text not null references personal_tables (table_name),
  column_name text not null,
  becomes text not null,
  primary key (table_name, column_name)
);
-- Which entries of the trail were emptied, for whom, and how they stand since.
create table audit_emptied (
  company_id uuid not null references companies (id),
  -- The erasure, or the run of the retention, that it belongs to.
  emptied_by uuid not null,
  entry_id bigint not null,
  stands bytea not null constraint audit_emptied_stands check (length(stands) = 8),
  primary key (emptied_by, entry_id)
);
create index audit_emptied_entry on audit_emptied (entry_id);
create trigger audit_emptied_append_only before update or delete on audit_emptied for each row execute function audit_refuse_change();
create trigger audit_emptied_no_truncate before truncate on audit_emptied for each statement execute function audit_refuse_change();
--> statement-breakpoint

do $$
declare
  t text;
  role text;
  own text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['purpose_texts', 'purpose_consents', 'privacy_settings', 'erasures', 'audit_emptied', 'personal_tables', 'personal_columns'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach role in array array['manager', 'staff', 'system'] loop
    execute format('create policy %I on purpose_texts for all to cater_%s using (%s) with check (%s)', role, role, own, own);
    execute format('create policy %I on purpose_consents for all to cater_%s using (%s) with check (%s)', role, role, own, own);
  end loop;
  execute format('create policy client on purpose_texts for select to cater_client using (%s)', own);
  execute format('create policy client on purpose_consents for all to cater_client
    using (%s and customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid)
    with check (%s and customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid and source = ''portal'')', own, own);
  foreach role in array array['manager', 'system'] loop
    execute format('create policy %I on privacy_settings for all to cater_%s using (%s) with check (%s)', role, role, own, own);
    execute format('create policy %I on erasures for all to cater_%s using (%s) with check (%s)', role, role, own, own);
  end loop;
  execute format('create policy eraser on erasures for all to cater_eraser using (%s) with check (%s)', own, own);
  execute format('create policy eraser on audit_emptied for all to cater_eraser using (%s) with check (%s)', own, own);
end $$;
create policy eraser on privacy_settings for select to cater_eraser
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
create policy eraser on personal_tables for select to cater_eraser using (true);
create policy eraser on personal_columns for select to cater_eraser using (true);
create policy definer on audit_emptied for select to cater_definer using (true);
grant select, insert on purpose_texts to cater_manager;
grant select on purpose_texts to cater_staff, cater_client, cater_system;
grant select, insert on purpose_consents to cater_manager, cater_staff, cater_client;
grant select, insert on purpose_consents to cater_system;
grant select, insert on privacy_settings to cater_manager;
grant update (messages_months, media_months, enquiries_months, photos_months, bills_years) on privacy_settings to cater_manager;
grant select on privacy_settings to cater_system, cater_eraser;
grant select, insert on erasures to cater_manager;
grant insert on erasures to cater_system;
grant select, update on erasures to cater_system, cater_eraser;
grant select, insert on audit_emptied to cater_eraser;
grant select on audit_emptied to cater_definer;
grant select on personal_tables, personal_columns to cater_eraser;
create trigger purpose_texts_audit after insert on purpose_texts for each row execute function audit_row();
create trigger purpose_consents_audit after insert on purpose_consents for each row execute function audit_row();
create trigger privacy_settings_audit after insert or update on privacy_settings for each row execute function audit_row();
create trigger privacy_settings_touch before update on privacy_settings for each row execute function touch_dated();
create trigger erasures_audit after insert or update of state on erasures for each row execute function audit_row();
create trigger purpose_consents_live_insert after insert on purpose_consents referencing new table as changed
  for each statement execute function tell_live('customers');
create trigger erasures_live_insert after insert on erasures referencing new table as changed
  for each statement execute function tell_live('customers');
create trigger erasures_live_update after update on erasures referencing new table as changed
  for each statement execute function tell_live('customers');
--> statement-breakpoint

-- People speak in their own name, wordings come one after another, and only the automation says what became of an erasure.
create function purpose_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  who uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if current_user = 'cater_system' then return new; end if;
  if tg_table_name = 'purpose_texts' then
    if new.made_by is distinct from who or new.version <> 1 + coalesce((select max(p.version) from purpose_texts p
        where p.company_id = new.company_id and p.purpose = new.purpose), 0) then
      raise exception 'Somebody else wrote a new wording meanwhile: reload the page' using errcode = 'CT094';
    end if;
  elsif new.user_id is distinct from who or (new.source = 'portal') <> (current_user = 'cater_client') then
    raise exception 'A consent is written down in one''s own name' using errcode = 'CT094';
  end if;
  return new;
end $$;
create trigger purpose_texts_guard before insert on purpose_texts for each row execute function purpose_guard();
create trigger purpose_consents_guard before insert on purpose_consents for each row execute function purpose_guard();

-- What stands in the way of anonymising, as codes that lib/privacy/rules puts into words.
create function erasure_blockers(customer uuid) returns table (code text, n int) language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  with who as (
    select c.id, c.company_id, c.hold_reason, c.anonymised_at, c.merged_into from customers c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and (c.id = customer or c.merged_into = customer)
  ), events as (select b.* from bookings b join who w on b.company_id = w.company_id and b.customer_id = w.id)
  select found.code, found.n from (
    select 'nobody' as code, case when exists (select from who where id = customer and merged_into is null) then 0 else 1 end as n
    union all select 'done', count(*)::int from who where id = customer and anonymised_at is not null
    union all select 'hold', count(*)::int from who where hold_reason is not null
    union all select 'open_bookings', count(*)::int from events where status in ('enquiry', 'quoted', 'confirmed', 'in_progress')
    union all select 'unpaid', count(*)::int from events e where exists (select from invoices i
      where i.company_id = e.company_id and i.booking_id = e.id and i.kind = 'invoice' and i.open > 0)
    union all select 'held_money', count(*)::int from events e where exists (select from checkouts k
      where k.company_id = e.company_id and k.booking_id = e.id and (k.state in ('opened', 'disputed') or (k.held_why is not null and k.held_end is null)))
    union all select 'running_case', count(*)::int from cases k join who w on k.company_id = w.company_id and k.customer_id = w.id
      where k.state in ('open', 'acknowledged')
    union all select 'young_bill', count(*)::int from events e where exists (select from invoices i join privacy_settings s on s.company_id = i.company_id
      where i.company_id = e.company_id and i.booking_id = e.id and i.issued_on > (now() - make_interval(years => s.bills_years))::date)
  ) found where found.n > 0
$$;
create function erasures_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  blocked text;
begin
  if tg_op = 'UPDATE' then
    if (old.state, new.state) not in (('asked', 'emptied'), ('emptied', 'done'))
        or (new.company_id, new.customer_id, new.label, new.why, new.asked_at) is distinct from
          (old.company_id, old.customer_id, old.label, old.why, old.asked_at) then
      raise exception 'An erasure is kept as it was asked for' using errcode = 'CT094';
    end if;
    return new;
  end if;
  perform 1 from customers c where c.company_id = new.company_id and c.id = new.customer_id for update;
  select string_agg(b.code, ', ') into blocked from erasure_blockers(new.customer_id) b;
  if blocked is not null then
    raise exception 'This customer can''t be anonymised now (%)', blocked using errcode = 'CT094';
  end if;
  new.label := former_name(new.customer_id);
  if new.state <> 'asked' or new.asked_by is distinct from nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'An erasure is asked for in one''s own name' using errcode = 'CT094';
  end if;
  return new;
end $$;
-- What stands in place of a name: the same wherever it is met.
create function former_name(customer uuid) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select 'Former customer ' || upper(left(md5(customer::text), 4))
$$;
create trigger erasures_guard before insert or update on erasures for each row execute function erasures_guard();
-- Nobody is changed or written for any more once they asked to be gone; what lies waiting is refused where it would be sent.
create function anonymised_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'This customer was anonymised and stays so' using errcode = 'CT094';
end $$;
create trigger customers_anonymised before update of name, phone, whatsapp_id, email, address, notes, tags, anonymised_at on customers
  for each row when (old.anonymised_at is not null) execute function anonymised_stay();
revoke all on function purpose_guard(), erasure_blockers(uuid), erasures_guard(), former_name(uuid), anonymised_stay() from public;
grant execute on function erasure_blockers(uuid), former_name(uuid) to cater_manager, cater_system, cater_eraser;
--> statement-breakpoint
-- The trail can be emptied of values without being opened to any other change. Each entry has a salt, and its seal is over
-- the salted digest of each value instead of the value. Who empties one keeps its digest and forgets its salt: the seal
-- still fits, nobody can guess the value from its digest, and no other value fits. Entries from before have no salt and are
-- sealed as they were; of those that are emptied the half digest that was sealed is kept.
alter table audit_events add column salt uuid;
alter table audit_events alter column salt set default gen_random_uuid();
-- {"digests": of what was emptied, "salts": of what stays} by value, or {"flat": the half digest of old}.
alter table audit_events add column emptied jsonb;
create index audit_events_emptied on audit_events (id) where emptied is not null;

-- Half of the digest of all that stands in an entry, as it is now.
create function audit_flat(e audit_events) returns bytea language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select substring(sha256(convert_to(jsonb_build_array(e.id,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), e.company_id, e.category, e.action, e.table_name, e.row_id,
    e.changes, e.detail, e.actor, e.role, e.user_id, e.request_id, e.ip)::text, 'UTF8')) for 8)
$$;
-- The values of an entry by name: those of its row, its detail, the address it came from.
create function audit_values(e audit_events) returns table (name text, value jsonb) language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select 'row ' || c.key, c.value from jsonb_each(e.changes) c
  union all select 'detail', e.detail where e.detail is not null
  union all select 'ip', to_jsonb(e.ip) where e.ip is not null
$$;
-- What an emptied value may be and nothing else.
create function is_emptied_value(name text, value jsonb) returns boolean language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case when name = 'detail' then value = '{"erased": true}'
    else value in ('["[erased]", "[erased]"]', '[null, "[erased]"]', '["[erased]", null]', '[null, null]') end
$$;
create function audit_salt(e audit_events, name text) returns bytea language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(decode(e.emptied -> 'salts' ->> name, 'hex'), sha256(uuid_send(e.salt) || convert_to(name, 'UTF8')))
$$;
-- The salted digest of each value by name: kept of what was emptied, worked out of the rest.
create function audit_digests(e audit_events) returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select jsonb_object_agg(v.name, encode(sha256(coalesce(audit_salt(e, v.name), '') || convert_to(v.value::text, 'UTF8')), 'hex'))
      from audit_values(e) v where not (coalesce(e.emptied -> 'digests' ? v.name, false) and is_emptied_value(v.name, v.value))), '{}')
    || coalesce((select jsonb_object_agg(d.key, d.value) from jsonb_each(e.emptied -> 'digests') d
      where not exists (select from audit_values(e) v where v.name = d.key and not is_emptied_value(v.name, v.value))), '{}')
$$;
-- One entry as it is sealed: its id, and the first half of the digest of all that stands, or stood, in it. Nearly none is
-- emptied; the others go a short way that says the same as `audit_digests` (40 µs an entry instead of 400).
create or replace function audit_entry(e audit_events) returns bytea language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  leaves bytea;
begin
  if e.emptied ? 'flat' then return int8send(e.id) || decode(e.emptied ->> 'flat', 'hex'); end if;
  if e.salt is null and e.emptied is null then return int8send(e.id) || audit_flat(e); end if;
  if e.emptied is null then
    select string_agg(convert_to(v.name, 'UTF8') || sha256(sha256(uuid_send(e.salt) || convert_to(v.name, 'UTF8')) || convert_to(v.value::text, 'UTF8')), ''::bytea
      order by v.name collate "C") into leaves
    from (select 'row ' || c.key, c.value from jsonb_each(e.changes) c
      union all select 'detail', e.detail where e.detail is not null
      union all select 'ip', to_jsonb(e.ip) where e.ip is not null) v (name, value);
  else
    select string_agg(convert_to(d.key, 'UTF8') || decode(d.value, 'hex'), ''::bytea order by d.key collate "C") into leaves
    from jsonb_each_text(audit_digests(e)) d;
  end if;
  return int8send(e.id) || substring(sha256(convert_to(jsonb_build_array(e.id,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), e.company_id, e.category, e.action, e.table_name, e.row_id,
    e.actor, e.role, e.user_id, e.request_id)::text, 'UTF8') || coalesce(leaves, '')) for 8);
end $$;

-- A list of emptied entries as the trail tells of it.
create function emptied_digest(company uuid, list uuid) returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(string_agg(int8send(l.entry_id) || l.stands, ''::bytea order by l.entry_id)), 'hex')
  from audit_emptied l where l.company_id = company and l.emptied_by = list
$$;
create index audit_events_emptying on audit_events (company_id, (detail ->> 'list')) where action = 'values_emptied';
do $$
declare f text;
begin
  foreach f in array array['audit_flat(audit_events)', 'audit_values(audit_events)', 'is_emptied_value(text, jsonb)',
      'audit_salt(audit_events, text)', 'audit_digests(audit_events)', 'audit_entry(audit_events)', 'emptied_digest(uuid, uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to cater_definer, cater_eraser', f);
  end loop;
end $$;
--> statement-breakpoint

-- Triggers stand back where the eraser writes: guards that keep rows as they were, the trail that would take the values in
-- again, versions, sums and texts that follow from words. Who adds a trigger to such a table later calls this again.
create function triggers_stand_back() returns int language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  found record;
  head text;
  n int := 0;
begin
  for found in
    select t.oid, t.tgname, t.tgrelid::regclass as at, pg_get_triggerdef(t.oid) as def from pg_trigger t
    join pg_class c on c.oid = t.tgrelid and not c.relispartition
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and t.tgparentid = 0 and (t.tgtype & 32) = 0
      and (has_any_column_privilege('cater_eraser', c.oid, 'update') or has_table_privilege('cater_eraser', c.oid, 'delete'))
      and c.relname not in ('erasures', 'stat_deltas')
      and pg_get_triggerdef(t.oid) not like '%CURRENT_USER <> ''cater_eraser''%'
  loop
    head := left(found.def, position(' EXECUTE FUNCTION ' in found.def) - 1);
    head := case when head like '% WHEN (%'
      then regexp_replace(head, ' WHEN \((.*)\)$', ' WHEN ((\1) and current_user <> ''cater_eraser'')')
      else head || ' when (current_user <> ''cater_eraser'')' end;
    execute format('drop trigger %I on %s', found.tgname, found.at);
    execute head || substring(found.def from position(' EXECUTE FUNCTION ' in found.def));
    n := n + 1;
  end loop;
  return n;
end $$;
revoke all on function triggers_stand_back() from public;
--> statement-breakpoint
-- Whom it is about: all records that were merged into one, and what hangs on them.
create type person as (
  label text, company uuid,
  customers uuid[], bookings uuid[], conversations uuid[], messages uuid[], quotes uuid[], invoices uuid[], cases uuid[], enquiries uuid[],
  -- Logins of nobody else's company.
  users uuid[],
  -- All of these ids as text; the numbers and addresses as they are written in rows of others, and the names.
  ids text[], reaches text[], names text[]);

-- A document without its words: numbers, days, instants and ids stay, and what stands at a path that `keep` has (`like`).
create function without_words(doc jsonb, keep text[], path text default '') returns jsonb language sql immutable
set search_path = pg_catalog, public, pg_temp as $$
  select case jsonb_typeof(doc)
    when 'object' then coalesce((select jsonb_object_agg(o.key,
      without_words(o.value, keep, case when path = '' then o.key else path || '.' || o.key end)) from jsonb_each(doc) o), '{}')
    when 'array' then coalesce((select jsonb_agg(without_words(a.value, keep, path) order by a.place)
      from jsonb_array_elements(doc) with ordinality a (value, place)), '[]')
    when 'string' then case when path like any (keep) or doc #>> '{}' ~ '^(\d{4}-\d\d-\d\d([T ][\d:.]{5,15}(Z|[+-][\d:]{2,5})?)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'
      then doc else '""' end
    else doc end
$$;
-- Whether a text of others, such as a search that was kept, names the person; also as an address of the browser writes it.
create function names_person(words text, p person) returns boolean language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from unnest(p.reaches || p.names) w where length(w) >= 5
    and (position(w in lower(words)) > 0 or position(replace(replace(w, ' ', '+'), '@', '%40') in lower(words)) > 0
      or position(replace(replace(w, ' ', '%20'), '@', '%40') in lower(words)) > 0))
$$;

insert into personal_tables (place, table_name, reach) values
  (10, 'message_events', 't.message_id = any(p.messages) or t.sid in (select m.sid from messages m where m.id = any(p.messages))'),
  (10, 'messages', 't.id = any(p.messages)'),
  (20, 'conversations', 't.id = any(p.conversations)'),
  (10, 'feedback', 't.customer_id = any(p.customers) or t.booking_id = any(p.bookings)'),
  (10, 'feedback_dishes', 't.feedback_id in (select f.id from feedback f where f.customer_id = any(p.customers) or f.booking_id = any(p.bookings))'),
  (10, 'feedback_requests', 't.customer_id = any(p.customers) or t.booking_id = any(p.bookings)'),
  (10, 'case_events', 't.case_id = any(p.cases)'),
  (20, 'cases', 't.id = any(p.cases)'),
  (10, 'vouchers', 't.customer_id = any(p.customers)'),
  (10, 'booking_lines', 't.booking_id = any(p.bookings)'),
  (10, 'booking_tasks', 't.booking_id = any(p.bookings)'),
  (10, 'booking_versions', 't.booking_id = any(p.bookings)'),
  (10, 'capacity_overrides', 't.booking_id = any(p.bookings)'),
  (20, 'occasions', 't.customer_id = any(p.customers)'),
  (10, 'quotes', 't.booking_id = any(p.bookings)'),
  (20, 'invoices', 't.booking_id = any(p.bookings)'),
  (10, 'write_offs', 't.invoice_id = any(p.invoices)'),
  (10, 'paper_links', 't.customer_id = any(p.customers) or t.invoice_id = any(p.invoices) or t.receipt_id in (select y.receipt_id from payments y where y.booking_id = any(p.bookings))'),
  (10, 'receipts', 't.id in (select y.receipt_id from payments y where y.booking_id = any(p.bookings))'),
  (20, 'payments', 't.booking_id = any(p.bookings)'),
  (10, 'provider_events', 't.checkout_id in (select k.id from checkouts k where k.booking_id = any(p.bookings))'),
  (20, 'checkouts', 't.booking_id = any(p.bookings)'),
  (10, 'enquiries', 't.id = any(p.enquiries)'),
  (10, 'consents', 't.customer_id = any(p.customers)'),
  (10, 'purpose_consents', 't.customer_id = any(p.customers)'),
  (10, 'customer_merges', 't.kept_id = any(p.customers) or t.gone_id = any(p.customers)'),
  (10, 'alerts', 'exists (select from jsonb_each_text(t.about) v where v.value = any(p.ids)) or names_person(concat_ws('' '', t.title, t.detail, t.href, t.about), p)'),
  (10, 'saved_views', 'names_person(concat_ws('' '', t.name, t.query), p)'),
  (10, 'exports', 'true'),
  (30, 'users', 't.id = any(p.users)'),
  (40, 'bookings', 't.id = any(p.bookings)'),
  (50, 'customers', 't.id = any(p.customers)'),
  (60, 'booking_texts', 't.booking_id = any(p.bookings)');
insert into personal_tables (place, table_name, reach, gone) values
  (10, 'guest_diets', 't.booking_id = any(p.bookings)', true),
  (10, 'booking_photos', 't.booking_id = any(p.bookings)', true),
  (10, 'quote_papers', 't.quote_id = any(p.quotes)', true),
  (10, 'import_rows', 't.record_id::text = any(p.ids) or t.made_id::text = any(p.ids) or exists (select from unnest(t.cells) c where lower(btrim(c)) = any(p.reaches))', true),
  (10, 'invitations', 't.customer_id = any(p.customers)', true),
  (30, 'sessions', 't.user_id = any(p.users)', true),
  (30, 'second_factors', 't.user_id = any(p.users)', true),
  (30, 'intents', 't.user_id = any(p.users)', true),
  (60, 'customer_texts', 't.customer_id = any(p.customers)', true),
  (70, 'memberships', 't.customer_id = any(p.customers)', true);

-- What most columns become; the rest is spelled out below.
insert into personal_columns (table_name, column_name, becomes)
select w.table_name, c, b.becomes from (values
  ('customers', 'null', 'phone whatsapp_id email address time_zone cuisine notes display_currency tax_exempt_reason tax_exempt_certificate tax_exempt_until hold_reason'),
  ('bookings', 'null', 'venue_address latitude longitude special_requests dietary diet_notes diet_list cancel_reason their_reference'),
  ('bookings', 'said', 'agreed_discount_reason fee_reason'),
  ('booking_lines', 'null', 'notes'),
  ('booking_lines', 'said', 'price_reason'),
  ('messages', 'null', 'content_variables buttons error_text button_payload button_text replied_to_sid media raw reading'),
  ('messages', 'empty', 'body'),
  ('conversations', 'null', 'profile_name'),
  ('feedback', 'null', 'comments'),
  ('feedback_dishes', 'null', 'comment'),
  ('feedback_requests', 'null', 'link_hash reason'),
  ('case_events', 'null', 'note'),
  ('cases', 'said', 'summary resolution'),
  ('booking_tasks', 'said', 'title'),
  ('capacity_overrides', 'said', 'reason'),
  ('occasions', 'said', 'name'),
  ('quotes', 'null', 'link_hash'),
  ('quotes', 'said', 'change_asked decline_reason'),
  ('invoices', 'said', 'reason write_off_reason'),
  ('write_offs', 'said', 'reason note'),
  ('receipts', 'said', 'void_reason'),
  ('payments', 'null', 'reference'),
  ('payments', 'said', 'reason told_by'),
  ('provider_events', 'said', 'reason'),
  ('checkouts', 'null', 'address'),
  ('checkouts', 'said', 'failure trouble held_why held_note'),
  ('enquiries', 'null', 'phone email place message notes follow_up_note lost_note post_key'),
  ('consents', 'null', 'reason message_sid'),
  ('purpose_consents', 'said', 'reason'),
  ('customer_merges', 'null', 'kept_before kept_after gone_before'),
  ('alerts', 'null', 'detail href'),
  ('alerts', 'said', 'title'),
  ('saved_views', 'said', 'name'),
  ('saved_views', 'empty', 'query'),
  ('guest_diets', 'null', 'guest people avoids diets severe notes'),
  ('quote_papers', 'null', 'pdf sha256'),
  ('import_rows', 'null', 'cells key before reason'),
  ('invitations', 'null', 'email token_hash'),
  ('sessions', 'null', 'user_agent'),
  ('second_factors', 'null', 'secret_sealed recovery_hashes'),
  ('intents', 'null', 'result'),
  ('customer_texts', 'null', 'text')) as w (table_name, becomes_like, names)
cross join lateral string_to_table(w.names, ' ') c
cross join lateral (select case w.becomes_like when 'null' then 'null' when 'empty' then ''''''
  else format('case when t.%I is not null then ''Removed'' end', c) end) as b (becomes);
insert into personal_columns (table_name, column_name, becomes) values
  ('customers', 'name', 'p.label'),
  ('customers', 'tags', '''{}'''),
  ('bookings', 'event_name', 'initcap(replace(t.event_type, ''_'', '' ''))'),
  ('bookings', 'venue', '''Removed, '' || t.reference'),
  -- Worked out of the venue by the database itself; in the trail it stands by itself.
  ('bookings', 'venue_key', 'follows'),
  ('bookings', 'tax', 'without_words(t.tax, ''{profile,components.%}'') || case when t.tax ? ''exempt'' then ''{"exempt": {"reason": "Removed"}}''::jsonb else ''{}'' end'),
  ('booking_versions', 'snapshot', 'without_words(t.snapshot, ''{event_type,service_style,%line:%.name,%line:%.kind,%line:%.unit,%line:%.choices%}'')'),
  ('booking_versions', 'changes', 'without_words(t.changes, ''{key,old.kind,new.kind,old.name,new.name,old.unit,new.unit}'')'),
  ('booking_versions', 'facts', 'without_words(t.facts, ''{}'')'),
  ('booking_texts', 'text', '(select booking_words(b) from bookings b where b.company_id = t.company_id and b.id = t.booking_id)'),
  ('conversations', 'address', '''gone:'' || t.id'),
  ('message_events', 'raw', '''{}'''),
  ('case_events', 'data', 'without_words(t.data, ''{kind,mode}'')'),
  ('vouchers', 'code', 'upper(left(md5(t.id::text), 16))'),
  ('quotes', 'by_hand', '''Removed'''),
  ('quotes', 'accepted_name', 'case when t.accepted_name is not null then p.label end'),
  ('quotes', 'document', 'jsonb_set(without_words(t.document, ''{reference,company.%,place.%,event.serviceStyle,lines.%,options.%,pricing.%,price.tax.profile,price.tax.components.%,terms.%,shown.%}''), ''{customer}'', to_jsonb(p.label))'),
  ('quotes', 'basis', 'without_words(t.basis, ''{}'')'),
  ('quotes', 'agreement', 'without_words(t.agreement::jsonb, ''{options,options.%,terms.%}'')::text'),
  ('invoices', 'document', 'jsonb_set(without_words(t.document, ''{currency,locale,seller.%,lines.name,event.reference,shown.%}''), ''{buyer,name}'', to_jsonb(p.label))'),
  ('invoices', 'tax', 'without_words(t.tax, ''{profile,components.%}'') || case when t.tax ? ''exempt'' then ''{"exempt": {"reason": "Removed"}}''::jsonb else ''{}'' end'),
  ('paper_links', 'revoked_at', 'coalesce(t.revoked_at, now())'),
  ('paper_links', 'opened_at', 'null'),
  ('provider_events', 'raw', '''{}'''),
  ('enquiries', 'name', 'p.label'),
  ('customer_merges', 'gone_name', 'p.label'),
  ('alerts', 'about', 'without_words(t.about, ''{}'')'),
  ('exports', 'filter', 'case when names_person(t.filter, p) then '''' else t.filter end'),
  ('users', 'email', '''gone-'' || t.id || ''@anonymised.invalid'''),
  ('users', 'name', 'p.label'),
  ('users', 'password_hash', 'null');
--> statement-breakpoint

-- The eraser's rights: on these tables alone, and inside the company that the caller acts for.
do $$
declare
  t text;
  own text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  for t in select table_name from personal_tables loop
    execute format('grant select, update, delete on %I to cater_eraser', t);
    if exists (select from pg_attribute where attrelid = t::regclass and attname = 'company_id') and t <> 'sessions' then
      execute format('create policy eraser on %I for all to cater_eraser using (%s) with check (%s)', t, own, own);
    else
      execute format('create policy eraser on %I for all to cater_eraser
        using (exists (select from memberships m where m.user_id = %I.%I and m.%s))', t, t, case t when 'users' then 'id' else 'user_id' end, own);
    end if;
  end loop;
end $$;
grant select, insert, update (changes, detail, ip, salt, emptied) on audit_events to cater_eraser;
create policy eraser on audit_events for all to cater_eraser
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
-- What checks, indexes, generated columns and conditions of triggers call: what decides by its
-- arguments alone.
do $$
declare f text;
begin
  for f in select p.oid::regprocedure::text from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype and not p.prosecdef
        and (p.provolatile = 'i' or exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
          and d.classid in ('pg_constraint'::regclass, 'pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass)))
        and not exists (select from pg_depend x where x.objid = p.oid and x.classid = 'pg_proc'::regclass and x.deptype = 'e') loop
    execute format('grant execute on function %s to cater_eraser', f);
  end loop;
end $$;
grant execute on function booking_words(bookings), booking_text(text, text, text, text, text, text, text), fold_text(text) to cater_eraser;
--> statement-breakpoint

-- Whom a customer's record stands for. Called by the eraser's own functions.
create function person_of(customer uuid) returns person language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  p person;
begin
  p.label := former_name(customer);
  p.company := nullif(current_setting('app.company_id', true), '')::uuid;
  with recursive records as (
    select c.id from customers c where c.company_id = p.company and c.id = customer
    union select c.id from customers c join records r on c.merged_into = r.id where c.company_id = p.company)
  select array_agg(id) into p.customers from records;
  if p.customers is null then return null; end if;
  select coalesce(array_agg(distinct lower(btrim(c.name))), '{}') into p.names from customers c where c.id = any(p.customers);
  select coalesce(array_agg(distinct lower(w)), '{}') into p.reaches from customers c
    cross join lateral (values (c.phone), (substring(c.phone from 2)), ('0' || right(c.phone, 9)), (c.email), (c.whatsapp_id)) as v (w)
    where c.id = any(p.customers) and length(w) >= 5;
  select coalesce(array_agg(b.id), '{}') into p.bookings from bookings b where b.company_id = p.company and b.customer_id = any(p.customers);
  select coalesce(array_agg(c.id), '{}') into p.conversations from conversations c where c.company_id = p.company
    and (c.customer_id = any(p.customers) or (c.customer_id is null and regexp_replace(lower(c.address), '^[a-z]+:', '') = any(p.reaches)));
  select coalesce(array_agg(m.id), '{}') into p.messages from messages m where m.company_id = p.company
    and (m.customer_id = any(p.customers) or m.conversation_id = any(p.conversations) or (m.customer_id is null and m.booking_id = any(p.bookings)));
  select coalesce(array_agg(q.id), '{}') into p.quotes from quotes q where q.company_id = p.company and q.booking_id = any(p.bookings);
  select coalesce(array_agg(i.id), '{}') into p.invoices from invoices i where i.company_id = p.company and i.booking_id = any(p.bookings);
  select coalesce(array_agg(k.id), '{}') into p.cases from cases k where k.company_id = p.company and (k.customer_id = any(p.customers) or k.booking_id = any(p.bookings));
  select coalesce(array_agg(e.id), '{}') into p.enquiries from enquiries e where e.company_id = p.company
    and (e.customer_id = any(p.customers) or e.booking_id = any(p.bookings) or e.conversation_id = any(p.conversations)
      or (e.customer_id is null and (lower(e.phone) = any(p.reaches) or lower(e.email) = any(p.reaches))));
  select coalesce(array_agg(m.user_id), '{}') into p.users from memberships m
    where m.company_id = p.company and m.role = 'client' and m.customer_id = any(p.customers) and is_login_of_one(m.user_id);
  p.ids := array(select unnest(p.customers || p.bookings || p.conversations || p.messages || p.quotes || p.invoices || p.cases || p.enquiries)::text);
  return p;
end $$;
-- Whether a login is a member of no other company; asked across companies, so by the definer.
create function is_login_of_one(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(distinct m.company_id) = 1 from memberships m where m.user_id = person
$$;
alter function is_login_of_one(uuid) owner to cater_definer;

-- Empties entries of the trail: the columns of the register of whatever row they are about, what was told beside, and the
-- addresses that the person's own login came from. Lists them under `list`, and the trail tells of the list.
create function empty_entries(p person, list uuid, entries bigint[], actor text) returns int language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  done bigint[];
begin
  with named as (
    select e.id, array_agg(v.name) filter (where goes.it) as goes, array_agg(v.name) filter (where not goes.it) as stays
    from audit_events e cross join lateral audit_values(e) v
    cross join lateral (select not is_emptied_value(v.name, v.value) and case
      when v.name = 'ip' then e.user_id = any(p.users)
      when v.name = 'detail' then e.table_name is null and e.category <> 'data' and names_person(e.detail::text, p)
      else exists (select from personal_columns c where c.table_name = e.table_name and c.column_name = substring(v.name from 5)) end) as goes (it)
    where e.id = any(entries) group by e.id),
  changed as (
    update audit_events e set
      changes = case when e.changes is not null then (select jsonb_object_agg(c.key, case when 'row ' || c.key = any(n.goes)
        then (select jsonb_agg(case when x.value = 'null' then 'null'::jsonb else '"[erased]"' end order by x.place) from jsonb_array_elements(c.value) with ordinality x (value, place))
        else c.value end) from jsonb_each(e.changes) c) end,
      detail = case when 'detail' = any(n.goes) then '{"erased": true}' else e.detail end,
      ip = case when 'ip' = any(n.goes) then null else e.ip end,
      emptied = case when e.emptied ? 'flat' then e.emptied
        when e.salt is null and e.emptied is null then jsonb_build_object('flat', encode(substring(audit_entry(e) from 9), 'hex'))
        else jsonb_build_object(
          'digests', coalesce(e.emptied -> 'digests', '{}') || (select jsonb_object_agg(d.key, d.value) from jsonb_each(audit_digests(e)) d where d.key = any(n.goes)),
          'salts', coalesce((select jsonb_object_agg(s.name, encode(audit_salt(e, s.name), 'hex')) from unnest(n.stays) s (name)
            where not coalesce(e.emptied -> 'digests' ? s.name, false)), '{}')) end,
      salt = null
    from named n where e.id = n.id and n.goes is not null returning e.id)
  select array_agg(id) into done from changed;
  if done is null then return 0; end if;
  insert into audit_emptied (company_id, emptied_by, entry_id, stands)
    select e.company_id, list, e.id, audit_flat(e) from audit_events e where e.id = any(done);
  insert into audit_events (company_id, category, action, detail, actor, role, user_id)
    values (p.company, 'system', 'values_emptied', jsonb_build_object('list', list, 'entries', cardinality(done), 'digest', emptied_digest(p.company, list)),
      actor, current_setting('role', true), nullif(current_setting('app.user_id', true), '')::uuid);
  return cardinality(done);
end $$;

-- The rows of one table that are about a person: their keys.
create function rows_about(p person, t personal_tables) returns text[] language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  found text[];
begin
  execute format('select coalesce(array_agg(%s), ''{}'') from %I t, (select ($1).*) p where %s', key_of(t.table_name), t.table_name, with_company(t)) into found using p;
  return found;
end $$;
create function key_of(name text) returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case when exists (select from pg_attribute a where a.attrelid = name::regclass and a.attname = 'id') then 't.id::text'
    when exists (select from pg_attribute a where a.attrelid = name::regclass and a.attname = 'user_id') then 't.user_id::text'
    else 't.ctid::text' end
$$;
create function with_company(t personal_tables) returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select '(' || t.reach || ')' || case when exists (select from pg_attribute a where a.attrelid = t.table_name::regclass and a.attname = 'company_id')
    and t.table_name <> 'sessions' then ' and t.company_id = p.company' else '' end
$$;

-- Empties all that is a person's own, in one transaction: the rows, the merged copies, the searches, the trail. Gives how
-- many rows of each table; null where it was done before. What stands in the way is asked again.
create function erase_person(erasure uuid) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  e erasures;
  p person;
  t personal_tables;
  found jsonb := '{}';
  done jsonb := '{}';
  entries bigint[];
  ids text[];
  sets text;
  taken jsonb;
  blocked text;
  n int;
begin
  select * into e from erasures x where x.id = erasure and x.company_id = nullif(current_setting('app.company_id', true), '')::uuid for update;
  if e.id is null or e.state <> 'asked' then return null; end if;
  perform 1 from customers c where c.id = e.customer_id for update;
  select string_agg(b.code, ', ') into blocked from erasure_blockers(e.customer_id) b;
  if blocked is not null then
    raise exception 'This customer can''t be anonymised now (%)', blocked using errcode = 'CT094';
  end if;
  p := person_of(e.customer_id);
  for t in select * from personal_tables order by place, table_name loop
    found := found || jsonb_build_object(t.table_name, to_jsonb(rows_about(p, t)));
  end loop;
  select jsonb_build_object('photos', (select coalesce(jsonb_agg(h.id), '[]') from booking_photos h where h.booking_id = any(p.bookings)),
    'exports', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'format', x.format, 'rowParts', x.row_parts, 'fileParts', x.file_parts, 'generation', x.generation)), '[]')
      from exports x where x.row_parts + x.file_parts > 0)) into taken;

  -- Before their membership goes, by which the eraser knows them.
  update users u set disabled_at = coalesce(u.disabled_at, now()), epoch = u.epoch + 1 where u.id = any(p.users);
  for t in select * from personal_tables order by place, table_name loop
    if t.gone then
      execute format('delete from %I t using (select ($1).*) p where %s', t.table_name, with_company(t)) using p;
    else
      select string_agg(format('%I = %s', c.column_name, c.becomes), ', ') into sets from personal_columns c where c.table_name = t.table_name and c.becomes <> 'follows';
      execute format('update %I t set %s from (select ($1).*) p where %s', t.table_name, sets, with_company(t)) using p;
    end if;
    get diagnostics n = row_count;
    if n > 0 then done := done || jsonb_build_object(t.table_name, n); end if;
  end loop;
  -- What would still reach them, or still be theirs to use.
  update messages m set status = 'not_sent', not_sent_reason = 'anonymised' where m.id = any(p.messages) and m.status = 'waiting';
  update feedback_requests r set state = 'suppressed' where r.customer_id = any(p.customers) and r.state in ('due', 'asked', 'reminded', 'answering');
  update vouchers v set state = 'void' where v.customer_id = any(p.customers) and v.state = 'issued';
  update exports x set status = case when x.status in ('waiting', 'working') then 'cancelled' when x.status = 'ready' then 'expired' else x.status end,
    row_parts = 0, file_parts = 0 where x.status in ('waiting', 'working', 'ready');
  update alerts a set cleared_at = now() where a.cleared_at is null and a.id::text = any(array(select jsonb_array_elements_text(found -> 'alerts')));
  update customers c set anonymised_at = now(), language = 'en' where c.id = any(p.customers);

  entries := array(
    select a.id from audit_events a, personal_tables r where a.company_id = p.company and a.table_name = r.table_name
      and r.table_name <> 'exports'
      and (found -> r.table_name ? a.row_id or a.detail ->> 'booking_id' = any(p.ids) or a.changes -> 'customer_id' ?| p.ids)
    union select a.id from audit_events a where a.company_id = p.company and a.user_id = any(p.users)
    union select a.id from audit_events a where a.company_id = p.company and a.table_name is null and names_person(a.detail::text, p)
    union select a.id from audit_events a where a.company_id = p.company and a.table_name in ('exports', 'users', 'invitations')
      and names_person(a.changes::text, p));
  n := empty_entries(p, e.id, entries, 'anonymising');
  if n > 0 then done := done || jsonb_build_object('audit_events', n); end if;
  update erasures x set state = 'emptied', emptied_at = now(), counts = done, files = taken where x.id = e.id;
  return done;
end $$;

-- How many rows of each table an anonymising would reach: for managers, before they ask for it.
create function preview_erasure(customer uuid) returns table (name text, n int) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  p person := person_of(customer);
  t personal_tables;
begin
  if p is null then return; end if;
  for t in select * from personal_tables where table_name not in ('exports', 'booking_texts', 'customer_texts') order by place, table_name loop
    name := t.table_name;
    n := cardinality(rows_about(p, t));
    if n > 0 then return next; end if;
  end loop;
end $$;

-- Rows of one table about a person, as they are; what is nobody's to read is left out. Clients get their own.
create function person_rows(customer uuid, name text) returns setof jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  p person;
  t personal_tables;
  hidden text[] := array['password_hash', 'token_hash', 'link_hash', 'secret_sealed', 'recovery_hashes', 'pdf', 'sha256', 'agreement_hash', 'epoch', 'venue_key', 'ctid'];
begin
  if current_setting('role', true) = 'cater_client' and customer is distinct from nullif(current_setting('app.customer_id', true), '')::uuid then return; end if;
  p := person_of(customer);
  select * into t from personal_tables x where x.table_name = name;
  if p is null or name in ('sessions', 'second_factors', 'intents', 'saved_views', 'exports', 'alerts', 'booking_texts', 'customer_texts') then return; end if;
  if name = 'audit_events' then
    return query select jsonb_build_object('at', a.at, 'action', a.action, 'table', a.table_name, 'changes', a.changes - hidden,
        'by', case when a.user_id = any(p.users) then 'you' when a.user_id is null then 'automation' else 'staff' end)
      from audit_events a join personal_tables r on r.table_name = a.table_name
      where a.company_id = p.company and (a.row_id = any(p.ids) or a.detail ->> 'booking_id' = any(p.ids) or a.changes -> 'customer_id' ?| p.ids
        or (r.table_name = 'users' and a.row_id = any(p.users::text[])))
      order by a.id limit 50000;
  elsif t.table_name is not null then
    return query execute format('select to_jsonb(t) - $2 from %I t, (select ($1).*) p where %s', name, with_company(t)) using p, hidden;
  end if;
end $$;
--> statement-breakpoint

-- What a company keeps for so long only, emptied in batches: `kind` names the rule. Gives how many went; with `dry` how many would.
create function forget_old(kind text, before timestamptz, most int, dry boolean) returns int language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  p person;
  list uuid := gen_random_uuid();
  ids uuid[];
  entries bigint[];
begin
  if before > now() - interval '27 days' then raise exception 'Nothing so young is taken away' using errcode = 'CT094'; end if;
  p.company := company; p.users := '{}'; p.reaches := '{}'; p.names := '{}'; p.ids := '{}';
  ids := case kind
    when 'messages' then array(select m.id from messages m where m.company_id = company and m.created_at < before
      and (m.body <> '' or m.raw is not null or m.content_variables is not null or m.reading is not null) and m.status not in ('waiting', 'sending', 'unknown') order by m.created_at limit most)
    when 'media' then array(select m.id from messages m where m.company_id = company and m.created_at < before and m.media is not null order by m.created_at limit most)
    when 'enquiries' then array(select q.id from enquiries q where q.company_id = company and q.stage = 'lost' and q.stage_at < before and q.customer_id is null
      and q.booking_id is null and q.forgotten_at is null order by q.stage_at limit most)
    when 'photos' then array(select h.id from booking_photos h where h.company_id = company and h.created_at < before order by h.created_at limit most) end;
  if ids is null then raise exception 'There is no such rule' using errcode = '22023'; end if;
  if dry or cardinality(ids) = 0 then return cardinality(ids); end if;
  if kind = 'messages' then
    update messages m set body = '', raw = null, content_variables = null, buttons = null, reading = null, button_text = null where m.id = any(ids);
    update message_events v set raw = '{}' where v.company_id = company and v.message_id = any(ids);
  elsif kind = 'media' then
    update messages m set media = null where m.id = any(ids);
  elsif kind = 'enquiries' then
    update enquiries q set name = 'Forgotten', phone = null, email = null, place = null, message = null, notes = null, follow_up_note = null,
      lost_note = null, post_key = null, forgotten_at = now() where q.id = any(ids);
  else
    delete from booking_photos h where h.id = any(ids);
  end if;
  entries := array(select a.id from audit_events a where a.company_id = company and a.row_id = any(ids::text[])
    and a.table_name = case kind when 'media' then 'messages' when 'photos' then 'booking_photos' else kind end);
  perform empty_entries(p, list, entries, 'retention');
  return cardinality(ids);
end $$;
-- What a manager is told before they set a rule: at most a hundred thousand are counted.
create function count_old(kind text, before timestamptz) returns int language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select forget_old(kind, before, 100000, true)
$$;
--> statement-breakpoint

do $$
declare f text;
begin
  foreach f in array array['person_of(uuid)', 'empty_entries(person, uuid, bigint[], text)', 'rows_about(person, personal_tables)', 'key_of(text)',
      'with_company(personal_tables)', 'without_words(jsonb, text[], text)', 'names_person(text, person)', 'is_login_of_one(uuid)',
      'erase_person(uuid)', 'preview_erasure(uuid)', 'person_rows(uuid, text)', 'forget_old(text, timestamptz, int, boolean)', 'count_old(text, timestamptz)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to cater_eraser', f);
  end loop;
  foreach f in array array['erase_person(uuid)', 'preview_erasure(uuid)', 'person_rows(uuid, text)', 'forget_old(text, timestamptz, int, boolean)', 'count_old(text, timestamptz)'] loop
    execute format('alter function %s owner to cater_eraser', f);
  end loop;
end $$;
grant execute on function erase_person(uuid), forget_old(text, timestamptz, int, boolean) to cater_system;
grant execute on function preview_erasure(uuid), count_old(text, timestamptz) to cater_manager;
grant execute on function person_rows(uuid, text) to cater_manager, cater_client;
select triggers_stand_back();
