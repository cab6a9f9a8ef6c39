-- Months of the trail that were packed away can be emptied of a person's values as the others can, and held against their seals;
-- what is old is found by an index; thresholds of the monitoring are set where they are read; a backup tells of its files.

-- What is still to be emptied in packed months: for whom, and the keys of their rows, which are gone from the tables by then.
-- Its number is the erasure's, or the company's own for its retention. Gone once it is done.
create table packed_emptyings (
  id uuid primary key,
  company_id uuid not null references companies (id),
  actor text not null constraint packed_emptyings_actor_known check (actor in ('anonymising', 'retention')),
  -- A `person`, as JSON.
  reach jsonb not null,
  -- Keys by table.
  found jsonb not null,
  version int not null default 1
);
create index packed_emptyings_company on packed_emptyings (company_id);
alter table packed_emptyings enable row level security;
alter table packed_emptyings force row level security;
create policy eraser on packed_emptyings for all to cater_eraser
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update, delete on packed_emptyings to cater_eraser;
create policy eraser on audit_retired for select to cater_eraser using (true);
grant select on audit_retired to cater_eraser;
--> statement-breakpoint

-- An entry without what it holds of a person: the columns of the register of whatever row it is about, what was told beside, and
-- the address that the person's own login came from. Null where nothing of it goes.
create function without_person(p person, e audit_events) returns audit_events language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  goes text[];
  stays text[];
  sealed jsonb;
begin
  select array_agg(v.name) filter (where w.it), array_agg(v.name) filter (where not w.it) into goes, stays
  from audit_values(e) v cross join lateral (select not is_emptied_value(v.name, v.value) and coalesce(case
    when v.name = 'ip' then e.user_id = any(p.users)
    when v.name = 'detail' then e.table_name is null and e.category <> 'data' and (names_person(e.detail::text, p)
      or (e.action = 'file_downloaded' and e.detail ->> 'recordId' = any(p.ids)))
    else exists (select from personal_columns c where c.table_name = e.table_name and c.column_name = substring(v.name from 5)) end, false)) as w (it);
  if goes is null then return null; end if;
  sealed := case when e.emptied ? 'flat' then e.emptied
    when e.salt is null and e.emptied is null then jsonb_build_object('flat', encode(substring(audit_entry(e) from 9), 'hex'))
    else jsonb_build_object(
      'digests', coalesce(e.emptied -> 'digests', '{}')
        || (select jsonb_object_agg(d.key, d.value) from jsonb_each(audit_digests(e)) d where d.key = any(goes)),
      'salts', coalesce((select jsonb_object_agg(s.name, encode(audit_salt(e, s.name), 'hex')) from unnest(stays) s (name)
        where not coalesce(e.emptied -> 'digests' ? s.name, false)), '{}')) end;
  if e.changes is not null then
    e.changes := (select jsonb_object_agg(c.key, case when 'row ' || c.key = any(goes)
      then (select jsonb_agg(case when x.value = 'null' then 'null'::jsonb else '"[erased]"' end order by x.place)
        from jsonb_array_elements(c.value) with ordinality x (value, place))
      else c.value end) from jsonb_each(e.changes) c);
  end if;
  if 'detail' = any(goes) then e.detail := '{"erased": true}'; end if;
  if 'ip' = any(goes) then e.ip := null; end if;
  e.emptied := sealed;
  e.salt := null;
  return e;
end $$;

-- A list of emptied entries, as the trail tells of it.
create function tell_emptied(company uuid, list uuid, actor text) returns void language sql set search_path = pg_catalog, public, pg_temp as $$
  insert into audit_events (company_id, category, action, detail, actor, role, user_id)
  select company, 'system', 'values_emptied', jsonb_build_object('list', list,
      'entries', (select count(*) from audit_emptied l where l.company_id = company and l.emptied_by = list), 'digest', emptied_digest(company, list)),
    actor, current_setting('role', true), nullif(current_setting('app.user_id', true), '')::uuid
$$;

create or replace function empty_entries(p person, list uuid, entries bigint[], actor text) returns int language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
  done bigint[];
