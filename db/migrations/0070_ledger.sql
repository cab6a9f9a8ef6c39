-- Money that came in has a receipt, what is billed is a document that never changes, and both stand in a ledger that balances.
create table receipts (
  id uuid primary key,
  company_id uuid not null references companies (id),
  -- "R-2026-0001", by trigger: counted by company and year, without gaps.
  reference text not null default '',
  issued_on date not null default '-infinity',
  void_reason text constraint receipts_void_reason_length check (length(btrim(void_reason)) between 1 and 300),
  voided_by uuid,
  voided_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  constraint receipts_company_id unique (company_id, id),
  constraint receipts_reference unique (company_id, reference),
  constraint receipts_voided check ((voided_at is null) = (void_reason is null))
);
alter table payments drop constraint payments_status_known;
alter table payments
  add constraint payments_status_known check (status in ('pending', 'received', 'failed', 'refunded', 'void')),
  add column receipt_id uuid,
  -- The payment that a refund gives back, or a part of it.
  add column refunds uuid,
  add column reason text constraint payments_reason_length check (length(btrim(reason)) between 1 and 300),
  add constraint payments_company_id unique (company_id, id),
  add constraint payments_receipt foreign key (company_id, receipt_id) references receipts (company_id, id),
  add constraint payments_refunds foreign key (company_id, refunds) references payments (company_id, id),
  add constraint payments_refund check ((status = 'refunded') = (refunds is not null) and (refunds is null or reason is not null));
create index payments_receipt on payments (company_id, receipt_id);
create index payments_refunds on payments (company_id, refunds) where refunds is not null;
-- How many days after it is issued an invoice is due.
alter table companies add column invoice_days smallint not null default 7 constraint companies_invoice_days check (invoice_days between 0 and 365);
grant select (invoice_days) on companies to cater_staff;
alter table bookings add column taken_off bigint not null default 0 constraint bookings_taken_off check (taken_off >= 0);

drop index bookings_unpaid;
create index bookings_unpaid on bookings (company_id, starts_at, id)
  where paid + taken_off < total and status in ('quoted', 'confirmed', 'in_progress', 'completed');
drop index bookings_deposit_due;
create index bookings_deposit_due on bookings (company_id, starts_at, id)
  where paid < deposit and paid + taken_off < total and status in ('quoted', 'confirmed', 'in_progress', 'completed');

create table invoices (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  kind text not null constraint invoices_kind_known check (kind in ('invoice', 'credit_note')),
  -- "INV-2026-0001", "CN-2026-0001", by trigger.
  reference text not null default '',
  credits uuid,
  reason text constraint invoices_reason_length check (length(btrim(reason)) between 1 and 300),
  issued_on date not null,
  due_on date,
  net bigint not null constraint invoices_net check (net >= 0),
  service_charge bigint not null default 0 constraint invoices_service_charge check (service_charge between 0 and net),
  tax_total bigint not null constraint invoices_tax check (tax_total >= 0),
  total bigint not null constraint invoices_total check (total > 0),
  tax jsonb not null,
  document jsonb not null,
  credited bigint not null default 0,
  written_off bigint not null default 0,
  write_off_reason text constraint invoices_write_off_reason_length check (length(btrim(write_off_reason)) between 1 and 300),
  written_off_on date,
  open bigint not null default 0,
  sent_at timestamptz(3),
  issued_by uuid,
  created_at timestamptz(3) not null default now(),
  constraint invoices_company_id unique (company_id, id),
  constraint invoices_reference unique (company_id, reference),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  foreign key (company_id, credits) references invoices (company_id, id),
  constraint invoices_sum check (net + tax_total = total),
  constraint invoices_credit check ((kind = 'credit_note') = (credits is not null) and (kind = 'invoice') = (due_on is not null)
    and (kind = 'invoice' or reason is not null)),
  constraint invoices_credited check (credited between 0 and total and written_off between 0 and total - credited
    and open between 0 and total - credited - written_off),
  constraint invoices_due check (due_on >= issued_on),
  constraint invoices_written_off check ((written_off > 0) = (write_off_reason is not null) and (written_off > 0) = (written_off_on is not null)),
  constraint invoices_of_itself check (kind = 'invoice' or (credited = 0 and written_off = 0 and open = 0))
);
-- One bill at a time for a booking: another one needs the first to be credited in full.
create unique index invoices_live on invoices (company_id, booking_id) where kind = 'invoice' and credited < total;
create index invoices_booking on invoices (company_id, booking_id);
create index invoices_credits on invoices (company_id, credits) where credits is not null;
create index invoices_issued on invoices (company_id, issued_on, id);
create index invoices_open on invoices (company_id, due_on, id) include (open) where open > 0;
-- The few among the many that were paid.
create index invoices_settled on invoices (company_id, issued_on, id)
  where kind = 'invoice' and (credited = total or written_off > 0);
