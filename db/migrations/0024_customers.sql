-- Tags, and two records of one person made one.
alter table customers add column tags text[] not null default '{}', add column merged_into uuid,
  add constraint customers_tags check (cardinality(tags) <= 20 and array_position(tags, null) is null and array_position(tags, '') is null),
  add constraint customers_merged foreign key (company_id, merged_into) references customers (company_id, id),
  add constraint customers_merged_elsewhere check (merged_into <> id);
create index customers_merged_into on customers (company_id, merged_into) where merged_into is not null;
create index customers_email_key on customers (company_id, lower(email));
create index customers_name_like on customers using gin (fold_text(name) gin_trgm_ops);
--> statement-breakpoint
-- Whoever was merged away is there for the automation alone, which knows their number again.
alter policy manager on customers
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and merged_into is null)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and merged_into is null);
alter policy staff on customers
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and merged_into is null)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid and merged_into is null);
--> statement-breakpoint

create table customer_merges (
  id uuid primary key,
  company_id uuid not null references companies (id),
  kept_id uuid not null,
  gone_id uuid not null,
  gone_name text not null,
  -- What both were, and what the kept one became: to be taken back.
  kept_before jsonb not null,
  kept_after jsonb not null,
  gone_before jsonb not null,
  made_by uuid,
  made_at timestamptz(3) not null default now(),
  undone_by uuid,
  undone_at timestamptz(3),
  constraint customer_merges_company_id unique (company_id, id),
  foreign key (company_id, kept_id) references customers (company_id, id),
  foreign key (company_id, gone_id) references customers (company_id, id)
);
create index customer_merges_kept on customer_merges (company_id, kept_id, made_at desc);
-- Each row that changed hands.
create table customer_merge_rows (
  company_id uuid not null,
  merge_id uuid not null,
  table_name text not null,
  row_id uuid not null,
  primary key (merge_id, table_name, row_id),
  foreign key (company_id, merge_id) references customer_merges (company_id, id)
);
do $$
declare
  t text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['customer_merges', 'customer_merge_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer on %I for all to cater_definer using (true) with check (true)', t);
  end loop;
  execute format('create policy manager on customer_merges for select to cater_manager using (%s)', company);
  execute format('create policy staff on customer_merges for select to cater_staff using (%s)', company);
  foreach t in array array['feedback', 'feedback_requests', 'vouchers'] loop
    execute format('create policy definer_merges on %I for all to cater_definer using (true) with check (true)', t);
  end loop;
  -- These its functions could read before.
  foreach t in array array['messages', 'cases'] loop
    execute format('create policy definer_merges on %I for update to cater_definer using (true) with check (true)', t);
  end loop;
  foreach t in array array['messages', 'feedback', 'feedback_requests', 'cases', 'vouchers', 'customers'] loop
    execute format('grant select, update on %I to cater_definer', t);
  end loop;
end $$;
grant select on customer_merges to cater_manager, cater_staff;
grant select, insert, update on customer_merges to cater_definer;
grant select, insert on customer_merge_rows to cater_definer;
create policy definer_merges on consents for all to cater_definer using (true) with check (true);
grant select, insert, delete on consents to cater_definer;
grant update (customer_id) on bookings, memberships, invitations to cater_definer;
grant select on conversations to cater_definer;
create trigger customer_merges_audit after insert or update on customer_merges for each row execute function audit_row();
--> statement-breakpoint

-- What another hand does to a linked conversation says nothing of enquiries that nobody was named for.
drop trigger conversations_link_enquiries on conversations;
create trigger conversations_link_enquiries after update of customer_id on conversations
  for each row when (new.customer_id is not null and old.customer_id is null) execute function link_enquiries();
--> statement-breakpoint

-- Everything of `gone` becomes that of `kept`; the manager who does it is named by the transaction.
create function merge_customers(merge uuid, kept uuid, gone uuid) returns void
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
  became.notes := nullif(concat_ws(E'\n', one.notes, two.notes), '');
  became.tags := coalesce((select array_agg(t order by t) from (select distinct unnest(one.tags || two.tags) as t limit 20) all_tags), '{}');
  insert into customer_merges (id, company_id, kept_id, gone_id, gone_name, kept_before, kept_after, gone_before, made_by)
    values (merge, company, kept, gone, two.name, to_jsonb(one), to_jsonb(became), to_jsonb(two), person);

  -- Bookings first: what hangs on one belongs to whose it is.
  for part in select * from (values (1, 'bookings', 'id'), (2, 'feedback_requests', 'id'), (3, 'feedback', 'id'), (4, 'cases', 'id'),
      (5, 'vouchers', 'id'), (6, 'enquiries', 'id'), (7, 'conversations', 'id'), (8, 'messages', 'id'), (9, 'invitations', 'id'),
      (10, 'memberships', 'user_id')) as p (place, name, key) order by place loop
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
      cuisine = became.cuisine, time_zone = became.time_zone, notes = became.notes, tags = became.tags
    where c.company_id = company and c.id = kept;
end $$;
--> statement-breakpoint

