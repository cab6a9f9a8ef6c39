-- Prices may include the tax, customers may be exempt from it, and totals may be shown in another currency as well.
alter table companies add column prices_include_tax boolean not null default false;
grant select (prices_include_tax) on companies to cater_client, cater_staff;
alter table customers
  -- Why no tax is asked of them, by which paper, and until the event of which day; all of it none where they pay tax.
  add column tax_exempt_reason text constraint customers_tax_exempt_reason_length check (length(btrim(tax_exempt_reason)) between 1 and 200),
  add column tax_exempt_certificate text constraint customers_tax_exempt_certificate_length check (length(btrim(tax_exempt_certificate)) between 1 and 80),
  add column tax_exempt_until date,
  add column display_currency text constraint customers_display_currency check (display_currency ~ '^[A-Z]{3}$'),
  add constraint customers_tax_exempt check (tax_exempt_reason is not null or (tax_exempt_certificate is null and tax_exempt_until is null));
-- Whose exemption ends is looked for each night.
create index customers_tax_exempt_until on customers (company_id, tax_exempt_until) where tax_exempt_until is not null;
grant select (tax_exempt_reason, tax_exempt_certificate, tax_exempt_until, display_currency) on customers to cater_client;
--> statement-breakpoint

-- A rate says what one unit of another currency costs in the company's, as banks and newspapers write it. Nothing wrote or read any
-- until now.
create policy client on exchange_rates for select to cater_client
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select on exchange_rates to cater_client;
alter table exchange_rates add constraint exchange_rates_most check (rate <= 1000000000);
--> statement-breakpoint

-- What the tax adds to the sum of what was agreed: all of it, nothing where prices include it, and less than nothing where the
-- customer is exempt from a tax that is in the prices.
create function tax_on_top(tax jsonb, tax_total bigint) returns bigint language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case when tax @> '{"included": true}' then - coalesce((tax ->> 'relief')::bigint, 0) else tax_total end
$$;
-- What rates make of an amount, or what of it they are, rounded once, half up; as `taxOn` and `taxWithin` do (lib/pricing/rules).
create function tax_of(amount bigint, components jsonb, included boolean) returns bigint
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
declare
  part jsonb;
  whole numeric := 0;
begin
  for part in select c.value from jsonb_array_elements(components) with ordinality as c (value, n) order by c.n loop
    whole := whole + (case when (part ->> 'compound')::boolean then 1 + whole else 1 end) * (part ->> 'rate')::int * 0.0001;
  end loop;
  if included then return div(2 * amount * whole + 1 + whole, 2 * (1 + whole)); end if;
  return floor(amount * whole + 0.5);
end $$;
revoke all on function tax_on_top(jsonb, bigint), tax_of(bigint, jsonb, boolean) from public;
grant execute on function tax_on_top(jsonb, bigint), tax_of(bigint, jsonb, boolean)
  to cater_definer, cater_manager, cater_staff, cater_client, cater_system;
--> statement-breakpoint

alter table bookings
  drop constraint bookings_deposit,
  drop constraint bookings_paid,
  drop constraint bookings_cancellation_fee,
  alter column total set expression as (menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)),
  add constraint bookings_deposit check (deposit <= menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)),
  add constraint bookings_paid check (paid between 0 and menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)),
  add constraint bookings_cancellation_fee check (cancellation_fee is null or (status = 'cancelled'
    and cancellation_fee between 0 and menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)));
--> statement-breakpoint

-- The service charge without the tax that is in it; its share of that is rounded half up. As `netCharge` does.
create function net_charge_of(b bookings) returns bigint language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select b.service_charge - case when b.service_charge_taxed and b.service_charge > 0 and b.tax @> '{"included": true}'
    then div(2::numeric * b.service_charge * (b.tax_total + coalesce((b.tax ->> 'relief')::bigint, 0)) + w.taxed, 2 * w.taxed)::bigint else 0 end
  from (select (b.menu_total + b.service_total - b.discount + b.service_charge)::numeric as taxed) w
$$;
revoke all on function net_charge_of(bookings) from public;
grant execute on function net_charge_of(bookings) to cater_definer, cater_system;

-- As before, and the service charge of a bill is what it is without tax.
create or replace function invoices_guard() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  booked bookings;
  bill invoices;
begin
  if tg_op = 'INSERT' then
    select * into booked from bookings b where b.company_id = new.company_id and b.id = new.booking_id for update;
    if new.kind = 'invoice' then
      if booked.status = 'cancelled' then
        if new.total is distinct from nullif(booked.cancellation_fee, 0) then
          raise exception 'Of a booking that was called off its fee is billed' using errcode = 'CT057';
        end if;
      elsif booked.status not in ('confirmed', 'in_progress', 'completed') then
        raise exception 'A booking is billed once it is confirmed' using errcode = 'CT057';
      elsif (new.net, new.service_charge, new.tax_total, new.total) is distinct from
         (booked.total - booked.tax_total, net_charge_of(booked), booked.tax_total, booked.total) then
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

-- As before; what a booking comes to is one sum.
create or replace function bookings_called_off() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who constant text := current_setting('role', true);
  whole constant bigint := new.menu_total + new.service_total - new.discount + new.service_charge + tax_on_top(new.tax, new.tax_total);
