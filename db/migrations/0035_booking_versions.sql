-- What was agreed, and each change of it since: a numbered version for every transaction that changes what matters, with
-- what differs and who must know. Written by the database, whichever way the change comes.
create table booking_versions (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  number integer not null constraint booking_versions_number check (number between 1 and 1000000),
  -- What a banquet order is drawn from: flat, a line under "line:<id>". Replaying the changes of all versions gives it.
  snapshot jsonb not null,
  -- [{"key", "old", "new"}]; null is nothing there.
  changes jsonb not null,
  -- As it stood with the version, without being a change itself: what it comes to, and the order of the lines.
  facts jsonb not null,
  parties text[] not null constraint booking_versions_parties_known check (parties <@ array['kitchen', 'service', 'driver']),
  made_by uuid references users (id),
  made_at timestamptz(3) not null default now(),
  constraint booking_versions_company_number unique (company_id, booking_id, number),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  constraint booking_versions_first check ((number = 1) = (changes = '[]'))
);
create index booking_versions_made_by on booking_versions (made_by);
create table version_notices (
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  number integer not null,
  party text not null constraint version_notices_party_known check (party in ('kitchen', 'service', 'driver')),
  told_at timestamptz(3) not null default now(),
  acknowledged_by uuid references users (id),
  acknowledged_at timestamptz(3),
  primary key (company_id, booking_id, number, party),
  foreign key (company_id, booking_id, number) references booking_versions (company_id, booking_id, number),
  constraint version_notices_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null))
);
create index version_notices_open on version_notices (company_id, booking_id) where acknowledged_at is null;
create index version_notices_newest on version_notices (company_id, told_at desc) where acknowledged_at is null;
create index version_notices_by on version_notices (acknowledged_by);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  how record;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['booking_versions', 'version_notices'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach who in array array['system', 'manager', 'staff'] loop
      execute format('create policy %I on %I for %s to %I using (%s)', who, t,
        case when t = 'booking_versions' or who = 'system' then 'select' else 'all' end, 'cater_' || who, company);
      execute format('grant select on %I to %I', t, 'cater_' || who);
    end loop;
    execute format('create policy definer on %I for all to cater_definer using (true) with check (true)', t);
    for how in select * from (values ('insert', 'new'), ('update', 'new')) v(event, side) loop
      execute format('create trigger %I after %s on %I referencing %s table as changed for each statement execute function tell_live(''bookings'')',
        t || '_live_' || how.event, how.event, t, how.side);
    end loop;
  end loop;
end $$;
grant select, insert on booking_versions to cater_definer;
grant select, insert, delete on version_notices to cater_definer;
grant update (acknowledged_by, acknowledged_at) on version_notices to cater_manager, cater_staff;
create trigger version_notices_audit after update on version_notices for each row execute function audit_row();
--> statement-breakpoint

-- Append-only: what was agreed then is never written over. What is said to be known is known in one's own name, once.
create function version_fixed() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'A version stays as it was made' using errcode = 'CT041';
end $$;
create trigger booking_versions_fixed before update or delete on booking_versions for each row execute function version_fixed();
create trigger booking_versions_kept before truncate on booking_versions for each statement execute function version_fixed();
create function notice_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.acknowledged_at is not null or new.acknowledged_by is distinct from nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'A change is acknowledged once, in one''s own name' using errcode = 'CT042';
  end if;
  return new;
end $$;
create trigger version_notices_guard before update on version_notices for each row execute function notice_guard();
--> statement-breakpoint

-- What matters of a booking, flat.
create function booking_snapshot(company uuid, booking uuid) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' as $$
  select jsonb_strip_nulls(jsonb_build_object('customer_id', b.customer_id, 'event_name', b.event_name, 'event_type', b.event_type,
      'service_style', b.service_style, 'starts_at', b.starts_at, 'ends_at', b.ends_at, 'venue', b.venue, 'venue_address', b.venue_address,
      'guests', b.guests, 'guaranteed_guests', b.guaranteed_guests, 'dietary', b.dietary, 'special_requests', b.special_requests,
      'cancelled', case when b.status = 'cancelled' then true end))
    || coalesce((select jsonb_object_agg('line:' || l.id, jsonb_strip_nulls(jsonb_build_object('kind', l.kind, 'name', l.name,
        'quantity', l.quantity, 'unit', l.unit, 'notes', l.notes, 'choices', l.choices)))
      from booking_lines l where l.company_id = company and l.booking_id = booking), '{}')
  from bookings b where b.company_id = company and b.id = booking
$$;
-- Who must know of a change. Time: everybody. Place: who goes there. Numbers, diets, dishes and style: who cooks and who
-- serves. Services (staff, equipment, transport): who serves and who drives. Requests may be about anything: everybody. Whose
-- event it is and what it is called: nobody has to act.
create function who_must_know(key text, value jsonb) returns text[]
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when key in ('starts_at', 'ends_at', 'special_requests', 'cancelled') then array['kitchen', 'service', 'driver']
    when key in ('venue', 'venue_address') then array['service', 'driver']
    when key in ('guests', 'guaranteed_guests', 'dietary', 'service_style') then array['kitchen', 'service']
    when key like 'line:%' then case value ->> 'kind' when 'service' then array['service', 'driver'] else array['kitchen', 'service'] end
    else array[]::text[] end
$$;
create function keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  touched jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  company uuid := touched ->> 'company_id';
  booking uuid := coalesce(touched ->> 'booking_id', touched ->> 'id');
  b bookings%rowtype;
  last booking_versions%rowtype;
  now_is jsonb;
  differing jsonb;
  told text[];
begin
  select * into b from bookings where company_id = company and id = booking;
  if b.status is null or b.status in ('enquiry', 'quoted', 'completed') then return null; end if;
  select * into last from booking_versions where company_id = company and booking_id = booking order by number desc limit 1;
  if b.status = 'cancelled' and last.number is null then return null; end if;
  now_is := booking_snapshot(company, booking);
  if last.snapshot = now_is then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('key', key, 'old', o.value, 'new', n.value) order by key), '[]')
    into differing from jsonb_each(coalesce(last.snapshot, now_is)) o full join jsonb_each(now_is) n using (key)
    where o.value is distinct from n.value;
  select coalesce(array_agg(distinct party order by party), '{}') into told
    from jsonb_array_elements(differing) c, unnest(who_must_know(c ->> 'key', coalesce(nullif(c -> 'new', 'null'), c -> 'old'))) party;
  insert into booking_versions (company_id, booking_id, number, snapshot, changes, facts, parties, made_by)
    values (company, booking, coalesce(last.number, 0) + 1, now_is, differing, jsonb_build_object('total', b.total, 'tax', b.tax_total,
        'discount', b.discount, 'deposit', b.deposit, 'paid', b.paid, 'lines', coalesce((select jsonb_agg(l.id order by l.position, l.id)
          from booking_lines l where l.company_id = company and l.booking_id = booking), '[]')),
      told, nullif(current_setting('app.user_id', true), '')::uuid);
  insert into version_notices (company_id, booking_id, number, party)
    select company, booking, coalesce(last.number, 0) + 1, party from unnest(told) party;
  return null;