begin
  with emptied as materialized (select without_person(p, a) as e from audit_events a where a.id = any(entries)),
  changed as (
    update audit_events a set changes = (w.e).changes, detail = (w.e).detail, ip = (w.e).ip, emptied = (w.e).emptied, salt = null
    from emptied w where a.id = (w.e).id returning a.id)
  select array_agg(id) into done from changed;
  if done is null then return 0; end if;
  insert into audit_emptied (company_id, emptied_by, entry_id, stands)
    select a.company_id, list, a.id, audit_flat(a) from audit_events a where a.id = any(done);
  perform tell_emptied(p.company, list, actor);
  return cardinality(done);
end $$;

-- What asks a set of entries, the trail or lines of a file, for those about a person ($1) with rows of these keys ($2).
create function entries_about(source text) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select replace($query$
    select a.id from SOURCE a, personal_tables r where a.company_id = ($1).company and a.table_name = r.table_name
      and r.table_name <> 'exports'
      and ($2 -> r.table_name ? a.row_id or a.detail ->> 'booking_id' = any(($1).ids) or a.changes -> 'customer_id' ?| ($1).ids)
    union select a.id from SOURCE a where a.company_id = ($1).company and a.user_id = any(($1).users)
    union select a.id from SOURCE a where a.company_id = ($1).company and a.table_name is null and names_person(a.detail::text, $1)
    union select a.id from SOURCE a where a.company_id = ($1).company and a.table_name in ('exports', 'users', 'invitations')
      and names_person(a.changes::text, $1)
    union select a.id from SOURCE a where a.company_id = ($1).company and a.action = 'file_downloaded'
      and a.detail ->> 'recordId' = any(($1).ids)$query$, 'SOURCE', source)
$$;
-- A file is kept before its comment is: the keys of those that joined a person's comments, also of comments that are gone.
create function files_about(source text) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select replace($query$
    select jsonb_set($2, '{comment_files}', (select coalesce(jsonb_agg(distinct k.key), '[]') from (
      select jsonb_array_elements_text(coalesce($2 -> 'comment_files', '[]')) union all
      select a.row_id from SOURCE a where a.company_id = ($1).company and a.table_name = 'comment_files'
        and a.changes -> 'comment_id' ?| ($1).ids) k (key)))$query$, 'SOURCE', source)
$$;

-- Notes what is to be emptied in packed months, where there are any. What comes to the same number is added to it.
create function empty_packed_too(p person, emptying uuid, keys jsonb, actor text) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from audit_retired) then return; end if;
  insert into packed_emptyings as w (id, company_id, actor, reach, found) values (emptying, p.company, actor, to_jsonb(p), keys)
  on conflict (id) do update set version = w.version + 1, found = (
    select jsonb_object_agg(f.key, f.ids) from (
      select k.key, jsonb_agg(distinct k.value) as ids from (
        select o.key, v.value from jsonb_each(w.found) o, jsonb_array_elements(o.value) v
        union all select o.key, v.value from jsonb_each(excluded.found) o, jsonb_array_elements(o.value) v) k
      group by k.key) f);
end $$;
--> statement-breakpoint

-- Empties lines of a packed month: gives those that changed, by their place among the lines, and lists them in the trail.
create function empty_packed(emptying uuid, lines jsonb) returns table (place int, line text) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  source constant text := 'jsonb_populate_recordset(null::audit_events, $3)';
  w packed_emptyings;
  p person;
  ids bigint[];
  changed audit_events[];
  places int[];
  list uuid := gen_random_uuid();
begin
  select * into w from packed_emptyings x where x.id = emptying for update;
  if w.id is null then return; end if;
  p := jsonb_populate_record(null::person, w.reach);
  execute files_about(source) into w.found using p, w.found, lines;
  update packed_emptyings x set found = w.found where x.id = w.id and x.found <> w.found;
  execute format('select array_agg(id) from (%s) about', entries_about(source)) into ids using p, w.found, lines;
  if ids is null then return; end if;
  select array_agg(c.e order by c.place), array_agg(c.place order by c.place) into changed, places from (
    select without_person(p, jsonb_populate_record(null::audit_events, l.entry)) as e, l.place::int - 1 as place
    from jsonb_array_elements(lines) with ordinality l (entry, place) where (l.entry ->> 'id')::bigint = any(ids)) c
  where (c.e).id is not null;
  if changed is null then return; end if;
  insert into audit_emptied (company_id, emptied_by, entry_id, stands)
    select w.company_id, list, (changed[n]).id, audit_flat(changed[n]) from generate_subscripts(changed, 1) n;
  perform tell_emptied(w.company_id, list, w.actor);
  return query select places[n], to_jsonb(changed[n])::text from generate_subscripts(changed, 1) n;
