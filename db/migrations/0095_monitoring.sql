-- Who runs this installation, among the people who sign in. Nobody of the app writes it but claim_operator, once; later
-- ones are named by who owns the database (npm run db:operator).
create table operators (
  user_id uuid primary key references users (id),
  created_at timestamptz(3) not null default now()
);
-- An installation of one company is run by whoever founded it.
insert into operators (user_id)
select m.user_id from memberships m join users u on u.id = m.user_id
where m.role = 'manager' and u.disabled_at is null and (select count(*) from companies) = 1
order by m.created_at, m.user_id limit 1;
create trigger operators_audit after insert or delete or update on operators for each row execute function audit_row();
--> statement-breakpoint

-- What processes measured of themselves, in constant space: a process has one of sixteen places, and a place one row for
-- each minute of a day and for each hour of sixty days, written over when its turn comes again.
create table monitor_processes (
  slot smallint primary key constraint monitor_processes_slot check (slot between 0 and 15),
  instance uuid unique,
  beat_at timestamptz(3)
);
insert into monitor_processes (slot) select generate_series(0, 15);
create table monitor_samples (
  slot smallint not null references monitor_processes (slot),
  grain text not null constraint monitor_samples_grain_known check (grain in ('minute', 'hour')),
  place smallint not null constraint monitor_samples_place check (place between 0 and 1439),
  at timestamptz(3) not null,
  brief jsonb not null,
  routes jsonb not null,
  primary key (slot, grain, place)
);
create index monitor_samples_at on monitor_samples (grain, at);
-- Statements that were slow, by what they ask and never by what for; the fifty that took longest in all.
create table monitor_statements (
  name text primary key constraint monitor_statements_name_form check (name ~ '^[a-z_]{1,63}( [a-z_0-9]{1,63})? [0-9a-f]{8}$'),
  text text not null constraint monitor_statements_text_length check (length(text) between 1 and 4000),
  role text not null constraint monitor_statements_role_length check (length(role) between 1 and 20),
  calls integer not null,
  total_ms double precision not null,
  worst_ms double precision not null,
  times jsonb not null,
  plan text constraint monitor_statements_plan_length check (length(plan) <= 400),
  planned_at timestamptz(3),
  last_at timestamptz(3) not null
);
create table monitor_rules (
  rule text primary key constraint monitor_rules_form check (rule ~ '^[a-z_]{1,40}$'),
  value double precision,
  over_since timestamptz(3),
  under_since timestamptz(3),
  raised_at timestamptz(3),
  checked_at timestamptz(3) not null
);
-- Backups that were made or failed; whoever makes them owns the database.
create table monitor_backups (
  id uuid primary key,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  folder text constraint monitor_backups_folder_length check (length(folder) between 1 and 1000),
  bytes double precision,
  rows double precision,
  digest text constraint monitor_backups_digest_form check (digest ~ '^[0-9a-f]{64}$'),
  problem text constraint monitor_backups_problem_length check (length(problem) between 1 and 500),
  constraint monitor_backups_end check (finished_at is null or (problem is not null) or (bytes is not null and rows is not null and digest is not null))
);
create index monitor_backups_newest on monitor_backups (started_at desc);
do $$
declare t text;
begin
  foreach t in array array['operators', 'monitor_processes', 'monitor_samples', 'monitor_statements', 'monitor_rules', 'monitor_backups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer on %I for all to cater_definer using (true) with check (true)', t);
    execute format('create policy runner on %I for select to cater_runner using (true)', t);
    execute format('grant select on %I to cater_definer, cater_runner', t);
  end loop;
  foreach t in array array['monitor_processes', 'monitor_samples', 'monitor_statements', 'monitor_rules'] loop
    execute format('drop policy runner on %I', t);
    execute format('create policy runner on %I for all to cater_runner using (true) with check (true)', t);
  end loop;
end $$;
grant insert, delete on operators to cater_definer;
grant update (instance, beat_at) on monitor_processes to cater_runner;
grant insert, update on monitor_samples, monitor_rules to cater_runner;
grant insert, update, delete on monitor_statements to cater_runner;
grant select (id, name, email, created_at) on companies to cater_definer;
--> statement-breakpoint

-- Whether whoever this transaction acts for runs the installation.
create function is_operator() returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from operators o join users u on u.id = o.user_id
    where o.user_id = nullif(current_setting('app.user_id', true), '')::uuid and u.disabled_at is null)
