-- One spelling for the numbers that people, carriers and WhatsApp write in two ways: Mexico with and without 1
-- after the country, Argentina with and without 9, Brazilian mobiles with and without the ninth digit. Anything
-- else, a `whatsapp:` in front included, stays as it is.
create function phone_key(address text) returns text language sql immutable strict parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select regexp_replace(regexp_replace(regexp_replace(address,
    '^(whatsapp:)?\+521(\d{10})$', '\1+52\2'),
    '^(whatsapp:)?\+549(\d{10})$', '\1+54\2'),
    '^(whatsapp:)?\+55(\d{2})9([6-9]\d{7})$', '\1+55\2\3')
$$;
revoke all on function phone_key(text) from public;
grant execute on function phone_key(text) to cater_manager, cater_staff, cater_client, cater_system, cater_auth, cater_runner, cater_definer;
--> statement-breakpoint
create index customers_phone_key on customers (company_id, phone_key(phone));
--> statement-breakpoint
create index conversations_address_key on conversations (company_id, phone_key(address));
--> statement-breakpoint
create index bookings_completed on bookings (company_id, completed_at) where completed_at is not null;
--> statement-breakpoint

-- What a message was said about. Messages of the time before spoke of the start that their booking has now.
alter table messages add column about_start timestamptz(3);
--> statement-breakpoint
update messages m set about_start = b.starts_at from bookings b
  where b.company_id = m.company_id and b.id = m.booking_id and m.direction = 'outbound'
    and m.kind in ('booking_confirmation', 'event_reminder', 'final_count');
--> statement-breakpoint
drop index messages_once_per_booking;
--> statement-breakpoint
create unique index messages_once_per_booking on messages (company_id, booking_id, kind)
  where direction = 'outbound' and channel = 'whatsapp' and kind in ('feedback_request', 'feedback_reminder', 'thank_you', 'recovery');
--> statement-breakpoint
alter table messages drop constraint messages_kind_known, add constraint messages_kind_known
  check (kind in ('booking_confirmation', 'booking_moved', 'booking_cancelled', 'event_reminder', 'final_count', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery', 'recovery_reask', 'opt_in_confirmation', 'opt_out_confirmation', 'feedback_question', 'staff_reply', 'inbound', 'template_test'));
--> statement-breakpoint
alter table templates drop constraint templates_purpose_known, add constraint templates_purpose_known
  check (purpose in ('booking_confirmation', 'booking_moved', 'booking_cancelled', 'event_reminder', 'final_count', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery', 'recovery_reask', 'opt_in_confirmation', 'opt_out_confirmation'));
--> statement-breakpoint

-- A number that leaves a customer takes its conversation along: whoever holds it next is somebody else.
create policy definer_closes on conversations for update to cater_definer using (true) with check (true);
create policy definer_finds on conversations for select to cater_definer using (true);
grant select (id, company_id, customer_id, address), update (customer_id) on conversations to cater_definer;
create function close_left_addresses() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update conversations c set customer_id = null
    where c.company_id = old.company_id and c.customer_id = old.id
      and ((phone_key(old.phone) is distinct from phone_key(new.phone)
          and phone_key(c.address) in ('whatsapp:' || phone_key(old.phone), phone_key(old.phone)))
        or (old.whatsapp_id is distinct from new.whatsapp_id and c.address = 'whatsapp:' || old.whatsapp_id));
  return null;
end $$;
alter function close_left_addresses() owner to cater_definer;
revoke all on function close_left_addresses() from public;
create trigger customers_close_addresses after update of phone, whatsapp_id on customers
  for each row execute function close_left_addresses();
--> statement-breakpoint

-- The links of the time before: a number that its customer no longer has.
update conversations c set customer_id = null from customers p
  where p.company_id = c.company_id and p.id = c.customer_id and p.phone is not null
    and c.address ~ '^(whatsapp:)?\+[0-9]+$' and phone_key(p.phone) <> phone_key(replace(c.address, 'whatsapp:', ''));
--> statement-breakpoint

-- How long the oldest message has waited past its time, and how long the oldest of a customer has been unread:
-- two numbers of the whole installation, for whoever watches it.
create policy definer_measures on messages for select to cater_definer using (true);
grant select (status, next_attempt_at, claimed_at, created_at, direction, handled_at) on messages to cater_definer;
create function overdue_work(out message_seconds float8, out unread_seconds float8) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select
    coalesce(extract(epoch from now() - (select min(coalesce(next_attempt_at, claimed_at, created_at)) from messages
      where status in ('waiting', 'sending', 'unknown') and coalesce(next_attempt_at, claimed_at, created_at) <= now())), 0)::float8,
    coalesce(extract(epoch from now() - (select min(created_at) from messages
      where direction = 'inbound' and handled_at is null and created_at <= now())), 0)::float8
$$;
alter function overdue_work() owner to cater_definer;
revoke all on function overdue_work() from public;
grant execute on function overdue_work() to cater_runner;
