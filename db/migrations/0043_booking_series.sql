-- An event that comes again: bookings of their own, each with its reference, on days that follow from a rule.
create table booking_series (
  id uuid primary key,
  company_id uuid not null references companies (id),
  rhythm text not null constraint booking_series_rhythm_known check (rhythm in ('week', 'fortnight', 'month')),
  created_by uuid references users (id),
  created_at timestamptz(3) not null default now(),
  constraint booking_series_company_id unique (company_id, id)
);
create index booking_series_created_by on booking_series (created_by);
create table series_bookings (
  company_id uuid not null references companies (id),
  booking_id uuid not null,
  series_id uuid not null,
  position smallint not null constraint series_bookings_position check (position between 1 and 1000),
  planned_on date not null,
  own boolean not null default false,
  primary key (company_id, booking_id),
  constraint series_bookings_place unique (company_id, series_id, position),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  foreign key (company_id, series_id) references booking_series (company_id, id)
);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['booking_series', 'series_bookings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach who in array array['system', 'manager', 'staff'] loop
      execute format('create policy %I on %I for all to %I using (%s)', who, t, 'cater_' || who, company);
      execute format('grant select, insert on %I to %I', t, 'cater_' || who);
    end loop;
    execute format('create trigger %I after insert or update or delete on %I for each row execute function audit_row()', t || '_audit', t);
    execute format('create trigger %I after insert on %I referencing new table as changed for each statement execute function tell_live(''bookings'')',
      t || '_live_insert', t);
  end loop;
end $$;
grant update (own) on series_bookings to cater_manager, cater_staff;
create policy definer on series_bookings for all to cater_definer using (true) with check (true);
grant select, update (own) on series_bookings to cater_definer;
--> statement-breakpoint

-- One that is changed by itself is left as it is by what is done to its series afterwards; what a command does to the whole
-- series says so for its transaction.
create function mark_own() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  touched jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  booking uuid := coalesce(touched ->> 'booking_id', touched ->> 'id');
begin
  if coalesce(current_setting('app.whole_series', true), '') = 'on' then return null; end if;
  update series_bookings set own = true
    where company_id = (touched ->> 'company_id')::uuid and booking_id = booking and not own;
  return null;
end $$;
alter function mark_own() owner to cater_definer;
revoke all on function mark_own() from public;
create trigger bookings_series after update of event_name, event_type, service_style, starts_at, ends_at, venue, venue_address, guests,
    dietary, special_requests, customer_id on bookings for each row
  when ((old.event_name, old.event_type, old.service_style, old.starts_at, old.ends_at, old.venue, old.venue_address, old.guests,
      old.dietary, old.special_requests, old.customer_id) is distinct from (new.event_name, new.event_type, new.service_style,
      new.starts_at, new.ends_at, new.venue, new.venue_address, new.guests, new.dietary, new.special_requests, new.customer_id))
  execute function mark_own();
create trigger booking_lines_series_changed after update of quantity, notes, follows on booking_lines for each row
  when ((old.quantity, old.notes, old.follows) is distinct from (new.quantity, new.notes, new.follows)) execute function mark_own();
create trigger booking_lines_series after insert or delete on booking_lines for each row execute function mark_own();