begin
  if old.status = 'cancelled' then
    if (new.cancellation_fee, new.fee_reason) is distinct from (old.cancellation_fee, old.fee_reason) then
      raise exception 'A % booking is closed for changes', old.status using errcode = 'CT003';
    end if;
    return new;
  end if;
  new.cancellation_fee := coalesce(new.cancellation_fee, 0);
  if new.cancellation_fee <> (select fee from cancellation_of(old, coalesce(new.cancelled_at, now()))) then
    if who = 'cater_staff' then raise exception 'Only a manager asks for another fee than the terms' using errcode = '42501'; end if;
    if new.fee_reason is null then raise exception 'Another fee than that of the terms needs a reason' using errcode = 'CT079'; end if;
  end if;
  if not exists (select from invoices i where i.company_id = new.company_id and i.booking_id = new.id and i.kind = 'invoice' and i.credited < i.total) then
    new.taken_off := whole - new.cancellation_fee;
  end if;
  return new;
end $$;
--> statement-breakpoint

-- The rates that a booking is priced with, in their order.
create function rates_of(tax jsonb) returns jsonb language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_array(c.value -> 'code', c.value -> 'rate', c.value -> 'compound') order by c.n), '[]')
  from jsonb_array_elements(tax -> 'components') with ordinality as c (value, n)
$$;
-- What people of the office write as tax is what the company's rates of that day make of the price, unless the booking has its
-- rates already; whether prices include it is the company's word, and a booking's own once it has a price; and who is exempt says
-- the customer's record. The automation isn't asked: it wrote what is brought along.
create function bookings_tax_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  company companies%rowtype;
  event_day date;
  exempt constant jsonb := nullif(new.tax -> 'exempt', 'null');
  included constant boolean := coalesce((new.tax ->> 'included')::boolean, false);
  base constant bigint := new.menu_total + new.service_total - new.discount + case when new.service_charge_taxed then new.service_charge else 0 end;
  due bigint;
  -- Where the booking had a price already, what it was agreed with.
  priced boolean := false;
  owed jsonb;
begin
  if current_user not in ('cater_manager', 'cater_staff') then return new; end if;
  due := tax_of(base, coalesce(new.tax -> 'components', '[]'), included);
  if new.tax_total <> (case when exempt is null then due else 0 end)
     or new.tax_total <> (select coalesce(sum((c ->> 'amount')::bigint), 0) from jsonb_array_elements(new.tax -> 'components') c)
     or exists (select from jsonb_array_elements(new.tax -> 'components') c where (c ->> 'amount')::bigint < 0)
     or coalesce((new.tax ->> 'relief')::bigint, 0) <> (case when exempt is not null and included then due else 0 end) then
    raise exception 'The tax is what its rates make of the price' using errcode = 'CT083';
  end if;
  if tg_op = 'UPDATE' then
    priced := old.menu_total + old.service_total > 0;
    if new.tax is null and old.tax is not null then
      raise exception 'A booking keeps that it is taxed' using errcode = 'CT083';
    end if;
  end if;
  if base = 0 and not priced then return new; end if;
  select c.time_zone, c.prices_include_tax into company.time_zone, company.prices_include_tax from companies c where c.id = new.company_id;
  event_day := (new.starts_at at time zone company.time_zone)::date;
  if not priced or rates_of(new.tax) <> rates_of(old.tax) then
    if rates_of(new.tax) <> (select coalesce(jsonb_agg(jsonb_build_array(c.code, c.rate, c.compound) order by c.position), '[]')
        from tax_components c where c.profile_id = (select p.id from tax_profiles p where p.company_id = new.company_id
          and p.valid_from <= event_day order by p.valid_from desc limit 1)) then
      raise exception 'The rates of a tax are the company''s of the day of the event' using errcode = 'CT083';
    end if;
  end if;
  if not priced or included <> coalesce((old.tax ->> 'included')::boolean, false) then
    if included <> company.prices_include_tax or (priced and old.status not in ('enquiry', 'quoted')) then
      raise exception 'Whether prices include tax is the company''s to say' using errcode = 'CT083';
    end if;
  end if;
  if not priced or new.customer_id <> old.customer_id or exempt is distinct from nullif(old.tax -> 'exempt', 'null') then
    select jsonb_strip_nulls(jsonb_build_object('reason', c.tax_exempt_reason, 'certificate', c.tax_exempt_certificate, 'until', c.tax_exempt_until))
      into owed from customers c where c.company_id = new.company_id and c.id = new.customer_id and c.tax_exempt_reason is not null
        and (c.tax_exempt_until is null or c.tax_exempt_until >= event_day);
    if exempt is distinct from owed then
      raise exception 'Who is exempt from tax is said on the customer' using errcode = 'CT083';
    end if;
  elsif (exempt ->> 'until')::date < event_day then
    raise exception 'This exemption ends before the event' using errcode = 'CT083';
  end if;
  return new;
end $$;
create trigger bookings_tax before insert or update of tax, tax_total, customer_id, starts_at, menu_total, service_total, discount,
    service_charge, service_charge_taxed on bookings for each row execute function bookings_tax_guard();
revoke all on function rates_of(jsonb), bookings_tax_guard() from public;
grant execute on function rates_of(jsonb) to cater_manager, cater_staff;
