-- Members of a company come and go by a manager's hand, never the last manager, nobody's role by themselves. People see
-- their own sessions and end them.
alter table sessions add column seen_at timestamptz(3) not null default now();
update sessions set seen_at = created_at;
--> statement-breakpoint

grant select (id, epoch, created_at, expires_at, user_agent, seen_at) on sessions to cater_definer;
grant select (epoch, name), update (name) on users to cater_definer;
-- Who a reset of a password is mailed from.
grant select (email) on companies to cater_auth;
--> statement-breakpoint

-- One decision at a time about who leads a company: two managers who end each other's membership at once can't both.
create function members_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.role = old.role then return new; end if;
  if current_user <> 'cater_manager' then return coalesce(new, old); end if;
  if old.user_id = nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'Another manager has to change your own role or membership' using errcode = 'CT060';
  end if;
  if old.role = 'manager' then
    perform pg_advisory_xact_lock(hashtextextended('managers of ' || old.company_id, 0));
    if not exists (select from memberships m join users u on u.id = m.user_id and u.disabled_at is null
        where m.company_id = old.company_id and m.role = 'manager' and m.user_id <> old.user_id) then
      raise exception 'A company keeps at least one manager' using errcode = 'CT061';
    end if;
  end if;
  return coalesce(new, old);
end $$;
create trigger members_guard before update or delete on memberships for each row execute function members_guard();
--> statement-breakpoint

-- When each person was last seen in the caller's company; elsewhere is nobody's business.
create function last_seen() returns table (user_id uuid, seen_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.user_id, max(s.seen_at) from sessions s
  where s.company_id = nullif(current_setting('app.company_id', true), '')::uuid group by s.user_id
$$;
-- What each member of the office has open: cases, enquiries, tasks.
create function open_work() returns table (user_id uuid, things bigint)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select w.person, count(*) from (
    select owner_id as person from cases where state in ('open', 'acknowledged')
    union all select owner_id from enquiries where stage in ('inquiry', 'consultation', 'proposal', 'negotiation')
    union all select assignee_id from booking_tasks where done_at is null and dropped_at is null) w
  where w.person is not null group by w.person
$$;
-- Gives all of it to somebody else of the office, with the manager's own rights. Returns how many things.
create function hand_over(leaver uuid, heir uuid) returns bigint
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  things bigint := 0;
  n bigint;
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
begin
  if leaver = heir or not exists (select from memberships m where m.company_id = company and m.user_id = heir
      and m.role in ('manager', 'staff')) then
    raise exception 'Choose somebody of the office who takes the work over' using errcode = 'CT062';
  end if;
  with moved as (
    update cases set owner_id = heir where company_id = company and owner_id = leaver and state in ('open', 'acknowledged')
    returning id)
  insert into case_events (id, company_id, case_id, kind, data, user_id)
    select gen_random_uuid(), company, id, 'assigned', jsonb_build_object('ownerId', heir),
      nullif(current_setting('app.user_id', true), '')::uuid from moved;
  get diagnostics things = row_count;
  update enquiries set owner_id = heir where company_id = company and owner_id = leaver
    and stage in ('inquiry', 'consultation', 'proposal', 'negotiation');
  get diagnostics n = row_count;
  things := things + n;
  update booking_tasks set assignee_id = heir where company_id = company and assignee_id = leaver
    and done_at is null and dropped_at is null;
  get diagnostics n = row_count;
  return things + n;
end $$;
--> statement-breakpoint

-- The open sessions of whoever asks.
create function my_sessions() returns table (id uuid, created_at timestamptz, seen_at timestamptz, user_agent text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id, s.created_at, s.seen_at, s.user_agent
  from sessions s join users u on u.id = s.user_id and u.epoch = s.epoch
  where s.user_id = nullif(current_setting('app.user_id', true), '')::uuid and s.ended_at is null and s.expires_at > now()
  order by s.seen_at desc limit 100
$$;
-- Ends one of them, or all but `kept`. Returns how many.
create function end_my_sessions(one uuid, kept uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare n bigint;
begin
  if one is null and kept is null then
    raise exception 'Say which session ends' using errcode = '22023';
  end if;
  update sessions s set ended_at = now()
    where s.user_id = nullif(current_setting('app.user_id', true), '')::uuid and s.ended_at is null
      and case when one is null then s.id <> kept else s.id = one end;
  get diagnostics n = row_count;
  return n;
end $$;
-- The companies that whoever asks may work in.
create function my_companies() returns table (id uuid, name text, role text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.name, m.role from memberships m join companies c on c.id = m.company_id
  where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid order by c.name, c.id limit 50
$$;
create function set_my_name(new_name text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update users set name = new_name where id = nullif(current_setting('app.user_id', true), '')::uuid
$$;
-- What an invitation that holds is for; the gate asks, for whoever has its link.
create function invitation_of(hash text) returns table (company text, email text, role text, until timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.name, i.email, i.role, i.expires_at from invitations i join companies c on c.id = i.company_id
  where i.token_hash = hash and i.accepted_at is null and i.expires_at > now()
$$;
--> statement-breakpoint

do $$
declare f text;
begin
  foreach f in array array['last_seen()', 'my_sessions()', 'end_my_sessions(uuid, uuid)', 'my_companies()',
      'set_my_name(text)', 'invitation_of(text)'] loop
    execute format('alter function %s owner to cater_definer', f);
  end loop;
  foreach f in array array['members_guard()', 'last_seen()', 'open_work()', 'hand_over(uuid, uuid)', 'my_sessions()',
      'end_my_sessions(uuid, uuid)', 'my_companies()', 'set_my_name(text)', 'invitation_of(text)'] loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function last_seen(), open_work(), hand_over(uuid, uuid) to cater_manager;
grant execute on function my_sessions(), end_my_sessions(uuid, uuid), my_companies(), set_my_name(text)
  to cater_manager, cater_staff, cater_client;
grant execute on function invitation_of(text) to cater_auth;
