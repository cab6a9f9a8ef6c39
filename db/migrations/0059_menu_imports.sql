-- Menus are brought along in a file as customers are.
alter table imports drop constraint imports_kind_known,
  add constraint imports_kind_known check (kind in ('customers', 'menu'));
--> statement-breakpoint

-- Takes the next rows of an imported menu back, as far as nothing changed since; says at each that stays why. Gives how many it
-- looked at. A manager's: they may delete of the menu, and what is on a booking or in a package stays by its foreign keys.
create function take_menu_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  row_ record;
  type_ text;
  dish items%rowtype;
  service services%rowtype;
  category categories%rowtype;
  why text;
  looked int := 0;
begin
  -- Dishes before the categories that they stand in.
  for row_ in select r.* from import_rows r join imports i on i.company_id = r.company_id and i.id = r.import_id
      where r.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and r.import_id = import and r.state = 'written' and i.kind = 'menu' and i.status = 'undoing'
      order by split_part(r.key, ':', 1) = 'category', r.line desc limit most loop
    looked := looked + 1;
    why := null;
    type_ := split_part(row_.key, ':', 1);
    begin
      if row_.outcome = 'new' and exists (select from offer_costs o where o.company_id = row_.company_id
          and row_.record_id in (o.item_id, o.service_id)) then
        why := 'Its cost was entered since the import.';
      elsif row_.outcome = 'new' and type_ = 'dish' then
        delete from items x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif row_.outcome = 'new' and type_ = 'service' then
        delete from services x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif row_.outcome = 'new' then
        delete from categories x where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif type_ = 'dish' then
        dish := jsonb_populate_record(null::items, row_.before);
        update items x set name = dish.name, category_id = dish.category_id, description = dish.description, price = dish.price,
          unit = dish.unit, feeds = dish.feeds, minimum_order = dish.minimum_order, preparation_minutes = dish.preparation_minutes,
          diets = dish.diets, spice = dish.spice, contains = dish.contains, may_contain = dish.may_contain,
          free_from = dish.free_from, available_from = dish.available_from, available_to = dish.available_to,
          season_from = dish.season_from, season_to = dish.season_to, active = dish.active, position = dish.position
          where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      elsif type_ = 'service' then
        service := jsonb_populate_record(null::services, row_.before);
        update services x set name = service.name, kind = service.kind, description = service.description, price = service.price,
          unit = service.unit, minimum_order = service.minimum_order, duration_minutes = service.duration_minutes,
          active = service.active
          where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      else
        category := jsonb_populate_record(null::categories, row_.before);
        update categories x set name = category.name, active = category.active
          where x.company_id = row_.company_id and x.id = row_.record_id and x.version = row_.record_version;
      end if;
      if why is null and not found then why := 'Changed since the import.'; end if;
    exception
      when foreign_key_violation then
        why := case type_ when 'category' then 'There are other dishes in it by now.'
          else 'It is on bookings or in packages by now.' end;
      when unique_violation then why := 'Another one has the name it had before.';
    end;
    if why is null and row_.before ? 'made_category' then
      -- The category that came with the dish goes with it, unless others stand in it.
      begin
        delete from categories x where x.company_id = row_.company_id and x.id = (row_.before ->> 'made_category')::uuid
          and x.version = 1;
      exception when foreign_key_violation then null;
      end;
    end if;
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = row_.company_id and r.import_id = import and r.line = row_.line;
  end loop;
  return looked;
end $$;
revoke all on function take_menu_back(uuid, int) from public;
grant execute on function take_menu_back(uuid, int) to cater_manager;
