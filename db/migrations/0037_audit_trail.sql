-- The audit trail is read by person and by kind of record too.
create index audit_events_person on audit_events (company_id, user_id, at desc, id desc) where user_id is not null;
create index audit_events_table on audit_events (company_id, table_name, at desc, id desc) where table_name is not null;
--> statement-breakpoint

-- The trail's seals: what stood in it, so that a row which somebody with every right changed, removed or added later is
-- found. A seal holds 16 bytes an entry, its id and half of its digest, and a root that covers them and the company's
-- seal before. Sealed by a job and not while writing, which would let one writer of a company wait for the other.
create table audit_seals (
  id bigint generated always as identity primary key,
  -- None: what belongs to no company, such as the sign-in of somebody unknown.
  company_id uuid references companies (id),
  from_id bigint not null,
  upto_id bigint not null,
  entries bytea not null,
  root_before bytea,
  root bytea not null,
  sealed_at timestamptz(3) not null default now(),
  constraint audit_seals_range check (from_id < upto_id),
  constraint audit_seals_entries check (length(entries) > 0 and length(entries) % 16 = 0),
  unique nulls not distinct (company_id, upto_id)
);
-- How far the trail is sealed, and how far it may be once all who wrote when this was looked at are done: ids are
-- given before they are committed.
create table audit_seal_marks (
  only_one boolean primary key default true constraint audit_seal_marks_one check (only_one),
  sealed_id bigint not null,
  next_id bigint not null,
  writers_before xid8 not null
);
insert into audit_seal_marks (sealed_id, next_id, writers_before) values (0, 0, pg_snapshot_xmax(pg_current_snapshot()));
do $$
declare t text;
begin
  foreach t in array array['audit_seals', 'audit_seal_marks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer on %I for all to cater_definer using (true) with check (true)', t);
  end loop;
end $$;
create policy manager on audit_seals for select to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select on audit_seals to cater_manager, cater_definer;
grant insert on audit_seals to cater_definer;
grant select, update on audit_seal_marks to cater_definer;
create trigger audit_seals_append_only before update or delete on audit_seals for each row execute function audit_refuse_change();
create trigger audit_seals_no_truncate before truncate on audit_seals for each statement execute function audit_refuse_change();
--> statement-breakpoint

-- One entry as it is sealed: its id, and the first half of the digest of all that stands in it.
create function audit_entry(e audit_events) returns bytea language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select int8send(e.id) || substring(sha256(convert_to(jsonb_build_array(e.id,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), e.company_id, e.category, e.action, e.table_name, e.row_id,
    e.changes, e.detail, e.actor, e.role, e.user_id, e.request_id, e.ip)::text, 'UTF8')) for 8)
$$;

-- Seals at most `most` ids of the trail, a seal a company; gives how many ids were gone through, 0 where all are sealed
-- that may be. What is sealed was committed before the mark was set, and nobody who wrote then is still at it.
create function seal_audit(most int) returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  mark audit_seal_marks;
  upto bigint;
begin
  select * into strict mark from audit_seal_marks for update;
  if mark.sealed_id = mark.next_id then
    update audit_seal_marks set next_id = coalesce((select max(id) from audit_events), mark.next_id),
      writers_before = pg_snapshot_xmax(pg_current_snapshot()) returning * into mark;
  end if;
  if mark.writers_before > pg_snapshot_xmin(pg_current_snapshot()) then return 0; end if;
  upto := least(mark.next_id, mark.sealed_id + most);
  if upto = mark.sealed_id then return 0; end if;
  insert into audit_seals (company_id, from_id, upto_id, entries, root_before, root)
  select found.company_id, mark.sealed_id, upto, found.entries, last.root, sha256(coalesce(last.root, '') || found.entries)
  from (
    select e.company_id, string_agg(audit_entry(e), ''::bytea order by e.id) as entries
    from audit_events e where e.id > mark.sealed_id and e.id <= upto group by e.company_id
  ) found
  left join lateral (
    select s.root from audit_seals s where s.company_id is not distinct from found.company_id order by s.upto_id desc limit 1
  ) last on true
  order by found.company_id;
  update audit_seal_marks set sealed_id = upto;
  return upto - mark.sealed_id;
end $$;

-- Holds the trail against its seals, `most` ids from after `from_id` on. Gives where it ended (none at the end of what
-- is sealed), how many entries were compared, and the first that differs: why is 'changed', 'removed', 'added', or
-- 'seal' where a seal itself isn't what it was.
create function verify_audit(start_id bigint, most int) returns table (ended_at bigint, compared bigint, first_id bigint, why text, company uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  sealed bigint := (select sealed_id from audit_seal_marks);
  upto bigint;
begin
  -- Whole seals are compared, however far the last of them reaches.
  select max(s.upto_id) into upto from audit_seals s where s.from_id >= start_id and s.from_id < start_id + most;
  upto := coalesce(upto, least(sealed, start_id + most));
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
    where now_is.entry is distinct from k.entry
  ) bad order by bad.id limit 1;
  return next;
end $$;
--> statement-breakpoint

revoke all on function audit_entry(audit_events), seal_audit(int), verify_audit(bigint, int) from public;
grant execute on function audit_entry(audit_events) to cater_definer;
alter function seal_audit(int) owner to cater_definer;
alter function verify_audit(bigint, int) owner to cater_definer;
grant execute on function seal_audit(int), verify_audit(bigint, int) to cater_runner;
--> statement-breakpoint

-- Merging two customers lets the definer read feedback as well; a second policy for the same can't be missed by anybody.
drop policy definer_counts on feedback;
