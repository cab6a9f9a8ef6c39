-- A line knows whether it follows the number of guests. Dishes of open bookings that have it already do.
alter table booking_lines add column follows boolean not null default false;
grant update (follows) on booking_lines to cater_client;
alter table booking_lines disable trigger user;
update booking_lines l set follows = true from bookings b
  where b.company_id = l.company_id and b.id = l.booking_id and l.kind = 'menu' and l.quantity = b.guests
    and b.status in ('enquiry', 'quoted', 'confirmed');
alter table booking_lines enable trigger user;
--> statement-breakpoint

-- Whether staff may change prices of the menu is the company's choice; they could until now.
alter table companies add column staff_prices boolean not null default true;
create function price_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'cater_staff' and (tg_op = 'INSERT' or new.price is distinct from old.price)
    and exists (select from companies c where c.id = new.company_id and not c.staff_prices) then
    raise exception 'In this company only managers change prices' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function price_guard() from public;
create trigger items_price_guard before insert or update on items for each row execute function price_guard();
create trigger services_price_guard before insert or update on services for each row execute function price_guard();
--> statement-breakpoint

-- Staff read what the company is, without its settings.
revoke select on companies from cater_staff;
grant select (id, name, slug, country, currency, time_zone, locale, language, phone, email, address, reference_prefix,
  deposit_rate, feedback_delay, reminder_after, recovery_below, case_clock, quiet_from, quiet_until, contact_cap,
  thank_you_discount, remedy_limit, minimum_guests, is_demo, staff_prices, created_at, version) on companies to cater_staff;
--> statement-breakpoint

-- What isn't one transaction claims its key before it begins: until then nobody else begins it.
alter table intents add column pending_until timestamptz(3);
grant update (pending_until) on intents to cater_manager, cater_staff, cater_client;
