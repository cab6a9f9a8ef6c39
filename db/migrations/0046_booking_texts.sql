-- What a search finds a booking by, folded and in one row: the booking's own words and those of its customer. A word alone
-- says little of how many bookings have it, and an index that is asked for a common one gives all of a million rows. So the
-- rows of a company lie in segments in the order in which they came; a search looks through one after the other from the
-- newest on, in each for all words at once, and ends with as many as it was asked for.
create extension if not exists btree_gin;
create sequence booking_segments;
create table booking_texts (
  company_id uuid not null,
  booking_id uuid not null,
  -- One company's, of some thousand bookings; later ones have higher numbers.
  segment bigint not null,
  -- Within it. Two that are written at the same moment may share one.
  place integer not null,
  text text not null,
  primary key (company_id, booking_id)
);
alter table booking_texts enable row level security;
alter table booking_texts force row level security;
create policy definer on booking_texts for all to cater_definer using (true) with check (true);
grant select, insert, update on booking_texts to cater_definer;
grant update on sequence booking_segments to cater_definer;
--> statement-breakpoint

-- Fields of one row of a table stand with blanks between them; a line ends where the next may not be read on from.
create function booking_text(reference text, event_name text, venue text, dietary text, customer text, phone text, email text)
returns text language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp
return fold_text(' ' || reference || ' ' || event_name || ' ' || venue || coalesce(E'\n ' || dietary, '')
  || E'\n ' || customer || ' ' || coalesce(phone, '') || ' ' || coalesce(email, ''));
--> statement-breakpoint

insert into booking_texts (company_id, booking_id, segment, place, text)
  select company_id, id, dense_rank() over (order by company_id, (at - 1) / 8192), (at - 1) % 8192 + 1, text
  from (select b.company_id, b.id, row_number() over (partition by b.company_id order by b.id) as at,
      booking_text(b.reference, b.event_name, b.venue, b.dietary, c.name, c.phone, c.email) as text
    from bookings b join customers c on c.company_id = b.company_id and c.id = b.customer_id) b
  order by company_id, at;
alter table booking_texts add foreign key (company_id, booking_id) references bookings (company_id, id) on delete cascade;
select setval('booking_segments', coalesce((select max(segment) from booking_texts), 0) + 1, false);
create index booking_texts_place on booking_texts (company_id, segment desc, place desc);
-- What waits in a list to be sorted in would be read through for every segment.
set local maintenance_work_mem = '256MB';
create index booking_texts_words on booking_texts using gin (company_id, segment, text gin_trgm_ops) with (fastupdate = off);
analyze booking_texts;
drop index bookings_text;
drop index bookings_diets_text;
--> statement-breakpoint

create function write_booking_text() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  words text := (select booking_text(new.reference, new.event_name, new.venue, new.dietary, c.name, c.phone, c.email)
    from customers c where c.company_id = new.company_id and c.id = new.customer_id);
  last record;
begin
  if tg_op = 'UPDATE' then
    update booking_texts set text = words where company_id = new.company_id and booking_id = new.id and text <> words;
    return null;
  end if;
  select segment, place into last from booking_texts where company_id = new.company_id order by segment desc, place desc limit 1;
  if last.place < 8192 then
    insert into booking_texts values (new.company_id, new.id, last.segment, last.place + 1, words);
  else
    insert into booking_texts values (new.company_id, new.id, nextval('booking_segments'), 1, words);
  end if;
  return null;
end $$;
create function write_customer_texts() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update booking_texts t set text = booking_text(b.reference, b.event_name, b.venue, b.dietary, new.name, new.phone, new.email)
    from bookings b where b.company_id = new.company_id and b.customer_id = new.id
      and t.company_id = b.company_id and t.booking_id = b.id;
  return null;
end $$;
create trigger bookings_text after insert on bookings for each row execute function write_booking_text();
create trigger bookings_text_again after update of event_name, venue, dietary, customer_id on bookings for each row
  when ((old.event_name, old.venue, old.dietary, old.customer_id) is distinct from (new.event_name, new.venue, new.dietary, new.customer_id))
  execute function write_booking_text();
create trigger customers_texts after update of name, phone, email on customers for each row
  when ((old.name, old.phone, old.email) is distinct from (new.name, new.phone, new.email))
  execute function write_customer_texts();
--> statement-breakpoint

-- Its successor looks up customers too, and comes with their words.
drop function search_bookings(text);
-- As before; of the bookings' words only those of bookings that came of an enquiry are read.
create or replace function search_enquiries(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id from enquiries e where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and fold_text(' ' || e.name || ' ' || coalesce(e.phone, '') || ' ' || coalesce(e.email, '') || ' ' || coalesce(e.place, '')) like fold_text(pattern)
  union select e.id from enquiries e where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and e.customer_id in (select c.id from search_customers(pattern) c)
  union select e.id from enquiries e join booking_texts t on t.company_id = e.company_id and t.booking_id = e.booking_id
    where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and t.text like fold_text(pattern)
$$;
alter function write_booking_text() owner to cater_definer;
alter function write_customer_texts() owner to cater_definer;
revoke all on function booking_text(text, text, text, text, text, text, text), write_booking_text(), write_customer_texts() from public;
grant execute on function booking_text(text, text, text, text, text, text, text) to cater_definer;
