import type { TableEntry } from '../entry';

/** Who customers and members are, and what they agreed to. */
export const people: Record<string, TableEntry> = {
  customers: {
    name: 'Customers',
    customer:
      'name phone whatsapp_id email address time_zone cuisine notes tags tax_exempt_reason tax_exempt_certificate tax_exempt_until display_currency hold_reason',
    plain: 'id company_id language anonymised_at created_at version last_event_at merged_into',
  },
  customer_merges: {
    name: 'Merged customers',
    customer: 'gone_name kept_before kept_after gone_before',
    member: 'made_by undone_by',
    plain: 'id company_id kept_id gone_id made_at undone_at',
  },
  customer_merge_rows: {
    name: 'Rows that a merge moved',
    plain: 'company_id merge_id table_name row_id',
  },
  customer_activity: {
    name: 'Customers by day',
    plain: 'company_id customer_id active first_on last_on',
  },
  customer_texts: {
    name: 'Search of customers',
    customer: 'text',
    plain: 'company_id customer_id segment place',
  },
  touched_customers: {
    name: 'Customers whose figures change',
    plain: 'id company_id customer_id',
  },
  consents: {
    name: 'Messages allowed',
    customer: 'reason message_sid',
    member: 'user_id',
    plain: 'id company_id customer_id channel state source text_version created_at',
  },
  purpose_consents: {
    name: 'Consents by purpose',
    customer: 'reason',
    member: 'user_id',
    plain: 'id company_id customer_id purpose state version words source created_at',
  },
  purpose_texts: {
    name: 'Wordings of purposes',
    member: 'made_by',
    plain: 'company_id purpose version words made_at',
  },
  enquiries: {
    name: 'Enquiries',
    customer: 'name phone email place message notes follow_up_note lost_note post_key',
    member: 'owner_id created_by',
    plain:
      'id company_id stage stage_at source event_type event_date guests budget follow_up_on customer_id booking_id conversation_id received_at answered_at answered_by lost_reason spam_at consent_version consent_words told_at created_at version forgotten_at',
  },
  enquiry_blocks: {
    name: 'Blocked senders of enquiries',
    secret: 'hash',
    plain: 'company_id created_at',
  },
  enquiry_settings: {
    name: 'The enquiry form',
    secret: 'form_key',
    plain:
      'company_id form_on sites heading intro thanks consent_words consent_version high_value urgent_days answer_within updated_at version',
  },
  users: {
    name: 'Logins',
    customer: 'email name',
    secret: 'password_hash',
    plain: 'id epoch disabled_at created_at',
  },
  memberships: {
    name: 'Memberships',
    member: 'user_id',
    plain: 'company_id role customer_id created_at',
  },
  invitations: {
    name: 'Invitations',
    customer: 'email',
    member: 'invited_by accepted_by',
    secret: 'token_hash',
    plain: 'id company_id role customer_id created_at expires_at accepted_at',
  },
  sessions: {
    name: 'Sessions',
    customer: 'user_agent',
    member: 'user_id',
    plain:
      'id epoch created_at expires_at ended_at company_id seen_at confirmed_at opened_by new_device told_at',
  },
  second_factors: {
    name: 'Second steps',
    member: 'user_id',
    secret: 'secret_sealed last_step recovery_hashes',
    plain: 'created_at',
  },
  passkeys: {
    name: 'Passkeys',
    customer: 'name',
    member: 'user_id',
    secret: 'credential_id public_key',
    plain: 'id counter transports created_at used_at copied_at',
  },
  sign_in_codes: {
    name: 'Codes to sign in with',
    customer: 'address',
    secret: 'code_hash',
    plain: 'id company_id customer_id channel shared_as created_at expires_at ended_at proved_at entered_at',
  },
  calendar_feeds: {
    name: 'Subscribed calendars',
    member: 'user_id',
    secret: 'token_hash',
    plain: 'id company_id scope created_at read_at',
  },
  erasures: {
    name: 'Anonymised customers',
    member: 'asked_by',
    plain: 'id company_id customer_id label why state asked_at emptied_at done_at counts files',
  },
};
