-- Customers pay on the page of a provider. What they were asked for is a checkout, what the provider tells is kept as it came, once;
-- money that is there becomes a payment of its booking, or is held for a person to decide.
create table online_keys (
  company_id uuid primary key references companies (id),
  provider text not null default 'paystack' constraint online_keys_provider_known check (provider in ('paystack')),
  -- Named as every sealed secret, which the audit doesn't repeat.
  auth_token_sealed text not null constraint online_keys_token_length check (length(auth_token_sealed) between 20 and 1000),
  mode text not null constraint online_keys_mode_known check (mode in ('test', 'live')),
  -- The last characters of the key, so that people know which one it is.
  hint text not null constraint online_keys_hint_length check (length(btrim(hint)) between 1 and 8),
  saved_at timestamptz(3) not null default now()
);

create table checkouts (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  purpose text not null constraint checkouts_purpose_known check (purpose in ('deposit', 'balance', 'amount')),
  amount bigint not null constraint checkouts_amount check (amount between 1 and 100000000000),
  currency text not null constraint checkouts_currency check (currency ~ '^[A-Z]{3}$'),
  -- Ours, random: by it the provider opens a checkout once, however often it is asked.
  reference text not null constraint checkouts_reference_form check (reference ~ '^[a-z0-9]{16,40}$'),
  state text not null default 'opened' constraint checkouts_state_known
    check (state in ('opened', 'paid', 'failed', 'abandoned', 'disputed', 'reversed')),
  opened_by text not null constraint checkouts_opened_by_known check (opened_by in ('client', 'quote', 'office')),
  opened_by_user uuid,
  opened_at timestamptz(3) not null default now(),
  -- When the provider was first asked for a page, and the page.
  started_at timestamptz(3),
  address text constraint checkouts_address_length check (length(address) <= 1000),
  -- The provider's name of the transaction, by which way and when money came, and how much.
  provider_id text constraint checkouts_provider_id_length check (length(provider_id) between 1 and 80),
  method text constraint checkouts_method_known check (method in ('mobile_money', 'card', 'cash', 'bank_transfer')),
  paid_at timestamptz(3),
  came bigint constraint checkouts_came check (came > 0),
  -- Why a payment failed, in the provider's words; what is odd about one.
  failure text constraint checkouts_failure_length check (length(btrim(failure)) between 1 and 300),
  trouble text constraint checkouts_trouble_length check (length(btrim(trouble)) between 1 and 500),
  payment_id uuid,
  -- Money that is there and can't be a payment of its booking: why, and how that ended.
  held_why text constraint checkouts_held_why_length check (length(btrim(held_why)) between 1 and 500),
  held_end text constraint checkouts_held_end_known check (held_end in ('assigned', 'given_back')),
  held_note text constraint checkouts_held_note_length check (length(btrim(held_note)) between 1 and 300),
  held_ended_at timestamptz(3),
  -- The dispute that is over, so that word of its beginning that comes late begins nothing.
  dispute_over text constraint checkouts_dispute_length check (length(dispute_over) between 1 and 80),
  asks smallint not null default 0,
  asked_at timestamptz(3),
  next_ask_at timestamptz(3),
  constraint checkouts_company_id unique (company_id, id),
  constraint checkouts_reference unique (company_id, reference),
  constraint checkouts_payment unique (company_id, payment_id),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  constraint checkouts_payment_of foreign key (company_id, payment_id) references payments (company_id, id),
  constraint checkouts_paid check ((state in ('paid', 'disputed', 'reversed')) = (paid_at is not null)
    and (paid_at is null) = (came is null) and (paid_at is null) = (method is null)
    and (paid_at is null) = (payment_id is null and held_why is null)),
  constraint checkouts_held check ((held_end is null) = (held_ended_at is null) and (held_end is null or held_why is not null)
    and (held_why is null or (payment_id is not null) = (held_end is not distinct from 'assigned')))
);
create index checkouts_booking on checkouts (company_id, booking_id, opened_at desc);
create index checkouts_to_ask on checkouts (company_id, next_ask_at) where next_ask_at is not null;

create table provider_events (
  id uuid primary key,
  company_id uuid not null references companies (id),
  -- The same news has the same, however often it is told.
  identity text not null constraint provider_events_identity_length check (length(identity) between 1 and 200),
  kind text not null constraint provider_events_kind_length check (length(kind) between 1 and 80),
  reference text constraint provider_events_reference_length check (length(reference) <= 120),
  checkout_id uuid,
  outcome text not null constraint provider_events_outcome_known check (outcome in ('taken', 'nothing_new', 'ignored', 'parked')),
  -- Why nothing was booked of it.
  reason text constraint provider_events_reason_length check (length(btrim(reason)) between 1 and 500),
  -- What was told, without who paid with what.
  raw jsonb not null constraint provider_events_raw_size check (pg_column_size(raw) <= 65536),
  received_at timestamptz(3) not null default now(),
  constraint provider_events_once unique (company_id, identity),
  foreign key (company_id, checkout_id) references checkouts (company_id, id),
  constraint provider_events_parked check (outcome <> 'parked' or reason is not null)
);
create index provider_events_checkout on provider_events (company_id, checkout_id) where checkout_id is not null;
create index provider_events_received on provider_events (company_id, received_at);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  how text;
  own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['online_keys', 'checkouts', 'provider_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system on %I for all to cater_system using (%s)', t, own);
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
  end loop;
  execute format('create policy manager on online_keys for all to cater_manager using (%s)', own);
  foreach who in array array['staff', 'client'] loop
    execute format('create policy %I on online_keys for select to %I using (%s)', who, 'cater_' || who, own);
  end loop;
  foreach who in array array['manager', 'staff'] loop
    execute format('create policy %I on checkouts for select to %I using (%s)', who, 'cater_' || who, own);
    execute format('create policy %I on provider_events for select to %I using (%s)', who, 'cater_' || who, own);
  end loop;
  execute format('create policy client on checkouts for select to cater_client using (%s and exists (select from bookings b
    where b.company_id = checkouts.company_id and b.id = checkouts.booking_id))', own);
  foreach how in array array['insert', 'update'] loop
    execute format('create trigger %I after %s on checkouts referencing new table as changed for each statement execute function tell_live(''bookings'')',
      'checkouts_live_' || how, how);
  end loop;
