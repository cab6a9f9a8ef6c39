-- Reports over a stretch of the company's days beside another one, and reports that are mailed.
-- Which days a stretch is, said once for every figure: `preset` as of a moment, or any two days. Days are the company's own.
-- The stretch beside it (`compare`): 'before' are the same days of the month, quarter, year or week before, of whole months as
-- many months before, else as many days before; 'year' the same days of the year before. A stretch that ends with a month is
-- compared with one that does, so that none is cut; the 29th of February has the 28th. 'none' has no days.
create function report_range(preset text, first_day date, last_day date, compare text, at timestamptz)
returns table (today date, since date, until date, before_since date, before_until date, bucket text,
  since_at timestamptz, until_at timestamptz, time_zone text)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  step interval;
  whole boolean;
  months int;
begin
  select c.time_zone into time_zone from companies c;
  today := (at at time zone time_zone)::date;
  if preset = 'days' then
    since := least(first_day, last_day);
    until := greatest(first_day, last_day);
    -- Longer than ten years nobody looks at days.
    since := greatest(since, (until - interval '10 years')::date);
  else
    select v.since, v.until into since, until from (values
      ('today', today, today),
      ('yesterday', today - 1, today - 1),
      ('week', date_trunc('week', today)::date, today),
      ('last_week', date_trunc('week', today)::date - 7, date_trunc('week', today)::date - 1),
      ('month', date_trunc('month', today)::date, today),
      ('last_month', (date_trunc('month', today) - interval '1 month')::date, date_trunc('month', today)::date - 1),
      ('quarter', date_trunc('quarter', today)::date, today),
      ('last_quarter', (date_trunc('quarter', today) - interval '3 months')::date, date_trunc('quarter', today)::date - 1),
      ('year', date_trunc('year', today)::date, today),
      ('last_year', (date_trunc('year', today) - interval '1 year')::date, date_trunc('year', today)::date - 1),
      ('days_90', today - 89, today),
      ('ahead_90', today, today + 89)) as v (name, since, until) where v.name = preset;
  end if;
  whole := extract(day from until + 1) = 1;
  months := case preset when 'month' then 1 when 'quarter' then 3 when 'year' then 12 else
    case when whole and extract(day from since) = 1
      then ((extract(year from until + 1) - extract(year from since)) * 12 + extract(month from until + 1) - extract(month from since))::int end end;
  step := case when compare = 'year' then interval '1 year'
    when compare <> 'before' then null
    when months is not null then make_interval(months => months)
    when preset = 'week' then interval '7 days'
    else make_interval(days => until - since + 1) end;
  before_since := (since - step)::date;
  before_until := case when whole and (compare = 'year' or months is not null) and extract(day from since) = 1 then (until + 1 - step)::date - 1
    else (until - step)::date end;
  bucket := case when until - since < 32 then 'day' else 'month' end;
  -- An hour before and after: where the clock goes back at midnight a day begins twice. What is on which day says the day itself.
  since_at := (since::timestamp at time zone time_zone) - interval '1 hour';
  until_at := ((until + 1)::timestamp at time zone time_zone) + interval '1 hour';
  return next;
end $$;
revoke all on function report_range(text, date, date, text, timestamptz) from public;
grant execute on function report_range(text, date, date, text, timestamptz) to cater_manager, cater_staff, cater_system;

-- Who wants which report by mail; for themselves alone.
create table report_schedules (
  id uuid primary key,
  company_id uuid not null references companies (id),
  user_id uuid not null references users (id),
  report text not null constraint report_schedules_report_known check (report in
    ('financial', 'bookings', 'feedback', 'menu', 'customers', 'performance', 'activity')),
  every text not null constraint report_schedules_every_known check (every in ('day', 'week', 'month')),
  -- Of the company's clock.
  hour smallint not null constraint report_schedules_hour check (hour between 0 and 23),
  paused boolean not null default false,
  -- First day of the period whose mail was claimed last, before it is handed over: one that is lost isn't sent again.
  told_on date,
  -- When to try again what no server took.
  retry_at timestamptz(3),
  sent_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  constraint report_schedules_once unique (company_id, user_id, report, every)
);
create index report_schedules_user on report_schedules (user_id);
alter table report_schedules enable row level security;
alter table report_schedules force row level security;
do $$
declare
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  own constant text := company || ' and user_id = nullif(current_setting(''app.user_id'', true), '''')::uuid';
begin
  execute format('create policy system on report_schedules for all to cater_system using (%s) with check (%s)', company, company);
  execute format('create policy manager on report_schedules for all to cater_manager using (%s) with check (%s)', own, own);
  -- What staff may not open they may not have mailed either.
  execute format('create policy staff on report_schedules for all to cater_staff using (%s) with check (%s and report in (''bookings'', ''feedback'', ''menu''))', own, own);
end $$;
grant select, insert, update (hour, paused), delete on report_schedules to cater_manager, cater_staff;
grant select, update (told_on, retry_at, sent_at) on report_schedules to cater_system;

-- The period that a moment is in, and whether its mail is due: weeks begin on Monday, months on their first day.
create function report_period(every text, hour int, at timestamptz, out begins date, out due boolean)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select p.begins, p.begins < p.local::date or extract(hour from p.local) >= $2
  from (select date_trunc(every, l.local)::date as begins, l.local from (select at at time zone c.time_zone as local from companies c) l) p
$$;
revoke all on function report_period(text, int, timestamptz) from public;
grant execute on function report_period(text, int, timestamptz) to cater_manager, cater_staff, cater_system;
-- A mail that is chosen when its hour is over comes with the next period.
create function report_schedules_begin() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare period record;
begin
  select * into period from report_period(new.every, new.hour, now());
  new.told_on := case when period.due then period.begins end;
  new.retry_at := null; new.sent_at := null;
  return new;
end $$;
revoke all on function report_schedules_begin() from public;
create trigger report_schedules_begin before insert on report_schedules for each row execute function report_schedules_begin();
create trigger report_schedules_audit after insert or delete or update of hour, paused on report_schedules for each row execute function audit_row();