create index invoices_credit_notes on invoices (company_id, issued_on, id) where kind = 'credit_note';

create table postings (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies (id),
  kind text not null constraint postings_kind_known check (kind in ('payment', 'void', 'refund', 'invoice', 'credit_note', 'write_off')),
  -- The payment or invoice that it tells of.
  source_id uuid not null,
  booking_id uuid not null,
  day date not null,
  created_at timestamptz(3) not null default now(),
  constraint postings_company_id unique (company_id, id),
  foreign key (company_id, booking_id) references bookings (company_id, id)
);
-- Only what is written off can be taken back and written off again.
create unique index postings_source on postings (company_id, source_id, kind) where kind <> 'write_off';
create index postings_day on postings (company_id, day, id);
create table posting_lines (
  company_id uuid not null references companies (id),
  posting_id uuid not null,
  position smallint not null,
  account text not null constraint posting_lines_account_known check (account in
    ('receivable', 'deposits', 'money', 'revenue', 'service_charge', 'tax', 'write_off')),
  -- By which way money came, or the code of a part of the tax.
  part text not null default '' constraint posting_lines_part_length check (length(part) <= 40),
  -- Debit above zero, credit below.
  amount bigint not null constraint posting_lines_amount check (amount <> 0),
  booking_id uuid not null,
  primary key (company_id, posting_id, position),
  foreign key (company_id, posting_id) references postings (company_id, id)
);
create index posting_lines_owed on posting_lines (company_id, booking_id, account) include (amount)
  where account in ('receivable', 'deposits');
-- What the accountant calls an account.
create table account_codes (
  company_id uuid not null references companies (id),
  account text not null constraint account_codes_account_known check (account in
    ('receivable', 'deposits', 'money', 'revenue', 'service_charge', 'tax', 'write_off')),
  part text not null default '' constraint account_codes_part_length check (length(part) <= 40),
  code text not null constraint account_codes_code check (code ~ '^[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}$'),
  primary key (company_id, account, part)
);
--> statement-breakpoint

do $$
declare
  t text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  how record;
begin
  foreach t in array array['receipts', 'invoices', 'postings', 'posting_lines', 'account_codes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy manager on %I for all to cater_manager using (%s)', t, own);
    execute format('grant select on %I to cater_manager', t);
  end loop;
  foreach t in array array['receipts', 'invoices'] loop
    execute format('create policy system on %I for all to cater_system using (%s)', t, own);
    execute format('grant select on %I to cater_system, cater_staff, cater_client', t);
  end loop;
  foreach t in array array['receipts', 'invoices', 'postings', 'posting_lines'] loop
    execute format('create policy definer on %I for all to cater_definer using (true)', t);
    execute format('grant select, insert on %I to cater_definer', t);
  end loop;
  execute format('create policy staff on receipts for all to cater_staff using (%s)', own);
  execute format('create policy staff on invoices for all to cater_staff using (%s) with check (%s and kind = ''invoice'')', own, own);
  execute format('create policy client on invoices for select to cater_client using (%s and exists (select from bookings b
    where b.company_id = invoices.company_id and b.id = invoices.booking_id))', own);
  execute format('create policy client on receipts for select to cater_client using (%s and exists (select from payments p
    where p.company_id = receipts.company_id and p.receipt_id = receipts.id))', own);
  foreach t in array array['receipts', 'invoices', 'account_codes'] loop
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
  end loop;
  for how in select * from (values ('insert'), ('update')) v(event) loop
    execute format('create trigger %I after %s on invoices referencing new table as changed for each statement execute function tell_live(''bookings'')',
      'invoices_live_' || how.event, how.event);
  end loop;
