-- Somebody asks for an event: one record from their first word to the booking that is won or lost.
create table enquiries (
  id uuid primary key,
  company_id uuid not null references companies (id),
  stage text not null default 'inquiry',
  stage_at timestamptz(3) not null default now(),
  source text not null,
  name text not null,
  phone text,
  email text,
  event_type text,
  event_date date,
  guests integer,
  place text,
  budget bigint,
  message text,
  notes text,
  follow_up_on date,
  follow_up_note text,
  owner_id uuid,
  customer_id uuid,
  booking_id uuid,
  conversation_id uuid,
  received_at timestamptz(3) not null default now(),
  answered_at timestamptz(3),
  answered_by text,
  lost_reason text,
  lost_note text,
  spam_at timestamptz(3),
  consent_version integer,
  consent_words text,
  post_key text,
  told_at timestamptz(3),
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  version bigint not null default 1,
  constraint enquiries_company_id unique (company_id, id),
  constraint enquiries_booking unique (company_id, booking_id),
  constraint enquiries_post_key unique (company_id, post_key),
  foreign key (company_id, customer_id) references customers (company_id, id),
  foreign key (company_id, booking_id) references bookings (company_id, id),
  foreign key (company_id, conversation_id) references conversations (company_id, id),
  constraint enquiries_stage_known check (stage in ('inquiry', 'consultation', 'proposal', 'negotiation', 'won', 'lost')),
  constraint enquiries_source_known check (source in ('form', 'whatsapp', 'office', 'portal')),
  constraint enquiries_event_type_known check (event_type in ('wedding', 'engagement', 'birthday', 'corporate', 'conference', 'funeral', 'outdooring', 'graduation', 'church', 'private_dinner', 'other')),
  constraint enquiries_answered_by_known check (answered_by in ('message', 'phone', 'email', 'in_person')),
  constraint enquiries_lost_reason_known check (lost_reason in ('price', 'date_taken', 'no_answer', 'another_caterer', 'called_off', 'not_for_us', 'other')),
  constraint enquiries_name_length check (length(btrim(name)) between 1 and 120),
  constraint enquiries_guests check (guests between 1 and 100000),
  constraint enquiries_budget check (budget between 1 and 100000000000),
  constraint enquiries_phone_form check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint enquiries_lengths check (length(email) <= 254 and length(place) <= 160 and length(message) <= 4000
    and length(notes) <= 4000 and length(follow_up_note) <= 200 and length(lost_note) <= 500 and length(consent_words) <= 500),
  constraint enquiries_lost check ((stage = 'lost') = (lost_reason is not null)),
  constraint enquiries_won check (stage <> 'won' or booking_id is not null),
  constraint enquiries_answered check ((answered_at is null) = (answered_by is null)),
  constraint enquiries_consent check ((consent_version is null) = (consent_words is null))
);
create index enquiries_stage on enquiries (company_id, stage, received_at desc nulls first);
create index enquiries_newest on enquiries (company_id, received_at desc nulls first, id desc nulls first);
create index enquiries_follow_up on enquiries (company_id, follow_up_on) where follow_up_on is not null;
create index enquiries_customer on enquiries (company_id, customer_id);
create index enquiries_conversation on enquiries (company_id, conversation_id);
create index enquiries_phone_key on enquiries (company_id, phone_key(phone));
create index enquiries_untold on enquiries (company_id) where told_at is null;
--> statement-breakpoint

-- How a company takes enquiries.
create table enquiry_settings (
  company_id uuid primary key references companies (id),
  form_on boolean not null default false,
  form_key text not null unique,
  sites text[] not null default '{}',
  heading text,
  intro text,
  thanks text,
  consent_words text not null,
  consent_version integer not null default 1,
  high_value bigint,
  urgent_days smallint not null default 7,
  answer_within integer not null default 60,
  updated_at timestamptz(3) not null default now(),
  version bigint not null default 1,
  constraint enquiry_settings_key check (form_key ~ '^[A-Za-z0-9_-]{16,40}$'),
  constraint enquiry_settings_sites check (cardinality(sites) <= 20),
  constraint enquiry_settings_urgent check (urgent_days between 1 and 90),
  constraint enquiry_settings_answer check (answer_within between 5 and 10080),
  constraint enquiry_settings_high check (high_value between 1 and 100000000000),
  constraint enquiry_settings_lengths check (length(heading) <= 120 and length(intro) <= 1000 and length(thanks) <= 1000
    and length(btrim(consent_words)) between 1 and 500)
);
-- Spam is known again by keyed hashes, from which nothing can be read.
create table enquiry_blocks (
  company_id uuid not null references companies (id),
  hash text not null constraint enquiry_blocks_hash check (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) not null default now(),
  primary key (company_id, hash)
);
create index enquiry_blocks_age on enquiry_blocks (company_id, created_at);
--> statement-breakpoint

