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

-- What is beyond the fee is to be given back.
create index bookings_to_give_back on bookings (company_id, cancelled_at, id) where status = 'cancelled' and paid + taken_off > total;
--> statement-breakpoint

-- Of what was called off before there were terms nothing is asked any more, so that what was paid for it shows.
alter table bookings disable trigger user;
update bookings b set cancellation_fee = 0, taken_off = case when exists (select from invoices i where i.company_id = b.company_id
    and i.booking_id = b.id and i.kind = 'invoice' and i.credited < i.total) then b.taken_off else b.total end
  where b.status = 'cancelled';
alter table bookings enable trigger user;
