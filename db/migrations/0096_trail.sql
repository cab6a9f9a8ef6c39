-- What the office says about a record among themselves: a booking, a customer, an answer, a case or an invoice. Plain text that
-- may name colleagues, with files. Who wrote one may change it for a quarter of an hour and take it away; the earlier
-- wording is in the audit trail. Customers have no right to any of it.
create table comments (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid,
  customer_id uuid,
  feedback_id uuid,
  case_id uuid,
  invoice_id uuid,
  -- Which of the five it is about, so that one question finds the comments of any record.
  record_id uuid not null generated always as (coalesce(booking_id, customer_id, feedback_id, case_id, invoice_id)) stored,
  body text not null,
  -- Who was named, as they were chosen.
  mentions uuid[] not null default '{}' constraint comments_mentions check (cardinality(mentions) <= 20),
  created_by uuid not null references users (id),
  created_at timestamptz(3) not null default now(),
  edited_at timestamptz(3),
  removed_at timestamptz(3),
  removed_by uuid references users (id),
  constraint comments_company_id unique (company_id, id),
  constraint comments_one_record check (num_nonnulls(booking_id, customer_id, feedback_id, case_id, invoice_id) = 1),
  constraint comments_body check (case when removed_at is null then length(btrim(body)) between 1 and 4000 else body = '' end),
  constraint comments_removed check ((removed_at is null) = (removed_by is null)),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  foreign key (company_id, customer_id) references customers (company_id, id),
  foreign key (company_id, feedback_id) references feedback (company_id, id),
  foreign key (company_id, case_id) references cases (company_id, id),
  foreign key (company_id, invoice_id) references invoices (company_id, id)
);
create index comments_record on comments (company_id, record_id, created_at desc, id desc);
create index comments_booking on comments (company_id, booking_id) where booking_id is not null;
create index comments_customer on comments (company_id, customer_id) where customer_id is not null;
create index comments_feedback on comments (company_id, feedback_id) where feedback_id is not null;
create index comments_case on comments (company_id, case_id) where case_id is not null;
create index comments_invoice on comments (company_id, invoice_id) where invoice_id is not null;
create index comments_created_by on comments (created_by);
create index comments_removed_by on comments (removed_by) where removed_by is not null;

-- A picture or a PDF of a comment; the file is in the store. One without a comment was sent and waits for it.
create table comment_files (
  id uuid primary key,
  company_id uuid not null references companies (id),
  comment_id uuid,
  name text not null constraint comment_files_name_length check (length(btrim(name)) between 1 and 200),
  kind text not null constraint comment_files_kind_known check (kind in ('picture', 'pdf')),
  -- Of what is kept, in bytes.
  size integer not null constraint comment_files_size check (size between 1 and 15728640),
  created_by uuid not null references users (id),
  created_at timestamptz(3) not null default now(),
  constraint comment_files_company_id unique (company_id, id),
  foreign key (company_id, comment_id) references comments (company_id, id)
);
create index comment_files_comment on comment_files (company_id, comment_id, created_at, id) where comment_id is not null;
create index comment_files_waiting on comment_files (company_id, created_at) where comment_id is null;
create index comment_files_created_by on comment_files (created_by);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  how record;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['comments', 'comment_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach who in array array['system', 'manager', 'staff'] loop
      execute format('create policy %I on %I for all to %I using (%s) with check (%s)', who, t, 'cater_' || who, company, company);
    end loop;
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
    for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
      execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function tell_live(''comments'')',
        t || '_live_' || how.event, how.event, t, how.side);
    end loop;
  end loop;
end $$;
-- An accountant reads no answers and no cases, and so nothing that is said about them; planners are of the staff.
create policy accountant on comments for all to cater_accountant
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and feedback_id is null and case_id is null)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and feedback_id is null and case_id is null);
create policy accountant on comment_files for all to cater_accountant
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and (comment_id is null or exists (select from comments c where c.company_id = comment_files.company_id and c.id = comment_files.comment_id)))
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update (body, mentions, edited_at, removed_at) on comments to cater_manager, cater_staff, cater_accountant;
grant select, insert, update (comment_id) on comment_files to cater_manager, cater_staff, cater_accountant;
grant select, insert on comments to cater_system;
grant select, insert, delete on comment_files to cater_system;
--> statement-breakpoint

