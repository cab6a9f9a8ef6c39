-- A customer is reminded of an open quote before it runs out, and the office sees those that ran out.
alter table companies add column quote_remind_days smallint default 2 constraint companies_quote_remind_days check (quote_remind_days between 1 and 30);
grant select (quote_remind_days) on companies to cater_staff;
create index quotes_running on quotes (company_id, valid_until) where status = 'sent';
do $$
declare
  known record;
  words text;
begin
  for known in select * from (values ('messages', 'messages_kind_known', 'kind'), ('templates', 'templates_purpose_known', 'purpose')) as k (t, name, col) loop
    select pg_get_constraintdef(c.oid) into words from pg_constraint c where c.conname = known.name and c.conrelid = known.t::regclass;
    execute format('alter table %I drop constraint %I', known.t, known.name);
    execute format('alter table %I add constraint %I check (%s or %I = %L)', known.t, known.name,
      regexp_replace(words, '^CHECK ', ''), known.col, 'quote_reminder');
  end loop;
end $$;
