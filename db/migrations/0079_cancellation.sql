-- What stays due of an event that is called off: the company's terms are those of a new booking, and each booking keeps its own.

-- [{"days": 14, "share": 5000}]: from so many days before the event on, basis points of its total; the nearest that holds counts.
create function is_cancellation_terms(terms jsonb) returns boolean language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
declare term jsonb;
begin
  if jsonb_typeof(terms) is distinct from 'array' or jsonb_array_length(terms) > 10 then return false; end if;
  for term in select jsonb_array_elements(terms) loop
    if jsonb_typeof(term) <> 'object' or term - 'days' - 'share' <> '{}' or not coalesce(term ->> 'days', '') ~ '^\d{1,3}$'
       or not coalesce(term ->> 'share', '') ~ '^\d{1,5}$' or (term ->> 'share')::int not between 1 and 10000 then
      return false;
    end if;
  end loop;
  return (select count(distinct t ->> 'days') = count(*) from jsonb_array_elements(terms) t);
end $$;
revoke all on function is_cancellation_terms(jsonb) from public;
grant execute on function is_cancellation_terms(jsonb) to cater_definer, cater_manager, cater_staff, cater_client, cater_system;

alter table companies add column cancellation_terms jsonb not null default '[]'
  constraint companies_cancellation_terms check (is_cancellation_terms(cancellation_terms));
grant select (cancellation_terms) on companies to cater_staff, cater_definer;
alter table bookings
  add column cancellation_terms jsonb not null default '[]' constraint bookings_cancellation_terms check (is_cancellation_terms(cancellation_terms)),
  -- What was asked for when it was called off, and why it was that and not what the terms say.
  add column cancellation_fee bigint,
  add column fee_reason text constraint bookings_fee_reason_length check (length(btrim(fee_reason)) between 1 and 300),
  add constraint bookings_cancellation_fee check (cancellation_fee is null or (status = 'cancelled'
    and cancellation_fee between 0 and menu_total + service_total - discount + service_charge + tax_total));
alter table bookings alter column cancellation_terms drop default;
--> statement-breakpoint

create or replace function payment_plan_kept() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who constant text := current_setting('role', true);
  theirs companies;
begin
  if tg_op = 'INSERT' then
    if new.payment_plan is null or new.cancellation_terms is null or who = 'cater_client' then
      select c.payment_plan, c.cancellation_terms into theirs.payment_plan, theirs.cancellation_terms from companies c where c.id = new.company_id;
      if new.payment_plan is null or who = 'cater_client' then new.payment_plan := theirs.payment_plan; end if;
      if new.cancellation_terms is null or who = 'cater_client' then new.cancellation_terms := theirs.cancellation_terms; end if;
    end if;
    if who = 'cater_client' then new.agreed_at := null; end if;
    return new;
  end if;
  if new.status = 'enquiry' then new.agreed_at := null; end if;
  if (new.payment_plan, new.cancellation_terms) is distinct from (old.payment_plan, old.cancellation_terms) then
    if old.status = 'cancelled' then
      raise exception 'A % booking is closed for changes', old.status using errcode = 'CT003';
    end if;
    if who = 'cater_client' or (who = 'cater_staff' and not exists (select from companies c where c.id = new.company_id and c.staff_prices)) then
      raise exception 'In this company only managers change prices' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
drop trigger bookings_plan_changed on bookings;
create trigger bookings_plan_changed before update of payment_plan, cancellation_terms, agreed_at, status on bookings
  for each row execute function payment_plan_kept();