end $$;
-- What waits to be emptied in packed months, and the end of it: unless more was added meanwhile.
create function packed_waiting() returns table (id uuid, version int) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select w.id, w.version from packed_emptyings w order by w.id
$$;
create function packed_done(emptying uuid, seen int) returns boolean language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with gone as (delete from packed_emptyings w where w.id = emptying and w.version = seen returning w.id) select exists (select from gone)
$$;

-- After a backup was put back, rows and files may be of different nights. Of lines that the trail lists as emptied and that aren't,
-- gives the way they stand there; lists those that are emptied and that a trail of an earlier night doesn't know of.
create function reconcile_packed(lines jsonb) returns table (place int, line text) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  list uuid := gen_random_uuid();
  known record;
  emptied audit_events;
begin
  for known in select l.place::int - 1 as at, jsonb_populate_record(null::audit_events, l.entry) as e
      from jsonb_array_elements(lines) with ordinality l (entry, place)
      where l.entry ->> 'company_id' = company::text
        and exists (select from audit_emptied m where m.company_id = company and m.entry_id = (l.entry ->> 'id')::bigint) loop
    continue when exists (select from audit_emptied m where m.entry_id = (known.e).id and m.stands = audit_flat(known.e));
    emptied := null;
    -- Whether its address and what was told beside went is found by trying: one way fits what is listed.
    select w.* into emptied from (values (false, false), (false, true), (true, false), (true, true)) k (ip, detail)
    cross join lateral without_person(jsonb_populate_record(null::person, jsonb_build_object(
      'users', case when k.ip then jsonb_build_array((known.e).user_id) else '[]' end,
      'names', case when k.detail then jsonb_build_array(lower((known.e).detail::text)) else '[]' end,
      'reaches', '[]'::jsonb, 'ids', '[]'::jsonb)), known.e) w
    where w.id is not null and exists (select from audit_emptied m where m.entry_id = w.id and m.stands = audit_flat(w))
    limit 1;
    if emptied.id is not null then
      place := known.at;
      line := to_jsonb(emptied)::text;
      return next;
    end if;
  end loop;
  insert into audit_emptied (company_id, emptied_by, entry_id, stands)
    select company, list, e.id, audit_flat(e) from jsonb_populate_recordset(null::audit_events, lines) e
    where e.company_id = company and e.emptied is not null
      and not exists (select from audit_emptied m where m.entry_id = e.id and m.stands = audit_flat(e));
  if found then perform tell_emptied(company, list, 'anonymising after a restore'); end if;
end $$;

-- Where the packed months lie, the newest first.
create function packed_months() returns table (month text, file text) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select g.month::text, g.file from audit_retired g order by g.month desc
$$;
-- Entries of packed months that prove others: which values were emptied, which months went. Kept whole, and believed as far as
-- they fit their seals.
create table audit_told (
  id bigint primary key,
  entry jsonb not null
);
alter table audit_told enable row level security;
alter table audit_told force row level security;
create policy definer on audit_told for all to cater_definer using (true) with check (true);
grant select, insert on audit_told to cater_definer;
create trigger audit_told_append_only before update or delete on audit_told for each row execute function audit_refuse_change();
create trigger audit_told_no_truncate before truncate on audit_told for each statement execute function audit_refuse_change();
create function audit_told_sealed() returns setof audit_events language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.* from audit_told k cross join lateral jsonb_populate_record(null::audit_events, k.entry) e
  where exists (select from audit_seals s where s.company_id is not distinct from e.company_id and s.from_id <= e.id and s.upto_id >= e.id
    and position(audit_entry(e) in s.entries) > 0)
