-- Invoices, credit notes, receipts and statements reach their customers by the outbox.
do $$
declare
  known record;
  words text;
begin
  for known in select * from (values ('messages', 'messages_kind_known', 'kind'), ('templates', 'templates_purpose_known', 'purpose')) as k (t, name, col) loop
    select pg_get_constraintdef(c.oid) into words from pg_constraint c where c.conname = known.name and c.conrelid = known.t::regclass;
    execute format('alter table %I drop constraint %I', known.t, known.name);
    execute format('alter table %I add constraint %I check (%s or %I = %L)', known.t, known.name,
      regexp_replace(words, '^CHECK ', ''), known.col, 'paper_sent');
  end loop;
end $$;
