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
