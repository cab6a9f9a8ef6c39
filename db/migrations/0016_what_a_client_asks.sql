-- A client's page says whether their answer can still be changed: not once somebody works on the case. It is told that
-- there is one, not what is in it.
grant select (booking_id, state, created_at) on cases to cater_definer;
create function open_case_of(booking uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from cases c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and c.customer_id = coalesce(nullif(current_setting('app.customer_id', true), '')::uuid, c.customer_id)
      and c.booking_id = booking and c.state <> 'closed'
    order by c.created_at desc limit 1
$$;
revoke all on function open_case_of(uuid) from public;
grant execute on function open_case_of(uuid) to cater_client, cater_system;
grant select (recovery_below) on companies to cater_client;
--> statement-breakpoint
alter function open_case_of(uuid) owner to cater_definer;
