-- When a booking's money is due: its deposit, payments between, and the rest, each by a day that follows from the acceptance, from
-- the event, or is named; and what stays due of an event that is called off. The company's terms are those of a new booking; each
-- booking keeps its own.

-- {"deposit": <due>, "steps": [{"share": basis points | "amount": minor units, "due": <due>}], "balance": <due>}; a due is
-- {"from": "acceptance" | "event", "days": n} (below zero before it) or {"on": "2026-12-12"}.
create function is_due(due jsonb) returns boolean language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
  if jsonb_typeof(due) is distinct from 'object' then return false; end if;
  if due ? 'on' then
    return due - 'on' = '{}' and due ->> 'on' ~ '^\d{4}-\d\d-\d\d$' and (due ->> 'on')::date between '2000-01-01' and '2200-01-01';
  end if;
  return due - 'from' - 'days' = '{}' and due ->> 'from' in ('acceptance', 'event') and jsonb_typeof(due -> 'days') = 'number'
    and due ->> 'days' ~ '^-?\d{1,3}$' and (due ->> 'from' = 'event' or (due ->> 'days')::int >= 0);
exception when datetime_field_overflow or invalid_datetime_format then return false;
end $$;
create function is_payment_plan(plan jsonb) returns boolean language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
declare step jsonb;
begin
  if jsonb_typeof(plan) is distinct from 'object' or plan - 'deposit' - 'steps' - 'balance' <> '{}' or jsonb_typeof(plan -> 'steps') is distinct from 'array'
     or jsonb_array_length(plan -> 'steps') > 10 or is_due(plan -> 'deposit') is not true or is_due(plan -> 'balance') is not true then
    return false;
  end if;
  for step in select jsonb_array_elements(plan -> 'steps') loop
    if is_due(step -> 'due') is not true or step - 'due' - 'share' - 'amount' <> '{}' or (step ? 'share') = (step ? 'amount')
       or not coalesce(step ->> 'share', step ->> 'amount') ~ '^\d{1,13}$' or coalesce(step ->> 'share', step ->> 'amount')::bigint = 0
       or (step ->> 'share')::bigint > 10000 then
      return false;
    end if;
  end loop;
  return true;
end $$;
revoke all on function is_due(jsonb), is_payment_plan(jsonb) from public;
grant execute on function is_due(jsonb), is_payment_plan(jsonb) to cater_definer, cater_manager, cater_staff, cater_client, cater_system;

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

alter table companies
  add column payment_plan jsonb not null default '{"deposit": {"from": "acceptance", "days": 3}, "steps": [], "balance": {"from": "event", "days": -7}}'
    constraint companies_payment_plan check (is_payment_plan(payment_plan)),
  -- Whether the office confirms a booking only once its deposit is there, or a manager says why not.
  add column deposit_first boolean not null default true,
  -- How many days before and after a payment is due its customer is reminded; never where there is none.
  add column remind_before smallint default 2 constraint companies_remind_before check (remind_before between 0 and 30),
  add column remind_after smallint default 3 constraint companies_remind_after check (remind_after between 1 and 60),
  add column cancellation_terms jsonb not null default '[]' constraint companies_cancellation_terms check (is_cancellation_terms(cancellation_terms));
grant select (payment_plan, deposit_first, remind_before, remind_after, cancellation_terms) on companies to cater_staff;
grant select (payment_plan, cancellation_terms) on companies to cater_definer;
alter table bookings
  add column payment_plan jsonb not null default '{"deposit": {"from": "acceptance", "days": 3}, "steps": [], "balance": {"from": "event", "days": -7}}'
    constraint bookings_payment_plan check (is_payment_plan(payment_plan)),
  -- When the customer accepted a quote of it, which may be before it is confirmed.
  add column agreed_at timestamptz(3),
  add column cancellation_terms jsonb not null default '[]' constraint bookings_cancellation_terms check (is_cancellation_terms(cancellation_terms)),
  -- What was asked for when it was called off, and why it was that and not what the terms say.
  add column cancellation_fee bigint,
  add column fee_reason text constraint bookings_fee_reason_length check (length(btrim(fee_reason)) between 1 and 300),
  add constraint bookings_cancellation_fee check (cancellation_fee is null or (status = 'cancelled'
    and cancellation_fee between 0 and menu_total + service_total - discount + service_charge + tax_total));
alter table bookings alter column payment_plan drop default, alter column cancellation_terms drop default;
-- The few bookings whose customers accepted them and whose deposit has come, which are then confirmed.
create index bookings_paid_and_waiting on bookings (company_id, id) where status = 'quoted' and agreed_at is not null and paid >= deposit;
--> statement-breakpoint

-- What was accepted before it was kept when.
alter table bookings disable trigger user;
update bookings b set agreed_at = q.ended_at
  from (select distinct on (company_id, booking_id) company_id, booking_id, ended_at from quotes where status = 'accepted'
    order by company_id, booking_id, number desc) q
  where b.company_id = q.company_id and b.id = q.booking_id and b.status = 'quoted';
