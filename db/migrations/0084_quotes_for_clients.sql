-- Clients read the quotes that they were given: of their own bookings, made for them and not for whoever had the booking before.
create policy client on quotes for select to cater_client using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and sent_at is not null and link_hash is not null and basis ->> 'customer_id' = nullif(current_setting('app.customer_id', true), '')
  and exists (select from bookings b where b.company_id = quotes.company_id and b.id = quotes.booking_id
    and b.customer_id = nullif(current_setting('app.customer_id', true), '')::uuid));
grant select (id, company_id, booking_id, number, status, document, total, valid_until, sent_at, ended_at, end_reason) on quotes to cater_client;
--> statement-breakpoint

-- What was accepted, as the file that both sides keep: written once, and never another one.
create table quote_papers (
  quote_id uuid primary key,
  company_id uuid not null references companies (id),
  -- Of the agreement that is printed on it.
  agreement_hash text not null,
  pdf bytea not null constraint quote_papers_pdf check (substring(pdf from 1 for 5) = '\x255044462d' and octet_length(pdf) <= 5000000),
  sha256 text not null constraint quote_papers_sha256 check (sha256 = encode(sha256(pdf), 'hex')),
  kept_at timestamptz(3) not null default now(),
  constraint quote_papers_quote foreign key (company_id, quote_id) references quotes (company_id, id)
);
create index quote_papers_company on quote_papers (company_id, quote_id);
do $$
declare
  who text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  alter table quote_papers enable row level security;
  alter table quote_papers force row level security;
  execute format('create policy system on quote_papers for all to cater_system using (%s)', company);
  foreach who in array array['manager', 'staff'] loop
    execute format('create policy %I on quote_papers for select to %I using (%s)', who, 'cater_' || who, company);
  end loop;
end $$;
grant select on quote_papers to cater_manager, cater_staff;
grant select, insert on quote_papers to cater_system;
create function quote_paper_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'What was accepted is kept as it was' using errcode = 'CT060';
  end if;
  if not exists (select from quotes q where q.company_id = new.company_id and q.id = new.quote_id and q.status = 'accepted'
      and q.agreement_hash = new.agreement_hash) then
    raise exception 'Only what was accepted is kept' using errcode = 'CT063';
  end if;
  return new;
end $$;
revoke all on function quote_paper_guard() from public;
create trigger quote_papers_guard before insert or update or delete on quote_papers for each row execute function quote_paper_guard();
create trigger quote_papers_kept before truncate on quote_papers for each statement execute function quote_paper_guard();
-- Those that wait for their file.
create index quotes_accepted on quotes (company_id, id) where status = 'accepted';
--> statement-breakpoint

-- What a customer asks on a quote's page stands in their conversation. It is no template's purpose.
do $$
declare
  words text;
begin
  select pg_get_constraintdef(c.oid) into words from pg_constraint c where c.conname = 'messages_kind_known' and c.conrelid = 'messages'::regclass;
  alter table messages drop constraint messages_kind_known;
  execute format('alter table messages add constraint messages_kind_known check (%s or kind = %L)', regexp_replace(words, '^CHECK ', ''), 'quote_change');
end $$;
alter table messages add constraint messages_quote_change check (kind <> 'quote_change' or handled_at is not null);
