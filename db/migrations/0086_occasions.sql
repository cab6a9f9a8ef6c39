-- An occasion: bookings of one customer that belong together, such as an engagement, a reception and the next day's brunch. Each
-- has place, time, menu and money of its own; what is one is what the customer sees and pays, which are sums over them.
create table occasions (
  id uuid primary key,
  company_id uuid not null references companies (id),
  customer_id uuid not null,
  name text not null constraint occasions_name_length check (length(btrim(name)) between 1 and 160),
  created_at timestamptz(3) not null default now(),
  constraint occasions_whose unique (company_id, id, customer_id),
  foreign key (company_id, customer_id) references customers (company_id, id)
);
create index occasions_customer on occasions (company_id, customer_id);
alter table bookings add column occasion_id uuid;
-- One customer's, whoever moves what: a merge moves both, so it is asked at the end.
alter table bookings add constraint bookings_occasion foreign key (company_id, occasion_id, customer_id)
  references occasions (company_id, id, customer_id) deferrable initially deferred;
create index bookings_occasion_start on bookings (company_id, occasion_id, starts_at, id) where occasion_id is not null;
--> statement-breakpoint

do $$
declare
  who text;
  how record;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  alter table occasions enable row level security;
  alter table occasions force row level security;
  foreach who in array array['system', 'manager', 'staff'] loop
    execute format('create policy %I on occasions for all to %I using (%s)', who, 'cater_' || who, company);
    execute format('grant select, insert, update (name) on occasions to %I', 'cater_' || who);
  end loop;
  execute format('create policy client on occasions for select to cater_client using (%s
    and customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid)', company);
  create trigger occasions_audit after insert or update or delete on occasions for each row execute function audit_row();
  for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) v(event, side) loop
    execute format('create trigger %I after %s on occasions referencing %s table as changed for each statement execute function tell_live(''bookings'')',
      'occasions_live_' || how.event, how.event, how.side);
  end loop;
end $$;
grant select on occasions to cater_client;
create policy definer on occasions for all to cater_definer using (true) with check (true);
grant select, update (customer_id), delete on occasions to cater_definer;
grant update (occasion_id) on bookings to cater_definer;
--> statement-breakpoint

-- An occasion has twenty parts, however many come at once; clients put nothing together.
create function bookings_join() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role', true) = 'cater_client' then
    raise exception 'The caterer says what belongs to one occasion' using errcode = '42501';
  end if;
  perform 1 from occasions o where o.company_id = new.company_id and o.id = new.occasion_id for update;
  if not found then raise exception 'This occasion doesn''t exist' using errcode = 'CT086'; end if;
  if (select count(*) from bookings b where b.company_id = new.company_id and b.occasion_id = new.occasion_id and b.id <> new.id) >= 20 then
    raise exception 'An occasion has up to 20 parts' using errcode = 'CT086';
  end if;
  return new;
end $$;
create trigger bookings_join before insert on bookings for each row when (new.occasion_id is not null) execute function bookings_join();
create trigger bookings_join_other before update of occasion_id on bookings for each row
  when (new.occasion_id is not null and new.occasion_id is distinct from old.occasion_id) execute function bookings_join();
-- One without parts is none.
create function bookings_leave() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from occasions o where o.company_id = old.company_id and o.id = old.occasion_id for update;
  delete from occasions o where o.company_id = old.company_id and o.id = old.occasion_id
    and not exists (select from bookings b where b.company_id = o.company_id and b.occasion_id = o.id);
  return null;
end $$;
create trigger bookings_leave after update of occasion_id on bookings for each row
  when (old.occasion_id is not null and new.occasion_id is distinct from old.occasion_id) execute function bookings_leave();
create trigger bookings_leave_gone after delete on bookings for each row when (old.occasion_id is not null) execute function bookings_leave();
alter function bookings_join() owner to cater_definer;
alter function bookings_leave() owner to cater_definer;
revoke all on function bookings_join(), bookings_leave() from public;
--> statement-breakpoint

-- A booking is found by its occasion too. Its own words, its customer's and those of the occasion stand on lines of their own.
create function booking_words(b bookings) returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select booking_text(b.reference, b.event_name, b.venue, b.dietary, c.name, c.phone, c.email)
    || coalesce((select E'\n' || fold_text(' ' || o.name) from occasions o where o.company_id = b.company_id and o.id = b.occasion_id), '')
  from customers c where c.company_id = b.company_id and c.id = b.customer_id