-- What calling a booking off at a moment leaves due, and by which of its terms: nothing before it was agreed.
create function cancellation_of(b bookings, at timestamptz) returns table (days_before int, days int, share int, fee bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.before, t.days, t.share, coalesce(round((b.menu_total + b.service_total - b.discount + b.service_charge + b.tax_total) * t.share / 10000.0), 0)::bigint
  from companies c
    cross join lateral (select (b.starts_at at time zone c.time_zone)::date - (at at time zone c.time_zone)::date as before) d
    left join lateral (select (x ->> 'days')::int as days, (x ->> 'share')::int as share from jsonb_array_elements(b.cancellation_terms) x
      where d.before <= (x ->> 'days')::int and (b.status in ('confirmed', 'in_progress') or (b.status = 'quoted' and b.agreed_at is not null))
      order by 1 limit 1) t on true
  where c.id = b.company_id
$$;
alter function cancellation_of(bookings, timestamptz) owner to cater_definer;
revoke all on function cancellation_of(bookings, timestamptz) from public;
grant execute on function cancellation_of(bookings, timestamptz) to cater_manager, cater_staff, cater_system;
--> statement-breakpoint

-- A booking that is called off asks for its fee and no more: the rest of its total is taken off. Where it was billed, a credit
-- note takes it off.
create function bookings_called_off() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who constant text := current_setting('role', true);
  whole constant bigint := new.menu_total + new.service_total - new.discount + new.service_charge + new.tax_total;
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
alter function bookings_called_off() owner to cater_definer;
revoke all on function bookings_called_off() from public;
-- After what guards the way there.
create trigger bookings_off before update of status, cancellation_fee, fee_reason on bookings for each row
  when (new.status = 'cancelled') execute function bookings_called_off();

-- As before, and the bill of a booking that was called off is its fee.
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

-- What of a booking's total isn't asked for: what was credited and written off of its live bill; of one that was called off, all but
-- what its bill still asks, or all but the fee where it isn't billed.
create function taken_off_of(b bookings) returns bigint language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select case when b.status = 'cancelled' then greatest(0, b.total - (i.total - i.credited - i.written_off))
        else i.credited + i.written_off end from invoices i
      where i.company_id = b.company_id and i.booking_id = b.id and i.kind = 'invoice' and i.credited < i.total),
    case when b.status = 'cancelled' then b.total - b.cancellation_fee end, 0)
$$;
alter function taken_off_of(bookings) owner to cater_definer;
revoke all on function taken_off_of(bookings) from public;
create or replace function invoices_post() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
    update bookings b set taken_off = taken_off_of(b) where b.company_id = new.company_id and b.id = new.booking_id;
    perform invoices_settle(new.company_id, new.booking_id);
  end if;
  return null;
end $$;
--> statement-breakpoint

-- A fee is due with the day on which the event was called off; what is beyond it is to be given back.
create or replace function keep_dues() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare counts boolean;
begin
  if tg_op = 'DELETE' then
    delete from payment_dues where company_id = old.company_id and booking_id = old.id;
    return old;
  end if;
  if new.status = 'cancelled' then
    delete from payment_dues where company_id = new.company_id and booking_id = new.id;
    insert into payment_dues (company_id, booking_id, due_on, amount)
      select new.company_id, new.id, company_day(new.company_id, new.cancelled_at), s.owed
      from (select new.menu_total + new.service_total - new.discount + new.service_charge + new.tax_total - new.taken_off - new.paid as owed) s
      where s.owed > 0 and new.cancellation_fee > 0 and not new.brought_along;
    return null;
  end if;
  -- What nobody has agreed to isn't due; and what was brought along was settled elsewhere.
  counts := not new.brought_along and (new.status in ('confirmed', 'in_progress', 'completed') or (new.status = 'quoted' and new.agreed_at is not null));
  delete from payment_dues d where d.company_id = new.company_id and d.booking_id = new.id
    and not (counts and exists (select from schedule_of(new) s where s.due_on = d.due_on and s.open > 0));
  if counts then
    insert into payment_dues as d (company_id, booking_id, due_on, amount)
      select new.company_id, new.id, s.due_on, sum(s.open) from schedule_of(new) s where s.open > 0 and s.due_on is not null group by s.due_on
      on conflict (company_id, booking_id, due_on) do update set amount = excluded.amount where d.amount <> excluded.amount;
  end if;
  return null;
end $$;
create index bookings_to_give_back on bookings (company_id, cancelled_at, id) where status = 'cancelled' and paid + taken_off > total;
--> statement-breakpoint

-- Of what was called off before there were terms nothing is asked any more, so that what was paid for it shows.
alter table bookings disable trigger user;
update bookings b set cancellation_fee = 0, taken_off = case when exists (select from invoices i where i.company_id = b.company_id
    and i.booking_id = b.id and i.kind = 'invoice' and i.credited < i.total) then b.taken_off else b.total end
  where b.status = 'cancelled';
alter table bookings enable trigger user;
