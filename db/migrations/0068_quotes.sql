-- How a company quotes: for how many days, on which terms (numbered by their wording), and what an accepted quote does.
alter table companies
  add column quote_days smallint not null default 14 constraint companies_quote_days check (quote_days between 1 and 365),
  add column quote_accepting text not null default 'confirms' constraint companies_quote_accepting_known check (quote_accepting in ('confirms', 'deposit')),
  add column quote_terms text constraint companies_quote_terms_length check (length(btrim(quote_terms)) between 1 and 8000),
  add column quote_terms_version integer not null default 1;
grant select (quote_days, quote_accepting, quote_terms, quote_terms_version) on companies to cater_staff;
create function quote_terms_counted() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.quote_terms_version := old.quote_terms_version + (new.quote_terms is distinct from old.quote_terms)::int;
  return new;
end $$;
create trigger companies_quote_terms before update of quote_terms, quote_terms_version on companies
  for each row execute function quote_terms_counted();
--> statement-breakpoint

-- What a customer was offered: each a numbered version of its booking that nobody changes any more.
create table quotes (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  number integer not null constraint quotes_number check (number between 1 and 10000),
  status text not null default 'draft' constraint quotes_status_known check (status in ('draft', 'sent', 'accepted', 'declined', 'void', 'expired')),
  -- All that the customer sees, as it was; and what of the booking it rests on, by the database itself.
  document jsonb not null,
  basis jsonb not null default '{}',
  total bigint not null,
  valid_until timestamptz(3) not null,
  link_hash text constraint quotes_link_hash_form check (link_hash ~ '^[0-9a-f]{64}$'),
  -- Why it was only marked: told on the phone, on paper.
  by_hand text constraint quotes_by_hand_length check (length(btrim(by_hand)) between 1 and 500),
  made_by uuid references users (id),
  made_at timestamptz(3) not null default now(),
  sent_at timestamptz(3),
  seen_at timestamptz(3),
  change_asked text constraint quotes_change_asked_length check (length(btrim(change_asked)) between 1 and 2000),
  change_asked_at timestamptz(3),
  ended_at timestamptz(3),
  end_reason text constraint quotes_end_reason_known check (end_reason in ('changed', 'replaced', 'confirmed', 'cancelled', 'withdrawn')),
  decline_reason text constraint quotes_decline_reason_length check (length(btrim(decline_reason)) between 1 and 1000),
  accepted_name text constraint quotes_accepted_name_length check (length(btrim(accepted_name)) between 1 and 120),
  -- The document, what was ticked, who agreed, when and to which terms, as one text; and its SHA-256.
  agreement text constraint quotes_agreement_length check (length(agreement) <= 400000),
  agreement_hash text,
  constraint quotes_company_id unique (company_id, id),
  constraint quotes_numbered unique (company_id, booking_id, number),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  constraint quotes_ways check ((link_hash is null) = (by_hand is not null)),
  constraint quotes_sent check ((status in ('sent', 'accepted', 'declined')) <= (sent_at is not null)),
  constraint quotes_ended check ((status in ('draft', 'sent')) = (ended_at is null)),
  constraint quotes_end check ((status = 'void') = (end_reason is not null)),
  constraint quotes_declined check ((status = 'declined') >= (decline_reason is not null)),
  constraint quotes_accepted check ((status = 'accepted') = (agreement is not null) and (status = 'accepted') = (agreement_hash is not null)
    and (status = 'accepted') = (accepted_name is not null)),
  constraint quotes_in_time check (status <> 'accepted' or ended_at < valid_until),
  constraint quotes_change check ((change_asked is null) = (change_asked_at is null))
);
-- One live quote a booking at most.
create unique index quotes_live on quotes (company_id, booking_id) where status in ('draft', 'sent');
create unique index quotes_link on quotes (company_id, link_hash) where link_hash is not null;
create index quotes_made_by on quotes (made_by);
--> statement-breakpoint

do $$
declare
  who text;
  how text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  alter table quotes enable row level security;
  alter table quotes force row level security;
  execute format('create policy system on quotes for all to cater_system using (%s)', company);
  foreach who in array array['manager', 'staff'] loop
    execute format('create policy %I on quotes for select to %I using (%s)', who, 'cater_' || who, company);
  end loop;
  create policy definer on quotes for all to cater_definer using (true) with check (true);
  create trigger quotes_audit after insert or update on quotes for each row execute function audit_row();
  foreach how in array array['insert', 'update'] loop
    execute format('create trigger %I after %s on quotes referencing new table as changed for each statement execute function tell_live(''bookings'')',
      'quotes_live_' || how, how);
  end loop;
end $$;
-- What a rule has allowed is written by the automation in the person's name.
grant select on quotes to cater_manager, cater_staff;
grant select, insert, update on quotes to cater_system;
grant select, update (status, ended_at, end_reason) on quotes to cater_definer;
--> statement-breakpoint

