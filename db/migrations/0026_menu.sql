-- What one dish or service costs, for whoever may read it and nothing for the rest: asked for the rows that are shown,
-- and not for all of the company.
create function cost_seen(thing uuid) returns bigint
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user <> 'cater_manager' then return null; end if;
  return (select c.cost from offer_costs c where c.item_id = thing or c.service_id = thing);
end $$;
revoke all on function cost_seen(uuid) from public;
grant execute on function cost_seen(uuid) to cater_manager, cater_staff;
drop function costs_seen();
--> statement-breakpoint

-- Dishes are counted by category and state from the index alone, and found by their words from another: under row
-- rules PostgreSQL looks no LIKE up, so that a function does it, as for bookings and customers.
drop index items_category;
create index items_category on items (company_id, category_id, active);
create index items_text on items using gin (fold_text(' ' || name || ' ' || coalesce(description, '')) gin_trgm_ops);
create policy definer_searches on items for select to cater_definer using (true);
grant select (id, company_id, name, description) on items to cater_definer;
create function search_items(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.id from items i
    where i.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and fold_text(' ' || i.name || ' ' || coalesce(i.description, '')) like fold_text(pattern)
$$;
revoke all on function search_items(text) from public;
grant execute on function search_items(text) to cater_manager, cater_staff;
--> statement-breakpoint
alter function search_items(text) owner to cater_definer;