-- A comment is of whoever writes it, about a record that they may see; it is changed by them for a quarter of an hour, and
-- taken away by them or by a manager. What was taken away stays away.
create function comment_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if current_user not in ('cater_manager', 'cater_planner', 'cater_accountant', 'cater_staff') then return new; end if;
  if tg_op = 'INSERT' then
    new.created_by := me;
    -- With the rights of who writes, so a record that they can't see is none.
    if not (case
        when new.booking_id is not null then exists (select from bookings r where r.company_id = new.company_id and r.id = new.booking_id)
        when new.customer_id is not null then exists (select from customers r where r.company_id = new.company_id and r.id = new.customer_id)
        when new.feedback_id is not null then exists (select from feedback r where r.company_id = new.company_id and r.id = new.feedback_id)
        when new.case_id is not null then exists (select from cases r where r.company_id = new.company_id and r.id = new.case_id)
        else exists (select from invoices r where r.company_id = new.company_id and r.id = new.invoice_id) end) then
      raise exception 'There is no such record to comment on' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.removed_at is not null then raise exception 'This comment was removed' using errcode = 'CT096'; end if;
  if new.removed_at is not null then
    if old.created_by is distinct from me and current_user <> 'cater_manager' then
      raise exception 'Only who wrote it or a manager removes a comment' using errcode = '42501';
    end if;
    new.body := ''; new.mentions := '{}'; new.removed_at := now(); new.removed_by := me;
  else
    if old.created_by is distinct from me then raise exception 'Only who wrote it changes a comment' using errcode = '42501'; end if;
    if old.created_at < now() - interval '15 minutes' then
      raise exception 'A comment can be changed for 15 minutes' using errcode = 'CT096';
    end if;
    new.edited_at := now();
  end if;
  return new;
end $$;
revoke all on function comment_guard() from public;
create trigger comments_guard before insert or update on comments for each row execute function comment_guard();

-- A file is of whoever sent it, joins one comment of theirs, and there are ten on each.
create function comment_file_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if current_user not in ('cater_manager', 'cater_planner', 'cater_accountant', 'cater_staff') then return new; end if;
  if tg_op = 'INSERT' then
    new.created_by := me;
    if new.comment_id is not null then raise exception 'A file waits for its comment' using errcode = 'CT096'; end if;
    return new;
  end if;
  if old.created_by is distinct from me or old.comment_id is not null or not exists (select from comments c
      where c.company_id = new.company_id and c.id = new.comment_id and c.created_by = me and c.removed_at is null) then
    raise exception 'This file belongs to no comment of yours' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(714196, hashtext(new.comment_id::text));
  if (select count(*) from comment_files f where f.company_id = new.company_id and f.comment_id = new.comment_id) >= 10 then
    raise exception 'A comment holds up to 10 files' using errcode = 'CT096';
  end if;
  return new;
end $$;
revoke all on function comment_file_guard() from public;
create trigger comment_files_guard before insert or update on comment_files for each row execute function comment_file_guard();
--> statement-breakpoint

-- Comments on a customer go with a merge, and back with it.
create policy definer on comments for all to cater_definer using (true) with check (true);
grant select, update (customer_id) on comments to cater_definer;
do $$
declare
  change record;
  source text;
begin
  for change in select * from (values
    ('merge_customers(uuid, uuid, uuid)'::regprocedure, '(11, ''occasions'', ''id'')', '(11, ''occasions'', ''id''), (12, ''comments'', ''id'')'),
    ('unmerge_customers(uuid)'::regprocedure, '(11, ''occasions'', ''id'', ''false'')', '(11, ''occasions'', ''id'', ''false''), (12, ''comments'', ''id'', ''false'')')
  ) as c (which, before, after) loop
    source := pg_get_functiondef(change.which);
    if strpos(source, change.before) = 0 then raise exception 'No place for comments in %', change.which; end if;
    execute replace(source, change.before, change.after);
  end loop;