end $$;
grant insert on receipts to cater_manager, cater_staff, cater_system;
grant insert on invoices to cater_manager, cater_staff, cater_system;
grant update (sent_at) on invoices to cater_manager, cater_staff, cater_system;
grant update (written_off, write_off_reason, written_off_on) on invoices to cater_manager, cater_system;
grant update (void_reason, voided_by, voided_at) on receipts to cater_manager, cater_system;
grant update (credited, open) on invoices to cater_definer;
grant insert, update, delete on account_codes to cater_manager;
grant update (taken_off) on bookings to cater_definer;
revoke update on payments from cater_manager, cater_system;
grant update (status, reason, received_at) on payments to cater_manager, cater_system;
--> statement-breakpoint

-- The next of a row of numbers; a transaction that fails gives its number back.
create function next_in_year(company uuid, counter text, prefix text, year int) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare next bigint;
begin
  insert into counters as c (company_id, name, value) values (company, counter || '-' || year, 1)
    on conflict (company_id, name) do update set value = c.value + 1 returning value into next;
  return prefix || '-' || year || '-' || lpad(next::text, greatest(4, length(next::text)), '0');
end $$;
create function company_day(company uuid, at timestamptz) returns date
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select (at at time zone c.time_zone)::date from companies c where c.id = company
$$;
create function receipts_number() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- What was brought along from elsewhere has its own day.
  if new.issued_on = '-infinity' or current_setting('role', true) <> 'cater_system' then
    new.issued_on := company_day(new.company_id, now());
  end if;
  new.void_reason := null; new.voided_by := null; new.voided_at := null;
  new.reference := next_in_year(new.company_id, 'receipt', 'R', extract(year from new.issued_on)::int);
  return new;
end $$;
create trigger receipts_number before insert on receipts for each row execute function receipts_number();
create function invoices_number() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.reference := next_in_year(new.company_id, new.kind, case new.kind when 'invoice' then 'INV' else 'CN' end, extract(year from new.issued_on)::int);
  new.credited := 0; new.written_off := 0; new.open := 0; new.sent_at := null;
  return new;
end $$;
-- After the guard, so that what is refused takes no number.
create trigger invoices_number before insert on invoices for each row execute function invoices_number();
--> statement-breakpoint

create function payments_guard() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  given payments;
  back bigint;
begin
  if tg_op = 'UPDATE' then
    if (new.company_id, new.id, new.booking_id, new.amount, new.method, new.refunds, new.recorded_by) is distinct from
       (old.company_id, old.id, old.booking_id, old.amount, old.method, old.refunds, old.recorded_by) then
      raise exception 'A payment stays what it was; void it and record it anew' using errcode = 'CT050';
    end if;
    if new.status <> old.status and (old.status, new.status) not in (('pending', 'received'), ('pending', 'failed'), ('received', 'void')) then
      raise exception 'A payment that is % can''t become %', old.status, new.status using errcode = 'CT050';
    end if;
    if old.status <> 'pending' and new.received_at <> old.received_at then
      raise exception 'A payment stays what it was; void it and record it anew' using errcode = 'CT050';
    end if;
    if new.status = 'void' and new.reason is null then
      raise exception 'A payment is voided with a reason' using errcode = 'CT050';
    end if;
    if new.status = 'void' and old.status <> 'void'
       and exists (select from payments p where p.company_id = new.company_id and p.refunds = new.id) then
      raise exception 'A payment that was given back can''t be voided' using errcode = 'CT051';
    end if;
  elsif new.status = 'void' then
    raise exception 'A payment is received before it is void' using errcode = 'CT050';
  elsif new.refunds is not null then
    if current_setting('role', true) = 'cater_staff' then
      raise exception 'Only a manager gives money back' using errcode = '42501';
    end if;
    -- Whoever moves money of this booking meanwhile waits.
    perform from bookings b where b.company_id = new.company_id and b.id = new.booking_id for update;
    select * into given from payments p where p.company_id = new.company_id and p.id = new.refunds;
    select coalesce(sum(p.amount), 0) into back from payments p where p.company_id = new.company_id and p.refunds = new.refunds;
    if given.status is distinct from 'received' or given.booking_id is distinct from new.booking_id or back + new.amount > given.amount then
      raise exception 'More can''t be given back than was paid' using errcode = 'CT051';
    end if;
  end if;
  -- Money that came in has a receipt, its own where it was none of several.
  if new.status = 'received' and new.receipt_id is null then
    new.receipt_id := gen_random_uuid();
    insert into receipts (id, company_id, issued_on) values (new.receipt_id, new.company_id, company_day(new.company_id, new.received_at));
  end if;
  return new;
