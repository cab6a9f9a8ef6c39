-- What was in the cash box at the end of a day, beside what should have been by the payments: counted as often as need be, never
-- written over.
create table cash_counts (
  id uuid primary key,
  company_id uuid not null references companies (id),
  day date not null,
  -- What should have been there when it was counted, by trigger; and what was. Minor units.
  expected bigint not null default 0,
  counted bigint not null constraint cash_counts_counted check (counted between 0 and 100000000000),
  note text constraint cash_counts_note_length check (length(btrim(note)) between 1 and 300),
  counted_by uuid references users (id),
  created_at timestamptz(3) not null default now(),
  -- A difference is explained.
  constraint cash_counts_explained check (counted = expected or note is not null)
);
create index cash_counts_day on cash_counts (company_id, day, created_at);
create index cash_counts_by on cash_counts (counted_by);
alter table cash_counts enable row level security;
alter table cash_counts force row level security;
do $$
declare who text;
begin
  foreach who in array array['manager', 'staff'] loop
    execute format('create policy %I on cash_counts for all to %I using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
      with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid and counted_by = nullif(current_setting(''app.user_id'', true), '''')::uuid)', who, 'cater_' || who);
    execute format('grant select, insert on cash_counts to %I', 'cater_' || who);
  end loop;
end $$;
create policy system on cash_counts for select to cater_system using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select on cash_counts to cater_system;

-- What of a company's day came in cash, less what went back in cash.
create function cash_of(company uuid, on_day date) returns bigint language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(sum(case p.status when 'refunded' then - p.amount else p.amount end), 0)::bigint
  from companies c join payments p on p.company_id = c.id
    and p.received_at >= on_day::timestamp at time zone c.time_zone and p.received_at < (on_day + 1)::timestamp at time zone c.time_zone
  where c.id = company and p.method = 'cash' and p.status in ('received', 'refunded')
$$;
create function cash_counts_expected() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.day > company_day(new.company_id, now()) then
    raise exception 'A day to come can''t be counted' using errcode = 'CT082';
  end if;
  new.expected := cash_of(new.company_id, new.day);
  return new;
end $$;
alter function cash_of(uuid, date) owner to cater_definer;
alter function cash_counts_expected() owner to cater_definer;
revoke all on function cash_of(uuid, date), cash_counts_expected() from public;
create trigger cash_counts_expected before insert on cash_counts for each row execute function cash_counts_expected();
create trigger cash_counts_audit after insert on cash_counts for each row execute function audit_row();
