-- What was agreed about one line: another price than the menu's, a part that comes off, and why. The menu's price of that
-- day stays beside it, so that an agreed price can be told from one that is merely old.
alter table booking_lines
  add column listed_price bigint,
  add column discount_rate integer not null default 0,
  add column price_reason text;
alter table booking_lines disable trigger user;
update booking_lines set listed_price = unit_price;
alter table booking_lines enable trigger user;
alter table booking_lines
  alter column listed_price set not null,
  alter column amount set expression as (unit_price * quantity - round(unit_price * quantity * discount_rate / 10000.0)::bigint),
  add constraint booking_lines_terms check (listed_price between 0 and 100000000000 and discount_rate between 0 and 10000
    and (price_reason is not null) = (unit_price <> listed_price or discount_rate > 0) and length(price_reason) between 1 and 300);
--> statement-breakpoint

-- Whose a line's terms are: a client's are none, staff's only where the company lets them change prices. A line that says
-- nothing of the menu's price is at it.
create function line_terms_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_client' and tg_op = 'INSERT' then
    new.listed_price := new.unit_price;
    new.discount_rate := 0;
    new.price_reason := null;
  end if;
  new.listed_price := coalesce(new.listed_price, new.unit_price);
  -- Alone: who may not read companies is refused by the very question.
  if current_user = 'cater_staff' then
    if tg_op = 'UPDATE' then
      if (new.listed_price, new.discount_rate, new.price_reason) is not distinct from (old.listed_price, old.discount_rate, old.price_reason) then
        return new;
      end if;
    end if;
    if new.price_reason is null or exists (select from companies c where c.id = new.company_id and c.staff_prices) then
      return new;
    end if;
    raise exception 'In this company only managers change prices' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function line_terms_guard() from public;
-- After the guards that give a line its price and say whose that is.
create trigger booking_lines_terms before insert or update on booking_lines for each row execute function line_terms_guard();
--> statement-breakpoint

create or replace function totals_match_lines() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := case when tg_table_name = 'bookings' then new.company_id else coalesce(new.company_id, old.company_id) end;
  booking uuid;
  wrong boolean;
begin
  if tg_table_name = 'bookings' then booking := new.id; else booking := coalesce(new.booking_id, old.booking_id); end if;
  select (b.menu_total, b.service_total) is distinct from (
      coalesce((select sum(l.amount) from booking_lines l where l.company_id = company and l.booking_id = booking and l.kind = 'menu'), 0),
      coalesce((select sum(l.amount) from booking_lines l where l.company_id = company and l.booking_id = booking and l.kind = 'service'), 0))
    into wrong from bookings b where b.company_id = company and b.id = booking;
  if wrong then
    raise exception 'The totals of booking % differ from its lines', booking using errcode = 'CT005';
  end if;
  return null;
end $$;