end $$;
--> statement-breakpoint

-- What happened to one record, for the timeline on its page, whoever of the office looks: the trail itself is the managers'.
create function record_history(kind text, record uuid, most int) returns table (
  id bigint, at timestamptz, action text, table_name text, changes jsonb, role text, actor text, user_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  source text := case kind when 'customer' then 'customers' when 'feedback' then 'feedback' when 'invoice' then 'invoices' end;
begin
  if kind = 'feedback' and current_setting('role', true) = 'cater_accountant' then return; end if;
  return query select e.id, e.at, e.action, e.table_name, e.changes, e.role, e.actor, e.user_id from audit_events e
    where e.company_id = company and e.table_name = source and e.row_id = record::text and e.category = 'data' and e.at < now() + interval '1 day'
    order by e.id desc limit least(most, 200);
end $$;
alter function record_history(text, uuid, int) owner to cater_definer;
revoke all on function record_history(text, uuid, int) from public;
grant execute on function record_history(text, uuid, int) to cater_manager, cater_staff, cater_accountant;
--> statement-breakpoint

-- What people of the office looked at: a line a look, written in the transaction that showed it; appended and never changed, so
-- that two looks never wait for each other. When an hour is over its lines become entries of the audit trail, one for
-- each person and record, with how often.
create table record_reads (
  id bigint generated always as identity primary key,
  company_id uuid not null references companies (id),
  user_id uuid not null references users (id),
  role text not null,
  action text not null constraint record_reads_action_known check (action in ('read', 'downloaded', 'searched')),
  table_name text not null,
  row_id uuid,
  at timestamptz(3) not null default clock_timestamp()
);
create index record_reads_row on record_reads (company_id, row_id) where row_id is not null;
create index record_reads_at on record_reads (at);
create index record_reads_user on record_reads (user_id);
alter table record_reads enable row level security;
alter table record_reads force row level security;
create policy definer on record_reads for all to cater_definer using (true) with check (true);
grant select, insert, delete on record_reads to cater_definer;

-- Says that whoever runs the transaction looks at something of their company. What isn't there, or is somebody else's, was not
-- looked at; what customers and the automation look at isn't noted.
create function note_read(deed text, source text, record uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  speaks text := current_setting('role', true);
begin
  if speaks not in ('cater_manager', 'cater_planner', 'cater_accountant', 'cater_staff') or company is null or person is null then return; end if;
  if record is not null and not (case source
      when 'customers' then exists (select from customers r where r.company_id = company and r.id = record)
      when 'bookings' then exists (select from bookings r where r.company_id = company and r.id = record)
      when 'conversations' then exists (select from conversations r where r.company_id = company and r.id = record)
      when 'messages' then exists (select from messages r where r.company_id = company and r.id = record)
      when 'feedback' then exists (select from feedback r where r.company_id = company and r.id = record)
      when 'cases' then exists (select from cases r where r.company_id = company and r.id = record)
      when 'invoices' then exists (select from invoices r where r.company_id = company and r.id = record)
      when 'receipts' then exists (select from receipts r where r.company_id = company and r.id = record)
      when 'enquiries' then exists (select from enquiries r where r.company_id = company and r.id = record)
      when 'quotes' then exists (select from quotes r where r.company_id = company and r.id = record)
      else false end) then return; end if;
  insert into record_reads (company_id, user_id, role, action, table_name, row_id) values (company, person, speaks, deed, source, record);
end $$;
-- Turns the looks of hours that are over into entries of the trail; gives how many entries it made.
create function fold_reads(today timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare made int;
begin
  with gone as (delete from record_reads r where r.at < date_trunc('hour', least(today, now())) returning r.*)
  insert into audit_events (at, company_id, category, action, table_name, row_id, detail, actor, role, user_id)
    select max(g.at), g.company_id, 'activity', g.action, g.table_name, g.row_id::text, jsonb_build_object('times', count(*)),
      'user', g.role, g.user_id
    from gone g group by g.company_id, g.user_id, g.role, g.action, g.table_name, g.row_id, date_trunc('hour', g.at);
  get diagnostics made = row_count;
  return made;
end $$;
-- Who looked at a record lately, for managers; nobody else hears anything.
create function who_looked(source text, record uuid, since timestamptz) returns table (user_id uuid, times bigint, last_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
begin
  if current_setting('role', true) <> 'cater_manager' then return; end if;
  return query select l.user_id, sum(l.times)::bigint, max(l.at) from (
      select e.user_id, coalesce((e.detail ->> 'times')::bigint, 1) as times, e.at from audit_events e
        where e.company_id = company and e.table_name = source and e.row_id = record::text and e.action in ('read', 'downloaded') and e.at >= since
      union all
      select r.user_id, 1, r.at from record_reads r
        where r.company_id = company and r.row_id = record and r.table_name = source and r.at >= since
    ) l where l.user_id is not null group by l.user_id order by max(l.at) desc limit 50;
end $$;
-- What the embedded automation did, told once a job and hour, when the hour is over.
create function fold_runs(today timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  upto timestamptz := date_trunc('hour', least(today, now()));
  since timestamptz;
  made int;
begin
  perform pg_advisory_xact_lock(714197);
  select f.upto into since from audit_folds f where f.name = 'runs';
  insert into audit_events (at, category, action, detail, actor, role)
    select max(r.ended_at), 'system', 'automation_ran', jsonb_build_object('job', r.function_id, 'runs', count(*),
        'failed', count(*) filter (where r.status = 'failed'), 'hour', date_trunc('hour', r.ended_at)), 'runner', 'cater_runner'
    from runner_runs r where r.ended_at >= coalesce(since, upto - interval '1 hour') and r.ended_at < upto
    group by r.function_id, date_trunc('hour', r.ended_at);
  get diagnostics made = row_count;
  insert into audit_folds (name, upto) values ('runs', upto) on conflict (name) do update set upto = greatest(audit_folds.upto, excluded.upto);
  return made;
end $$;
-- How far what is told once an hour has been told.
create table audit_folds (name text primary key, upto timestamptz(3) not null);
alter table audit_folds enable row level security;
alter table audit_folds force row level security;
create policy definer on audit_folds for all to cater_definer using (true) with check (true);
grant select, insert, update on audit_folds to cater_definer;
create policy definer_reads on runner_runs for select to cater_definer using (true);
grant select on runner_runs to cater_definer;
do $$
declare
  f text;
  t text;
begin
  foreach f in array array['note_read(text, text, uuid)', 'fold_reads(timestamptz)', 'who_looked(text, uuid, timestamptz)', 'fold_runs(timestamptz)'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
  foreach t in array array['conversations', 'receipts', 'quotes', 'enquiries', 'messages', 'bookings', 'customers', 'feedback', 'cases', 'invoices'] loop
    execute format('grant select on %I to cater_definer', t);
    if not exists (select from pg_policies p where p.tablename = t and p.cmd in ('ALL', 'SELECT') and 'cater_definer' = any (p.roles)) then
      execute format('create policy definer_looks on %I for select to cater_definer using (true)', t);
    end if;
  end loop;
end $$;
grant execute on function note_read(text, text, uuid), who_looked(text, uuid, timestamptz) to cater_manager, cater_staff, cater_accountant;
grant execute on function fold_reads(timestamptz), fold_runs(timestamptz) to cater_runner;
--> statement-breakpoint

-- Months of the trail that were taken out, each with the numbers of its entries and where its file lies, so that an entry
-- that is missing because its month was let go isn't taken for one that somebody removed. The trail has an entry of each, with
-- the digest of those numbers: a number that is added here later is found.
create table audit_retired (
  month date primary key,
  ids int8multirange not null,
  entries int not null,
  file text not null,
  sha256 bytea not null constraint audit_retired_sha256 check (length(sha256) = 32),
  retired_at timestamptz(3) not null default now()
);
alter table audit_retired enable row level security;
alter table audit_retired force row level security;
create policy definer on audit_retired for all to cater_definer using (true) with check (true);
grant select, insert on audit_retired to cater_definer;
create trigger audit_retired_append_only before update or delete on audit_retired for each row execute function audit_refuse_change();
create trigger audit_retired_no_truncate before truncate on audit_retired for each statement execute function audit_refuse_change();

-- The oldest month that may go: over for `months` whole months, at least twelve, and sealed to its last entry.
create function audit_month_due(today timestamptz, months int) returns date
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  part record;
  last_id bigint;
begin
  if months < 12 then raise exception 'At least twelve months are kept' using errcode = '22023'; end if;
  for part in select to_date(substring(c.relname from '\d{4}_\d{2}$'), 'YYYY_MM') as month, c.oid::regclass as name
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_events'::regclass and c.relname ~ '^audit_events_\d{4}_\d{2}$' order by 1 loop
    if part.month + interval '1 month' > date_trunc('month', least(today, now()) at time zone 'UTC') - make_interval(months => months) then return null; end if;
    select max(e.id) into last_id from audit_events e
      where e.at >= part.month::timestamp at time zone 'UTC' and e.at < (part.month + interval '1 month') at time zone 'UTC';
    if last_id <= (select sealed_id from audit_seal_marks) or last_id is null then return part.month; end if;
    return null;
  end loop;
  return null;
end $$;
-- A month's entries as they go into its file, in the order of their numbers.
create function audit_month_lines(first date, after_id bigint, most int) returns table (id bigint, line text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, to_jsonb(e)::text from audit_events e
  where e.at >= first::timestamp at time zone 'UTC' and e.at < (first + interval '1 month') at time zone 'UTC' and e.id > after_id
    and first + interval '13 months' <= date_trunc('month', now() at time zone 'UTC')
  order by e.id limit most
$$;
create function audit_ids_digest(ids int8multirange) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(convert_to(ids::text, 'UTF8')), 'hex')
$$;
-- Drops the partition of a month. Belongs to the tables' owner, does nothing else, and is called by `retire_audit_month` alone.
create function audit_drop_month(first date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '5s' as $$
begin
  if first + interval '13 months' > date_trunc('month', now() at time zone 'UTC') then
    raise exception 'A month stays for twelve more' using errcode = '22023';
  end if;
  execute format('drop table public.%I', 'audit_events_' || to_char(first, 'YYYY_MM'));
end $$;
-- Lets a month go whose file is kept, and says so in the trail of each company that it was of.
create function retire_audit_month(first date, months int, kept_entries bigint, kept_file text, kept_sha256 bytea) returns void
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
  perform audit_drop_month(first);
end $$;

-- As before, and what went with its month isn't missing. A month that was let go without its entry in the trail, or with other
-- numbers than that says, is wrong itself. An entry that was emptied has to be listed as it stands, in a list that the trail
-- itself tells of.
create or replace function verify_audit(start_id bigint, most int) returns table (ended_at bigint, compared bigint, first_id bigint, why text, company uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  sealed bigint := (select sealed_id from audit_seal_marks);
  upto bigint;
  retired int8multirange := coalesce((select range_agg(u.r) from audit_retired g, unnest(g.ids) as u (r)), '{}');
begin
  -- Whole seals are compared, however far the last of them reaches.
  select max(s.upto_id) into upto from audit_seals s where s.from_id >= start_id and s.from_id < start_id + most;
  upto := coalesce(upto, least(sealed, start_id + most));
  if start_id = 0 then
    select coalesce(lower(g.ids), 0) into first_id from audit_retired g
      where not exists (select from audit_events e where e.company_id is null and e.action = 'trail_retired' and e.role = 'cater_runner'
          and e.detail ->> 'month' = to_char(g.month, 'YYYY-MM') and e.detail ->> 'ids' = audit_ids_digest(g.ids)
          and (e.detail ->> 'entries')::bigint = g.entries)
      order by g.month limit 1;
    if found then
      why := 'seal';
      compared := 0;
      return next;
      return;
    end if;
  end if;
  if start_id >= sealed then return; end if;
  compared := (select coalesce(sum(length(s.entries) / 16), 0) from audit_seals s where s.from_id >= start_id and s.upto_id <= upto);
  ended_at := case when upto < sealed then upto end;
  select bad.id, bad.why, bad.company_id into first_id, why, company from (
    select s.from_id as id, 'seal' as why, s.company_id from audit_seals s
    where s.from_id >= start_id and s.upto_id <= upto and (s.root <> sha256(coalesce(s.root_before, '') || s.entries)
      or s.root_before is distinct from (select p.root from audit_seals p
        where p.company_id is not distinct from s.company_id and p.upto_id < s.upto_id order by p.upto_id desc limit 1))
    union all
    select coalesce(k.id, now_is.id), case when k.id is null then 'added' when now_is.id is null then 'removed' else 'changed' end,
      coalesce(k.company_id, now_is.company_id)
    from (
      select s.company_id, substring(s.entries from n for 16) as entry,
        ('x' || encode(substring(s.entries from n for 8), 'hex'))::bit(64)::bigint as id
      from audit_seals s, generate_series(1, length(s.entries), 16) n
      where s.from_id >= start_id and s.upto_id <= upto
    ) k
    full join (
      select e.id, e.company_id, audit_entry(e) as entry from audit_events e where e.id > start_id and e.id <= upto
    ) now_is on now_is.id = k.id
    where now_is.entry is distinct from k.entry and not (now_is.id is null and retired @> k.id)
    union all
    select e.id, 'changed', e.company_id from audit_events e
    where e.id > start_id and e.id <= upto and e.emptied is not null and not exists (
      select from audit_emptied l
      join audit_events told on told.company_id = l.company_id and told.table_name is null and told.action = 'values_emptied'
        and told.detail ->> 'list' = l.emptied_by::text and told.detail ->> 'digest' = emptied_digest(l.company_id, l.emptied_by)
      where l.entry_id = e.id and l.company_id = e.company_id and l.stands = audit_flat(e))
  ) bad order by bad.id limit 1;
  return next;
end $$;
do $$
declare f text;
begin
  foreach f in array array['audit_month_due(timestamptz, int)', 'audit_month_lines(date, bigint, int)', 'audit_ids_digest(int8multirange)',
      'audit_drop_month(date)', 'retire_audit_month(date, int, bigint, text, bytea)'] loop
    execute format('revoke all on function %s from public', f);
    if f <> 'audit_drop_month(date)' then execute format('alter function %s owner to cater_definer', f); end if;
  end loop;
end $$;
grant execute on function audit_drop_month(date), audit_ids_digest(int8multirange) to cater_definer;
grant execute on function audit_month_due(timestamptz, int), audit_month_lines(date, bigint, int), retire_audit_month(date, int, bigint, text, bytea)
  to cater_runner;
--> statement-breakpoint

-- Who did how much of what in which hour and part of the system, kept from the trail: what the rules of security and the
-- figures of activity read. `n` counts records, `size` what they amounted to: changes, looks, rows that left the house.
create table activity_hours (
  company_id uuid not null references companies (id),
  -- Of nobody known where somebody failed to sign in.
  user_id uuid not null default '00000000-0000-0000-0000-000000000000',
  hour timestamptz(3) not null,
  area text not null,
  deed text not null constraint activity_hours_deed_known check (deed in
    ('added', 'changed', 'removed', 'read', 'searched', 'downloaded', 'exported', 'signed_in', 'failed', 'privilege', 'permission', 'other')),
  n int not null,
  size int not null,
  primary key (company_id, hour, user_id, area, deed)
);
create index activity_hours_person on activity_hours (company_id, user_id, hour);
-- What looked like trouble, and what a manager made of it. The same rule about the same person rests until `quiet_until`.
create table security_events (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies (id),
  rule text not null constraint security_events_rule_known check (rule in
    ('failed_sign_ins', 'new_place', 'privilege', 'large_export', 'mass_change', 'permission_change', 'out_of_hours', 'many_customers')),
  severity text not null constraint security_events_severity_known check (severity in ('low', 'medium', 'high')),
  -- Whom it is about, where they are known.
  user_id uuid references users (id),
  about jsonb not null default '{}',
  times int not null default 1,
  raised_at timestamptz(3) not null default now(),
  last_at timestamptz(3) not null default now(),
  quiet_until timestamptz(3) not null,
  acknowledged_at timestamptz(3),
  acknowledged_by uuid references users (id),
  note text constraint security_events_note_length check (length(btrim(note)) between 1 and 1000),
  constraint security_events_company_id unique (company_id, id),
  constraint security_events_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null) and (acknowledged_at is null) = (note is null))
);
create index security_events_newest on security_events (company_id, last_at desc, id desc);
create index security_events_open on security_events (company_id, rule) where acknowledged_at is null;
create index security_events_user on security_events (user_id) where user_id is not null;
create index security_events_acknowledged_by on security_events (acknowledged_by) where acknowledged_by is not null;
-- When a company works, by its own clock: what is done at other hours is told.
create table security_settings (
  company_id uuid primary key references companies (id),
  opens smallint not null constraint security_settings_opens check (opens between 0 and 23),
  closes smallint not null constraint security_settings_closes check (closes between 1 and 24),
  updated_at timestamptz(3) not null default now(),
  constraint security_settings_hours check (opens < closes)
);
do $$
declare
  t text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['activity_hours', 'security_events', 'security_settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system on %I for all to cater_system using (%s) with check (%s)', t, company, company);
    execute format('create policy manager on %I for all to cater_manager using (%s) with check (%s)', t, company, company);
  end loop;
  create policy definer on activity_hours for all to cater_definer using (true) with check (true);
  create trigger security_events_audit after insert or delete or update of acknowledged_at, note on security_events for each row execute function audit_row();
  create trigger security_settings_audit after insert or delete or update of opens, closes on security_settings for each row execute function audit_row();
end $$;
grant select on activity_hours to cater_manager, cater_system;
grant select, insert, delete on activity_hours to cater_definer;
grant select, update (acknowledged_at, acknowledged_by, note) on security_events to cater_manager;
grant select, insert, update (about, severity, times, last_at) on security_events to cater_system;
grant select, insert, update (opens, closes, updated_at) on security_settings to cater_manager;
grant select, insert on security_settings to cater_system;
create function security_event_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'cater_manager' then return new; end if;
  if old.acknowledged_at is not null then raise exception 'Somebody has seen to this already' using errcode = 'CT098'; end if;
  new.acknowledged_by := nullif(current_setting('app.user_id', true), '')::uuid;
  return new;
end $$;
revoke all on function security_event_guard() from public;
create trigger security_events_guard before update on security_events for each row execute function security_event_guard();

-- What one entry of the trail is as an activity; none for what nobody did themselves.
create function activity_deed(e audit_events) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when e.action in ('sign_in_failed', 'sign_in_limited', 'second_step_failed') then 'failed'
    when e.action in ('signed_in', 'read', 'searched', 'downloaded') then e.action
    when e.action = 'file_downloaded' then 'downloaded'
    when e.action in ('exported', 'export_downloaded') then 'exported'
    when e.action in ('second_step_off', 'second_step_reset') then 'permission'
    when e.category <> 'data' then 'other'
    when e.table_name in ('memberships', 'invitations')
      or (e.table_name = 'companies' and e.changes ?| array['second_factor_roles', 'staff_prices', 'session_idle_hours', 'session_days']) then 'permission'
    when e.action = 'insert' and (e.table_name in ('write_offs', 'capacity_overrides')
      or (e.table_name = 'payments' and e.changes ? 'refunds')) then 'privilege'
    when e.table_name = 'booking_lines' and e.action <> 'delete' and e.changes ? 'price_reason'
      and e.changes #>> '{price_reason,1}' is not null then 'privilege'
    when e.table_name = 'bookings' and e.action = 'update' and (
      (e.changes ? 'agreed_discount_reason' and e.changes #>> '{agreed_discount_reason,1}' is not null)
      or (e.changes #>> '{guaranteed_guests,1}')::numeric < (e.changes #>> '{guaranteed_guests,0}')::numeric) then 'privilege'
    when e.action = 'insert' then 'added' when e.action = 'update' then 'changed' when e.action = 'delete' then 'removed'
    else 'other' end
$$;
-- Counts a company's hours anew from the hour before the last that was counted on, and forgets those of more than two years ago; `areas` says of which part of the
-- system each table is. The first time, the last 35 days are counted.
create function fold_activity(areas jsonb, today timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  since timestamptz;
  made int;
begin
  perform pg_advisory_xact_lock(714198, hashtext(company::text));
  select coalesce(max(a.hour) - interval '2 hours', date_trunc('hour', today) - interval '35 days') into since
    from activity_hours a where a.company_id = company;
  delete from activity_hours a where a.company_id = company and (a.hour >= since or a.hour < today - interval '800 days');
  insert into activity_hours (company_id, user_id, hour, area, deed, n, size)
    select company, d.person, date_trunc('hour', d.at), d.area, d.deed,
      case when d.deed in ('added', 'changed', 'removed', 'read', 'downloaded') then count(distinct coalesce(d.row_id, d.at::text)) else count(*) end,
      sum(d.size)
    from (
      select coalesce(e.user_id, case when e.role = 'cater_auth' and e.detail ->> 'userId' is not null then (e.detail ->> 'userId')::uuid end,
          '00000000-0000-0000-0000-000000000000') as person,
        e.at, coalesce(areas ->> e.table_name, case when e.action in ('exported', 'export_downloaded') then coalesce(areas ->> (e.detail ->> 'list'), 'system')
          when e.category in ('activity', 'security') then 'people' else 'system' end) as area,
        activity_deed(e) as deed, e.row_id,
        case when e.action in ('exported', 'export_downloaded') then coalesce((e.detail ->> 'rows')::bigint, 0)
          else coalesce((e.detail ->> 'times')::bigint, 1) end as size
      from audit_events e where e.company_id = company and e.at >= since and e.at <= today + interval '1 hour'
        and (e.user_id is not null or e.role = 'cater_auth')
      union all
      select r.user_id, r.at, coalesce(areas ->> r.table_name, 'system'), r.action, r.row_id::text, 1 from record_reads r
        where r.company_id = company and r.at >= since and r.at <= today + interval '1 hour'
    ) d group by d.person, date_trunc('hour', d.at), d.area, d.deed;
  get diagnostics made = row_count;
  return made;
end $$;
-- Where somebody signed in from before: the parts of addresses that networks have, of the last ninety days.
create function places_of(person uuid, before timestamptz) returns table (network text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct host(network(set_masklen(e.ip::inet, case family(e.ip::inet) when 4 then 24 else 48 end))) from audit_events e
  where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and e.action = 'signed_in'
    and (e.user_id = person or (e.role = 'cater_auth' and e.detail ->> 'userId' = person::text))
    and e.at < before and e.at > before - interval '90 days' and pg_input_is_valid(e.ip, 'inet')
$$;
do $$
declare f text;
begin
  foreach f in array array['activity_deed(audit_events)', 'fold_activity(jsonb, timestamptz)', 'places_of(uuid, timestamptz)'] loop
    execute format('revoke all on function %s from public', f);
    if f <> 'activity_deed(audit_events)' then execute format('alter function %s owner to cater_definer', f); end if;
  end loop;
end $$;
grant execute on function activity_deed(audit_events) to cater_definer;
grant execute on function fold_activity(jsonb, timestamptz), places_of(uuid, timestamptz) to cater_system;
--> statement-breakpoint

-- Whose a conversation is, and files that were asked for, are in the trail too; that a message came or was read is not.
create trigger conversations_audit after update on conversations for each row
  when (old.customer_id is distinct from new.customer_id) execute function audit_row();
create trigger exports_audit_insert after insert on exports for each row execute function audit_row();
create trigger exports_audit after update on exports for each row when (old.status is distinct from new.status) execute function audit_row();
