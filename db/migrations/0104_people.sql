-- The kitchen and the road have tasks of their own: those given to them by name, and those of whoever does that work. They see them
-- and tick them, and change nothing else about them.
alter table task_templates drop constraint task_templates_for_role_known,
  add constraint task_templates_for_role_known check (for_role in ('manager', 'staff', 'kitchen', 'driver'));
alter table booking_tasks drop constraint booking_tasks_for_role_known,
  add constraint booking_tasks_for_role_known check (for_role in ('manager', 'staff', 'kitchen', 'driver'));
-- What is due on a day, done or not.
create index booking_tasks_due on booking_tasks (company_id, due_at) where dropped_at is null;
drop policy driver on booking_tasks;
do $$
declare who text;
begin
  foreach who in array array['kitchen', 'driver'] loop
    execute format($policy$create policy %1$I on booking_tasks for all to cater_%1$I
      using (company_id = nullif(current_setting('app.company_id', true), '')::uuid
        and (assignee_id = nullif(current_setting('app.user_id', true), '')::uuid or (assignee_id is null and for_role = %1$L))
        and exists (select from bookings b where b.company_id = booking_tasks.company_id and b.id = booking_id))$policy$, who);
  end loop;
end $$;
grant select on booking_tasks to cater_kitchen;
grant update (done_at, done_by) on booking_tasks to cater_kitchen, cater_driver;
--> statement-breakpoint

-- Customers are asked to the portal, and hear on WhatsApp of a device that signed in to it.
call know_message('portal_invitation');
call know_message('new_device');
-- Since when a customer has a login to the portal, and when they signed in last of what is still kept. The office asks about its own.
create function portal_of(customer uuid) returns table (since timestamptz, signed_in_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select min(m.created_at), max(s.created_at)
  from memberships m left join sessions s on s.user_id = m.user_id and coalesce(s.company_id, m.company_id) = m.company_id
  where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid and m.customer_id = customer and m.role = 'client'
$$;
-- Whether a customer's phone and their mailbox would open the portal for them, as its door sees it.
create function portal_opens(customer uuid) returns table (by_phone boolean, by_mail boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from portal_doors('phone', c.phone, true) d where d.company_id = c.company_id and d.customer_id = c.id),
    exists (select from portal_doors('email', lower(c.email), true) d where d.company_id = c.company_id and d.customer_id = c.id)
  from customers c where c.id = customer and c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
$$;
--> statement-breakpoint

-- A session of a browser that never signed in to the portal before, until one that was there earlier says that it knows it.
alter table sessions add column new_device boolean not null default false;
grant select (new_device), update (new_device) on sessions to cater_definer;
-- Those of whoever asks, for two weeks, with the session that looks at them: also where the device was signed out since.
create function my_new_devices(here uuid) returns table (id uuid, user_agent text, created_at timestamptz, open boolean, known boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id, s.user_agent, s.created_at, s.ended_at is null and s.expires_at > now(), h.created_at < s.created_at
  from sessions h join sessions s on s.user_id = h.user_id and s.id <> h.id
  where h.id = here and h.user_id = nullif(current_setting('app.user_id', true), '')::uuid
    and s.new_device and s.created_at > now() - interval '14 days'
  order by s.created_at desc, s.id limit 10
$$;
-- Says of a device that it is one's own; only a session that was there before it may, so that no stranger hides themselves.
create function know_my_device(one uuid, here uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sessions s set new_device = false from sessions h
    where s.id = one and s.new_device and s.user_id = nullif(current_setting('app.user_id', true), '')::uuid
      and h.id = here and h.user_id = s.user_id and h.ended_at is null and h.created_at < s.created_at;
  return found;
end $$;
do $$
declare f text;
begin
  foreach f in array array['portal_of(uuid)', 'portal_opens(uuid)', 'my_new_devices(uuid)', 'know_my_device(uuid, uuid)'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function portal_of(uuid) to cater_manager, cater_staff, cater_accountant;
grant execute on function portal_opens(uuid) to cater_manager, cater_staff;
grant execute on function my_new_devices(uuid), know_my_device(uuid, uuid) to cater_client;