-- What of a booking is priced or agreed by a quote, flat.
create function quote_basis(company uuid, booking uuid) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
  select jsonb_strip_nulls(jsonb_build_object('customer_id', b.customer_id, 'event_name', b.event_name, 'service_style', b.service_style,
      'starts_at', b.starts_at, 'ends_at', b.ends_at, 'venue', b.venue, 'venue_address', b.venue_address, 'guests', b.guests,
      'guaranteed_guests', b.guaranteed_guests, 'children', b.children, 'vendor_meals', b.vendor_meals, 'discount', b.discount,
      'service_charge', b.service_charge, 'service_charge_taxed', b.service_charge_taxed, 'tax', b.tax, 'total', b.total, 'deposit', b.deposit))
    || coalesce((select jsonb_object_agg('line:' || l.id, jsonb_strip_nulls(jsonb_build_object('name', l.name, 'quantity', l.quantity,
        'unit', l.unit, 'price', l.unit_price, 'off', l.discount_rate, 'choices', l.choices)))
      from booking_lines l where l.company_id = company and l.booking_id = booking), '{}')
  from bookings b where b.company_id = company and b.id = booking
$$;

create function quote_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.total is distinct from (select b.total from bookings b where b.company_id = new.company_id and b.id = new.booking_id)
       or new.total is distinct from (new.document #>> '{price,total}')::bigint or new.status not in ('draft', 'sent') then
      raise exception 'A quote says what its booking comes to' using errcode = 'CT062';
    end if;
    new.basis := quote_basis(new.company_id, new.booking_id);
    return new;
  end if;
  if old.status not in ('draft', 'sent') then
    raise exception 'This quote has ended and stays as it is' using errcode = 'CT061';
  end if;
  if (new.id, new.company_id, new.booking_id, new.number, new.document, new.basis, new.total, new.valid_until, new.link_hash, new.by_hand,
      new.made_by, new.made_at) is distinct from (old.id, old.company_id, old.booking_id, old.number, old.document, old.basis, old.total,
      old.valid_until, old.link_hash, old.by_hand, old.made_by, old.made_at) or (old.sent_at is not null and new.sent_at is distinct from old.sent_at)
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
  return new;
end $$;
create trigger quotes_guard before insert or update on quotes for each row execute function quote_guard();
create function quote_kept() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'A quote is never deleted' using errcode = 'CT060';
end $$;
create trigger quotes_kept before delete on quotes for each row execute function quote_kept();
create trigger quotes_kept_all before truncate on quotes for each statement execute function quote_kept();
--> statement-breakpoint

-- A booking that isn't as it was quoted any more ends its quote, whichever way it was changed. At the end of the transaction,
-- when the whole change is there; one that is accepted in the same transaction has ended already.
create function void_quote() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  touched jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  company uuid := touched ->> 'company_id';
  booking uuid := coalesce(touched ->> 'booking_id', touched ->> 'id');
  q quotes%rowtype;
  state text;
  why text;
begin
  select * into q from quotes where company_id = company and booking_id = booking and status in ('draft', 'sent');
  if q.id is null then return null; end if;
  select status into state from bookings where company_id = company and id = booking;
  why := case when state = 'cancelled' then 'cancelled'
    when state in ('confirmed', 'in_progress', 'completed') then 'confirmed'
    when state = 'enquiry' and q.status = 'sent' then 'withdrawn'
    when q.basis is distinct from quote_basis(company, booking) then 'changed' end;
  if why is not null then
    update quotes set status = 'void', end_reason = why, ended_at = now() where company_id = company and id = q.id;
  end if;
  return null;
end $$;
alter function void_quote() owner to cater_definer;
revoke all on function quote_terms_counted(), quote_basis(uuid, uuid), quote_guard(), quote_kept(), void_quote() from public;
grant execute on function quote_basis(uuid, uuid) to cater_definer, cater_system;
create constraint trigger bookings_quotes after update of status, customer_id, event_name, service_style, starts_at, ends_at, venue, venue_address,
    guests, guaranteed_guests, children, vendor_meals, menu_total, service_total, discount, service_charge, service_charge_taxed, tax_total,
    tax, deposit on bookings
  deferrable initially deferred for each row execute function void_quote();
create constraint trigger booking_lines_quotes after insert or update or delete on booking_lines
  deferrable initially deferred for each row execute function void_quote();
--> statement-breakpoint

-- A quote is sent like every message.
do $$
declare
  known record;
  words text;
begin
  for known in select * from (values ('messages', 'messages_kind_known', 'kind'), ('templates', 'templates_purpose_known', 'purpose')) as k (t, name, col) loop
    select pg_get_constraintdef(c.oid) into words from pg_constraint c where c.conname = known.name and c.conrelid = known.t::regclass;
    execute format('alter table %I drop constraint %I', known.t, known.name);
    execute format('alter table %I add constraint %I check (%s or %I = %L)', known.t, known.name,
      regexp_replace(words, '^CHECK ', ''), known.col, 'quote_sent');
  end loop;
end $$;
