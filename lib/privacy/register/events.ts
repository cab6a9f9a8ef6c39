import type { TableEntry } from '../entry';

/** Events, what was said about them, and what was made good. */
export const events: Record<string, TableEntry> = {
  bookings: {
    name: 'Bookings',
    customer:
      'event_name venue venue_key venue_address tax special_requests dietary cancel_reason latitude longitude agreed_discount_reason diet_notes diet_list their_reference fee_reason',
    member: 'created_by',
    accounts:
      'menu_total service_total subtotal discount tax_total total deposit paid service_charge their_total taken_off cancellation_fee',
    plain:
      'id company_id reference customer_id event_type service_style starts_at ends_at guests guaranteed_guests actual_guests status discount_rate confirmed_at completed_at cancelled_at created_at updated_at version arrived_at agreed_discount_rate agreed_discount_amount service_charge_rate service_charge_taxed children vendor_meals billed_guests brought_along payment_plan agreed_at cancellation_terms occasion_id',
  },
  booking_lines: {
    name: 'Lines of bookings',
    customer: 'name notes price_reason',
    accounts: 'unit_price amount listed_price',
    plain:
      'id company_id booking_id kind item_id service_id quantity minimum_order position created_at follows unit feeds package_id choices discount_rate whom',
  },
  booking_texts: {
    name: 'Search of bookings',
    customer: 'text',
    plain: 'company_id booking_id segment place',
  },
  booking_versions: {
    name: 'Versions of what was agreed',
    customer: 'snapshot changes facts',
    member: 'made_by',
    plain: 'id company_id booking_id number parties made_at',
  },
  version_notices: {
    name: 'Who knows of a version',
    member: 'acknowledged_by',
    plain: 'company_id booking_id number party told_at acknowledged_at',
  },
  booking_tasks: {
    name: 'Tasks of events',
    customer: 'title',
    member: 'assignee_id done_by created_by',
    plain:
      'id company_id booking_id template_id for_role due_at due_from due_amount due_unit pinned done_at dropped_at created_at version',
  },
  task_templates: {
    name: 'The checklist',
    plain:
      'id company_id title for_role event_type service_style due_from due_amount due_unit created_at version',
  },
  booking_photos: {
    name: 'Photos of events',
    member: 'created_by',
    plain: 'id company_id booking_id width height removed_at created_at',
  },
  booking_series: {
    name: 'Events that come again',
    member: 'created_by',
    plain: 'id company_id rhythm created_at',
  },
  series_bookings: {
    name: 'Events of a series',
    plain: 'company_id booking_id series_id position planned_on own',
  },
  booking_staff: {
    name: 'Teams of events',
    member: 'user_id',
    plain: 'company_id booking_id created_at starts_at',
  },
  guest_diets: {
    name: 'Diets of guests',
    customer: 'guest people avoids diets severe notes',
    plain: 'id company_id booking_id created_at version',
  },
  comments: {
    name: 'Comments of the office',
    customer: 'body',
    member: 'mentions created_by removed_by',
    plain:
      'id company_id booking_id customer_id feedback_id case_id invoice_id quote_id receipt_id record_id created_at edited_at removed_at',
  },
  comment_files: {
    name: 'Files of comments',
    customer: 'name',
    member: 'created_by',
    plain: 'id company_id comment_id kind size created_at',
  },
  occasions: {
    name: 'Occasions',
    customer: 'name',
    plain: 'id company_id customer_id created_at',
  },
  capacity_limits: {
    name: 'Limits of a day',
    plain: 'company_id events_at_once covers_a_day staff_a_day opens closes version',
  },
  capacity_overrides: {
    name: 'Events over the limits',
    customer: 'reason',
    member: 'user_id',
    plain: 'id company_id booking_id kinds xid created_at',
  },
  blocked_days: {
    name: 'Closed days',
    customer: 'reason',
    plain: 'company_id day created_at',
  },
  order_minimums: {
    name: 'Minimum orders',
    plain: 'id company_id weekdays valid_from valid_to least_total least_guests created_at',
  },
  feedback: {
    name: 'Feedback',
    customer: 'comments',
    member: 'corrected_by',
    plain:
      'id company_id booking_id customer_id rating food service presentation timeliness would_recommend sentiment needs_human language source corrected_at given_at updated_at created_at version',
  },
  feedback_dishes: {
    name: 'Feedback on dishes',
    customer: 'comment',
    plain: 'id company_id feedback_id line_id liked created_at item_id',
  },
  feedback_requests: {
    name: 'Requests for feedback',
    customer: 'reason',
    secret: 'link_hash',
    plain:
      'id company_id booking_id customer_id state stage due_at message_id asked_at reminded_at answered_at closed_at created_at version case_due_at',
  },
  cases: {
    name: 'Recovery cases',
    customer: 'summary resolution',
    member: 'owner_id',
    plain:
      'id company_id reference booking_id customer_id feedback_id state reason acknowledge_by resolve_by acknowledged_at resolved_at closed_at escalations escalated_at reasked_at recovered_rating created_at version',
  },
  case_events: {
    name: 'Steps of cases',
    customer: 'note data',
    member: 'user_id',
    plain: 'id company_id case_id kind amount created_at',
  },
  vouchers: {
    name: 'Vouchers',
    customer: 'code',
    plain:
      'id company_id customer_id booking_id case_id rate state expires_at redeemed_booking_id redeemed_at created_at version',
  },
};
