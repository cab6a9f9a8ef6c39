-- As before, with its customers held first: a batch that went beside somebody who renamed one of them ended in a deadlock.
create or replace function take_bookings_back(import uuid, most int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  batch import_rows[];
  plain import_rows[];
  ids uuid[];
  row_ import_rows;
  why text;
begin
  batch := array(select r from import_rows r where r.company_id = company and r.import_id = import and r.state = 'written'
    and exists (select from imports i where i.company_id = company and i.id = import and i.kind = 'bookings' and i.status = 'undoing')
    order by r.line desc limit most);
  if cardinality(batch) = 0 then return 0; end if;
  ids := array(select t.record_id from unnest(batch) t);
  perform from bookings b where b.company_id = company and b.id = any (ids) order by b.id for update;
  -- Before the words of their bookings: whoever renames a customer holds them in this order.
  perform from customers c where c.company_id = company
    and c.id in (select b.customer_id from bookings b where b.company_id = company and b.id = any (ids)) order by c.id for update;
  plain := array(select t from unnest(batch) t
    where (t.record_id, t.record_version) in (select b.id, b.version from bookings b where b.company_id = company and b.id = any (ids))
      and t.record_id not in (select p.booking_id from payments p where p.company_id = company and p.booking_id = any (ids)));
  ids := array(select t.record_id from unnest(plain) t);
  begin
    delete from enquiries e where e.company_id = company and e.booking_id = any (ids) and e.version = 1;
    delete from bookings b where b.company_id = company and b.id = any (ids);
    delete from customers c where c.company_id = company and c.version = 1 and c.id = any (array(select t.made_id from unnest(plain) t where t.made_id is not null));
    update import_rows r set state = 'undone', reason = null
      where r.company_id = company and r.import_id = import and r.line = any (array(select t.line from unnest(plain) t));
  exception
    -- There are records of one of them by now: which, is found one by one.
    when foreign_key_violation then plain := '{}';
  end;
  foreach row_ in array batch loop
    continue when row_.line in (select t.line from unnest(plain) t);
    why := take_booking_back(row_);
    update import_rows r set state = case when why is null then 'undone' else 'kept' end, reason = why
      where r.company_id = company and r.import_id = import and r.line = row_.line;
  end loop;
  return cardinality(batch);
end $$;