end $$;
create trigger payments_guard before insert or update on payments for each row execute function payments_guard();

create or replace function payments_sum() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  owed bigint;
begin
  update bookings b set paid = coalesce((select sum(case p.status when 'received' then p.amount else - p.amount end) from payments p
      where p.company_id = b.company_id and p.booking_id = b.id and p.status in ('received', 'refunded')), 0)
    where b.company_id = coalesce(new.company_id, old.company_id) and b.id = coalesce(new.booking_id, old.booking_id)
    returning b.total - b.taken_off - b.paid into owed;
  -- A credit note may leave a booking with more paid than is due; a payment never does.
  if tg_op <> 'DELETE' and new.status = 'received' and (tg_op = 'INSERT' or old.status <> 'received') and owed < 0 then
    raise exception 'More was paid than is due' using errcode = 'CT052';
  end if;
  return null;
end $$;

create function bookings_taken_off_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'cater_definer' and new.taken_off <> (case when tg_op = 'INSERT' then 0 else old.taken_off end) then
    raise exception 'What was taken off follows from the invoice' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger bookings_taken_off_guard before insert or update of taken_off on bookings for each row execute function bookings_taken_off_guard();
--> statement-breakpoint

create function invoices_guard() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  booked bookings;
  bill invoices;
begin
  if tg_op = 'INSERT' then
    select * into booked from bookings b where b.company_id = new.company_id and b.id = new.booking_id for update;
    if new.kind = 'invoice' then
      if booked.status not in ('confirmed', 'in_progress', 'completed') then
        raise exception 'A booking is billed once it is confirmed' using errcode = 'CT057';
      end if;
      if (new.net, new.service_charge, new.tax_total, new.total) is distinct from
         (booked.total - booked.tax_total, booked.service_charge, booked.tax_total, booked.total) then
        raise exception 'An invoice says what the booking comes to' using errcode = 'CT057';
      end if;
    else
      select * into bill from invoices i where i.company_id = new.company_id and i.id = new.credits;
      if bill.kind is distinct from 'invoice' or bill.booking_id is distinct from new.booking_id or new.total > bill.total - bill.credited then
        raise exception 'A credit note takes no more than the invoice has left' using errcode = 'CT058';
      end if;
      if bill.written_off > 0 then
        raise exception 'An invoice that was written off is settled' using errcode = 'CT058';
      end if;
    end if;
    return new;
  end if;
  if new.written_off not in (old.written_off, old.written_off + old.open, 0) then
    raise exception 'What is open of an invoice is written off whole, and taken back whole' using errcode = 'CT055';
  end if;
  if old.sent_at is not null and new.sent_at is null then new.sent_at := old.sent_at; end if;
  -- What was credited or written off isn't open any more.
  new.open := least(new.open, new.total - new.credited - new.written_off);
  return new;
end $$;
create trigger invoices_guard before insert or update on invoices for each row execute function invoices_guard();

