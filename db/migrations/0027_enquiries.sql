-- What an office looks at every day is few of many: the open ones, those of the last weeks, those without an answer.
create index enquiries_stage_at on enquiries (company_id, stage_at);
create index enquiries_open on enquiries (company_id, received_at desc nulls first, id desc nulls first)
  where stage in ('inquiry', 'consultation', 'proposal', 'negotiation');
create index enquiries_unanswered on enquiries (company_id, received_at desc nulls first, id desc nulls first) where answered_at is null;
create index enquiries_spam on enquiries (company_id, received_at desc nulls first, id desc nulls first) where spam_at is not null;
create index enquiries_email_key on enquiries (company_id, lower(email));
create index enquiries_text on enquiries using gin (
  fold_text(' ' || name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '') || ' ' || coalesce(place, '')) gin_trgm_ops);
create index feedback_customer on feedback (company_id, customer_id);
--> statement-breakpoint

-- Under row rules an index on what a function makes of a column is not looked up; these see all rows, name the company
-- themselves and give ids alone, of which the caller reads what is theirs to read.
create function search_enquiries(pattern text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id from enquiries e where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and fold_text(' ' || e.name || ' ' || coalesce(e.phone, '') || ' ' || coalesce(e.email, '') || ' ' || coalesce(e.place, '')) like fold_text(pattern)
  union select e.id from enquiries e where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and e.customer_id in (select c.id from search_customers(pattern) c)
  union select e.id from enquiries e where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and e.booking_id in (select b.id from search_bookings(pattern) b)
$$;
-- The conversation that the office has with who asked: the enquiry's own, else the latest of its customer or number.
create function talk_of_enquiry(enquiry uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as (select e.conversation_id, e.customer_id, 'whatsapp:' || phone_key(e.phone) as address from enquiries e
    where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and e.id = enquiry)
  select t.id from (
    select c.id, c.last_message_at, true as own from asked a join conversations c
      on c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and c.id = a.conversation_id
    union all select c.id, c.last_message_at, false from asked a join conversations c
      on c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and c.customer_id = a.customer_id
    union all select c.id, c.last_message_at, false from asked a join conversations c
      on c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and phone_key(c.address) = a.address) t
  order by t.own desc, t.last_message_at desc, t.id limit 1
$$;
-- What the same customer, number or address asked besides.
create function enquiries_beside(enquiry uuid) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as (select e.customer_id, phone_key(e.phone) as number, lower(e.email) as address from enquiries e
    where e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and e.id = enquiry),
  found as (
    select e.id from asked a join enquiries e
      on e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and e.customer_id = a.customer_id
    union select e.id from asked a join enquiries e
      on e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and phone_key(e.phone) = a.number
    union select e.id from asked a join enquiries e
      on e.company_id = nullif(current_setting('app.company_id', true), '')::uuid and lower(e.email) = a.address)
  select f.id from found f where f.id <> enquiry
$$;
--> statement-breakpoint

-- Alike enough is asked of the index, too, instead of a row for every name that shares a third of its letters.
create or replace function customers_like(customer uuid) returns table (id uuid, by_phone boolean, by_email boolean, likeness real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  o customers%rowtype;
begin
  select * into o from customers c where c.company_id = company and c.id = customer;
  perform set_config('pg_trgm.similarity_threshold', '0.5', true);
  return query
    with found as (
      select c.id from customers c where c.company_id = company and phone_key(c.phone) = phone_key(o.phone)
      union select c.id from customers c where c.company_id = company and lower(c.email) = lower(o.email)
      union select c.id from customers c where c.company_id = company and fold_text(c.name) % fold_text(o.name))
    select c.id, coalesce(phone_key(c.phone) = phone_key(o.phone), false), coalesce(lower(c.email) = lower(o.email), false),
      similarity(fold_text(c.name), fold_text(o.name))
    from found f join customers c on c.company_id = company and c.id = f.id
    where c.id <> customer and c.merged_into is null and c.anonymised_at is null
    order by 2 desc, 3 desc, 4 desc, 1 limit 8;
end $$;
create or replace function customer_pairs(most int) returns table (one uuid, other uuid, by_email boolean, likeness real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
begin
  perform set_config('pg_trgm.similarity_threshold', '0.6', true);
  return query
    with own as materialized (select c.id, lower(c.email) as address, fold_text(c.name) as folded, c.created_at from customers c
      where c.company_id = company and c.merged_into is null and c.anonymised_at is null),
    pairs as (
      select a.id as one, b.id as other from own a join own b on a.address = b.address and a.id < b.id
      union select a.id, b.id from own a join own b on a.folded = b.folded and a.id < b.id
      union select least(a.id, b.id), greatest(a.id, b.id) from (select * from own order by created_at desc limit 200) a
        join customers b on b.company_id = company and fold_text(b.name) % a.folded
          and b.id <> a.id and b.merged_into is null and b.anonymised_at is null)
    select p.one, p.other, coalesce(a.address = b.address, false), similarity(a.folded, b.folded)
    from pairs p join own a on a.id = p.one join own b on b.id = p.other order by 3 desc, 4 desc, 1, 2 limit most;
end $$;
alter function search_enquiries(text) owner to cater_definer;
alter function talk_of_enquiry(uuid) owner to cater_definer;
alter function enquiries_beside(uuid) owner to cater_definer;
revoke all on function search_enquiries(text), talk_of_enquiry(uuid), enquiries_beside(uuid) from public;
grant execute on function search_enquiries(text), talk_of_enquiry(uuid), enquiries_beside(uuid) to cater_manager, cater_staff;
--> statement-breakpoint

-- What the public form's words left behind when they are forgotten stays out of the trail, which never held them.
alter table enquiries add column forgotten_at timestamptz(3);
drop trigger enquiries_audit on enquiries;
create trigger enquiries_audit after update on enquiries for each row
  when (old.told_at is not distinct from new.told_at and old.forgotten_at is not distinct from new.forgotten_at) execute function audit_row();
--> statement-breakpoint

-- What two records were before a merge is kept as long as it can be taken back; that they were merged stays known.
alter table customer_merges alter column kept_before drop not null, alter column kept_after drop not null,
  alter column gone_before drop not null;
create index customer_merges_made on customer_merges (company_id, made_at) where kept_before is not null;
create index customer_merges_gone on customer_merges (company_id, gone_id) where undone_at is null;
drop trigger customer_merges_audit on customer_merges;
create trigger customer_merges_audit after insert on customer_merges for each row execute function audit_row();
create trigger customer_merges_audit_update after update on customer_merges for each row
  when (old.undone_at is distinct from new.undone_at) execute function audit_row();
-- Empties the merges before an instant, and none that could still be taken back.
create function forget_merges(before timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  company uuid := nullif(current_setting('app.company_id', true), '')::uuid;
  n int;
begin
  delete from customer_merge_rows r using customer_merges m
    where m.company_id = company and m.made_at < least(before, now() - interval '30 days') and m.kept_before is not null
      and r.merge_id = m.id;
  update customer_merges m set kept_before = null, kept_after = null, gone_before = null
    where m.company_id = company and m.made_at < least(before, now() - interval '30 days') and m.kept_before is not null;
  get diagnostics n = row_count;
  return n;
end $$;
alter function forget_merges(timestamptz) owner to cater_definer;
revoke all on function forget_merges(timestamptz) from public;
grant execute on function forget_merges(timestamptz) to cater_system;
grant delete on customer_merge_rows to cater_definer;
