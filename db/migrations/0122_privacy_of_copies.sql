-- Where words of a person stood that nobody emptied: extras that were named once for one event, texts of the office about no record, the
-- place a list's file had come to, news that fits no message, and the addresses of a login that opens several companies. And a merge that
-- was taken back told each of two people what is the other's.
alter type person
  -- Logins that open other companies too: they stay, what this company knows of them doesn't.
  add attribute logins uuid[],
  -- Services for what was agreed with this person alone and is on no menu, and what they were called.
  add attribute extras uuid[],
  add attribute extra_names text[];

-- A document in which none of these names stands.
create function without_extras(doc jsonb, names text[]) returns jsonb language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case when cardinality(names) is distinct from 0 and names is not null then
    case jsonb_typeof(doc)
      when 'object' then coalesce((select jsonb_object_agg(o.key, without_extras(o.value, names)) from jsonb_each(doc) o), '{}')
      when 'array' then coalesce((select jsonb_agg(without_extras(a.value, names) order by a.place)
        from jsonb_array_elements(doc) with ordinality a (value, place)), '[]')
      when 'string' then case when doc #>> '{}' = any(names) then '"Extra"' else doc end
      else doc end
    else doc end
$$;
revoke all on function without_extras(jsonb, text[]) from public;
grant execute on function without_extras(jsonb, text[]) to cater_eraser;
--> statement-breakpoint

do $$
declare
  change record;
  source text;
begin
  for change in select * from (values
    ('person_of(uuid)'::regprocedure,
      '  p.ids := array(',
      '  select coalesce(array_agg(m.user_id), ''{}'') into p.logins from memberships m
    where m.company_id = p.company and m.role = ''client'' and m.customer_id = any(p.customers) and not m.user_id = any(p.users);
  select coalesce(array_agg(s.id), ''{}'') into p.extras from services s
    where s.company_id = p.company and not s.active and s.kind = ''other'' and s.unit = ''flat''
      and exists (select from booking_lines l where l.company_id = s.company_id and l.service_id = s.id and l.booking_id = any(p.bookings))
      and not exists (select from booking_lines l where l.company_id = s.company_id and l.service_id = s.id and l.booking_id <> all(p.bookings))
      and not exists (select from package_parts k where k.company_id = s.company_id and k.service_id = s.id);
  p.extra_names := array(select s.name from services s where s.company_id = p.company and s.id = any(p.extras)
    union select l.name from booking_lines l where l.company_id = p.company and l.service_id = any(p.extras));
  p.ids := array('),
    ('without_person(person, audit_events)', 'e.user_id = any(p.users)', 'e.user_id = any(p.users || p.logins)'),
    -- Of a line's names those of such extras go: dishes stay.
    ('without_person(person, audit_events)', 'c.column_name = substring(v.name from 5)) end', 'c.column_name = substring(v.name from 5))
      and (e.table_name <> ''booking_lines'' or v.name <> ''row name'' or v.value ?| p.extra_names) end'),
    ('reconcile_packed(jsonb)', '(values (false, false), (false, true), (true, false), (true, true)) k (ip, detail)',
      '(select * from unnest(array[false, true]) ip, unnest(array[false, true]) detail, unnest(array[false, true]) named) k'),
    ('reconcile_packed(jsonb)', '''reaches'', ''[]''::jsonb',
      '''extra_names'', case when k.named then jsonb_path_query_array((known.e).changes, ''$.name[*]'') else ''[]'' end, ''reaches'', ''[]''::jsonb'),
    ('entries_about(text)', 'a.user_id = any(($1).users)', 'a.user_id = any(($1).users || ($1).logins)'),
    ('entries_about(text)', '(''exports'', ''users'', ''invitations'')', '(''exports'', ''users'', ''invitations'', ''blocked_days'', ''cash_counts'')'),
    -- After a merge was taken back they are two people again.
    ('person_rows(uuid, text)',
      'elsif t.table_name is not null then',
      'elsif name = ''customer_merges'' then
    return query select to_jsonb(m) - hidden - case when m.undone_at is null then ''{}''::text[]
        when m.kept_id = any(p.customers) then ''{gone_id,gone_name,gone_before,kept_after}'' else ''{kept_id,kept_before,kept_after}'' end
      from customer_merges m where m.company_id = p.company and (m.kept_id = any(p.customers) or m.gone_id = any(p.customers));
  elsif t.table_name is not null then')
  ) as c (which, before, after) loop
    source := pg_get_functiondef(change.which);
    if strpos(source, change.before) = 0 then raise exception 'No place for % in %', change.after, change.which; end if;
    execute replace(source, change.before, change.after);
  end loop;
end $$;

insert into personal_tables (place, table_name, reach) values
  (10, 'blocked_days', 'names_person(t.reason, p)'),
  (10, 'cash_counts', 'names_person(t.note, p)'),
  (30, 'services', 't.id = any(p.extras)');
insert into personal_columns (table_name, column_name, becomes) values
  ('blocked_days', 'reason', '''Removed'''),
  ('cash_counts', 'note', '''Removed'''),
  ('services', 'name', '''Extra '' || upper(left(md5(t.id::text), 8))'),
  ('services', 'description', 'null'),
  ('booking_lines', 'name', 'case when t.service_id = any(p.extras) then ''Extra'' else t.name end'),
  -- The place says where a name stands among others.
  ('exports', 'place', 'null');
update personal_columns set becomes = format('without_extras(%s, p.extra_names)', becomes)
  where (table_name, column_name) in (('booking_versions', 'snapshot'), ('booking_versions', 'changes'), ('invoices', 'document'), ('quotes', 'document'));
update personal_columns set becomes = 'case when t.undone_at is null or t.gone_id = any(p.customers) then p.label else t.gone_name end'
  where table_name = 'customer_merges' and column_name = 'gone_name';
update personal_tables set reach = reach || ' or (t.message_id is null and names_person(t.raw::text, p))' where table_name = 'message_events';
update personal_tables set reach = 't.user_id = any(p.users || p.logins)' where table_name = 'intents';

do $$
declare
  t text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['blocked_days', 'cash_counts', 'services'] loop
    execute format('create policy eraser on %I for all to cater_eraser using (%s) with check (%s)', t, own, own);
    execute format('grant select, update, delete on %I to cater_eraser', t);
  end loop;
  execute format('create policy eraser on package_parts for select to cater_eraser using (%s)', own);
end $$;
grant select on package_parts to cater_eraser;
select triggers_stand_back();