-- One movement and what follows from it: what a customer owes for a booking is receivable, what they paid ahead is a deposit,
-- and never both.
create function post(company uuid, what text, source uuid, booking uuid, on_day date, accounts text[], parts text[], amounts bigint[])
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  made uuid;
  receivable bigint;
  deposits bigint;
  owed bigint;
begin
  insert into postings (company_id, kind, source_id, booking_id, day) values (company, what, source, booking, on_day) returning id into made;
  insert into posting_lines (company_id, posting_id, position, account, part, amount, booking_id)
    select company, made, row_number() over (order by n), account, part, amount, booking
    from unnest(accounts, parts, amounts) with ordinality as l (account, part, amount, n) where amount <> 0;
  select coalesce(sum(amount) filter (where account = 'receivable'), 0), coalesce(- sum(amount) filter (where account = 'deposits'), 0)
    into receivable, deposits from posting_lines where company_id = company and booking_id = booking and account in ('receivable', 'deposits');
  owed := receivable - deposits;
  if greatest(owed, 0) <> receivable then
    insert into posting_lines (company_id, posting_id, position, account, amount, booking_id) values
      (company, made, 100, 'receivable', greatest(owed, 0) - receivable, booking),
      (company, made, 101, 'deposits', receivable - greatest(owed, 0), booking);
  end if;
end $$;

create function payments_post() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.status = old.status then return null; end if;
  if new.status = 'received' then
    perform post(new.company_id, 'payment', new.id, new.booking_id, company_day(new.company_id, new.received_at),
      array['money', 'deposits'], array[new.method, ''], array[new.amount, - new.amount]);
  elsif new.status = 'void' then
    perform post(new.company_id, 'void', new.id, new.booking_id, company_day(new.company_id, now()),
      array['deposits', 'money'], array['', new.method], array[new.amount, - new.amount]);
  elsif new.status = 'refunded' then
    perform post(new.company_id, 'refund', new.id, new.booking_id, company_day(new.company_id, new.received_at),
      array['deposits', 'money'], array['', new.method], array[new.amount, - new.amount]);
  end if;
  return null;
end $$;
create trigger payments_post after insert or update on payments for each row execute function payments_post();

create function invoices_post() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  sign int := case new.kind when 'invoice' then -1 else 1 end;
  codes text[];
  taxes bigint[];
begin
  if tg_op = 'INSERT' then
    select coalesce(array_agg(c ->> 'code'), '{}'), coalesce(array_agg(sign * (c ->> 'amount')::bigint), '{}')
      into codes, taxes from jsonb_array_elements(new.tax -> 'components') c;
    perform post(new.company_id, new.kind, new.id, new.booking_id, new.issued_on,
      array['receivable', 'revenue', 'service_charge'] || array_fill('tax'::text, array[cardinality(codes)]),
      array['', '', ''] || codes,
      array[- sign * new.total, sign * (new.net - new.service_charge), sign * new.service_charge] || taxes);
    if new.kind = 'credit_note' then
      -- The invoice that it takes from is settled by that.
      update invoices set credited = credited + new.total where company_id = new.company_id and id = new.credits;
      return null;
    end if;
  elsif new.written_off <> old.written_off then
    perform post(new.company_id, 'write_off', new.id, new.booking_id, coalesce(new.written_off_on, company_day(new.company_id, now())),
      array['write_off', 'receivable'], array['', ''], array[new.written_off - old.written_off, old.written_off - new.written_off]);
  end if;
  if tg_op = 'INSERT' or (new.credited, new.written_off) <> (old.credited, old.written_off) then
    update bookings b set taken_off = coalesce((select i.credited + i.written_off from invoices i
        where i.company_id = b.company_id and i.booking_id = b.id and i.kind = 'invoice' and i.credited < i.total), 0)
      where b.company_id = new.company_id and b.id = new.booking_id;
    perform invoices_settle(new.company_id, new.booking_id);
  end if;
  return null;