alter table bookings enable trigger user;
--> statement-breakpoint

-- What of a booking's plan is due by when, in minor units, and what of it is still open: money pays what is due first. Days are the
-- company's; none where it hangs on an acceptance that isn't there.
create function schedule_of(b bookings) returns table (place int, due_on date, amount bigint, open bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  zone text := (select c.time_zone from companies c where c.id = b.company_id);
  accepted date := (coalesce(b.agreed_at, b.confirmed_at,
    case when b.status not in ('enquiry', 'quoted') then b.created_at end) at time zone zone)::date;
begin
  return query
    with asked as (
      select 0 as step, b.payment_plan -> 'deposit' as due, b.deposit as sum
      union all
      select n::int, s -> 'due', coalesce((s ->> 'amount')::bigint, round(b.total * (s ->> 'share')::bigint / 10000.0)::bigint)
        from jsonb_array_elements(b.payment_plan -> 'steps') with ordinality as steps (s, n)
      union all
      select 99, b.payment_plan -> 'balance', b.total
    ), capped as (
      -- Never more than there is in all; the last one takes what is left.
      select step, due, greatest(0, least(sum, b.total - coalesce(sum(sum) over (order by step rows between unbounded preceding and 1 preceding), 0)))::bigint as sum
      from asked
    ), dated as (
      select step, sum, case
          when due ? 'on' then (due ->> 'on')::date
          when due ->> 'from' = 'event' then (b.starts_at at time zone zone)::date + (due ->> 'days')::int
          else accepted + (due ->> 'days')::int end as day
      from capped where sum > 0
    ), summed as (
      -- An event may be booked after a day has passed by which it asks for money: that is due with the acceptance.
      select step, sum, greatest(day, accepted) as day from dated
    )
    select step, day, s.sum, least(s.sum, greatest(0, sum(s.sum) over (order by day nulls last, step) - b.paid - b.taken_off))::bigint
    from summed s order by day nulls last, step;
end $$;
alter function schedule_of(bookings) owner to cater_definer;
revoke all on function schedule_of(bookings) from public;
grant execute on function schedule_of(bookings) to cater_manager, cater_staff, cater_client, cater_system;

-- What calling a booking off at a moment leaves due, and by which of its terms: nothing before it was agreed.
create function cancellation_of(b bookings, at timestamptz) returns table (days_before int, days int, share int, fee bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.before, t.days, t.share, coalesce(round(b.total * t.share / 10000.0), 0)::bigint
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

-- What is still to come of what was agreed, by day: what Today, reminders and the forecast read.
create table payment_dues (
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  due_on date not null,
  amount bigint not null constraint payment_dues_amount check (amount > 0),
  primary key (company_id, booking_id, due_on),
  foreign key (company_id, booking_id) references bookings (company_id, id)
);
create index payment_dues_day on payment_dues (company_id, due_on, booking_id) include (amount);
alter table payment_dues enable row level security;
alter table payment_dues force row level security;
create policy definer on payment_dues for all to cater_definer using (true) with check (true);
grant select, insert, update, delete on payment_dues to cater_definer;
do $$
declare who text;
begin
  foreach who in array array['system', 'manager', 'staff'] loop
    execute format('create policy %I on payment_dues for select to %I using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)',
      who, 'cater_' || who);
    execute format('grant select on payment_dues to %I', 'cater_' || who);
  end loop;
end $$;

-- What of a booking is due by which day. What nobody has agreed to isn't; of what was called off its fee is, with that day; and what
-- was brought along was settled elsewhere.
create function dues_of(b bookings) returns table (due_on date, amount bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.due_on, sum(s.open)::bigint from schedule_of(b) s
    where not b.brought_along and (b.status in ('confirmed', 'in_progress', 'completed') or (b.status = 'quoted' and b.agreed_at is not null))
      and s.open > 0 and s.due_on is not null
    group by s.due_on
  union all
  select company_day(b.company_id, b.cancelled_at), b.total - b.taken_off - b.paid
    where not b.brought_along and b.status = 'cancelled' and b.cancellation_fee > 0 and b.total - b.taken_off - b.paid > 0
$$;
alter function dues_of(bookings) owner to cater_definer;
revoke all on function dues_of(bookings) from public;

create function keep_dues() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from payment_dues where company_id = old.company_id and booking_id = old.id;
    return old;
  end if;
  with due as materialized (select d.due_on, d.amount from dues_of(new) d),
    settled as (delete from payment_dues d where d.company_id = new.company_id and d.booking_id = new.id and d.due_on not in (select due_on from due))
  insert into payment_dues as d (company_id, booking_id, due_on, amount) select new.company_id, new.id, due_on, amount from due
    on conflict (company_id, booking_id, due_on) do update set amount = excluded.amount where d.amount <> excluded.amount;
  return null;
end $$;
create trigger bookings_dues after update on bookings for each row when ((new.status, new.starts_at, new.menu_total, new.service_total, new.discount,
    new.service_charge, new.tax_total, new.deposit, new.paid, new.taken_off, new.payment_plan, new.agreed_at, new.confirmed_at)
  is distinct from (old.status, old.starts_at, old.menu_total, old.service_total, old.discount, old.service_charge, old.tax_total, old.deposit,
    old.paid, old.taken_off, old.payment_plan, old.agreed_at, old.confirmed_at)) execute function keep_dues();
create trigger bookings_dues_made after insert on bookings for each row when (new.status not in ('enquiry', 'cancelled')) execute function keep_dues();
create trigger bookings_dues_gone before delete on bookings for each row execute function keep_dues();

-- A new booking has the company's terms, where its maker says no others; a client has no say. What was accepted is no longer when
-- the booking goes back to being an enquiry. Who may change a price may change the terms, until the event is called off.
create function payment_terms_kept() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare who constant text := current_setting('role', true);
begin
  if tg_op = 'INSERT' then
    if who = 'cater_client' then
      new.payment_plan := null;
      new.cancellation_terms := null;
      new.agreed_at := null;
    end if;
    if new.payment_plan is null or new.cancellation_terms is null then
      select coalesce(new.payment_plan, c.payment_plan), coalesce(new.cancellation_terms, c.cancellation_terms)
        into new.payment_plan, new.cancellation_terms from companies c where c.id = new.company_id;
    end if;
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
create trigger bookings_plan_made before insert on bookings for each row execute function payment_terms_kept();
create trigger bookings_plan_changed before update of payment_plan, cancellation_terms, agreed_at, status on bookings
  for each row execute function payment_terms_kept();

-- Days are the company's: another zone is another day.
create function dues_of_zone() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from payment_dues where company_id = new.id;
  insert into payment_dues (company_id, booking_id, due_on, amount)
    select b.company_id, b.id, d.due_on, d.amount from bookings b, dues_of(b) d where b.company_id = new.id and b.paid + b.taken_off < b.total;
  return null;
end $$;
create trigger companies_dues after update of time_zone on companies for each row when (new.time_zone <> old.time_zone) execute function dues_of_zone();
alter function keep_dues() owner to cater_definer;
alter function payment_terms_kept() owner to cater_definer;
alter function dues_of_zone() owner to cater_definer;
grant select (staff_prices) on companies to cater_definer;
revoke all on function keep_dues(), payment_terms_kept(), dues_of_zone() from public;
--> statement-breakpoint

-- What was agreed before there were plans is due by the usual one.
alter table payment_dues no force row level security;
insert into payment_dues (company_id, booking_id, due_on, amount)
  select b.company_id, b.id, d.due_on, d.amount from bookings b, dues_of(b) d where b.paid + b.taken_off < b.total;
alter table payment_dues force row level security;
--> statement-breakpoint

-- Makes a word known as a kind of message and as the purpose of a template.
create procedure know_message(word text) language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  known record;
  words text;
begin
  for known in select * from (values ('messages', 'messages_kind_known', 'kind'), ('templates', 'templates_purpose_known', 'purpose')) as k (t, name, col) loop
    select pg_get_constraintdef(c.oid) into words from pg_constraint c where c.conname = known.name and c.conrelid = known.t::regclass;
    execute format('alter table %I drop constraint %I', known.t, known.name);
    execute format('alter table %I add constraint %I check (%s or %I = %L)', known.t, known.name,
      regexp_replace(words, '^CHECK ', ''), known.col, word);
  end loop;
end $$;
revoke all on procedure know_message(text) from public;
-- A customer is reminded like of every other thing; and going on without a deposit is kept like going over a limit.
call know_message('payment_reminder');
alter table capacity_overrides drop constraint capacity_overrides_kinds_known;
alter table capacity_overrides add constraint capacity_overrides_kinds_known
  check (kinds <@ array['events', 'covers', 'staff', 'hours', 'blocked', 'order_total', 'order_guests', 'final_count', 'deposit']);
create function deposit_first() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- A customer who accepts a quote is held to what the company says of quotes.
  if current_user not in ('cater_manager', 'cater_staff') then return new; end if;
  if new.paid < new.deposit and (select c.deposit_first from companies c where c.id = new.company_id)
     and not exists (select from capacity_overrides o where o.company_id = new.company_id and o.booking_id = new.id
       and o.xid = pg_current_xact_id() and 'deposit' = any (o.kinds)) then
    raise exception 'The deposit isn''t paid' using errcode = 'CT078';
  end if;
  return new;
end $$;
-- After the rules about the order itself.
create trigger bookings_no_deposit before update of status on bookings for each row
  when (new.status = 'confirmed' and old.status in ('enquiry', 'quoted')) execute function deposit_first();
revoke all on function deposit_first() from public;
