-- What a person meant to do once: the key of a form and, in the transaction of its effect, what it answered.
create table intents (
  company_id uuid not null references companies (id),
  user_id uuid not null references users (id),
  key uuid not null,
  command text not null,
  digest text not null,
  result jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (company_id, user_id, key)
);
create index intents_age on intents (company_id, created_at);
alter table intents enable row level security;
alter table intents force row level security;
create policy manager on intents for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy staff on intents for all to cater_staff
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy client on intents for all to cater_client
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy system on intents for all to cater_system
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update (result) on intents to cater_manager, cater_staff, cater_client;
grant select, delete on intents to cater_system;
--> statement-breakpoint

-- Text as a search compares it (a blank before it lets a pattern ask for the beginning of a word): without accents and case, ligatures and wide letters as plain ones. The letters of
-- the second list have no accent that could be taken off.
create function fold_text(value text) returns text language sql immutable strict parallel safe
set search_path = pg_catalog, public, pg_temp
return lower(translate(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'),
  'ɛƐɔƆŋŊøØłŁđĐıæÆœŒ', 'eEoOnNoOlLdDiaAoO'));
-- A venue as the overlap rule compares it: punctuation, blanks and what nobody sees don't make another venue.
create function venue_key_of(venue text) returns text language sql immutable strict parallel safe
set search_path = pg_catalog, public, pg_temp
return coalesce(nullif(regexp_replace(fold_text(venue), '[[:space:][:punct:][:cntrl:]’‘“”–—·•]+', '', 'g'), ''), lower(btrim(venue)));
-- Whoever writes a row computes its indexes and generated columns.
revoke all on function fold_text(text), venue_key_of(text) from public;
grant execute on function fold_text(text), venue_key_of(text) to cater_manager, cater_staff, cater_client, cater_system,
  cater_auth, cater_runner, cater_definer;
--> statement-breakpoint

drop index bookings_text;
drop index customers_text;
create index bookings_text on bookings using gin (fold_text(' ' || reference || ' ' || event_name || ' ' || venue) gin_trgm_ops);
create index customers_text on customers using gin (fold_text(' ' || name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) gin_trgm_ops);
create or replace function search_customers(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from customers c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and fold_text(' ' || c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) like fold_text(pattern)
$$;
create or replace function search_bookings(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and fold_text(' ' || b.reference || ' ' || b.event_name || ' ' || b.venue) like fold_text(pattern)
  union
  select b.id from bookings b
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and b.customer_id in (select c.id from customers c
        where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
          and fold_text(' ' || c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) like fold_text(pattern))
$$;
--> statement-breakpoint

alter table bookings drop constraint bookings_no_overlap;
alter table bookings drop column venue_key;
alter table bookings add column venue_key text not null generated always as (venue_key_of(venue)) stored;
do $$
declare clash record;
begin
  select one.reference as one, other.reference as other into clash
    from bookings one join bookings other on other.company_id = one.company_id and other.venue_key = one.venue_key
      and other.id > one.id and tstzrange(other.starts_at, other.ends_at) && tstzrange(one.starts_at, one.ends_at)
    where one.status in ('confirmed', 'in_progress') and other.status in ('confirmed', 'in_progress') limit 1;
  if found then
    raise exception 'The bookings % and % hold the same venue at the same time: their venues differ by dots, blanks or accents only. Change one of them with the version before, then update again', clash.one, clash.other;
  end if;
end $$;
alter table bookings add constraint bookings_no_overlap exclude using gist (
  company_id with =, venue_key with =, tstzrange(starts_at, ends_at) with &&
) where (status in ('confirmed', 'in_progress'));
