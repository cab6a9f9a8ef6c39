-- Who ends the daily mail keeps the mark of the day; what no server took is tried again while the day lasts.
alter table alert_digests alter column hour drop not null, add column retry_at timestamptz(3);
revoke delete on alert_digests from cater_manager, cater_staff;
grant update (told_on, retry_at) on alert_digests to cater_system;
--> statement-breakpoint

-- An alert keeps what it is about and is put into words when it is read; older ones keep their words.
alter table alerts alter column title drop not null, add column about jsonb, add column ends_on text[] not null default '{}';
alter table alerts add constraint alerts_said check (title is not null or about is not null);
--> statement-breakpoint

-- Those that are open end as new ones do, by what their key says that they are about.
update alerts set ends_on = case split_part(key, ':', 1)
    when 'case' then array['case_taken:' || id_in_key, 'case_resolved:' || id_in_key]
    when 'case-safety' then array['case_taken:' || id_in_key, 'case_resolved:' || id_in_key]
    when 'case-late' then array['case_taken:' || id_in_key, 'case_resolved:' || id_in_key]
    when 'recovery' then array['case_worked_on:' || id_in_key]
    when 'voucher' then array['voucher_redeemed:' || id_in_key]
    when 'cancel' then array['booking_ended:' || id_in_key]
    when 'guest_count' then array['guests_set:' || id_in_key, 'booking_ended:' || id_in_key]
    when 'message' then array['conversation_answered:' || id_in_key]
    when 'comment' then array['case_opened_for:' || id_in_key]
    when 'unread' then array['message_handled:' || id_in_key]
    when 'reply' then array['request_continued:' || id_in_key]
    when 'failed' then array['conversation_reached:' || id_in_key]
    when 'content' then array['template_repaired:' || id_in_key]
    when 'sender' then array['sender_resumed:' || id_in_key]
    when 'template' then array['template_repaired:' || id_in_key]
    when 'unknown_recipient' then array['number_owned:' || id_in_key]
    else '{}' end
  from (select id as alert_id, split_part(key, ':', 2) as id_in_key from alerts where cleared_at is null) open
  where alerts.id = open.alert_id;