end $$;
-- A key is written and never read back by people; the automation reads it to ask the provider.
grant insert (company_id, provider, auth_token_sealed, mode, hint, saved_at), update (provider, auth_token_sealed, mode, hint, saved_at), delete
  on online_keys to cater_manager;
grant select (company_id, provider, mode, hint, saved_at) on online_keys to cater_manager;
grant select (company_id, provider, mode) on online_keys to cater_staff, cater_client;
grant select, insert, update, delete on online_keys to cater_system;
-- What a rule has allowed is written by the automation, in the person's name where there is one.
grant select on checkouts to cater_manager, cater_staff, cater_client;
grant select, insert, update on checkouts to cater_system;
grant select (id, company_id, kind, reference, checkout_id, outcome, reason, received_at) on provider_events to cater_manager, cater_staff;
grant select, insert on provider_events to cater_system;
--> statement-breakpoint

create function checkouts_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  paid payments;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'opened' then
      raise exception 'A checkout begins open' using errcode = 'CT090';
    end if;
    return new;
  end if;
  if (new.id, new.company_id, new.booking_id, new.purpose, new.amount, new.currency, new.reference, new.opened_by, new.opened_by_user, new.opened_at)
     is distinct from (old.id, old.company_id, old.booking_id, old.purpose, old.amount, old.currency, old.reference, old.opened_by, old.opened_by_user, old.opened_at)
     or (old.started_at is not null and new.started_at is distinct from old.started_at)
     or (old.address is not null and new.address is distinct from old.address) then
    raise exception 'A checkout asks for what it was opened for' using errcode = 'CT090';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (('opened', 'paid'), ('opened', 'failed'), ('opened', 'abandoned'), ('failed', 'paid'),
      ('abandoned', 'paid'), ('abandoned', 'failed'), ('paid', 'disputed'), ('paid', 'reversed'), ('disputed', 'paid'), ('disputed', 'reversed')) then
    raise exception 'A checkout that is % can''t become %', old.state, new.state using errcode = 'CT091';
  end if;
  if (old.paid_at is not null and (new.paid_at, new.came, new.method) is distinct from (old.paid_at, old.came, old.method))
     or (old.payment_id is not null and new.payment_id is distinct from old.payment_id)
     or (old.held_why is not null and new.held_why is distinct from old.held_why)
     or (old.held_ended_at is not null and (new.held_ended_at, new.held_end) is distinct from (old.held_ended_at, old.held_end)) then
    raise exception 'Money that came is booked once' using errcode = 'CT092';
  end if;
  if new.payment_id is not null and old.payment_id is null then
    select * into paid from payments p where p.company_id = new.company_id and p.id = new.payment_id;
    if paid.status is distinct from 'received' or paid.amount is distinct from new.came or paid.method is distinct from new.method then
      raise exception 'What was paid is what came' using errcode = 'CT092';
    end if;
  end if;
  return new;
end $$;
create trigger checkouts_guard before insert or update on checkouts for each row execute function checkouts_guard();
create function checkouts_kept() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'What a provider was asked and told is never deleted' using errcode = 'CT090';
end $$;
do $$
declare t text;
begin
  foreach t in array array['checkouts', 'provider_events'] loop
    execute format('create trigger %I before delete on %I for each row execute function checkouts_kept()', t || '_kept', t);
    execute format('create trigger %I before truncate on %I for each statement execute function checkouts_kept()', t || '_kept_all', t);
  end loop;
end $$;
--> statement-breakpoint

-- Money that nobody could be given yet stands in the books from the day it came.
alter table postings drop constraint postings_kind_known;
alter table postings add constraint postings_kind_known
  check (kind in ('payment', 'void', 'refund', 'invoice', 'credit_note', 'write_off', 'held', 'held_end'));
alter table posting_lines drop constraint posting_lines_account_known;
alter table posting_lines add constraint posting_lines_account_known check (account in
  ('receivable', 'deposits', 'money', 'revenue', 'service_charge', 'tax', 'write_off', 'unassigned'));
alter table account_codes drop constraint account_codes_account_known;
alter table account_codes add constraint account_codes_account_known check (account in
  ('receivable', 'deposits', 'money', 'revenue', 'service_charge', 'tax', 'write_off', 'unassigned'));
create function checkouts_post() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.held_why is not null and old.held_why is null then
    perform post(new.company_id, 'held', new.id, new.booking_id, company_day(new.company_id, new.paid_at),
      array['money', 'unassigned'], array[new.method, ''], array[new.came, - new.came]);
  end if;
  -- Assigned, its payment posts the money; given back, it is gone.
  if new.held_ended_at is not null and old.held_ended_at is null then
    perform post(new.company_id, 'held_end', new.id, new.booking_id, company_day(new.company_id, new.held_ended_at),
      array['unassigned', 'money'], array['', new.method], array[new.came, - new.came]);
  end if;
  return null;
end $$;
alter function checkouts_post() owner to cater_definer;
create trigger checkouts_post after update of held_why, held_ended_at on checkouts for each row execute function checkouts_post();
revoke all on function checkouts_guard(), checkouts_kept(), checkouts_post() from public;
