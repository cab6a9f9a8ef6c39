-- A list as somebody looks at it: a filter and order by name, one's own or shared with the office. The row without a name
-- is how a person looks at the list when nothing else is asked for: their columns.
create table saved_views (
  id uuid primary key,
  company_id uuid not null references companies (id),
  owner_id uuid not null references users (id),
  list text not null constraint saved_views_list_length check (length(list) between 1 and 40),
  name text constraint saved_views_name_length check (length(btrim(name)) between 1 and 60),
  query text not null constraint saved_views_query_length check (length(query) <= 2000),
  shared boolean not null default false,
  position integer not null default 0,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  version bigint not null default 1,
  constraint saved_views_company_id unique (company_id, id),
  constraint saved_views_name unique nulls not distinct (company_id, owner_id, list, name),
  constraint saved_views_shared_named check (name is not null or not shared)
);
create index saved_views_list on saved_views (company_id, list);
alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy manager on saved_views for all to cater_manager
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and (shared or owner_id = nullif(current_setting('app.user_id', true), '')::uuid))
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and (shared or owner_id = nullif(current_setting('app.user_id', true), '')::uuid));
create policy staff on saved_views for all to cater_staff
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and (shared or owner_id = nullif(current_setting('app.user_id', true), '')::uuid))
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and not shared and owner_id = nullif(current_setting('app.user_id', true), '')::uuid);
grant select, insert, update (name, query, shared, position), delete on saved_views to cater_manager, cater_staff;
--> statement-breakpoint

-- Nobody makes a view in another's name, and what is shared is removed by whoever made it or by a manager.
create function guard_saved_views() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  own constant boolean := coalesce(new.owner_id, old.owner_id) = nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if own is not true and (tg_op = 'INSERT' or current_user = 'cater_staff') then
    raise exception 'This view is somebody else’s' using errcode = '42501';
  end if;
  return coalesce(new, old);
end $$;
revoke all on function guard_saved_views() from public;
create trigger saved_views_guard before insert or delete on saved_views for each row execute function guard_saved_views();
create trigger saved_views_touch before update on saved_views for each row execute function touch_dated();
-- Which columns somebody looks at is nobody else's business.
create trigger saved_views_audit after insert or update on saved_views
  for each row when (new.name is not null) execute function audit_row();
create trigger saved_views_audit_delete after delete on saved_views
  for each row when (old.name is not null) execute function audit_row();
--> statement-breakpoint

create function tell_live_views() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into live_changes (company_id, topic) select distinct company_id, 'lists' from changed where name is not null;
  return null;
end $$;
alter function tell_live_views() owner to cater_definer;
revoke all on function tell_live_views() from public;
create trigger saved_views_live_insert after insert on saved_views referencing new table as changed
  for each statement execute function tell_live_views();
create trigger saved_views_live_update after update on saved_views referencing new table as changed
  for each statement execute function tell_live_views();
create trigger saved_views_live_delete after delete on saved_views referencing old table as changed
  for each statement execute function tell_live_views();
--> statement-breakpoint

-- What somebody marked as read can be unread again.
grant delete on alert_reads to cater_manager, cater_staff;
create trigger alert_reads_live_delete after delete on alert_reads referencing old table as changed
  for each statement execute function tell_live('alerts');
--> statement-breakpoint

-- Bookings by what they come to and by when they were added.
create index bookings_total on bookings (company_id, total, id);
create index bookings_added on bookings (company_id, created_at, id);
--> statement-breakpoint

-- When a customer's latest event is, so that their list can stand in that order; -infinity before their first, since an
-- index under row rules is looked up by a plain column only. Kept by trigger; it is no change of the customer, so it neither
-- makes a form stale nor stands in the audit.
alter table customers add column last_event_at timestamptz(3) not null default '-infinity';
drop trigger customers_audit on customers;
create trigger customers_audit after insert or delete on customers for each row execute function audit_row();
create trigger customers_audit_update after update on customers
  for each row when (new.last_event_at is not distinct from old.last_event_at) execute function audit_row();
drop trigger customers_touch on customers;
create trigger customers_touch before update on customers
  for each row when (new.last_event_at is not distinct from old.last_event_at) execute function touch();
-- Nobody has to hear of it.
alter table customers disable trigger customers_live_update;
update customers c set last_event_at = found.latest
  from (select company_id, customer_id, max(starts_at) as latest from bookings where status <> 'cancelled' group by 1, 2) found
  where found.company_id = c.company_id and found.customer_id = c.id;
alter table customers enable trigger customers_live_update;
create index customers_last_event on customers (company_id, last_event_at, id);
create policy definer_dates on customers for update to cater_definer using (true) with check (true);
grant update (last_event_at) on customers to cater_definer;
--> statement-breakpoint

create function keep_last_event() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose uuid;
begin
  if tg_op = 'INSERT' then
    update customers set last_event_at = new.starts_at
      where company_id = new.company_id and id = new.customer_id and new.status <> 'cancelled'
        and last_event_at < new.starts_at;
    return null;
  end if;
  for whose in select distinct c from unnest(array[new.customer_id, old.customer_id]) c where c is not null order by 1 loop
    -- Waits for bookings that are being added for them: the next statement sees those.
    perform from customers where company_id = old.company_id and id = whose for update;
    update customers set last_event_at = found.latest
      from (select coalesce(max(b.starts_at), '-infinity') as latest from bookings b
        where b.company_id = old.company_id and b.customer_id = whose and b.status <> 'cancelled') found
      where company_id = old.company_id and id = whose and last_event_at is distinct from found.latest;
  end loop;
  return null;
end $$;
alter function keep_last_event() owner to cater_definer;
revoke all on function keep_last_event() from public;
create trigger bookings_last_event after insert or delete on bookings for each row execute function keep_last_event();
create trigger bookings_last_event_update after update on bookings
  for each row when (new.starts_at <> old.starts_at or new.customer_id <> old.customer_id
    or (new.status = 'cancelled') <> (old.status = 'cancelled'))
  execute function keep_last_event();