end $$;
-- Nobody has to be told any more of what was served.
create function end_notices() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from version_notices where company_id = new.company_id and booking_id = new.id and acknowledged_at is null;
  return null;
end $$;
alter function keep_version() owner to cater_definer;
alter function end_notices() owner to cater_definer;
revoke all on function version_fixed(), notice_guard(), booking_snapshot(uuid, uuid), who_must_know(text, jsonb), keep_version(),
  end_notices() from public;
grant execute on function booking_snapshot(uuid, uuid), who_must_know(text, jsonb) to cater_definer, cater_manager, cater_staff, cater_system;
--> statement-breakpoint

-- What is agreed already begins with the version it is now.
insert into booking_versions (company_id, booking_id, number, snapshot, changes, facts, parties)
  select b.company_id, b.id, 1, booking_snapshot(b.company_id, b.id), '[]', jsonb_build_object('total', b.total, 'tax', b.tax_total,
      'discount', b.discount, 'deposit', b.deposit, 'paid', b.paid, 'lines', coalesce((select jsonb_agg(l.id order by l.position, l.id)
        from booking_lines l where l.company_id = b.company_id and l.booking_id = b.id), '[]')), '{}'
  from bookings b where b.status in ('confirmed', 'in_progress');
--> statement-breakpoint

-- At the end of the transaction, when the whole change is there.
create constraint trigger bookings_versions after insert or update of status, customer_id, event_name, event_type, service_style, starts_at,
    ends_at, venue, venue_address, guests, guaranteed_guests, dietary, special_requests on bookings
  deferrable initially deferred for each row when (new.status in ('confirmed', 'in_progress', 'cancelled')) execute function keep_version();
create constraint trigger booking_lines_versions after insert or update or delete on booking_lines
  deferrable initially deferred for each row execute function keep_version();
create trigger bookings_notices after update of status on bookings for each row
  when (new.status = 'completed' and old.status <> 'completed') execute function end_notices();
