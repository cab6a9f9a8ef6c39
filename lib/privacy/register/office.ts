import type { TableEntry } from '../entry';

/** The company's own settings, its menu, and the machinery. */
export const office: Record<string, TableEntry> = {
  companies: {
    name: 'The company',
    plain:
      'id name slug country currency time_zone locale language phone email address reference_prefix deposit_rate feedback_delay reminder_after recovery_below case_clock quiet_from quiet_until contact_cap thank_you_discount remedy_limit minimum_guests is_demo settings created_at version staff_prices service_charge_rate service_charge_taxed final_count_days quote_days quote_accepting quote_terms quote_terms_version invoice_days tax_number document_footer payment_instructions paper_size payment_plan deposit_first remind_before remind_after cancellation_terms quote_remind_days prices_include_tax logo_id legal_name second_factor_roles session_idle_hours session_days',
  },
  privacy_settings: {
    name: 'How long data is kept',
    plain:
      'company_id messages_months media_months enquiries_months photos_months bills_years updated_at version',
  },
  categories: {
    name: 'Categories of the menu',
    plain: 'id company_id name position active image picture_id created_at version',
  },
  items: {
    name: 'Dishes',
    plain:
      'id company_id category_id name description price minimum_order preparation_minutes image active available_from available_to created_at version unit feeds diets spice contains may_contain free_from picture_id season_from season_to position',
  },
  services: {
    name: 'Services',
    customer: 'name description',
    plain:
      'id company_id kind price duration_minutes active created_at version unit minimum_order picture_id position',
  },
  packages: {
    name: 'Packages',
    plain:
      'id company_id name description event_type tier pricing price minimum_guests maximum_guests active created_at version position picture_id',
  },
  package_courses: {
    name: 'Courses of packages',
    plain: 'id company_id package_id name choose position',
  },
  package_parts: {
    name: 'Parts of packages',
    plain: 'id company_id package_id item_id service_id quantity per_guest course_id position',
  },
  offer_costs: {
    name: 'Costs',
    plain: 'id company_id item_id service_id cost created_at',
  },
  pictures: {
    name: 'Pictures of the menu',
    member: 'created_by',
    plain: 'id company_id width height created_at',
  },
  imports: {
    name: 'Imports',
    member: 'created_by sent_by',
    plain:
      'id company_id kind file_name read_as heads total_rows mapping existing skip_bad status done_rows problem created_at finished_at day_order',
  },
  import_rows: {
    name: 'Rows of imports',
    customer: 'cells reason key before',
    plain: 'company_id import_id line outcome field record_id record_version changed state made_id',
  },
  exports: {
    name: 'Files of lists',
    customer: 'filter place',
    member: 'user_id',
    plain:
      'id company_id list format status made_as done_rows estimated_rows row_parts file_parts kept_rows bytes run beat_at generation problem created_at finished_at expires_at',
  },
  saved_views: {
    name: 'Saved views',
    customer: 'name query',
    member: 'owner_id',
    plain: 'id company_id list shared position created_at updated_at version',
  },
  report_schedules: {
    name: 'Reports by mail',
    customer: 'narrowed',
    member: 'user_id',
    plain: 'id company_id report every hour paused told_on retry_at sent_at created_at',
  },
  intents: {
    name: 'Forms that were sent',
    customer: 'result',
    member: 'user_id',
    plain: 'company_id key command digest created_at pending_until',
  },
  stats: {
    name: 'Figures',
    plain: 'company_id fact grain day key kind n amount paid quantity',
  },
  stat_deltas: {
    name: 'Figures, not folded yet',
    plain: 'id company_id fact day key kind n amount paid quantity',
  },
  figure_changes: {
    name: 'Which figures changed lately',
    plain: 'company_id fact first_day last_day counts xid at',
  },
  counters: {
    name: 'Numbers given',
    plain: 'company_id name value',
  },
  live_changes: {
    name: 'What open pages are told',
    plain: 'id company_id topic subject xid at',
  },
  rate_limits: {
    name: 'Limits of tries',
    secret: 'key',
    plain: 'count resets_at',
  },
  audit_events: {
    name: 'Audit trail',
    member: 'actor user_id ip',
    secret: 'salt',
    plain: 'id at company_id category action table_name row_id changes detail role request_id emptied',
  },
  audit_emptied: {
    name: 'Entries of the trail that were emptied',
    plain: 'company_id emptied_by entry_id stands',
  },
  audit_folds: {
    name: 'How far the trail tells of what is counted by the hour',
    plain: 'name upto',
  },
  audit_retired: {
    name: 'Months of the trail that were packed away',
    plain: 'month ids entries file sha256 retired_at',
  },
  audit_told: {
    name: 'Entries of packed months that prove others',
    plain: 'id entry',
  },
  packed_emptyings: {
    name: 'What is still to be emptied in packed months of the trail',
    secret: 'reach found',
    plain: 'id company_id actor version',
  },
  record_reads: {
    name: 'Who looked at what, within the hour',
    member: 'user_id',
    plain: 'id company_id role action table_name row_id at',
  },
  activity_hours: {
    name: 'Who did how much, by the hour',
    member: 'user_id',
    plain: 'company_id hour area deed n size',
  },
  security_events: {
    name: 'Security events',
    member: 'user_id about acknowledged_by note',
    plain: 'id company_id rule severity times raised_at last_at quiet_until acknowledged_at',
  },
  security_settings: {
    name: 'When the company works',
    plain: 'company_id opens closes updated_at',
  },
  audit_seals: {
    name: 'Seals of the trail',
    plain: 'id company_id from_id upto_id entries root_before root sealed_at',
  },
  audit_seal_marks: {
    name: 'How far the trail is sealed',
    plain: 'only_one sealed_id next_id writers_before',
  },
  personal_tables: {
    name: 'Tables of this register',
    plain: 'table_name place reach gone',
  },
  personal_columns: {
    name: 'Columns of this register',
    plain: 'table_name column_name becomes',
  },
  operators: {
    name: 'Who runs the installation',
    member: 'user_id',
    plain: 'created_at',
  },
  monitor_processes: {
    name: 'Watch: processes',
    plain: 'slot instance beat_at',
  },
  monitor_samples: {
    name: 'Watch: measurements',
    plain: 'slot grain place at brief routes',
  },
  monitor_statements: {
    name: 'Watch: slow questions to the database, without their values',
    plain: 'name text role calls total_ms worst_ms times plan planned_at last_at',
  },
  monitor_rules: {
    name: 'Watch: rules',
    plain: 'rule value over_since under_since raised_at checked_at',
  },
  monitor_thresholds: {
    name: 'Watch: thresholds',
    plain: 'name value',
  },
  monitor_backups: {
    name: 'Watch: backups',
    plain: 'id started_at finished_at folder bytes rows digest problem files',
  },
  runner_crons: {
    name: 'Automation: times',
    plain: 'function_id expression next_at',
  },
  runner_events: {
    name: 'Automation: events',
    plain: 'seq id name data ts v send_key received_at matched_at',
  },
  runner_instances: {
    name: 'Automation: processes',
    plain: 'id started_at heartbeat_at',
  },
  runner_jobs: {
    name: 'Automation: jobs',
    plain:
      'id run_id function_id step attempt max_attempts due_at slot1 slot2 lock_token locked_by parked_at parked_error',
  },
  runner_keys: {
    name: 'Automation: keys',
    plain: 'function_id key expires_at',
  },
  runner_runs: {
    name: 'Automation: runs',
    plain: 'id function_id status event invoked max_attempts slot1 slot2 output error created_at ended_at',
  },
  runner_steps: {
    name: 'Automation: steps',
    plain: 'run_id hash name op race position result created_at done_at',
  },
  runner_throttles: {
    name: 'Automation: pace',
    plain: 'key arrival_at',
  },
  runner_waits: {
    name: 'Automation: waits',
    plain: 'run_id step kind event_name match_key expression expires_at',
  },
};