do $$
declare
  t text;
  who text;
  company constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
begin
  foreach t in array array['enquiries', 'enquiry_settings', 'enquiry_blocks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system on %I for all to cater_system using (%s) with check (%s)', t, company, company);
  end loop;
  foreach who in array array['manager', 'staff'] loop
    execute format('create policy %I on enquiries for all to %I using (%s) with check (%s)', who, 'cater_' || who, company, company);
  end loop;
  execute format('create policy manager on enquiry_settings for all to cater_manager using (%s) with check (%s)', company, company);
  execute format('create policy staff on enquiry_settings for select to cater_staff using (%s)', company);
end $$;
grant select, insert, update, delete on enquiries to cater_system;
grant select, insert, update on enquiry_settings to cater_system;
grant select, insert, delete on enquiry_blocks to cater_system;
-- What was received and agreed to stays as it came; bookings are tied by trigger.
grant select, insert, update (stage, stage_at, name, phone, email, event_type, event_date, guests, place, budget, message,
  notes, follow_up_on, follow_up_note, owner_id, customer_id, answered_at, answered_by, lost_reason, lost_note)
  on enquiries to cater_manager, cater_staff;
grant select, insert, update (form_on, sites, heading, intro, thanks, consent_words, high_value, urgent_days, answer_within,
  updated_at) on enquiry_settings to cater_manager;
grant select on enquiry_settings to cater_staff;
create policy definer on enquiries for all to cater_definer using (true) with check (true);
create policy definer on enquiry_settings for select to cater_definer using (true);
create policy definer on enquiry_blocks for select to cater_definer using (true);
grant select, insert, update on enquiries to cater_definer;
grant select on enquiry_settings, enquiry_blocks to cater_definer;
grant select (name, country, currency, time_zone, locale, language, phone, is_demo) on companies to cater_definer;
--> statement-breakpoint

create function enquiry_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user not in ('cater_manager', 'cater_staff') then return new; end if;
  if tg_op = 'INSERT' and (new.source not in ('office', 'whatsapp') or new.booking_id is not null or new.stage in ('won', 'lost')
      or new.consent_version is not null or new.post_key is not null or new.spam_at is not null
      or new.created_by is distinct from nullif(current_setting('app.user_id', true), '')::uuid) then
    raise exception 'The office writes down what it was told, in its own name' using errcode = '42501';
  end if;
  if tg_op = 'UPDATE' and new.stage is distinct from old.stage and 'won' in (new.stage, old.stage) then
    raise exception 'An enquiry is won by confirming its booking' using errcode = 'CT023';
  end if;
  return new;
end $$;
create function enquiry_consent_version() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.version := old.version + 1;
  new.consent_version := old.consent_version + (new.consent_words <> old.consent_words)::int;
  return new;
end $$;
revoke all on function enquiry_guard(), enquiry_consent_version() from public;
create trigger enquiries_guard before insert or update on enquiries for each row execute function enquiry_guard();
create trigger enquiries_touch before update on enquiries for each row execute function touch();
create trigger enquiry_settings_touch before update on enquiry_settings for each row execute function enquiry_consent_version();
--> statement-breakpoint

-- The bookings that are enquiries and quotes now.
insert into enquiries (id, company_id, stage, stage_at, source, name, customer_id, booking_id, received_at, answered_at, answered_by,
    told_at, created_by, created_at)
  select gen_random_uuid(), b.company_id, case b.status when 'quoted' then 'proposal' else 'inquiry' end, b.updated_at,
    case when m.role = 'client' then 'portal' else 'office' end, left(c.name, 120), b.customer_id, b.id, b.created_at,
    case when m.role is distinct from 'client' or b.status = 'quoted' then b.created_at end,
    case when m.role is distinct from 'client' or b.status = 'quoted' then 'phone' end, now(), b.created_by, b.created_at
  from bookings b join customers c on c.company_id = b.company_id and c.id = b.customer_id
    left join memberships m on m.company_id = b.company_id and m.user_id = b.created_by
  where b.status in ('enquiry', 'quoted');
--> statement-breakpoint

