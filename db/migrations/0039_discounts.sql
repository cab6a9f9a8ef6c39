-- What somebody of the office takes off a booking, in basis points of its lines or as an amount, and why. A voucher's rate
-- stays apart and counts on what is left.
alter table bookings add column agreed_discount_rate integer not null default 0;
alter table bookings add column agreed_discount_amount bigint not null default 0;
alter table bookings add column agreed_discount_reason text;
alter table bookings add constraint bookings_agreed_discount check (agreed_discount_rate between 0 and 10000
  and agreed_discount_amount between 0 and 100000000000 and (agreed_discount_rate = 0 or agreed_discount_amount = 0)
  and (agreed_discount_reason is not null) = (agreed_discount_rate > 0 or agreed_discount_amount > 0)
  and length(agreed_discount_reason) between 1 and 300);
--> statement-breakpoint

create or replace function booking_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  person boolean := current_user in ('cater_manager', 'cater_staff', 'cater_client');
  subtotal bigint;
  agreed bigint;
  agreed_anew boolean;
  may_price boolean;
begin
  -- Drizzle names every column of an insert, so a column grant can't say this.
  if person or current_user = 'cater_system' then
    if new.paid <> (case when tg_op = 'INSERT' then 0 else old.paid end) then
      raise exception 'What is paid follows from the payments' using errcode = '42501';
    end if;
  end if;
  if person then
    if new.discount_rate <> (case when tg_op = 'INSERT' then 0 else old.discount_rate end) then
      raise exception 'A voucher''s rate comes from the voucher' using errcode = '42501';
    end if;
    -- Rounded as the rule rounds: half up, the agreed one first, a voucher's share of what it leaves.
    subtotal := new.menu_total + new.service_total;
    agreed := least(subtotal, round(subtotal * new.agreed_discount_rate / 10000.0)::bigint + new.agreed_discount_amount);
    if new.discount > agreed + round((subtotal - agreed) * new.discount_rate / 10000.0)::bigint then
      raise exception 'A discount is agreed with a reason or comes from a voucher' using errcode = '42501';
    end if;
    if tg_op = 'INSERT' then
      agreed_anew := new.agreed_discount_rate <> 0 or new.agreed_discount_amount <> 0;
    else
      agreed_anew := (new.agreed_discount_rate, new.agreed_discount_amount, new.agreed_discount_reason) is distinct from
        (old.agreed_discount_rate, old.agreed_discount_amount, old.agreed_discount_reason);
    end if;
    if agreed_anew then
      may_price := current_user = 'cater_manager';
      -- Clients may not read the company's choice, so they aren't asked for it.
      if current_user = 'cater_staff' then
        may_price := exists (select from companies c where c.id = new.company_id and c.staff_prices);
      end if;
      if not may_price then
        raise exception 'Only those who may change prices agree a discount' using errcode = '42501';
      end if;
    end if;
  end if;
  if tg_op = 'INSERT' then
    if new.status not in ('enquiry', 'quoted') and current_user <> 'cater_system' then
      raise exception 'A booking starts as an enquiry or a quote' using errcode = 'CT001';
    end if;
    if current_user = 'cater_client' and (new.status <> 'enquiry' or new.menu_total + new.service_total + new.tax_total
        + new.discount + new.discount_rate + new.deposit + new.paid <> 0 or new.tax is not null or new.confirmed_at is not null) then
      raise exception 'A client asks; money and status are the caterer''s' using errcode = '42501';
    end if;
    return new;
  end if;
  if new.company_id <> old.company_id or new.reference <> old.reference then
    raise exception 'A booking keeps its company and reference' using errcode = 'CT001';
  end if;
  if new.status <> old.status then
    if not (old.status, new.status) in (('enquiry', 'quoted'), ('enquiry', 'confirmed'), ('quoted', 'enquiry'), ('quoted', 'confirmed'),
        ('confirmed', 'in_progress'), ('in_progress', 'completed'),
        ('enquiry', 'cancelled'), ('quoted', 'cancelled'), ('confirmed', 'cancelled'), ('in_progress', 'cancelled')) then
      raise exception 'A booking can''t go from % to %', old.status, new.status using errcode = 'CT001';
    end if;
    if new.status = 'confirmed' and not exists (select from booking_lines l
        where l.company_id = new.company_id and l.booking_id = new.id and l.kind = 'menu') then
      raise exception 'A booking without a menu line can''t be confirmed' using errcode = 'CT002';
    end if;
  end if;
  if old.status in ('completed', 'cancelled') and current_user not in ('cater_definer') and
     (new.menu_total, new.service_total, new.tax_total, new.discount, new.agreed_discount_rate, new.agreed_discount_amount,
      new.customer_id, new.starts_at, new.ends_at, new.venue)
     is distinct from
     (old.menu_total, old.service_total, old.tax_total, old.discount, old.agreed_discount_rate, old.agreed_discount_amount,
      old.customer_id, old.starts_at, old.ends_at, old.venue) then
    raise exception 'A % booking is closed for changes', old.status using errcode = 'CT003';
  end if;
  if old.status in ('confirmed', 'in_progress') and current_user = 'cater_staff' and
     (new.customer_id, new.starts_at, new.ends_at, new.venue, new.guests) is distinct from
     (old.customer_id, old.starts_at, old.ends_at, old.venue, old.guests) then
    raise exception 'After confirmation only a manager changes customer, date, venue or guests' using errcode = 'CT004';
  end if;
  return new;
end $$;
