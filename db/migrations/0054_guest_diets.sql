-- Who of the guests can't or won't eat what. What is free text of a booking stays its notes (`diet_notes`); `dietary` is both
-- in words, so that everything that shows, finds, marks or tells of diets goes by all there is.
create table guest_diets (
  id uuid primary key,
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  guest text not null constraint guest_diets_guest_length check (length(btrim(guest)) between 1 and 120),
  people integer not null default 1 constraint guest_diets_people check (people between 1 and 1000),
  avoids text[] not null default '{}' constraint guest_diets_avoids_known check (avoids <@ array['gluten', 'crustaceans', 'eggs', 'fish',
    'peanuts', 'soy', 'milk', 'nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs']),
  diets text[] not null default '{}' constraint guest_diets_diets_known check (diets <@ array['vegetarian', 'vegan', 'pescatarian', 'halal',
    'kosher', 'gluten_free', 'dairy_free', 'egg_free', 'nut_free']),
  severe boolean not null default false,
  notes text constraint guest_diets_notes_length check (length(btrim(notes)) between 1 and 500),
  created_at timestamptz(3) not null default now(),
  version bigint not null default 1,
  constraint guest_diets_company_id unique (company_id, id),
  constraint guest_diets_some check (cardinality(avoids) + cardinality(diets) > 0 or notes is not null),
  constraint guest_diets_severe check (not severe or cardinality(avoids) > 0),
  foreign key (company_id, booking_id) references bookings (company_id, id) on delete cascade
);
create index guest_diets_booking on guest_diets (company_id, booking_id, created_at, id);
alter table bookings
  add column diet_notes text constraint bookings_diet_notes_length check (length(diet_notes) <= 4000),
  add column diet_list text constraint bookings_diet_list_length check (length(diet_list) <= 200000);
alter table bookings disable trigger user;
update bookings set diet_notes = dietary where dietary is not null;
alter table bookings enable trigger user;
--> statement-breakpoint

do $$
declare
  who text;
  how record;
begin
  alter table guest_diets enable row level security;
  alter table guest_diets force row level security;
  foreach who in array array['system', 'manager', 'staff'] loop
    execute format('create policy %I on guest_diets for all to %I using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)',
      who, 'cater_' || who);
  end loop;
  create trigger guest_diets_audit after insert or update or delete on guest_diets for each row execute function audit_row();
  create trigger guest_diets_touch before update on guest_diets for each row execute function touch();
  for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
    execute format('create trigger %I after %s on guest_diets referencing %s table as changed for each statement execute function tell_live(''bookings'')',
      'guest_diets_live_' || how.event, how.event, how.side);
  end loop;
end $$;
create policy client on guest_diets for select to cater_client using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and exists (select from bookings b where b.company_id = guest_diets.company_id and b.id = guest_diets.booking_id));
create policy definer on guest_diets for select to cater_definer using (true);
grant select on guest_diets to cater_definer, cater_client;
grant select, insert, delete on guest_diets to cater_manager, cater_staff, cater_system;
grant update (guest, people, avoids, diets, severe, notes) on guest_diets to cater_manager, cater_staff, cater_system;
grant update (dietary, diet_list) on bookings to cater_definer;
--> statement-breakpoint

create function guest_diets_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare state text;
begin
  if tg_op = 'UPDATE' then
    if (new.company_id, new.booking_id) <> (old.company_id, old.booking_id) then
      raise exception 'A diet stays with its booking' using errcode = 'CT043';
    end if;
  end if;
  if current_user in ('cater_manager', 'cater_staff') then
    select status into state from bookings b where b.company_id = coalesce(new.company_id, old.company_id)
      and b.id = coalesce(new.booking_id, old.booking_id);
    if state in ('completed', 'cancelled') then
      raise exception 'A % booking is closed for changes', state using errcode = 'CT003';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger guest_diets_guard before insert or update or delete on guest_diets for each row execute function guest_diets_guard();
--> statement-breakpoint

-- What is typed as a booking's diets is its notes; what everybody reads is the list of guests and the notes.
create function bookings_diets_said() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.diet_notes := new.dietary;
    new.diet_list := null;
    return new;
  end if;
  if new.diet_list is not distinct from old.diet_list then
    if new.dietary is not distinct from old.dietary then return new; end if;
    new.diet_notes := new.dietary;
  end if;
  new.dietary := nullif(concat_ws(E'\n', new.diet_list, new.diet_notes), '');
  return new;
end $$;
-- First of the triggers, so that those after it see what is said.
create trigger bookings_a_diets before insert or update of dietary, diet_list on bookings for each row execute function bookings_diets_said();

-- "Ama: no peanuts, no milk; severe; vegan; carries a pen", "Table 4 (3): no gluten".
create function diet_words(company uuid, booking uuid) returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select string_agg(d.guest || case when d.people > 1 then ' (' || d.people || ')' else '' end || ': '
      || concat_ws('; ', nullif((select string_agg('no ' || case a when 'nuts' then 'tree nuts' else a end, ', ' order by n)
          from unnest(d.avoids) with ordinality x(a, n)), ''),
        case when d.severe then 'severe' end,
        nullif((select string_agg(replace(t, '_', '-'), ', ' order by n) from unnest(d.diets) with ordinality y(t, n)), ''), d.notes),
      E'\n' order by d.severe desc, d.created_at, d.id)
  from guest_diets d where d.company_id = company and d.booking_id = booking
$$;
create function guest_diets_said() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := coalesce(new.company_id, old.company_id);
  booking uuid := coalesce(new.booking_id, old.booking_id);
begin
  -- Named so that whoever listens for a change of `dietary` hears of it.
  update bookings set diet_list = diet_words(company, booking), dietary = dietary where company_id = company and id = booking;
  return null;
end $$;
alter function guest_diets_said() owner to cater_definer;
create trigger guest_diets_said after insert or update or delete on guest_diets for each row execute function guest_diets_said();
revoke all on function guest_diets_guard(), bookings_diets_said(), diet_words(uuid, uuid), guest_diets_said() from public;
grant execute on function diet_words(uuid, uuid) to cater_definer;
