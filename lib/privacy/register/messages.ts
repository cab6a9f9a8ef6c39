import type { TableEntry } from '../entry';

/** What is written to people and by them, and what the office is told of. */
export const messages: Record<string, TableEntry> = {
  conversations: {
    name: 'Conversations',
    customer: 'address profile_name',
    plain: 'id company_id customer_id last_inbound_at last_message_at unread created_at',
  },
  messages: {
    name: 'Messages',
    customer:
      'body content_variables buttons error_text button_payload button_text replied_to_sid media raw reading',
    member: 'user_id',
    plain:
      'id company_id conversation_id customer_id booking_id sender_id template_id direction channel kind once_key content_sid form asked status sid error_code not_sent_reason held_reason attempts retries next_attempt_at claimed_at created_at sent_at delivered_at read_at failed_at handled_at about_start',
  },
  message_events: {
    name: 'What became of messages',
    customer: 'raw',
    plain: 'id company_id sid message_id status error_code received_at applied_at',
  },
  senders: {
    name: 'WhatsApp numbers',
    secret: 'auth_token_sealed',
    plain:
      'id company_id name account_sid address messaging_service_sid sms_address active paused_at paused_reason paused_until rate tested_at created_at version',
  },
  templates: {
    name: 'Templates of messages',
    plain:
      'id company_id purpose language name body variables samples buttons category granted_category content_sid approval rejection_reason checked_at active retired_at created_at version',
  },
  session_contents: {
    name: 'Contents at WhatsApp',
    plain: 'id company_id account_sid digest content_sid created_at',
  },
  alerts: {
    name: 'Notifications',
    customer: 'title detail href about',
    member: 'user_id',
    plain: 'id company_id kind key created_at cleared_at roles ends_on',
  },
  alert_reads: {
    name: 'Notifications read',
    member: 'user_id',
    plain: 'company_id alert_id read_at',
  },
  alert_routes: {
    name: 'Who hears of what',
    plain: 'company_id kind roles updated_at',
  },
  alert_digests: {
    name: 'Daily mails',
    member: 'user_id',
    plain: 'company_id hour told_on retry_at',
  },
};