end $$;
-- What is open of a booking's bill: what it comes to, less what was credited, written off and paid.
create function invoices_settle(company uuid, booking uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update invoices i set open = w.open from (
    select i.id, case when i.credited = i.total then 0 else greatest(0, i.total - i.credited - i.written_off - b.paid) end as open
    from invoices i join bookings b on b.company_id = i.company_id and b.id = i.booking_id
    where i.company_id = company and i.booking_id = booking and i.kind = 'invoice') w
  where i.company_id = company and i.id = w.id and i.open <> w.open
$$;
create trigger invoices_post after insert or update of credited, written_off on invoices for each row execute function invoices_post();
create function bookings_settle() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform invoices_settle(new.company_id, new.id);
  return null;
end $$;
create trigger bookings_settle after update of paid on bookings for each row when (new.paid <> old.paid) execute function bookings_settle();
--> statement-breakpoint

-- Of a posting, and of each line, by the column that names the posting.
create function posting_balances() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select count(*) < 2 or sum(amount) <> 0 from posting_lines
      where company_id = new.company_id and posting_id = (to_jsonb(new) ->> tg_argv[0])::uuid) then
    raise exception 'A posting balances' using errcode = 'CT056';
  end if;
  return null;
end $$;
create function ledger_refuse_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'The ledger is append-only: what was wrong is posted back' using errcode = '42501';
end $$;
do $$
declare t text;
begin
  foreach t in array array['postings', 'posting_lines'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function ledger_refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function ledger_refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;
create trigger invoices_kept before delete on invoices for each row execute function ledger_refuse_change();
create trigger receipts_kept before delete on receipts for each row execute function ledger_refuse_change();
--> statement-breakpoint

-- What was paid before there was a ledger: receipts by year in the order in which money came, and their postings.
alter table payments disable trigger user;
alter table receipts disable trigger user;
with numbered as (
  select p.id, p.company_id, gen_random_uuid() as receipt_id, (p.received_at at time zone c.time_zone)::date as day,
    row_number() over (partition by p.company_id, extract(year from p.received_at at time zone c.time_zone) order by p.received_at, p.id) as n
  from payments p join companies c on c.id = p.company_id where p.status = 'received'
), made as (
  insert into receipts (id, company_id, reference, issued_on, created_at)
  select receipt_id, company_id, 'R-' || extract(year from day) || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), day, now() from numbered
), counted as (
  insert into counters (company_id, name, value)
  select company_id, 'receipt-' || extract(year from day), max(n) from numbered group by 1, 2
)
update payments p set receipt_id = n.receipt_id from numbered n where p.id = n.id;
with posted as (
  insert into postings (company_id, kind, source_id, booking_id, day)
  select p.company_id, 'payment', p.id, p.booking_id, (p.received_at at time zone c.time_zone)::date
  from payments p join companies c on c.id = p.company_id where p.status = 'received' returning id, company_id, source_id
)
insert into posting_lines (company_id, posting_id, position, account, part, amount, booking_id)
select t.company_id, t.id, l.position, l.account, l.part, l.amount, p.booking_id
from posted t join payments p on p.company_id = t.company_id and p.id = t.source_id
  cross join lateral (values (1, 'money', p.method, p.amount), (2, 'deposits', '', - p.amount)) as l (position, account, part, amount);
alter table payments enable trigger user;
alter table receipts enable trigger user;
create constraint trigger postings_balance after insert on postings deferrable initially deferred for each row execute function posting_balances('id');
create constraint trigger posting_lines_balance after insert on posting_lines deferrable initially deferred for each row execute function posting_balances('posting_id');
--> statement-breakpoint

do $$
declare f text;
begin
  foreach f in array array['next_in_year(uuid, text, text, int)', 'company_day(uuid, timestamptz)', 'receipts_number()', 'invoices_number()',
    'payments_guard()', 'payments_sum()', 'invoices_guard()', 'post(uuid, text, uuid, uuid, date, text[], text[], bigint[])', 'payments_post()',
    'invoices_post()', 'invoices_settle(uuid, uuid)', 'bookings_settle()', 'posting_balances()'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke all on function bookings_taken_off_guard(), ledger_refuse_change() from public;