-- Takes a merge of the last thirty days back: what changed hands goes back with what came of it since, and a field that
-- nobody changed since is what it was.
create function unmerge_customers(merge uuid) returns uuid
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

  for part in select * from (values (1, 'bookings', 'id', 'false'), (2, 'feedback_requests', 'id', 'booking_id'), (3, 'feedback', 'id', 'booking_id'),
      (4, 'cases', 'id', 'booking_id'), (5, 'vouchers', 'id', 'booking_id'), (6, 'enquiries', 'id', 'false'), (7, 'conversations', 'id', 'false'),
      (8, 'messages', 'id', 'conversation_id'), (9, 'invitations', 'id', 'false'), (10, 'memberships', 'user_id', 'false')) as p (place, name, key, hangs)
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
      tags = case when c.tags = became.tags then was.tags else c.tags end
    where c.company_id = company and c.id = m.kept_id;
  was := jsonb_populate_record(null::customers, m.gone_before);
  update customers c set merged_into = null,
      phone = coalesce(c.phone, (select was.phone where not exists (select from customers o where o.company_id = company and o.phone = was.phone))),
      whatsapp_id = coalesce(c.whatsapp_id, (select was.whatsapp_id where not exists (select from customers o where o.company_id = company and o.whatsapp_id = was.whatsapp_id)))
    where c.company_id = company and c.id = m.gone_id;
  update customer_merges c set undone_at = now(), undone_by = nullif(current_setting('app.user_id', true), '')::uuid where c.id = merge;
  return m.gone_id;
end $$;
--> statement-breakpoint

-- Who else this may be: by number, by address, by likeness of the name.
create function customers_like(customer uuid) returns table (id uuid, by_phone boolean, by_email boolean, likeness real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, coalesce(phone_key(c.phone) = phone_key(o.phone), false), coalesce(lower(c.email) = lower(o.email), false),
    similarity(fold_text(c.name), fold_text(o.name))
  from customers o join customers c on c.company_id = o.company_id and c.id <> o.id
    and (phone_key(c.phone) = phone_key(o.phone) or lower(c.email) = lower(o.email) or fold_text(c.name) % fold_text(o.name))
  where o.company_id = nullif(current_setting('app.company_id', true), '')::uuid and o.id = customer
    and c.merged_into is null and c.anonymised_at is null
    and (phone_key(c.phone) = phone_key(o.phone) or lower(c.email) = lower(o.email) or similarity(fold_text(c.name), fold_text(o.name)) >= 0.5)
  order by 2 desc, 3 desc, 4 desc, 1 limit 8
$$;
-- The company's likely pairs: the same address, the same name, and names like those of the newest.
create function customer_pairs(most int) returns table (one uuid, other uuid, by_email boolean, likeness real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with own as (select c.id, c.email, c.name, c.created_at from customers c
    where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and c.merged_into is null and c.anonymised_at is null),
  pairs as (
    select a.id as one, b.id as other from own a join own b on lower(a.email) = lower(b.email) and a.id < b.id
    union select a.id, b.id from own a join own b on fold_text(a.name) = fold_text(b.name) and a.id < b.id
    union select least(a.id, b.id), greatest(a.id, b.id) from (select * from own order by created_at desc limit 200) a
      join customers b on b.company_id = nullif(current_setting('app.company_id', true), '')::uuid and fold_text(b.name) % fold_text(a.name)
        and b.id <> a.id and b.merged_into is null and b.anonymised_at is null
        and similarity(fold_text(a.name), fold_text(b.name)) >= 0.6)
  select p.one, p.other, coalesce(lower(a.email) = lower(b.email), false), similarity(fold_text(a.name), fold_text(b.name))
  from pairs p join own a on a.id = p.one join own b on b.id = p.other order by 3 desc, 4 desc, 1, 2 limit most
$$;
-- Whose number or address this is, whichever of their merged records has it.
create function customers_known(number text, address text) returns table (id uuid, by_phone boolean, by_email boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(c.merged_into, c.id), bool_or(coalesce(phone_key(c.phone) = phone_key(number), false)),
    bool_or(coalesce(lower(c.email) = lower(address), false))
  from customers c where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and c.anonymised_at is null
    and (phone_key(c.phone) = phone_key(number) or lower(c.email) = lower(address))
  group by 1 order by 2 desc, 1 limit 5
$$;
alter function merge_customers(uuid, uuid, uuid) owner to cater_definer;
alter function unmerge_customers(uuid) owner to cater_definer;
alter function customers_like(uuid) owner to cater_definer;
alter function customer_pairs(int) owner to cater_definer;
alter function customers_known(text, text) owner to cater_definer;
revoke all on function merge_customers(uuid, uuid, uuid), unmerge_customers(uuid), customers_like(uuid), customer_pairs(int), customers_known(text, text) from public;
grant execute on function merge_customers(uuid, uuid, uuid), unmerge_customers(uuid), customers_like(uuid), customer_pairs(int) to cater_manager;
grant execute on function customers_like(uuid), customers_known(text, text) to cater_manager, cater_staff;
