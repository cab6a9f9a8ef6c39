-- Search finds conversations and cases as it finds customers and bookings: by a text index that only these
-- functions reach under row rules. They give ids alone; what may be read of them is the caller's own rights.
create index conversations_text on conversations using gin (fold_text(' ' || address || ' ' || coalesce(profile_name, '')) gin_trgm_ops);
create index cases_text on cases using gin (fold_text(' ' || reference || ' ' || summary) gin_trgm_ops);
create index cases_customer on cases (company_id, customer_id);
--> statement-breakpoint
create policy definer_searches on cases for select to cater_definer using (true);
grant select (id, company_id, reference, summary, customer_id) on cases to cater_definer;
grant select (profile_name) on conversations to cater_definer;
--> statement-breakpoint
create function search_conversations(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id from conversations t
    where t.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and fold_text(' ' || t.address || ' ' || coalesce(t.profile_name, '')) like fold_text(pattern)
  union
  select t.id from conversations t
    where t.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and t.customer_id in (select id from search_customers(pattern))
$$;
create function search_cases(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from cases c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and fold_text(' ' || c.reference || ' ' || c.summary) like fold_text(pattern)
  union
  select c.id from cases c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and c.customer_id in (select id from search_customers(pattern))
$$;
revoke all on function search_conversations(text), search_cases(text) from public;
grant execute on function search_conversations(text), search_cases(text) to cater_manager, cater_staff;
--> statement-breakpoint
alter function search_conversations(text) owner to cater_definer;
alter function search_cases(text) owner to cater_definer;