$$;
create or replace function write_booking_text() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  words text := booking_words(new);
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
create or replace function write_customer_texts() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update booking_texts t set text = booking_words(b) from bookings b
    where b.company_id = new.company_id and b.customer_id = new.id and t.company_id = b.company_id and t.booking_id = b.id;
  return null;
end $$;
create function write_occasion_texts() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update booking_texts t set text = booking_words(b) from bookings b
    where b.company_id = new.company_id and b.occasion_id = new.id and t.company_id = b.company_id and t.booking_id = b.id;
  return null;
end $$;
alter function write_occasion_texts() owner to cater_definer;
revoke all on function booking_words(bookings), write_occasion_texts() from public;
grant execute on function booking_words(bookings) to cater_definer;
drop trigger bookings_text_again on bookings;
create trigger bookings_text_again after update of event_name, venue, dietary, customer_id, occasion_id on bookings for each row
  when ((old.event_name, old.venue, old.dietary, old.customer_id, old.occasion_id) is distinct from
    (new.event_name, new.venue, new.dietary, new.customer_id, new.occasion_id))
  execute function write_booking_text();
create trigger occasions_texts after update of name on occasions for each row when (old.name <> new.name) execute function write_occasion_texts();
--> statement-breakpoint

-- As before, and occasions go with their bookings.
create or replace function merge_customers(merge uuid, kept uuid, gone uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  one customers%rowtype;
  two customers%rowtype;
  became customers%rowtype;
  part record;
  state record;
begin
  perform 1 from customers c where c.company_id = company and c.id in (kept, gone) order by c.id for update;
  select * into one from customers c where c.company_id = company and c.id = kept;
  select * into two from customers c where c.company_id = company and c.id = gone;
  if one.id is null or two.id is null or kept = gone or one.merged_into is not null or two.merged_into is not null
      or one.anonymised_at is not null or two.anonymised_at is not null then
    raise exception 'These two can''t be merged' using errcode = 'CT030';
  end if;
  became := one;
  became.phone := coalesce(one.phone, two.phone);
  became.whatsapp_id := coalesce(one.whatsapp_id, two.whatsapp_id);
  became.email := coalesce(one.email, two.email);
  became.address := coalesce(one.address, two.address);
  became.cuisine := coalesce(one.cuisine, two.cuisine);
  became.time_zone := coalesce(one.time_zone, two.time_zone);
  -- An exemption is one thing: its reason, its certificate and its last day are of one record.
  if one.tax_exempt_reason is null then
    became.tax_exempt_reason := two.tax_exempt_reason;
    became.tax_exempt_certificate := two.tax_exempt_certificate;
    became.tax_exempt_until := two.tax_exempt_until;
  end if;
  became.display_currency := coalesce(one.display_currency, two.display_currency);
  became.notes := nullif(concat_ws(E'\n', one.notes, two.notes), '');
  became.tags := coalesce((select array_agg(t order by t) from (select distinct unnest(one.tags || two.tags) as t limit 20) all_tags), '{}');
  insert into customer_merges (id, company_id, kept_id, gone_id, gone_name, kept_before, kept_after, gone_before, made_by)
    values (merge, company, kept, gone, two.name, to_jsonb(one), to_jsonb(became), to_jsonb(two), person);

  -- Bookings first: what hangs on one belongs to whose it is.
  for part in select * from (values (1, 'bookings', 'id'), (2, 'feedback_requests', 'id'), (3, 'feedback', 'id'), (4, 'cases', 'id'),
      (5, 'vouchers', 'id'), (6, 'enquiries', 'id'), (7, 'conversations', 'id'), (8, 'messages', 'id'), (9, 'invitations', 'id'),
      (10, 'memberships', 'user_id'), (11, 'occasions', 'id')) as p (place, name, key) order by place loop
    execute format('with moved as (update %I t set customer_id = $1 where t.company_id = $2 and t.customer_id = $3 returning t.%I as row_id)
      insert into customer_merge_rows (company_id, merge_id, table_name, row_id) select $2, $4, %L, row_id from moved',
      part.name, part.key, part.name) using kept, company, gone, merge;
  end loop;
  with moved as (update customers c set merged_into = kept where c.company_id = company and c.merged_into = gone returning c.id)
    insert into customer_merge_rows (company_id, merge_id, table_name, row_id) select company, merge, 'customers', id from moved;

  -- An opt-out of either holds for both; a consent comes along only with the number or address that it was given for.
  for state in
    select ch.channel, (select n.state from consents n where n.company_id = company and n.customer_id = kept and n.channel = ch.channel
        order by n.created_at desc, n.id desc limit 1) as own,
      (select n.state from consents n where n.company_id = company and n.customer_id = gone and n.channel = ch.channel
        order by n.created_at desc, n.id desc limit 1) as other
    from (values ('whatsapp'), ('email'), ('sms')) as ch (channel)
  loop
    if (state.other = 'withdrawn' and state.own is distinct from 'withdrawn') or (state.other = 'granted' and state.own is null
        and (case when state.channel = 'email' then one.email is null and two.email is not null
          else one.phone is null and one.whatsapp_id is null and (two.phone is not null or two.whatsapp_id is not null) end)) then
      with said as (insert into consents (id, company_id, customer_id, channel, state, source, text_version, reason, user_id)
        values (gen_random_uuid(), company, kept, state.channel, state.other, 'staff', 'merged', 'As said on the record that was merged', person)
        returning id)
      insert into customer_merge_rows (company_id, merge_id, table_name, row_id) select company, merge, 'consents', id from said;
    end if;
  end loop;

  update customers c set merged_into = kept, phone = case when one.phone is null then null else c.phone end,
      whatsapp_id = case when one.whatsapp_id is null then null else c.whatsapp_id end
    where c.company_id = company and c.id = gone;
  update customers c set phone = became.phone, whatsapp_id = became.whatsapp_id, email = became.email, address = became.address,
      cuisine = became.cuisine, time_zone = became.time_zone, notes = became.notes, tags = became.tags,
      tax_exempt_reason = became.tax_exempt_reason, tax_exempt_certificate = became.tax_exempt_certificate,
      tax_exempt_until = became.tax_exempt_until, display_currency = became.display_currency
    where c.company_id = company and c.id = kept;
end $$;
--> statement-breakpoint

create or replace function unmerge_customers(merge uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  m customer_merges%rowtype;
  one customers%rowtype;
  two customers%rowtype;
  was customers%rowtype;
  became customers%rowtype;
  part record;
begin
  select * into m from customer_merges c where c.company_id = company and c.id = merge for update;
  if m.id is null then raise exception 'This merge doesn''t exist' using errcode = 'CT030'; end if;
  perform 1 from customers c where c.company_id = company and c.id in (m.kept_id, m.gone_id) order by c.id for update;
  select * into one from customers c where c.company_id = company and c.id = m.kept_id;
  select * into two from customers c where c.company_id = company and c.id = m.gone_id;
  if m.undone_at is not null then raise exception 'This was taken back already' using errcode = 'CT031'; end if;
  if m.made_at < now() - interval '30 days' then raise exception 'A merge can be taken back for thirty days' using errcode = 'CT031'; end if;
  if one.merged_into is not null then
    raise exception 'Take the later merge back first' using errcode = 'CT031';
  end if;
  if one.anonymised_at is not null or two.anonymised_at is not null or two.merged_into is distinct from m.kept_id then
    raise exception 'This merge can''t be taken back any more' using errcode = 'CT031';
  end if;
  was := jsonb_populate_record(null::customers, m.kept_before);
  became := jsonb_populate_record(null::customers, m.kept_after);

  -- A part that was added since goes where its occasion goes, and an occasion that was made since where all of its parts go. What
  -- was put together of both leaves its occasion: one occasion is one customer's.
  insert into customer_merge_rows (company_id, merge_id, table_name, row_id)
    select company, merge, 'bookings', b.id from bookings b join customer_merge_rows r on r.merge_id = merge and r.table_name = 'occasions'
        and r.row_id = b.occasion_id
      where b.company_id = company and b.customer_id = m.kept_id and b.created_at > m.made_at
    on conflict do nothing;
  insert into customer_merge_rows (company_id, merge_id, table_name, row_id)
    select company, merge, 'occasions', o.id from occasions o
      where o.company_id = company and o.customer_id = m.kept_id and o.created_at > m.made_at
        and not exists (select from bookings b where b.company_id = company and b.occasion_id = o.id
          and not exists (select from customer_merge_rows r where r.merge_id = merge and r.table_name = 'bookings' and r.row_id = b.id));
  update bookings b set occasion_id = null where b.company_id = company and b.customer_id = m.kept_id and b.occasion_id is not null
    and exists (select from customer_merge_rows r where r.merge_id = merge and r.table_name = 'bookings' and r.row_id = b.id)
      <> exists (select from customer_merge_rows r where r.merge_id = merge and r.table_name = 'occasions' and r.row_id = b.occasion_id);

  for part in select * from (values (1, 'bookings', 'id', 'false'), (2, 'feedback_requests', 'id', 'booking_id'), (3, 'feedback', 'id', 'booking_id'),
      (4, 'cases', 'id', 'booking_id'), (5, 'vouchers', 'id', 'booking_id'), (6, 'enquiries', 'id', 'false'), (7, 'conversations', 'id', 'false'),
      (8, 'messages', 'id', 'conversation_id'), (9, 'invitations', 'id', 'false'), (10, 'memberships', 'user_id', 'false'),
      (11, 'occasions', 'id', 'false')) as p (place, name, key, hangs)
      order by place loop
    execute format('update %I t set customer_id = $1 where t.company_id = $2 and t.customer_id = $3 and (exists (
        select from customer_merge_rows r where r.merge_id = $4 and r.table_name = %L and r.row_id = t.%I) or %s)',
      part.name, part.name, part.key,
      case part.hangs when 'false' then 'false' else format('exists (select from customer_merge_rows r where r.merge_id = $4
        and r.table_name = %L and r.row_id = t.%I)', case part.hangs when 'booking_id' then 'bookings' else 'conversations' end, part.hangs) end)
      using m.gone_id, company, m.kept_id, merge;
  end loop;
  update customers c set merged_into = m.gone_id from customer_merge_rows r
    where r.merge_id = merge and r.table_name = 'customers' and c.company_id = company and c.id = r.row_id and c.merged_into = m.kept_id;
  delete from consents n using customer_merge_rows r where r.merge_id = merge and r.table_name = 'consents' and n.company_id = company
    and n.id = r.row_id and not exists (select from consents later where later.company_id = company and later.customer_id = n.customer_id
      and later.channel = n.channel and (later.created_at, later.id) > (n.created_at, n.id));

  update customers c set
      phone = case when c.phone is not distinct from became.phone then was.phone else c.phone end,
      whatsapp_id = case when c.whatsapp_id is not distinct from became.whatsapp_id then was.whatsapp_id else c.whatsapp_id end,
      email = case when c.email is not distinct from became.email then was.email else c.email end,
      address = case when c.address is not distinct from became.address then was.address else c.address end,
      cuisine = case when c.cuisine is not distinct from became.cuisine then was.cuisine else c.cuisine end,
      time_zone = case when c.time_zone is not distinct from became.time_zone then was.time_zone else c.time_zone end,
      notes = case when c.notes is not distinct from became.notes then was.notes else c.notes end,
      tags = case when c.tags = became.tags then was.tags else c.tags end,
      (tax_exempt_reason, tax_exempt_certificate, tax_exempt_until) = (
        select x.reason, x.certificate, x.until from (values
          (true, was.tax_exempt_reason, was.tax_exempt_certificate, was.tax_exempt_until),
          (false, c.tax_exempt_reason, c.tax_exempt_certificate, c.tax_exempt_until)) as x (back, reason, certificate, until)
        where x.back = ((c.tax_exempt_reason, c.tax_exempt_certificate, c.tax_exempt_until)
          is not distinct from (became.tax_exempt_reason, became.tax_exempt_certificate, became.tax_exempt_until))),
      display_currency = case when c.display_currency is not distinct from became.display_currency
        then was.display_currency else c.display_currency end
    where c.company_id = company and c.id = m.kept_id;
  was := jsonb_populate_record(null::customers, m.gone_before);
  update customers c set merged_into = null,
      phone = coalesce(c.phone, (select was.phone where not exists (select from customers o where o.company_id = company and o.phone = was.phone))),
      whatsapp_id = coalesce(c.whatsapp_id, (select was.whatsapp_id where not exists (select from customers o where o.company_id = company and o.whatsapp_id = was.whatsapp_id)))
    where c.company_id = company and c.id = m.gone_id;
  update customer_merges c set undone_at = now(), undone_by = nullif(current_setting('app.user_id', true), '')::uuid where c.id = merge;
  return m.gone_id;
end $$;