$$;
-- Who founds the only company runs the installation, as long as nobody does.
create function claim_operator(person uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('the operator', 0));
  if exists (select from operators) or (select count(*) from companies) <> 1
    or not exists (select from memberships m where m.user_id = person and m.role = 'manager') then
    return false;
  end if;
  insert into operators (user_id) values (person);
  return true;
end $$;
-- What the operator sees; nothing for anybody else, managers of any company too.
create function operator_view() returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when is_operator() then jsonb_build_object(
    'processes', (select coalesce(jsonb_agg(jsonb_build_object('slot', slot, 'beatAt', beat_at) order by slot), '[]')
      from monitor_processes where beat_at > now() - interval '3 minutes'),
    'rules', (select coalesce(jsonb_agg(jsonb_build_object('rule', rule, 'value', value, 'raisedAt', raised_at, 'checkedAt', checked_at)), '[]')
      from monitor_rules),
    'statements', (select coalesce(jsonb_agg(to_jsonb(s) order by s."totalMs" desc), '[]') from (
      select name, text, calls, total_ms as "totalMs", worst_ms as "worstMs", times, plan, last_at as "lastAt"
      from monitor_statements order by total_ms desc limit 20) s),
    'backups', (select coalesce(jsonb_agg(to_jsonb(b) order by b."startedAt" desc), '[]') from (
      select started_at as "startedAt", finished_at as "finishedAt", bytes, rows, problem
      from monitor_backups order by started_at desc limit 10) b)) end
$$;
create function operator_history(given text, since timestamptz, whole boolean)
returns table (at timestamptz, brief jsonb, routes jsonb) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not is_operator() then return; end if;
  return query select s.at, s.brief, case when whole then s.routes end
    from monitor_samples s where s.grain = given and s.at >= since order by s.at, s.slot limit 6000;
end $$;
-- When the last backup that holds was finished; that there is one is everybody's business in the office.
create function last_backup_at() returns timestamptz language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select max(finished_at) from monitor_backups where problem is null
$$;
-- Whom to tell of trouble with the installation, each in the oldest company that they manage.
create function operators_to_tell() returns table (user_id uuid, email text, name text, company_id uuid, company_name text, company_email text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct on (o.user_id) o.user_id, u.email, u.name, c.id, c.name, c.email
  from operators o join users u on u.id = o.user_id and u.disabled_at is null
  join memberships m on m.user_id = o.user_id and m.role = 'manager' join companies c on c.id = m.company_id
  order by o.user_id, m.created_at
$$;
-- What the database alone knows of the whole installation, as numbers. Keys of messages say when they were made.
create function monitor_counts(since uuid) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'sessions', (select count(*) from sessions where ended_at is null and expires_at > now()),
    'seen', (select count(*) from sessions where ended_at is null and expires_at > now() and seen_at > now() - interval '15 minutes'),
    'out', m.out, 'failed', m.failed, 'received', m.received,
    'connections', (select count(*) from pg_stat_activity where datname = current_database()),
    'connectionsMost', current_setting('max_connections')::int,
    'databaseBytes', (select sum(pg_relation_size(oid)) from pg_class where relkind in ('r', 'i', 't', 'm')),
    'backupSeconds', (select extract(epoch from now() - max(finished_at)) from monitor_backups where problem is null),
    'backupFailed', coalesce((select problem is not null from monitor_backups where finished_at is not null order by started_at desc limit 1), false))
  from (select count(*) filter (where direction = 'outbound' and status not in ('waiting', 'not_sent')) as out,
      count(*) filter (where direction = 'outbound' and status in ('failed', 'undelivered')) as failed,
      count(*) filter (where direction = 'inbound') as received
    from messages where id >= since) m
$$;
do $$
declare f text;
begin
  foreach f in array array['is_operator()', 'claim_operator(uuid)', 'operator_view()', 'operator_history(text, timestamptz, boolean)',
    'last_backup_at()', 'operators_to_tell()', 'monitor_counts(uuid)'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function is_operator(), operator_view(), operator_history(text, timestamptz, boolean), last_backup_at() to cater_manager;
grant execute on function claim_operator(uuid) to cater_system;
grant execute on function operators_to_tell(), monitor_counts(uuid) to cater_runner;
