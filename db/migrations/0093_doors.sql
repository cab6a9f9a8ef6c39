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
grant execute on function my_passkeys() to cater_manager, cater_staff, cater_client, cater_accountant, cater_kitchen, cater_driver;
grant execute on function second_factors_here(), reset_second_factor(uuid) to cater_manager;
--> statement-breakpoint

-- Clients sign in by a code that comes to the phone or the mailbox on their record. They have no address of a login.
alter table users alter column email drop not null;
grant select (opened_by) on sessions to cater_definer;
-- A number without its country is read as the countries of the companies here do.
grant select (country) on companies to cater_auth;
call know_message('sign_in_code');
--> statement-breakpoint

-- A code and where it went: whoever brings it back proves that this phone or mailbox is theirs. The gate alone reads it; those who
-- send ask whether it still holds.
create table sign_in_codes (
  id uuid primary key,
  company_id uuid not null references companies (id),
  customer_id uuid not null,
  channel text not null constraint sign_in_codes_channel_known check (channel in ('whatsapp', 'email')),
  address text not null constraint sign_in_codes_address_length check (length(address) between 3 and 254),
  code_hash text not null constraint sign_in_codes_code_hash_form check (code_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null default now() + interval '10 minutes',
  -- Used, or replaced by a newer one.
  ended_at timestamptz(3),
  proved_at timestamptz(3),
  entered_at timestamptz(3),
  foreign key (company_id, customer_id) references customers (company_id, id),
  constraint sign_in_codes_life check (expires_at <= created_at + interval '10 minutes'),
  constraint sign_in_codes_order check ((proved_at is null or ended_at is not null) and (entered_at is null or proved_at is not null))
);
create index sign_in_codes_open on sign_in_codes (address) where ended_at is null;
create index sign_in_codes_customer on sign_in_codes (company_id, customer_id);
create index sign_in_codes_created_at on sign_in_codes (created_at);
alter table sign_in_codes enable row level security;
alter table sign_in_codes force row level security;
create policy auth on sign_in_codes for all to cater_auth using (true) with check (true);
create policy definer on sign_in_codes for all to cater_definer using (true) with check (true);
create policy system on sign_in_codes for select to cater_system
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update (expires_at, ended_at, proved_at), delete on sign_in_codes to cater_auth;
grant select (id, company_id, expires_at, ended_at) on sign_in_codes to cater_system;
grant select, update (ended_at, entered_at) on sign_in_codes to cater_definer;
-- What ended stays so, nothing proves twice, and no code lives longer than it was made for.
create function sign_in_codes_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.expires_at > old.expires_at
    or (old.ended_at is not null and (new.ended_at is distinct from old.ended_at or new.proved_at is distinct from old.proved_at))
    or (new.proved_at is distinct from old.proved_at and old.expires_at <= now())
    or (old.entered_at is not null and new.entered_at is distinct from old.entered_at) then
    raise exception 'A sign-in code works once, in its time' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function sign_in_codes_guard() from public;
create trigger sign_in_codes_guard before update on sign_in_codes for each row execute function sign_in_codes_guard();
--> statement-breakpoint

-- The records that a phone ('phone', in E.164) or a mailbox ('email', in small letters) opens: those that stand in no other
-- customer's place. Of a merged record it is the one it became part of; a number in whose conversation the office knows somebody
-- else has changed hands, and opens nothing.
create function portal_doors(kind text, wanted text, with_demo boolean)
returns table (company_id uuid, company text, country text, customer_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct k.id, k.name, k.country, g.id, g.name from companies k
    join customers c on c.company_id = k.id and phone_key(c.phone) = phone_key(wanted)
    join customers g on g.company_id = k.id and g.id = coalesce(c.merged_into, c.id) and g.anonymised_at is null
  where kind = 'phone' and c.anonymised_at is null and (with_demo or not k.is_demo)
    and not exists (select from conversations t where t.company_id = k.id
      and phone_key(t.address) in (phone_key(wanted), phone_key('whatsapp:' || wanted)) and t.customer_id <> g.id)
  union
  select k.id, k.name, k.country, g.id, g.name from companies k
    join customers c on c.company_id = k.id and lower(c.email) = wanted
    join customers g on g.company_id = k.id and g.id = coalesce(c.merged_into, c.id) and g.anonymised_at is null
  where kind = 'email' and c.anonymised_at is null and (with_demo or not k.is_demo)
  order by 2, 5, 4 limit 20
$$;
-- Lets whoever proved a code into one of the records that it opens, once; gives their login, made at the first time. A login that
-- was closed stays closed, and no login of the office is opened by a code.
create function enter_portal(code uuid, chosen uuid, fresh uuid, with_demo boolean)
returns table (user_id uuid, company_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  given sign_in_codes%rowtype;
  door record;
  login record;
begin
  select * into given from sign_in_codes c where c.id = code for update;
  if not found or given.proved_at is null or given.entered_at is not null or given.proved_at < now() - interval '10 minutes' then
    raise exception 'This code opens nothing any more' using errcode = 'CT193';
  end if;
  select d.company_id, d.customer_id, d.name into door
    from portal_doors(case given.channel when 'email' then 'email' else 'phone' end, given.address, with_demo) d
    where d.customer_id = chosen;
  if not found then raise exception 'This code opens nothing any more' using errcode = 'CT193'; end if;
  perform pg_advisory_xact_lock(hashtextextended('portal of ' || chosen, 0));
  perform set_config('app.company_id', door.company_id::text, true);
  select u.id, u.disabled_at into login from memberships m join users u on u.id = m.user_id
    where m.company_id = door.company_id and m.customer_id = chosen and m.role = 'client'
      and (u.email is null or (given.channel = 'email' and u.email = given.address))
      and not exists (select from memberships o where o.user_id = u.id and o.role <> 'client')
    order by u.email is null, m.created_at, u.id limit 1;
  if login.disabled_at is not null then raise exception 'This login was closed' using errcode = 'CT193'; end if;
  perform set_config('app.user_id', coalesce(login.id, fresh)::text, true);
  if login.id is null then
    insert into users (id, name) values (fresh, door.name);
    insert into memberships (company_id, user_id, role, customer_id) values (door.company_id, fresh, 'client', chosen);
  end if;
  update sign_in_codes c set entered_at = now() where c.id = code;
  return query select coalesce(login.id, fresh), door.company_id::uuid;
end $$;
-- A phone or mailbox that isn't on the record any more opens nothing: codes on their way end, and so does what they opened. Of a
-- record that was erased everything of its logins ends.
create function customers_close_portal() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sign_in_codes c set ended_at = now()
    where c.company_id = new.company_id and c.customer_id = new.id and c.ended_at is null;
  update sessions s set ended_at = now() from memberships m
    where m.company_id = new.company_id and m.customer_id = new.id and m.role = 'client' and m.user_id = s.user_id
      and s.ended_at is null and (s.opened_by = 'code' or new.anonymised_at is not null);
  return null;
end $$;
-- Whether whoever asks has a password.
create function have_password() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select u.password_hash is not null from users u where u.id = nullif(current_setting('app.user_id', true), '')::uuid
$$;
--> statement-breakpoint
grant select (password_hash) on users to cater_definer;
do $$
declare f text;
begin
  foreach f in array array['portal_doors(text, text, boolean)', 'enter_portal(uuid, uuid, uuid, boolean)', 'customers_close_portal()',
      'have_password()'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function portal_doors(text, text, boolean), enter_portal(uuid, uuid, uuid, boolean) to cater_auth;
grant execute on function have_password() to cater_manager, cater_staff, cater_client, cater_accountant, cater_kitchen, cater_driver;
create trigger customers_close_portal after update of phone, email, anonymised_at, merged_into on customers for each row
  when ((old.phone is not null and phone_key(new.phone) is distinct from phone_key(old.phone))
    or (old.email is not null and lower(new.email) is distinct from lower(old.email))
    or (new.anonymised_at is not null and old.anonymised_at is null) or new.merged_into is distinct from old.merged_into)
  execute function customers_close_portal();
