-- Records that a manager brings along in a file: the file's rows, what each would do, what it did, so that it can be taken back.
create table imports (
  id uuid primary key,
  company_id uuid not null references companies (id),
  kind text not null constraint imports_kind_known check (kind in ('customers')),
  file_name text not null constraint imports_file_name_length check (length(btrim(file_name)) between 1 and 200),
  -- "Excel workbook", "CSV, UTF-8, semicolons": how the file was read.
  read_as text not null constraint imports_read_as_length check (length(read_as) between 1 and 80),
  heads text[] not null constraint imports_heads check (cardinality(heads) between 1 and 200),
  total_rows integer not null constraint imports_total_rows check (total_rows between 1 and 100000),
  -- Field → place of its column.
  mapping jsonb not null default '{}' constraint imports_mapping check (jsonb_typeof(mapping) = 'object'),
  existing text not null default 'update' constraint imports_existing_known check (existing in ('update', 'keep')),
  skip_bad boolean not null default false,
  status text not null default 'columns' constraint imports_status_known
    check (status in ('columns', 'checking', 'checked', 'writing', 'done', 'cancelled', 'undoing', 'undone')),
  done_rows integer not null default 0 constraint imports_done_rows check (done_rows >= 0),
  problem text constraint imports_problem_length check (length(problem) <= 500),
  created_by uuid not null references users (id),
  -- Whoever sent it on to the step it is at: its work is done in their name.
  sent_by uuid not null references users (id),
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  constraint imports_company_id unique (company_id, id)
);
create index imports_newest on imports (company_id, created_at desc);
create index imports_created_by on imports (created_by);
create index imports_sent_by on imports (sent_by);
create index imports_under_way on imports (company_id) where status in ('checking', 'writing', 'undoing');
create table import_rows (
  company_id uuid not null,
  import_id uuid not null,
  line integer not null constraint import_rows_line check (line between 1 and 10000000),
  cells text[] not null,
  outcome text constraint import_rows_outcome_known check (outcome in ('new', 'same', 'update', 'conflict', 'bad')),
  field text constraint import_rows_field_length check (length(field) <= 40),
  reason text constraint import_rows_reason_length check (length(reason) <= 500),
  -- What tells that two rows of a file are one record.
  key text constraint import_rows_key_length check (length(key) <= 400),
  record_id uuid,
  -- As it was found while checking, and as it was left by writing.
  record_version bigint,
  changed text[] not null default '{}',
  before jsonb,
  state text not null default 'read' constraint import_rows_state_known check (state in ('read', 'written', 'undone', 'kept')),
  primary key (company_id, import_id, line),
  foreign key (company_id, import_id) references imports (company_id, id)
);
create index import_rows_outcome on import_rows (company_id, import_id, outcome, line);
create index import_rows_key on import_rows (company_id, import_id, key) where key is not null;
create index import_rows_record on import_rows (company_id, record_id) where record_id is not null;
create index import_rows_written on import_rows (company_id, import_id, line) where state = 'written';
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  how record;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['imports', 'import_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach who in array array['system', 'manager'] loop
      execute format('create policy %I on %I for all to %I using (%s)', who, t, 'cater_' || who, company);
    end loop;
  end loop;
  for how in select * from (values ('insert', 'new'), ('update', 'new')) v(event, side) loop
    execute format('create trigger %I after %s on imports referencing %s table as changed for each statement execute function tell_live(''customers'')',
      'imports_live_' || how.event, how.event, how.side);
  end loop;
end $$;
grant select, insert on imports, import_rows to cater_manager;
grant update (mapping, existing, skip_bad, status, done_rows, problem, finished_at, sent_by) on imports to cater_manager;
grant update (outcome, field, reason, key, record_id, record_version, changed, before, state) on import_rows to cater_manager;
grant select, insert, update, delete on imports, import_rows to cater_system;
create trigger imports_audit after insert or delete on imports for each row execute function audit_row();
create trigger imports_audit_update after update on imports for each row
  when (old.status is distinct from new.status or old.mapping is distinct from new.mapping) execute function audit_row();
--> statement-breakpoint

-- One way through the steps, in one's own name. What was written is told to be written once.
create function imports_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_manager' and tg_op = 'INSERT'
      and (new.created_by is distinct from new.sent_by or new.status <> 'columns') then
    raise exception 'An import begins with its columns, in one''s own name' using errcode = 'CT050';
  end if;
  if current_user = 'cater_manager' and (tg_op = 'INSERT' or new.sent_by <> old.sent_by)
      and new.sent_by is distinct from nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'An import goes on in one''s own name' using errcode = 'CT050';
  end if;
  if tg_op = 'UPDATE' and new.status <> old.status and (old.status, new.status) not in (
      ('columns', 'checking'), ('columns', 'cancelled'), ('checking', 'checked'), ('checking', 'cancelled'), ('checked', 'checking'),
      ('checked', 'writing'), ('checked', 'cancelled'), ('writing', 'done'), ('writing', 'checking'), ('writing', 'cancelled'),
      ('done', 'undoing'), ('undoing', 'undone')) then
    raise exception 'The import is at another step by now' using errcode = 'CT051';
  end if;
  return new;
end $$;
create trigger imports_guard before insert or update on imports for each row execute function imports_guard();
-- A customer goes only with the import that brought them; whoever has a history stays, by the foreign keys.
create function customers_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_system' and not exists (select from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = old.company_id and r.record_id = old.id and r.outcome = 'new' and r.state = 'written' and i.status = 'undoing') then
    raise exception 'A customer goes only with the import that added them' using errcode = 'CT052';
  end if;
  return old;
end $$;
create trigger customers_stay before delete on customers for each row execute function customers_stay();
grant delete on customers to cater_system;
--> statement-breakpoint

-- Takes the next rows of an import back, as far as nothing changed since; says at each that stays why. Gives how many it looked at.
create function take_import_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ record;
  was customers%rowtype;
  why text;
  looked int := 0;
begin
  for row_ in select * from import_rows r where r.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and r.import_id = import and r.state = 'written' order by r.line desc limit most loop
    looked := looked + 1;
    why := null;
    begin
      if row_.outcome = 'new' then
        delete from customers c where c.company_id = row_.company_id and c.id = row_.record_id and c.version = row_.record_version;
      else
        was := jsonb_populate_record(null::customers, row_.before);
        update customers c set name = was.name, phone = was.phone, email = was.email, address = was.address, language = was.language,
          cuisine = was.cuisine, notes = was.notes, tags = was.tags
          where c.company_id = row_.company_id and c.id = row_.record_id and c.version = row_.record_version;
      end if;
      if not found then why := 'Changed since the import.'; end if;
    exception
      when foreign_key_violation then why := 'There are bookings, messages or other records of them by now.';
      when unique_violation then why := 'Another customer has the phone number they had before.';
    end;
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = row_.company_id and r.import_id = import and r.line = row_.line;
  end loop;
  return looked;
end $$;
revoke all on function imports_guard(), customers_stay(), take_import_back(uuid, int) from public;
grant execute on function take_import_back(uuid, int) to cater_system;
