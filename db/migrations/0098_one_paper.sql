-- What a customer is offered for a whole occasion: the quotes of its parts under one number, answered as one. What each part offers
-- and comes to stays with its own quote.
create table occasion_quotes (
  id uuid primary key,
  company_id uuid not null references companies (id),
  -- None once its parts were taken out of the occasion.
  occasion_id uuid,
  reference text not null constraint occasion_quotes_reference_length check (length(btrim(reference)) between 1 and 40),
  -- What the occasion was called.
  name text not null constraint occasion_quotes_name_length check (length(btrim(name)) between 1 and 160),
  made_by uuid references users (id),
  made_at timestamptz(3) not null default now(),
  constraint occasion_quotes_company_id unique (company_id, id),
  constraint occasion_quotes_reference unique (company_id, reference)
);
alter table occasions add constraint occasions_company_id unique (company_id, id);
alter table occasion_quotes add constraint occasion_quotes_occasion foreign key (company_id, occasion_id)
  references occasions (company_id, id) on delete set null (occasion_id);
create index occasion_quotes_occasion on occasion_quotes (company_id, occasion_id, made_at) where occasion_id is not null;
create index occasion_quotes_made_by on occasion_quotes (made_by);
do $$
declare
  who text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  alter table occasion_quotes enable row level security;
  alter table occasion_quotes force row level security;
  execute format('create policy system on occasion_quotes for all to cater_system using (%s)', own);
  foreach who in array array['manager', 'staff', 'accountant'] loop
    execute format('create policy %I on occasion_quotes for select to %I using (%s)', who, 'cater_' || who, own);
    execute format('grant select on occasion_quotes to %I', 'cater_' || who);
  end loop;
  create trigger occasion_quotes_audit after insert on occasion_quotes for each row execute function audit_row();
  create trigger occasion_quotes_live_insert after insert on occasion_quotes referencing new table as changed
    for each statement execute function tell_live('bookings');
end $$;
grant select, insert on occasion_quotes to cater_system;
--> statement-breakpoint

-- A quote's page is opened by a link that is a row, like that of every other paper.
alter table paper_links
  add column quote_id uuid,
  add column occasion_quote_id uuid,
  -- What an occasion comes to, part by part.
  add column occasion_id uuid,
  add foreign key (company_id, quote_id) references quotes (company_id, id),
  add foreign key (company_id, occasion_quote_id) references occasion_quotes (company_id, id),
  add foreign key (company_id, occasion_id) references occasions (company_id, id) on delete cascade,
  drop constraint paper_links_of_one,
  add constraint paper_links_of_one check (num_nonnulls(invoice_id, receipt_id, customer_id, quote_id, occasion_quote_id, occasion_id) = 1);
drop index paper_links_live;
create unique index paper_links_live on paper_links
  (company_id, coalesce(invoice_id, receipt_id, customer_id, quote_id, occasion_quote_id, occasion_id), way) where revoked_at is null;
create index paper_links_quote on paper_links (company_id, quote_id) where quote_id is not null;
create index paper_links_occasion_quote on paper_links (company_id, occasion_quote_id) where occasion_quote_id is not null;
create index paper_links_occasion on paper_links (company_id, occasion_id) where occasion_id is not null;
-- Links that are out are of the quote's own id, and stay so.
alter table paper_links no force row level security;
alter table paper_links disable trigger user;
insert into paper_links (id, company_id, quote_id, way, made_at, opened_at, opens)
  select q.id, q.company_id, q.id, 'earlier', q.sent_at, q.seen_at, (q.seen_at is not null)::int
  from quotes q where q.link_hash is not null and q.sent_at is not null;
alter table paper_links enable trigger user;
alter table paper_links force row level security;
--> statement-breakpoint

drop policy client on quotes;
create policy client on quotes for select to cater_client using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and sent_at is not null and by_hand is null and basis ->> 'customer_id' = nullif(current_setting('app.customer_id', true), '')
  and exists (select from bookings b where b.company_id = quotes.company_id and b.id = quotes.booking_id
    and b.customer_id = nullif(current_setting('app.customer_id', true), '')::uuid));