-- A booking and its enquiry go one way. `app.enquiry_id` names the enquiry that is being booked.
create function enquiry_of_booking() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  wanted uuid := nullif(current_setting('app.enquiry_id', true), '')::uuid;
  portal boolean := current_setting('role', true) = 'cater_client';
begin
  if tg_op = 'INSERT' then
    if wanted is not null then
      perform set_config('app.enquiry_id', '', true);
      update enquiries set booking_id = new.id, customer_id = new.customer_id,
          answered_at = coalesce(answered_at, now()), answered_by = coalesce(answered_by, 'phone'),
          stage = case when new.status = 'quoted' or stage = 'lost' then 'proposal' else stage end,
          lost_reason = null, lost_note = null
        where company_id = new.company_id and id = wanted and booking_id is null and stage <> 'won';
      if not found then
        raise exception 'This enquiry has its booking already' using errcode = 'CT022';
      end if;
    elsif new.status in ('enquiry', 'quoted') then
      insert into enquiries (id, company_id, stage, source, name, customer_id, booking_id, answered_at, answered_by, told_at, created_by)
        select gen_random_uuid(), new.company_id, case new.status when 'quoted' then 'proposal' else 'inquiry' end,
          case when portal then 'portal' else 'office' end, left(c.name, 120), new.customer_id, new.id,
          case when not portal then now() end, case when not portal then 'phone' end,
          case when not portal then now() end, new.created_by
        from customers c where c.company_id = new.company_id and c.id = new.customer_id;
    end if;
    return null;
  end if;
  if new.customer_id <> old.customer_id then
    update enquiries set customer_id = new.customer_id where company_id = new.company_id and booking_id = new.id;
  end if;
  if new.status = old.status then return null; end if;
  if new.status = 'quoted' then
    update enquiries set stage = 'proposal', stage_at = now(), answered_at = coalesce(answered_at, now()), answered_by = coalesce(answered_by, 'message')
      where company_id = new.company_id and booking_id = new.id and stage in ('inquiry', 'consultation');
  elsif new.status = 'confirmed' then
    update enquiries set stage = 'won', stage_at = now(), lost_reason = null, lost_note = null, follow_up_on = null, follow_up_note = null,
        answered_at = coalesce(answered_at, now()), answered_by = coalesce(answered_by, 'phone')
      where company_id = new.company_id and booking_id = new.id and stage <> 'won';
  elsif new.status = 'cancelled' then
    update enquiries set stage = 'lost', stage_at = now(), follow_up_on = null, follow_up_note = null,
        lost_reason = coalesce(nullif(current_setting('app.lost_reason', true), ''), 'called_off'), lost_note = left(new.cancel_reason, 500)
      where company_id = new.company_id and booking_id = new.id and stage not in ('won', 'lost');
    perform set_config('app.lost_reason', '', true);
  end if;
  return null;
end $$;
alter function enquiry_of_booking() owner to cater_definer;
revoke all on function enquiry_of_booking() from public;
create trigger bookings_enquiry_made after insert on bookings for each row execute function enquiry_of_booking();
create trigger bookings_enquiry_moved after update of status, customer_id on bookings
  for each row when (old.status is distinct from new.status or old.customer_id is distinct from new.customer_id)
  execute function enquiry_of_booking();
--> statement-breakpoint

-- The office's first words to somebody stop the clock of what they asked, whichever way they are known.
create function answer_enquiries() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare own text;
begin
  select c.address into own from conversations c where c.company_id = new.company_id and c.id = new.conversation_id;
  update enquiries e set answered_at = now(), answered_by = 'message'
    where e.company_id = new.company_id and e.answered_at is null and e.stage not in ('won', 'lost')
      and (e.conversation_id = new.conversation_id or e.customer_id = new.customer_id
        or phone_key(e.phone) = phone_key(replace(own, 'whatsapp:', '')) or 'mailto:' || lower(e.email) = own);
  return null;
end $$;
alter function answer_enquiries() owner to cater_definer;
revoke all on function answer_enquiries() from public;
create trigger messages_answer_enquiries after insert on messages
  for each row when (new.direction = 'outbound' and new.kind = 'staff_reply') execute function answer_enquiries();
-- Who an unknown sender is, is known of their enquiries too.
create function link_enquiries() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update enquiries e set customer_id = new.customer_id
    where e.company_id = new.company_id and e.conversation_id = new.id and e.customer_id is null;
  return null;
end $$;
alter function link_enquiries() owner to cater_definer;
revoke all on function link_enquiries() from public;
create trigger conversations_link_enquiries after update of customer_id on conversations
  for each row when (new.customer_id is not null and old.customer_id is distinct from new.customer_id) execute function link_enquiries();
