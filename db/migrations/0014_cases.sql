-- A discount that makes up for an event reaches the customer, and whoever answers once more is answered.
alter table messages drop constraint messages_kind_known, add constraint messages_kind_known
  check (kind in ('booking_confirmation', 'booking_moved', 'booking_cancelled', 'event_reminder', 'final_count', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery', 'recovery_reask', 'remedy_voucher', 'opt_in_confirmation', 'opt_out_confirmation', 'feedback_question', 'recovery_answered', 'staff_reply', 'inbound', 'template_test'));
--> statement-breakpoint
alter table templates drop constraint templates_purpose_known, add constraint templates_purpose_known
  check (purpose in ('booking_confirmation', 'booking_moved', 'booking_cancelled', 'event_reminder', 'final_count', 'feedback_request', 'feedback_reminder', 'thank_you', 'recovery', 'recovery_reask', 'remedy_voucher', 'opt_in_confirmation', 'opt_out_confirmation'));
--> statement-breakpoint

-- A rating tapped on a page can be changed for some minutes: until then the case that it asks for waits.
alter table feedback_requests add column case_due_at timestamptz(3);
--> statement-breakpoint
create index feedback_requests_case_due on feedback_requests (company_id, case_due_at) where case_due_at is not null;
--> statement-breakpoint

-- Where the event is, as a customer's pin says it.
alter table bookings add column latitude double precision, add column longitude double precision,
  add constraint bookings_position check ((latitude is null) = (longitude is null)
    and (latitude is null or (latitude between -90 and 90 and longitude between -180 and 180)));
--> statement-breakpoint

-- A position is that of its venue: another venue has none until somebody says where it is.
create function forget_position() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.latitude is not distinct from old.latitude and new.longitude is not distinct from old.longitude then
    new.latitude := null;
    new.longitude := null;
  end if;
  return new;
end $$;
revoke all on function forget_position() from public;
create trigger bookings_forget_position before update of venue on bookings
  for each row when (old.venue is distinct from new.venue) execute function forget_position();
