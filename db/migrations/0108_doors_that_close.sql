-- Who may not invite any more has no invitation out: a manager who is let go would come back by one to a mailbox of their own.
create function end_invitations_of_member() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from invitations i where i.company_id = old.company_id and i.invited_by = old.user_id and i.accepted_at is null;
  return null;
end $$;
alter function end_invitations_of_member() owner to cater_definer;
revoke all on function end_invitations_of_member() from public;
create trigger memberships_invitations after delete on memberships for each row execute function end_invitations_of_member();
create trigger memberships_invitations_role after update of role on memberships for each row
  when (old.role = 'manager' and new.role <> 'manager') execute function end_invitations_of_member();
--> statement-breakpoint

-- Nor does one hold that was written while its manager was let go.
create or replace function accept_invitation(hash text, person uuid, new_name text default null, new_password_hash text default null)
returns uuid language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  given invitations%rowtype;
  known record;
begin
  select * into given from invitations i where i.token_hash = hash for update;
  if not found or given.accepted_at is not null or given.expires_at <= now()
    or not exists (select from memberships m join users u on u.id = m.user_id and u.disabled_at is null
      where m.company_id = given.company_id and m.user_id = given.invited_by and m.role = 'manager') then
    raise exception 'This invitation doesn''t hold any more' using errcode = 'CT007';
  end if;
  perform set_config('app.company_id', given.company_id::text, true), set_config('app.user_id', person::text, true);
  select u.id, u.disabled_at into known from users u where u.email = given.email;
  if new_password_hash is null then
    if known.id is distinct from person or known.disabled_at is not null then
      raise exception 'This invitation is for another address' using errcode = '42501';
    end if;
  elsif known.id is not null then
    raise exception 'This address has a login: sign in, then accept' using errcode = 'CT008';
  else
    insert into users (id, email, name, password_hash) values (person, given.email, new_name, new_password_hash);
  end if;
  insert into memberships (company_id, user_id, role, customer_id)
    values (given.company_id, person, given.role, given.customer_id) on conflict (company_id, user_id) do nothing;
  update invitations set accepted_at = now(), accepted_by = person where id = given.id;
  return given.company_id;
end $$;
--> statement-breakpoint

-- A login that only codes open is whoever's the number or mailbox is. Where that is corrected, what its holder set up goes too: their
-- passkey would go on opening the record, and their second step would lock its customer out.
create or replace function customers_close_portal() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare logins uuid[];
begin
  update sign_in_codes c set ended_at = now()
    where c.company_id = new.company_id and c.customer_id = new.id and c.ended_at is null;
  select array_agg(u.id) into logins from memberships m join users u on u.id = m.user_id
    where m.company_id = new.company_id and m.customer_id = new.id and m.role = 'client' and u.email is null and u.password_hash is null;
  with keys as (delete from passkeys p where p.user_id = any (logins) returning p.user_id),
    steps as (delete from second_factors f where f.user_id = any (logins) returning f.user_id)
  insert into audit_events (company_id, category, action, detail, actor, role, user_id, request_id, ip)
    select new.company_id, 'security', 'second_step_reset', jsonb_build_object('userId', g.user_id),
      coalesce(nullif(current_setting('app.actor', true), ''), session_user), current_setting('role', true),
      nullif(current_setting('app.user_id', true), '')::uuid, nullif(current_setting('app.request_id', true), ''),
      nullif(current_setting('app.ip', true), '')
    from (select user_id from keys union select user_id from steps) g;
  update sessions s set ended_at = now() from memberships m
    where m.company_id = new.company_id and m.customer_id = new.id and m.role = 'client' and m.user_id = s.user_id
      and s.ended_at is null and (s.opened_by = 'code' or s.user_id = any (logins) or new.anonymised_at is not null);
  return null;
end $$;
select hold_new_roles_too();
select triggers_stand_back();