--> statement-breakpoint

-- The public form: what a stranger may know of a company, by its key.
create function enquiry_form(given text) returns table (company_id uuid, name text, country text, currency text, time_zone text,
  locale text, language text, phone text, is_demo boolean, sites text[], heading text, intro text, thanks text, consent_words text,
  consent_version int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.name, c.country, c.currency, c.time_zone, c.locale, c.language, c.phone, c.is_demo, s.sites, s.heading, s.intro,
    s.thanks, s.consent_words, s.consent_version
  from enquiry_settings s join companies c on c.id = s.company_id where s.form_key = given and s.form_on
$$;
-- Writes down what a stranger asks, and nothing else: new, in no customer's name, at most so many a day. The same form
-- sent twice is one enquiry; what is known as spam is answered alike and kept nowhere.
create function post_enquiry(given text, once text, post jsonb, hashes text[], agreed boolean)
returns table (company_id uuid, id uuid) language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  form enquiry_settings%rowtype;
  made uuid;
begin
  select * into form from enquiry_settings s where s.form_key = given and s.form_on;
  if not found then
    raise exception 'This form is not open' using errcode = 'CT020';
  end if;
  if once is null or length(once) not between 16 and 64 then
    raise exception 'A form is sent with its key' using errcode = 'CT020';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(form.company_id::text, 7));
  select e.id into made from enquiries e where e.company_id = form.company_id and e.post_key = once;
  if found then
    return query select form.company_id, made;
    return;
  end if;
  if exists (select from enquiry_blocks b where b.company_id = form.company_id and b.hash = any (hashes)) then return; end if;
  if (select count(*) from (select from enquiries e where e.company_id = form.company_id and e.source = 'form'
      and e.received_at > now() - interval '24 hours' limit 200) today) >= 200 then
    raise exception 'Too many enquiries reached this company today' using errcode = 'CT021';
  end if;
  made := gen_random_uuid();
  insert into enquiries (id, company_id, source, name, phone, email, event_type, event_date, guests, place, budget, message, post_key,
      consent_version, consent_words)
    values (made, form.company_id, 'form', post ->> 'name', post ->> 'phone', post ->> 'email', post ->> 'eventType',
      (post ->> 'eventDate')::date, (post ->> 'guests')::int, post ->> 'place', (post ->> 'budget')::bigint, post ->> 'message', once,
      case when agreed then form.consent_version end, case when agreed then form.consent_words end);
  return query select form.company_id, made;
end $$;
alter function enquiry_form(text) owner to cater_definer;
alter function post_enquiry(text, text, jsonb, text[], boolean) owner to cater_definer;
revoke all on function enquiry_form(text), post_enquiry(text, text, jsonb, text[], boolean) from public;
grant execute on function enquiry_form(text), post_enquiry(text, text, jsonb, text[], boolean) to cater_auth;
--> statement-breakpoint

-- What strangers wrote is its own record; what people change in it is audited.
create trigger enquiries_audit_insert after insert on enquiries for each row when (new.source <> 'form' and new.booking_id is null) execute function audit_row();
create trigger enquiries_audit after update on enquiries for each row
  when ((old.told_at is not distinct from new.told_at)) execute function audit_row();
create trigger enquiry_settings_audit after insert or update or delete on enquiry_settings for each row execute function audit_row();
do $$
declare how record;
begin
  for how in select * from (values ('insert', 'new'), ('update', 'new'), ('delete', 'old')) as h (event, side) loop
    execute format('create trigger %I after %s on enquiries referencing %s table as changed for each statement execute function tell_live(%L)',
      'enquiries_live_' || how.event, how.event, how.side, 'enquiries');
  end loop;
end $$;
--> statement-breakpoint

-- Who asked is told that it arrived.
do $$
declare
  known record;
  words text;
begin
  for known in select * from (values ('messages', 'messages_kind_known', 'kind'), ('templates', 'templates_purpose_known', 'purpose')) as k (t, name, col) loop
    select pg_get_constraintdef(c.oid) into words from pg_constraint c where c.conname = known.name and c.conrelid = known.t::regclass;
    execute format('alter table %I drop constraint %I', known.t, known.name);
    execute format('alter table %I add constraint %I check (%s or %I = %L)', known.t, known.name,
      regexp_replace(words, '^CHECK ', ''), known.col, 'enquiry_received');
  end loop;
end $$;
