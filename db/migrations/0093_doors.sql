-- Passkeys.
-- How a session was opened: what a code opened ends when the address that it went to is another person's.
alter table sessions add column opened_by text not null default 'password'
  constraint sessions_opened_by_known check (opened_by in ('password', 'passkey', 'code'));
--> statement-breakpoint

-- What a person's devices sign in with; only the gate reads the keys, which open nothing by themselves.
create table passkeys (
  id uuid primary key,
  user_id uuid not null references users (id),
  -- As the device names it, in base64url.
  credential_id text not null constraint passkeys_credential_id unique
    constraint passkeys_credential_id_form check (credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) between 8 and 1400),
  public_key text not null constraint passkeys_public_key_form check (public_key ~ '^[A-Za-z0-9_-]+$' and length(public_key) between 16 and 4000),
  -- Of its uses, as the device counts them; 0 where it doesn't.
  counter bigint not null constraint passkeys_counter check (counter >= 0),
  transports text[] not null default '{}' constraint passkeys_transports check (cardinality(transports) <= 10),
  name text not null constraint passkeys_name_length check (length(btrim(name)) between 1 and 60),
  created_at timestamptz(3) not null default now(),
  used_at timestamptz(3),
  -- When it was used by something that copied it; from then on it opens nothing.
  copied_at timestamptz(3)
);
create index passkeys_user on passkeys (user_id);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy auth on passkeys for all to cater_auth using (true) with check (true);
create policy definer on passkeys for all to cater_definer using (true) with check (true);
grant select, insert, update (counter, used_at, copied_at), delete on passkeys to cater_auth;
grant select (id, user_id, name, created_at, used_at, copied_at), delete on passkeys to cater_definer;
-- Its counter only rises, and what was found to be copied stays so.
create function passkeys_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.counter < old.counter or (old.copied_at is not null and new.copied_at is distinct from old.copied_at) then
    raise exception 'A passkey is added anew or not at all' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function passkeys_guard() from public;
create trigger passkeys_guard before update on passkeys for each row execute function passkeys_guard();
--> statement-breakpoint

-- Whether somebody has a second step: codes of an app, or a passkey. The gate asks.
create function has_second_step(person uuid) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from second_factors f where f.user_id = person)
    or exists (select from passkeys p where p.user_id = person and p.copied_at is null)
$$;
-- The passkeys of whoever asks.
create function my_passkeys() returns table (id uuid, name text, created_at timestamptz, used_at timestamptz, copied boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, p.name, p.created_at, p.used_at, p.copied_at is not null from passkeys p
  where p.user_id = nullif(current_setting('app.user_id', true), '')::uuid order by p.created_at, p.id limit 50
$$;
create or replace function second_factors_here() returns table (user_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.user_id from memberships m
  where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and (exists (select from second_factors f where f.user_id = m.user_id)
      or exists (select from passkeys p where p.user_id = m.user_id))
$$;
-- As before, and with it all passkeys: who lost the phone lost what was on it.
create or replace function reset_second_factor(person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare had boolean;
begin
  if person = nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'Turn your own second step off in your account' using errcode = 'CT089';
  end if;
  if not is_member_here_only(person) then
    raise exception 'This person is none of yours alone: they work in another company too' using errcode = 'CT089';
  end if;
  delete from second_factors where user_id = person;
  had := found;
  delete from passkeys where user_id = person;
  if not (had or found) then return false; end if;
  update sessions set ended_at = now() where user_id = person and ended_at is null;
  insert into audit_events (company_id, category, action, detail, actor, role, user_id, request_id, ip)
  values (nullif(current_setting('app.company_id', true), '')::uuid, 'security', 'second_step_reset',
    jsonb_build_object('userId', person), coalesce(nullif(current_setting('app.actor', true), ''), session_user),
    current_setting('role', true), nullif(current_setting('app.user_id', true), '')::uuid,
    nullif(current_setting('app.request_id', true), ''), nullif(current_setting('app.ip', true), ''));
  return true;
end $$;
--> statement-breakpoint
do $$
declare f text;
begin
  foreach f in array array['my_passkeys()', 'second_factors_here()', 'reset_second_factor(uuid)'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke all on function has_second_step(uuid) from public;
grant execute on function has_second_step(uuid) to cater_auth;
grant execute on function my_passkeys() to cater_manager, cater_staff, cater_client;
grant execute on function second_factors_here(), reset_second_factor(uuid) to cater_manager;
