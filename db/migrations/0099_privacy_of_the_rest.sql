-- What is kept of people by what came beside anonymising: comments and their files, codes and passkeys of customers, quotes for
-- occasions; and a check of the trail that knows both of what was emptied and of what was retired.

-- A quote's link is a row of its own by now.
delete from personal_columns where table_name = 'quotes' and column_name = 'link_hash';
update personal_tables set reach = reach || ' or t.quote_id = any(p.quotes)'
  || ' or t.occasion_id in (select o.id from occasions o where o.customer_id = any(p.customers))'
  || ' or t.occasion_quote_id in (select q.occasion_quote_id from quotes q where q.id = any(p.quotes))'
  || ' or t.occasion_quote_id in (select w.id from occasion_quotes w join occasions o on o.id = w.occasion_id where o.customer_id = any(p.customers))'
  where table_name = 'paper_links';
insert into personal_tables (place, table_name, reach, gone) values
  (10, 'comments', 't.id = any(p.comments)', false),
  (10, 'comment_files', 't.comment_id = any(p.comments)', true),
  (10, 'occasion_quotes', 't.occasion_id in (select o.id from occasions o where o.customer_id = any(p.customers))'
    || ' or t.id in (select q.occasion_quote_id from quotes q where q.id = any(p.quotes))', false),
  (10, 'sign_in_codes', 't.customer_id = any(p.customers) or lower(t.address) = any(p.reaches)', true),
  (30, 'passkeys', 't.user_id = any(p.users)', true);
insert into personal_columns (table_name, column_name, becomes) values
  -- That somebody said something stays; what was taken away is empty already.
  ('comments', 'body', 'case when t.removed_at is null then ''Removed'' else '''' end'),
  ('comment_files', 'name', 'null'),
  ('occasion_quotes', 'name', '''Removed'''),
  ('sign_in_codes', 'address', 'null'),
  ('passkeys', 'name', 'null');
-- A login of codes has no address, and gets none.
update personal_columns set becomes = 'case when t.email is not null then ''gone-'' || t.id || ''@anonymised.invalid'' end'
  where table_name = 'users' and column_name = 'email';
do $$
declare
  t text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['comments', 'comment_files', 'occasion_quotes', 'sign_in_codes'] loop
    execute format('create policy eraser on %I for all to cater_eraser using (%s) with check (%s)', t, own, own);
    execute format('grant select, update, delete on %I to cater_eraser', t);
  end loop;
  execute format('create policy eraser on passkeys for all to cater_eraser
    using (exists (select from memberships m where m.user_id = passkeys.user_id and m.%s))', own);
  grant select, delete on passkeys to cater_eraser;
end $$;
--> statement-breakpoint

alter type person add attribute feedback uuid[], add attribute comments uuid[];
do $$
declare
  change record;
  source text;
begin
  for change in select * from (values
    ('person_of(uuid)'::regprocedure,
      'p.ids := array(select unnest(p.customers ',
      'select coalesce(array_agg(f.id), ''{}'') into p.feedback from feedback f where f.company_id = p.company
    and (f.customer_id = any(p.customers) or f.booking_id = any(p.bookings));
  select coalesce(array_agg(c.id), ''{}'') into p.comments from comments c where c.company_id = p.company
    and c.record_id = any(p.customers || p.bookings || p.feedback || p.cases || p.invoices);
  p.ids := array(select unnest(p.feedback || p.comments || p.customers '),
    -- What a file that somebody took was called.
    ('empty_entries(person, uuid, bigint[], text)',
      'and names_person(e.detail::text, p)',
      'and (names_person(e.detail::text, p)
        or (e.action = ''file_downloaded'' and e.detail ->> ''recordId'' = any(p.ids)))'),
    ('erase_person(uuid)',
      '  select jsonb_build_object(''photos'',',
      '  select jsonb_build_object(''comments'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', f.id, ''kind'', f.kind)), ''[]'')
      from comment_files f where f.comment_id = any(p.comments)), ''photos'','),
    -- Files of comments that are gone by now stand in the trail as well.
    ('erase_person(uuid)',
      'union select a.id from audit_events a where a.company_id = p.company and a.table_name is null and names_person(a.detail::text, p)',
      'union select a.id from audit_events a where a.company_id = p.company and a.table_name is null and names_person(a.detail::text, p)
    union select a.id from audit_events a where a.company_id = p.company and a.action = ''file_downloaded'' and a.detail ->> ''recordId'' = any(p.ids)
    union select a.id from audit_events a where a.company_id = p.company and a.table_name = ''comment_files'' and a.row_id in (
      select f.row_id from audit_events f where f.company_id = p.company and f.table_name = ''comment_files'' and f.changes -> ''comment_id'' ?| p.ids)'),
    ('person_rows(uuid, text)',
      '''password_hash'', ',
      '''password_hash'', ''credential_id'', ''public_key'', ''code_hash'', ')
  ) as c (which, before, after) loop
    source := pg_get_functiondef(change.which);
    if strpos(source, change.before) = 0 then raise exception 'No place for % in %', change.after, change.which; end if;
    execute replace(source, change.before, change.after);
  end loop;
end $$;
--> statement-breakpoint

-- As before, and an entry that was emptied has to be listed as it stands, in a list that the trail itself tells of.
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
--> statement-breakpoint

-- What checks, indexes, generated columns and conditions of triggers of these tables call.
do $$
declare f text;
begin
  for f in select p.oid::regprocedure::text from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prorettype <> 'trigger'::regtype and not p.prosecdef
        and exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
          and d.classid in ('pg_constraint'::regclass, 'pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass))
        and not exists (select from pg_depend x where x.objid = p.oid and x.classid = 'pg_proc'::regclass and x.deptype = 'e') loop
    execute format('grant execute on function %s to cater_eraser', f);
  end loop;
end $$;
select triggers_stand_back();