create or replace function quote_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.total is distinct from (select b.total from bookings b where b.company_id = new.company_id and b.id = new.booking_id)
       or new.total is distinct from (new.document #>> '{price,total}')::bigint or new.status not in ('draft', 'sent') then
      raise exception 'A quote says what its booking comes to' using errcode = 'CT062';
    end if;
    new.basis := quote_basis(new.company_id, new.booking_id);
    new.paper_waits := false;
    return new;
  end if;
  if old.status not in ('draft', 'sent') then
    -- All that still happens to it: its file is there.
    if old.paper_waits and not new.paper_waits and to_jsonb(new) - 'paper_waits' = to_jsonb(old) - 'paper_waits'
       and exists (select from quote_papers p where p.company_id = old.company_id and p.quote_id = old.id) then
      return new;
    end if;
    raise exception 'This quote has ended and stays as it is' using errcode = 'CT061';
  end if;
  if (new.id, new.company_id, new.booking_id, new.number, new.document, new.basis, new.total, new.valid_until, new.occasion_quote_id, new.by_hand,
      new.made_by, new.made_at) is distinct from (old.id, old.company_id, old.booking_id, old.number, old.document, old.basis, old.total,
      old.valid_until, old.occasion_quote_id, old.by_hand, old.made_by, old.made_at) or (old.sent_at is not null and new.sent_at is distinct from old.sent_at)
      or (old.seen_at is not null and new.seen_at is distinct from old.seen_at) then
    raise exception 'A quote stays as it was made: make a new one' using errcode = 'CT060';
  end if;
  if new.status <> old.status and not (old.status, new.status) in (('draft', 'sent'), ('draft', 'void'), ('draft', 'expired'),
      ('sent', 'accepted'), ('sent', 'declined'), ('sent', 'void'), ('sent', 'expired')) then
    raise exception 'A quote can''t go from % to %', old.status, new.status using errcode = 'CT061';
  end if;
  if new.status = 'accepted' and (new.agreement_hash is distinct from encode(sha256(convert_to(new.agreement, 'UTF8')), 'hex')
      or new.basis is distinct from quote_basis(new.company_id, new.booking_id)) then
    raise exception 'What is accepted is what was quoted' using errcode = 'CT063';
  end if;
  new.paper_waits := new.status = 'accepted';
  return new;
end $$;
alter table quotes
  -- Its part of an offer for a whole occasion.
  add column occasion_quote_id uuid,
  add constraint quotes_of_occasion foreign key (company_id, occasion_quote_id) references occasion_quotes (company_id, id),
  add constraint quotes_given check (occasion_quote_id is null or (by_hand is null and status <> 'draft')),
  -- By trigger: it was accepted, and its file isn't kept yet.
  add column paper_waits boolean not null default false,
  drop constraint quotes_ways,
  drop constraint quotes_link_hash_form,
  drop column link_hash,
  drop constraint quotes_end_reason_known,
  add constraint quotes_end_reason_known check (end_reason in ('changed', 'replaced', 'confirmed', 'cancelled', 'withdrawn', 'part'));
create index quotes_parts on quotes (company_id, occasion_quote_id) where occasion_quote_id is not null;
-- The job that keeps files looks at those that wait, however many were accepted.
drop index quotes_accepted;
create index quotes_paper_waits on quotes (company_id, id) where paper_waits;
alter table quotes disable trigger user;
alter table quotes no force row level security;
update quotes q set paper_waits = true
  where q.status = 'accepted' and not exists (select from quote_papers p where p.company_id = q.company_id and p.quote_id = q.id);
alter table quotes force row level security;
alter table quotes enable trigger user;
-- That a file is there is nothing that somebody did.
drop trigger quotes_audit on quotes;
create trigger quotes_audit after insert or update of status, sent_at, seen_at, change_asked, change_asked_at, ended_at, end_reason, decline_reason,
  accepted_name, agreement, agreement_hash on quotes for each row execute function audit_row();
--> statement-breakpoint

-- Of an offer for an occasion one part that no longer holds ends the others with it.
create function quote_part_ended() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update quotes q set status = 'void', end_reason = 'part', ended_at = new.ended_at
    where q.company_id = new.company_id and q.occasion_quote_id = new.occasion_quote_id and q.status = 'sent';
  return null;
end $$;
alter function quote_part_ended() owner to cater_definer;
create trigger quotes_part_ended after update of status on quotes for each row
  when (new.occasion_quote_id is not null and new.status = 'void' and old.status <> 'void') execute function quote_part_ended();
-- It is accepted or declined whole: asked at the end, when all parts are answered.
create function quote_parts_agree() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from quotes q where q.company_id = new.company_id and q.occasion_quote_id = new.occasion_quote_id
      and q.status is distinct from (select p.status from quotes p where p.company_id = new.company_id and p.id = new.id)) then
    raise exception 'A quote for an occasion is answered as one' using errcode = 'CT098';
  end if;
  return null;
end $$;
alter function quote_parts_agree() owner to cater_definer;
create constraint trigger quotes_parts_agree after update of status on quotes deferrable initially deferred for each row
  when (new.occasion_quote_id is not null) execute function quote_parts_agree();