$$;
-- Lists with entries of these numbers that the trail tells of as they are. Each is compared once: a list of ten thousand entries
-- takes milliseconds, and was compared for each of them.
create function emptied_lists_told(after_id bigint, upto bigint) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with kept as materialized (
    select t.company_id, t.detail from audit_told_sealed() t where t.table_name is null and t.action = 'values_emptied')
  select coalesce(array_agg(l.emptied_by), '{}') from (
    select distinct m.company_id, m.emptied_by from audit_emptied m where m.entry_id > after_id and m.entry_id <= upto) l
  where exists (select from (
      select t.detail from audit_events t where t.company_id = l.company_id and t.table_name is null and t.action = 'values_emptied'
        and t.detail ->> 'list' = l.emptied_by::text
      union all select k.detail from kept k where k.company_id = l.company_id and k.detail ->> 'list' = l.emptied_by::text) t
    where t.detail ->> 'digest' = emptied_digest(l.company_id, l.emptied_by))
$$;
do $$
declare
  source text := pg_get_functiondef('verify_audit(bigint, int)'::regprocedure);
  change record;
begin
  for change in select * from (values
    ('not exists (select from audit_events e where e.company_id is null and e.action = ''trail_retired''',
      'not exists (select from (select a.* from audit_events a where a.company_id is null union all select * from audit_told_sealed()) e
        where e.company_id is null and e.table_name is null and e.action = ''trail_retired'''),
    ('  upto bigint;', '  upto bigint;
  told_lists uuid[];'),
    ('  select bad.id, bad.why, bad.company_id into', '  told_lists := emptied_lists_told(start_id, upto);
  select bad.id, bad.why, bad.company_id into'),
    ('      join audit_events told on told.company_id = l.company_id and told.table_name is null and told.action = ''values_emptied''
        and told.detail ->> ''list'' = l.emptied_by::text and told.detail ->> ''digest'' = emptied_digest(l.company_id, l.emptied_by)
      where l.entry_id', '      where l.emptied_by = any(told_lists) and l.entry_id')
  ) as c (before, after) loop
    if strpos(source, change.before) = 0 then raise exception 'No place for % in verify_audit', change.after; end if;
    source := replace(source, change.before, change.after);
  end loop;
  execute source;
end $$;

-- Holds lines of a packed month, which follow those up to `after_id`, against the seals of their entries and the numbers that
-- the month had; null where all is well. What was emptied has to be listed as it stands, as in the trail itself.
create function verify_packed(first date, after_id bigint, lines jsonb, is_last boolean)
returns table (first_id bigint, why text, company uuid) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due int8multirange := (select g.ids from audit_retired g where g.month = first);
  here int8multirange;
  upto bigint;
  told_lists uuid[];
begin
  select coalesce(range_agg(int8range(id, id + 1)), '{}'), max(id) into here, upto
  from (select (l ->> 'id')::bigint as id from jsonb_array_elements(lines) l) n;
  if not is_last then due := due * int8multirange(int8range(after_id + 1, upto + 1));
  else due := due * int8multirange(int8range(after_id + 1, null)); end if;
  told_lists := emptied_lists_told(after_id, upto);
  return query select bad.id, bad.reason, bad.company_id from (
    select r.id, 'removed' as reason, (select s.company_id from audit_seals s
      where s.from_id <= r.id and s.upto_id >= r.id and position(int8send(r.id) in s.entries) > 0 limit 1) as company_id
    from (select lower(due - here) as id where due - here <> '{}') r
    union all select lower(here - due), 'added', null where here - due <> '{}'
    union all
    select e.id, 'changed', e.company_id from jsonb_populate_recordset(null::audit_events, lines) e
    left join (
      select substring(s.entries from n for 16) as entry, ('x' || encode(substring(s.entries from n for 8), 'hex'))::bit(64)::bigint as id
      from audit_seals s, generate_series(1, length(s.entries), 16) n where s.upto_id > after_id and s.from_id <= upto) k on k.id = e.id
    where k.entry is distinct from audit_entry(e) or (e.emptied is not null and not exists (
      select from audit_emptied l where l.emptied_by = any(told_lists) and l.entry_id = e.id and l.company_id = e.company_id and l.stands = audit_flat(e)))
  ) bad order by bad.id limit 1;
end $$;

-- How often entries of a month were emptied: a file that was written before the last time holds what it must not.
create function audit_month_emptied(first date) returns bigint language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select count(*) from audit_emptied l join audit_events e on e.id = l.entry_id
  where e.at >= first::timestamp at time zone 'UTC' and e.at < (first + interval '1 month') at time zone 'UTC'
$$;
drop function retire_audit_month(date, int, bigint, text, bytea);
-- As before, and not where entries were emptied since the file was begun.
create function retire_audit_month(first date, months int, kept_entries bigint, kept_file text, kept_sha256 bytea, kept_emptied bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  since timestamptz := first::timestamp at time zone 'UTC';
  upto timestamptz := (first + interval '1 month') at time zone 'UTC';
  gone int8multirange;
  n bigint;
begin
  perform 1 from audit_seal_marks for update;
  if audit_month_due(now(), months) is distinct from first then
    raise exception 'This month can''t go yet' using errcode = 'CT097';
  end if;
  select range_agg(int8range(e.id, e.id + 1)), count(*) into gone, n from audit_events e where e.at >= since and e.at < upto;
  if n <> kept_entries then raise exception 'The file holds another number of entries than the month' using errcode = 'CT097'; end if;
  insert into audit_events (company_id, category, action, detail, actor, role)
    select e.company_id, 'system', 'trail_retired', jsonb_build_object('month', to_char(first, 'YYYY-MM'), 'entries', count(*), 'file', kept_file),
      'runner', 'cater_runner' from audit_events e where e.at >= since and e.at < upto and e.company_id is not null group by e.company_id;
  gone := coalesce(gone, '{}');
  insert into audit_events (category, action, detail, actor, role)
    values ('system', 'trail_retired', jsonb_build_object('month', to_char(first, 'YYYY-MM'), 'entries', n, 'file', kept_file,
      'ids', audit_ids_digest(gone), 'sha256', encode(kept_sha256, 'hex')), 'runner', 'cater_runner');
  insert into audit_retired (month, ids, entries, file, sha256) values (first, gone, n, kept_file, kept_sha256);
  insert into audit_told (id, entry) select e.id, to_jsonb(e) from audit_events e where e.at >= since and e.at < upto
    and e.table_name is null and (e.action = 'values_emptied' or (e.action = 'trail_retired' and e.company_id is null));
  perform audit_drop_month(first);
  -- Last: whoever was emptying entries of the month held the drop up until they had committed.
  if (select count(*) from audit_emptied l where gone @> l.entry_id) <> kept_emptied then
    raise exception 'Entries of the month were emptied meanwhile' using errcode = 'CT097';
  end if;
end $$;
--> statement-breakpoint

do $$
declare
  source text := pg_get_functiondef('erase_person(uuid)'::regprocedure);
  changed text := regexp_replace(source, 'entries := array\(.*  n := empty_entries\(p, e\.id, entries, ''anonymising''\);',
    'execute files_about(''audit_events'') into found using p, found;
  execute format(''select array_agg(id) from (%s) about'', entries_about(''audit_events'')) into entries using p, found;
  n := empty_entries(p, e.id, coalesce(entries, ''{}''), ''anonymising'');
  perform empty_packed_too(p, e.id, found, ''anonymising'');');
begin
  if changed = source then raise exception 'No place for what asks for entries in erase_person'; end if;
  execute changed;
end $$;

-- What the trail tells a person of themselves ($1; $2 is nobody's to read), of rows or of lines of a file.
create function told_of(source text) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select replace($query$
    select jsonb_build_object('at', a.at, 'action', a.action, 'table', a.table_name, 'changes', a.changes - $2,
      'by', case when a.user_id = any(($1).users) then 'you' when a.user_id is null then 'automation' else 'staff' end)
    from SOURCE a join personal_tables r on r.table_name = a.table_name
    where a.company_id = ($1).company and (a.row_id = any(($1).ids) or a.detail ->> 'booking_id' = any(($1).ids)
      or a.changes -> 'customer_id' ?| ($1).ids or (r.table_name = 'users' and a.row_id = any(($1).users::text[])))
    order by a.id limit 50000$query$, 'SOURCE', source)
$$;
create function hidden_of_person() returns text[] language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select array['password_hash', 'credential_id', 'public_key', 'code_hash', 'token_hash', 'link_hash', 'secret_sealed', 'recovery_hashes', 'pdf',
    'sha256', 'agreement_hash', 'epoch', 'venue_key', 'ctid']
$$;
do $$
declare
  source text := regexp_replace(pg_get_functiondef('person_rows(uuid, text)'::regprocedure), 'hidden text\[\] := array\[[^]]*\]', 'hidden text[] := hidden_of_person()');
  changed text := regexp_replace(source, 'return query select jsonb_build_object\(''at''.*  elsif t\.table_name',
    'return query execute told_of(''audit_events'') using p, hidden;
  elsif t.table_name');
begin
  if changed = source or source not like '%hidden_of_person()%' then raise exception 'No place for what is told of a person in person_rows'; end if;
  execute changed;
end $$;
-- The same of lines of a packed month. Clients get their own.
create function person_lines(customer uuid, lines jsonb) returns setof jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role', true) = 'cater_client' and customer is distinct from nullif(current_setting('app.customer_id', true), '')::uuid then return; end if;
  return query execute told_of('jsonb_populate_recordset(null::audit_events, $3)')
    using person_of(customer), hidden_of_person(), lines;
end $$;
-- By which keys lines about a person are found.
create function person_keys(customer uuid) returns setof text language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  p person;
begin
  if current_setting('role', true) = 'cater_client' and customer is distinct from nullif(current_setting('app.customer_id', true), '')::uuid then return; end if;
  p := person_of(customer);
  return query select unnest(p.ids || p.users::text[]);
end $$;

-- What is old and not yet emptied, so that a night looks at nothing that went before.
create index messages_old on messages (company_id, created_at)
  where body <> '' or raw is not null or content_variables is not null or reading is not null;
create index messages_old_media on messages (company_id, created_at) where media is not null;
create index enquiries_old on enquiries (company_id, stage_at)
  where stage = 'lost' and customer_id is null and booking_id is null and forgotten_at is null;
create index booking_photos_old on booking_photos (company_id, created_at);

create or replace function forget_old(kind text, before timestamptz, most int, dry boolean) returns int language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  about text := case kind when 'media' then 'messages' when 'photos' then 'booking_photos' else kind end;
  p person;
  ids uuid[];
begin
  if before > now() - interval '27 days' then raise exception 'Nothing so young is taken away' using errcode = 'CT094'; end if;
  p.company := company; p.users := '{}'; p.reaches := '{}'; p.names := '{}'; p.ids := '{}';
  -- A branch each, since what is chosen among is planned as one and finds no index.
  if kind = 'messages' then
    ids := array(select m.id from messages m where m.company_id = company and m.created_at < before
      and (m.body <> '' or m.raw is not null or m.content_variables is not null or m.reading is not null)
      and m.status not in ('waiting', 'sending', 'unknown') order by m.created_at limit most);
  elsif kind = 'media' then
    ids := array(select m.id from messages m where m.company_id = company and m.created_at < before and m.media is not null
      order by m.created_at limit most);
  elsif kind = 'enquiries' then
    ids := array(select q.id from enquiries q where q.company_id = company and q.stage = 'lost' and q.stage_at < before and q.customer_id is null
      and q.booking_id is null and q.forgotten_at is null order by q.stage_at limit most);
  elsif kind = 'photos' then
    ids := array(select h.id from booking_photos h where h.company_id = company and h.created_at < before order by h.created_at limit most);
  else
    raise exception 'There is no such rule' using errcode = '22023';
  end if;
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
  perform empty_entries(p, gen_random_uuid(), array(select a.id from audit_events a
    where a.company_id = company and a.table_name = about and a.row_id = any(ids::text[])), 'retention');
  perform empty_packed_too(p, company, jsonb_build_object(about, to_jsonb(ids)), 'retention');
  return cardinality(ids);
end $$;
--> statement-breakpoint

do $$
declare f text;
begin
  foreach f in array array['without_person(person, audit_events)', 'tell_emptied(uuid, uuid, text)', 'entries_about(text)', 'files_about(text)',
      'empty_packed_too(person, uuid, jsonb, text)', 'empty_packed(uuid, jsonb)', 'packed_waiting()', 'packed_done(uuid, int)',
      'reconcile_packed(jsonb)', 'told_of(text)', 'hidden_of_person()', 'person_lines(uuid, jsonb)', 'person_keys(uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to cater_eraser', f);
  end loop;
  foreach f in array array['empty_packed(uuid, jsonb)', 'packed_waiting()', 'packed_done(uuid, int)', 'reconcile_packed(jsonb)'] loop
    execute format('alter function %s owner to cater_eraser', f);
    execute format('grant execute on function %s to cater_system', f);
  end loop;
  foreach f in array array['audit_told_sealed()', 'emptied_lists_told(bigint, bigint)', 'packed_months()', 'verify_packed(date, bigint, jsonb, boolean)', 'audit_month_emptied(date)',
      'retire_audit_month(date, int, bigint, text, bytea, bigint)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('alter function %s owner to cater_definer', f);
    execute format('grant execute on function %s to cater_runner', f);
  end loop;
end $$;
grant execute on function packed_months() to cater_system;
alter function person_lines(uuid, jsonb) owner to cater_eraser;
alter function person_keys(uuid) owner to cater_eraser;
grant execute on function person_lines(uuid, jsonb), person_keys(uuid) to cater_manager, cater_client;
--> statement-breakpoint
-- Above which of the monitoring's figures it is trouble, where whoever runs the installation chose another number than the
-- house's. The bounds are those of lib/monitoring/watching/rules, and a test holds the two together.
create table monitor_thresholds (
  name text primary key,
  value double precision not null,
  constraint monitor_thresholds_bounds check (coalesce(case name
    when 'errors' then value between 0.01 and 0.5
    when 'slow_answers' then value between 200 and 30000
    when 'turned_away' then value between 0.01 and 0.5
    when 'event_loop' then value between 50 and 5000
    when 'memory' then value between 0.5 and 0.98
    when 'connections' then value between 50 and 10000
    when 'server_connections' then value between 0.5 and 0.98
    when 'jobs' then value between 60 and 3600
    when 'messages_waiting' then value between 120 and 86400
    when 'answers_unread' then value between 120 and 86400
    when 'messages_failing' then value between 0.01 and 0.9
    when 'disk' then value between 0.5 and 0.98
    when 'backup_age' then value between 24 and 168
  end, false))
);
alter table monitor_thresholds enable row level security;
alter table monitor_thresholds force row level security;
create policy definer on monitor_thresholds for all to cater_definer using (true) with check (true);
create policy runner on monitor_thresholds for select to cater_runner using (true);
grant select, insert, update, delete on monitor_thresholds to cater_definer;
grant select on monitor_thresholds to cater_runner;
create trigger monitor_thresholds_audit after insert or update or delete on monitor_thresholds for each row execute function audit_row();
-- Sets one, or takes the house's own number again where none is given. For whoever runs the installation.
create function set_alert_threshold(rule text, most double precision) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_operator() then raise exception 'Only who runs the installation sets its thresholds' using errcode = '42501'; end if;
  if most is null then
    delete from monitor_thresholds t where t.name = rule;
  else
    insert into monitor_thresholds (name, value) values (rule, most) on conflict (name) do update set value = excluded.value;
  end if;
end $$;
revoke all on function set_alert_threshold(text, double precision) from public;
alter function set_alert_threshold(text, double precision) owner to cater_definer;
grant execute on function set_alert_threshold(text, double precision) to cater_manager;
do $$
declare
  source text := pg_get_functiondef('operator_view()'::regprocedure);
  changed text := replace(source, '''processes'', (select',
    '''thresholds'', (select coalesce(jsonb_object_agg(t.name, t.value), ''{}'') from monitor_thresholds t), ''processes'', (select');
begin
  if changed = source then raise exception 'No place for thresholds in operator_view'; end if;
  execute changed;
end $$;
--> statement-breakpoint

-- What a backup holds of the files beside the database; none of older ones, and where files lie in a store elsewhere.
alter table monitor_backups add column files double precision;
do $$
declare
  source text := pg_get_functiondef('operator_view()'::regprocedure);
  changed text := replace(source, 'bytes, rows, problem', 'bytes, rows, files, problem');
begin
  if changed = source then raise exception 'No place for files in operator_view'; end if;
  execute changed;
end $$;
select hold_new_roles_too();
select triggers_stand_back();
