-- A customer pays for several events on one page of the provider. What the checkout is for are its parts; what comes becomes one
-- receipt with a payment for each event that takes something of it.
create table checkout_parts (
  company_id uuid not null references companies (id),
  checkout_id uuid not null,
  booking_id uuid not null,
  primary key (company_id, checkout_id, booking_id),
  foreign key (company_id, checkout_id) references checkouts (company_id, id),
  foreign key (company_id, booking_id) references bookings (company_id, id)
);
create index checkout_parts_booking on checkout_parts (company_id, booking_id);
do $$
declare
  who text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  alter table checkout_parts enable row level security;
  alter table checkout_parts force row level security;
  execute format('create policy system on checkout_parts for all to cater_system using (%s)', own);
  foreach who in array array['manager', 'staff', 'accountant'] loop
    execute format('create policy %I on checkout_parts for select to %I using (%s)', who, 'cater_' || who, own);
  end loop;
  execute format('create policy client on checkout_parts for select to cater_client using (%s and exists (select from checkouts k
    where k.company_id = checkout_parts.company_id and k.id = checkout_parts.checkout_id))', own);
end $$;
grant select on checkout_parts to cater_manager, cater_staff, cater_accountant, cater_client;
grant select, insert on checkout_parts to cater_system;
create trigger checkout_parts_audit after insert or update or delete on checkout_parts for each row execute function audit_row();

-- What somebody was asked to pay for stays: of one customer, said before its page is opened.
create function checkout_part_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    raise exception 'A checkout asks for what it was opened for' using errcode = 'CT090';
  end if;
  if not exists (select from checkouts k
      join bookings lead on lead.company_id = k.company_id and lead.id = k.booking_id
      join bookings b on b.company_id = k.company_id and b.id = new.booking_id and b.customer_id = lead.customer_id
    where k.company_id = new.company_id and k.id = new.checkout_id and k.state = 'opened' and k.started_at is null) then
    raise exception 'A checkout is for events of one customer, and is opened for all of them at once' using errcode = 'CT090';
  end if;
  if (select count(*) from checkout_parts p where p.company_id = new.company_id and p.checkout_id = new.checkout_id) >= 20 then
    raise exception 'A checkout is for up to 20 events' using errcode = 'CT090';
  end if;
  return new;
end $$;
create trigger checkout_parts_guard before insert or update or delete on checkout_parts for each row execute function checkout_part_guard();
create trigger checkout_parts_kept_all before truncate on checkout_parts for each statement execute function checkouts_kept();
revoke all on function checkout_part_guard() from public;
--> statement-breakpoint

-- Of several events it is their payments on one receipt that are what came, no more and no less.
do $$
declare
  source text := pg_get_functiondef('checkouts_guard()'::regprocedure);
  before constant text := 'if paid.status is distinct from ''received'' or paid.amount is distinct from new.came';
  after constant text := 'if exists (select from checkout_parts c where c.company_id = new.company_id and c.checkout_id = new.id) then
      select coalesce(sum(p.amount), 0) into paid.amount from payments p
        where p.company_id = new.company_id and p.receipt_id = paid.receipt_id and p.refunds is null and p.status = ''received'';
    end if;
    ' || before;
begin
  if strpos(source, before) = 0 then raise exception 'No place for the parts of a checkout'; end if;
  execute replace(source, before, after);
end $$;
--> statement-breakpoint

-- Quotes and receipts are talked about too; credit notes are invoices and were.
alter table comments
  add column quote_id uuid,
  add column receipt_id uuid,
  add foreign key (company_id, quote_id) references quotes (company_id, id),
  add foreign key (company_id, receipt_id) references receipts (company_id, id),
  drop constraint comments_one_record,
  add constraint comments_one_record
    check (num_nonnulls(booking_id, customer_id, feedback_id, case_id, invoice_id, quote_id, receipt_id) = 1),
  drop column record_id;
alter table comments add column record_id uuid not null
  generated always as (coalesce(booking_id, customer_id, feedback_id, case_id, invoice_id, quote_id, receipt_id)) stored;
create index comments_record on comments (company_id, record_id, created_at desc, id desc);
create index comments_quote on comments (company_id, quote_id) where quote_id is not null;
create index comments_receipt on comments (company_id, receipt_id) where receipt_id is not null;
do $$
declare
  change record;
  source text;
begin
  for change in select * from (values
    ('comment_guard()'::regprocedure,
      'else exists (select from invoices r where r.company_id = new.company_id and r.id = new.invoice_id)',
      'when new.quote_id is not null then exists (select from quotes r where r.company_id = new.company_id and r.id = new.quote_id)
        when new.receipt_id is not null then exists (select from receipts r where r.company_id = new.company_id and r.id = new.receipt_id)
        else exists (select from invoices r where r.company_id = new.company_id and r.id = new.invoice_id)'),
    ('record_history(text, uuid, int)',
      'when ''invoice'' then ''invoices'' end',
      'when ''invoice'' then ''invoices'' when ''quote'' then ''quotes'' when ''receipt'' then ''receipts'' end'),
    ('person_of(uuid)',
      'p.cases || p.invoices)',
      'p.cases || p.invoices || p.quotes || array(
      select y.receipt_id from payments y where y.company_id = p.company and y.booking_id = any(p.bookings)))')
  ) as c (which, before, after) loop
    source := pg_get_functiondef(change.which);
    if strpos(source, change.before) = 0 then raise exception 'No place for % in %', change.after, change.which; end if;
    execute replace(source, change.before, change.after);
  end loop;
end $$;
--> statement-breakpoint

select hold_new_roles_too();
select triggers_stand_back();