revoke all on function quote_part_ended(), quote_parts_agree() from public;
--> statement-breakpoint

-- Rates of other currencies come in files too; and what was paid for a booking before it was brought along comes with it.
alter table imports drop constraint imports_kind_known,
  add constraint imports_kind_known check (kind in ('customers', 'menu', 'bookings', 'rates'));
alter table payments drop constraint payments_method_known,
  add constraint payments_method_known check (method in ('mobile_money', 'card', 'cash', 'bank_transfer', 'brought_along'));
-- Money of before the books here begin: no cash of ours, so nobody records any but an import.
create function payments_brought_along() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'cater_system' or new.refunds is not null
     or not exists (select from imports i where i.company_id = new.company_id and i.kind = 'bookings' and i.status = 'writing') then
    raise exception 'Only an import says what was paid before' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function payments_brought_along() from public;
create trigger payments_brought_along before insert on payments for each row
  when (new.method = 'brought_along') execute function payments_brought_along();
--> statement-breakpoint

-- Takes the next rates of an import back, those that are as it left them; says at each that stays why. Gives how many it looked at.
create function take_rates_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ record;
  looked int := 0;
  why text;
begin
  for row_ in select r.* from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and r.import_id = import and r.state = 'written' and i.kind = 'rates' and i.status = 'undoing'
      order by r.line desc limit most loop
    looked := looked + 1;
    if row_.before ? 'rate' then
      update exchange_rates e set rate = (row_.before ->> 'rate')::numeric
        where e.company_id = row_.company_id and e.id = row_.record_id and e.rate = (row_.before ->> 'left')::numeric;
    else
      delete from exchange_rates e
        where e.company_id = row_.company_id and e.id = row_.record_id and e.rate = (row_.before ->> 'left')::numeric;
    end if;
    why := case when found then null else 'Changed since the import.' end;
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = row_.company_id and r.import_id = import and r.line = row_.line;
  end loop;
  return looked;
end $$;
revoke all on function take_rates_back(uuid, int) from public;
grant execute on function take_rates_back(uuid, int) to cater_manager;
--> statement-breakpoint

-- What was paid before goes with the import that brought it.
create or replace function take_bookings_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ record;
  why text;
  looked int := 0;
  numbers text;
  taken_back constant text := 'It came in an import that was taken back.';
begin
  for row_ in select r.* from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and r.import_id = import and r.state = 'written' and i.kind = 'bookings' and i.status = 'undoing'
      order by r.line desc limit most loop
    looked := looked + 1;
    why := null;
    perform from bookings b where b.company_id = row_.company_id and b.id = row_.record_id and b.version = row_.record_version for update;
    if not found then
      why := 'Changed since the import.';
    elsif exists (select from payments p where p.company_id = row_.company_id and p.booking_id = row_.record_id and p.method = 'brought_along'
        and p.status = 'received') then
      -- A receipt keeps its number, so it is declared void and the booking is called off instead of going.
      select string_agg(r.reference, ', ' order by r.reference) into numbers from receipts r where r.company_id = row_.company_id
        and r.id in (select p.receipt_id from payments p where p.company_id = row_.company_id and p.booking_id = row_.record_id);
      update payments p set status = 'void', reason = taken_back
        where p.company_id = row_.company_id and p.booking_id = row_.record_id and p.method = 'brought_along' and p.status = 'received';
      update receipts r set void_reason = taken_back, voided_at = now() where r.company_id = row_.company_id and r.voided_at is null
        and r.id in (select p.receipt_id from payments p where p.company_id = row_.company_id and p.booking_id = row_.record_id and p.method = 'brought_along');
      update bookings b set status = 'cancelled', cancelled_at = now(), cancel_reason = taken_back
        where b.company_id = row_.company_id and b.id = row_.record_id;
      why := 'It was called off and its receipt ' || numbers || ' declared void, since receipts are never deleted.';
    else
      begin
        -- Its card on the board of enquiries came with it.
        delete from enquiries e where e.company_id = row_.company_id and e.booking_id = row_.record_id and e.version = 1;
        delete from bookings b where b.company_id = row_.company_id and b.id = row_.record_id;
      exception
        when foreign_key_violation then why := 'There are payments, messages or other records of it by now.';
      end;
    end if;
    if why is null and row_.made_id is not null then
      begin
        delete from customers c where c.company_id = row_.company_id and c.id = row_.made_id and c.version = 1;
      exception when foreign_key_violation then null;
      end;
    end if;
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = row_.company_id and r.import_id = import and r.line = row_.line;
  end loop;
  return looked;
end $$;
