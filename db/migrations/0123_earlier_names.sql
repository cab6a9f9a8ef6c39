-- Texts of the office that name a person by what they were called, or were reached at, before.
do $$
declare
  change record;
  source text;
begin
  for change in select * from (values
    ('person_of(uuid)'::regprocedure,
      '  p.ids := array(',
      '  -- As the trail has it; what is somebody else''s by now, as after a merge that was taken back, is theirs.
  p.names := p.names || array(select distinct w from audit_events a
    cross join lateral (values (a.changes -> ''name''), (a.changes -> ''phone''), (a.changes -> ''email''), (a.changes -> ''whatsapp_id'')) c (pair)
    cross join lateral jsonb_array_elements_text(case when jsonb_typeof(c.pair) = ''array'' then c.pair else ''[]'' end) v (value)
    cross join lateral (values (lower(btrim(v.value))), (case when v.value ~ ''^[+][0-9]{9,}$'' then substring(v.value from 2) end),
      (case when v.value ~ ''^[+][0-9]{9,}$'' then ''0'' || right(v.value, 9) end)) as one (w)
    where a.company_id = p.company and a.table_name = ''customers'' and a.row_id = any(p.customers::text[]) and length(w) >= 5
      and v.value <> ''[erased]'' and v.value <> p.label
      and not exists (select from customers o where o.company_id = p.company and o.id <> all(p.customers)
        and lower(btrim(v.value)) in (lower(btrim(o.name)), o.phone, lower(o.email), lower(o.whatsapp_id))));
  p.ids := array('),
    -- What the office wrote for itself may name others beside them.
    ('person_rows(uuid, text)', '''saved_views'', ''exports''', '''saved_views'', ''blocked_days'', ''cash_counts'', ''exports''')
  ) as c (which, before, after) loop
    source := pg_get_functiondef(change.which);
    if strpos(source, change.before) = 0 then raise exception 'No place for % in %', change.after, change.which; end if;
    execute replace(source, change.before, change.after);
  end loop;
end $$;
