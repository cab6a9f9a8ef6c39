-- What a company says of itself and how long its people stay signed in; a second step of signing in; the first company of an
-- installation.
-- What somebody may have set by hand before there were rules.
update companies set language = 'en' where language not in ('en', 'fr', 'tw');
update companies set country = 'GH' where country !~ '^[A-Z]{2}$';
update companies set reference_prefix = 'BK' where reference_prefix !~ '^[A-Z][A-Z0-9]{0,7}$';
--> statement-breakpoint
alter table companies
  add column legal_name text,
  add column second_factor_roles text[] not null default '{}',
  add column session_idle_hours smallint not null default 72,
  add column session_days smallint not null default 14,
  add constraint companies_legal_name_length check (length(btrim(legal_name)) between 1 and 160),
  add constraint companies_second_factor_roles_known check (second_factor_roles <@ array['manager', 'staff', 'client']),
  add constraint companies_session_idle check (session_idle_hours between 1 and 336),
  add constraint companies_session_days check (session_days between 1 and 14),
  add constraint companies_language_known check (language in ('en', 'fr', 'tw')),
  add constraint companies_country_form check (country ~ '^[A-Z]{2}$'),
  add constraint companies_reference_form check (reference_prefix ~ '^[A-Z][A-Z0-9]{0,7}$');
grant select (legal_name) on companies to cater_staff, cater_client;
grant select (second_factor_roles, session_idle_hours, session_days) on companies to cater_auth, cater_definer;
--> statement-breakpoint

-- Whether anything of a company has a price: then its currency is what the prices are in. All that a price, an amount or a rate stands
-- in without hanging on a dish, a service, a package or a booking.
create function has_prices(company uuid) returns boolean language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from items where company_id = company) or exists (select from services where company_id = company)
    or exists (select from packages where company_id = company) or exists (select from bookings where company_id = company)
    or exists (select from order_minimums where company_id = company and least_total is not null)
    or exists (select from exchange_rates where company_id = company) or exists (select from cash_counts where company_id = company)
    or exists (select from enquiries where company_id = company and budget is not null)
$$;
revoke all on function has_prices(uuid) from public;
grant execute on function has_prices(uuid) to cater_manager, cater_system;
create function companies_place() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.time_zone <> old.time_zone then
    begin
      perform now() at time zone new.time_zone;
    exception when invalid_parameter_value then
      raise exception 'There is no such time zone' using errcode = 'CT088';
    end;
  end if;
  if new.currency <> old.currency then
    -- Waits for whoever is writing a first price: a row that refers to the company holds it meanwhile.
    perform from companies where id = new.id for update;
    if has_prices(new.id) then
      raise exception 'The currency can''t change any more: there are prices in it' using errcode = 'CT088';
    end if;
  end if;
  return new;
end $$;
revoke all on function companies_place() from public;
create trigger companies_place before update of time_zone, currency on companies for each row execute function companies_place();
--> statement-breakpoint

-- When a session's person last proved who they are; at first by signing in.
alter table sessions add column confirmed_at timestamptz(3) not null default now();
update sessions set confirmed_at = created_at;
--> statement-breakpoint

-- A person's second step of signing in, which only the gate knows: what its codes are made of, sealed; the half minute of the last
-- code that was taken; and hashes of the recovery codes that are left.
create table second_factors (
  user_id uuid primary key references users (id),
  secret_sealed text not null,
  last_step bigint not null,
  recovery_hashes text[] not null constraint second_factors_recovery check (cardinality(recovery_hashes) <= 10),
  created_at timestamptz(3) not null default now()
);
alter table second_factors enable row level security;
alter table second_factors force row level security;
create policy auth on second_factors for all to cater_auth using (true) with check (true);
create policy definer on second_factors for all to cater_definer using (true) with check (true);
grant select, insert, update, delete on second_factors to cater_auth;
grant select (user_id, recovery_hashes, created_at), delete on second_factors to cater_definer;
-- A code is taken once, whoever brings it.
create function second_factors_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.user_id <> old.user_id or new.secret_sealed <> old.secret_sealed or new.last_step < old.last_step then
    raise exception 'A second step is set up anew or not at all' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function second_factors_guard() from public;
create trigger second_factors_guard before update on second_factors for each row execute function second_factors_guard();
--> statement-breakpoint

-- Since when whoever asks has a second step, and how many recovery codes are left.
create function my_second_factor() returns table (since timestamptz, codes int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select f.created_at, cardinality(f.recovery_hashes) from second_factors f
  where f.user_id = nullif(current_setting('app.user_id', true), '')::uuid
$$;
-- Who of the caller's company has one.
create function second_factors_here() returns table (user_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select f.user_id from second_factors f join memberships m on m.user_id = f.user_id
  where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid
$$;
-- Takes the second step from somebody who lost it and belongs to no other company; they sign in anew, and
-- the trail has it. Returns whether they had one.
create function reset_second_factor(person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if person = nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'Turn your own second step off in your account' using errcode = 'CT089';
  end if;
  if not is_member_here_only(person) then
    raise exception 'This person is none of yours alone: they work in another company too' using errcode = 'CT089';
  end if;
  delete from second_factors where user_id = person;
  if not found then return false; end if;
  update sessions set ended_at = now() where user_id = person and ended_at is null;
  insert into audit_events (company_id, category, action, detail, actor, role, user_id, request_id, ip)
  values (nullif(current_setting('app.company_id', true), '')::uuid, 'security', 'second_step_reset',
    jsonb_build_object('userId', person), coalesce(nullif(current_setting('app.actor', true), ''), session_user),
    current_setting('role', true), nullif(current_setting('app.user_id', true), '')::uuid,
    nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.ip', true), ''));
  return true;
end $$;
-- The sessions of whoever asks that still hold, by the limits of the company they are in.
create or replace function my_sessions() returns table (id uuid, created_at timestamptz, seen_at timestamptz, user_agent text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id, s.created_at, s.seen_at, s.user_agent
  from sessions s join users u on u.id = s.user_id and u.epoch = s.epoch
    left join companies c on c.id = s.company_id
  where s.user_id = nullif(current_setting('app.user_id', true), '')::uuid and s.ended_at is null and s.expires_at > now()
    and (c.id is null or (s.seen_at > now() - make_interval(hours => c.session_idle_hours)
      and s.created_at > now() - make_interval(days => c.session_days)))
  order by s.seen_at desc limit 100
$$;
-- Whoever makes the first company of an installation holds this place until it is there; nobody after them gets it.
create function claim_first_company() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('the first company', 0));
  if exists (select from companies) then
    raise exception 'This installation has a company already. Sign in, or ask to be invited' using errcode = 'CT090';
  end if;
end $$;
--> statement-breakpoint
do $$
declare f text;
begin
  foreach f in array array['my_second_factor()', 'second_factors_here()', 'reset_second_factor(uuid)', 'my_sessions()', 'claim_first_company()'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function my_second_factor(), my_sessions() to cater_manager, cater_staff, cater_client;
grant execute on function second_factors_here(), reset_second_factor(uuid) to cater_manager;
grant execute on function claim_first_company() to cater_system;
