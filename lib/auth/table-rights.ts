import { may, type Permission, type Role } from './permissions';

export type Verb = 'select' | 'insert' | 'update' | 'delete';
export type Scope = 'own' | 'same company' | 'other company';

/** Which permission, any of them, reaches the company's rows; and which only those that are somebody's own. */
type Reach = { company?: readonly Permission[]; own?: readonly Permission[] };
type Rights = Partial<Record<Verb, Reach>>;

const of = (...company: Permission[]): Reach => ({ company });
const own = (...permissions: Permission[]): Reach => ({ own: permissions });
const both = (company: Permission | readonly Permission[], ...mine: Permission[]): Reach => ({
  company: [company].flat() as Permission[],
  own: mine,
});

/** What stands on every page with a dish on it. */
const offered: Reach = of('bookings.read', 'kitchen.sheet', 'portal.read');
const priced: Reach = of('bookings.read', 'portal.read');
const settings: Reach = of('settings.write');
const agreed = ['bookings.read', 'kitchen.sheet', 'runsheet.read'] as const;
const atEvents = ['bookings.read', 'runsheet.read'] as const;
const all = (reach: Reach): Rights => ({ select: reach, insert: reach, update: reach, delete: reach });
const kept = (reach: Reach): Rights => ({ select: reach, insert: reach, update: reach });
/** A dish, a service or a package: read by many, written by some, removed by fewer. */
const onTheMenu = (select: Reach): Rights => ({
  ...{ select, insert: of('menu.write'), update: of('menu.write'), delete: of('menu.delete') },
});

/**
 * What the permissions of `permissions.ts` reach in each table. The database's policies and grants say the same, which
 * `npm run access:matrix` finds out by trying; who isn't named here reaches nothing, and nobody another company's rows.
 * What only the automation writes is not named.
 */
const rights: Record<string, Rights> = {
  activity_hours: { select: of('security.read') },
  account_codes: all(of('ledger.write')),
  alert_digests: kept(own('alerts.read')),
  alert_reads: { select: own('alerts.read'), insert: own('alerts.read'), delete: own('alerts.read') },
  alert_routes: all(settings),
  alerts: { select: of('alerts.read') },
  audit_events: { select: of('audit.read') },
  audit_seals: { select: of('audit.read') },
  blocked_days: { select: of('calendar.read'), insert: settings, delete: settings },
  booking_lines: {
    select: both(['bookings.read', 'kitchen.sheet'], 'portal.read'),
    insert: both('bookings.update', 'portal.book'),
    update: both('bookings.update', 'portal.book'),
    delete: both('bookings.update', 'portal.book'),
  },
  booking_photos: {
    ...{ select: of('runsheet.read'), insert: of('bookings.advance'), update: of('bookings.advance') },
  },
  booking_series: { select: of('bookings.read'), insert: of('bookings.create') },
  booking_staff: {
    ...{ select: of(...atEvents), insert: of('bookings.update'), delete: of('bookings.update') },
  },
  booking_tasks: {
    ...all(of('bookings.update')),
    ...{ select: both('bookings.read', 'tasks.tick'), update: both('bookings.update', 'tasks.tick') },
  },
  booking_versions: { select: of(...agreed) },
  bookings: {
    select: both(agreed, 'portal.read'),
    insert: both('bookings.create', 'portal.book'),
    update: both('bookings.update', 'portal.book'),
  },
  calendar_feeds: {
    select: own('calendar.read'),
    insert: own('calendar.read'),
    delete: own('calendar.read'),
  },
  capacity_limits: { select: of('calendar.read'), insert: settings, update: settings },
  capacity_overrides: { select: of('calendar.read'), insert: own('bookings.overrule') },
  case_events: { select: of('cases.read'), insert: own('cases.work') },
  cases: { select: of('cases.read'), insert: of('cases.approve'), update: of('cases.work') },
  cash_counts: { select: of('invoices.read'), insert: own('payments.record') },
  categories: onTheMenu(offered),
  checkout_parts: { select: both('invoices.read', 'portal.read') },
  checkouts: { select: both('invoices.read', 'portal.read') },
  comment_files: kept(of('comments.write')),
  comments: kept(of('comments.write')),
  companies: { select: of('office.open', 'portal.read'), update: settings },
  consents: { select: both('consents.record', 'portal.read'), insert: own('consents.record', 'portal.read') },
  conversations: { select: of('messages.read'), insert: settings, update: of('messages.reply') },
  customer_activity: { select: of('customers.read') },
  customer_merges: { select: of('customers.read') },
  customers: {
    // Who is on the road knows the customers of these days, by name and phone.
    select: both(['customers.read', 'runsheet.read'], 'portal.read'),
    insert: of('customers.write'),
    update: of('customers.write', 'customers.billing'),
  },
  enquiries: { ...kept(of('enquiries.work')), select: of('enquiries.read') },
  enquiry_settings: { ...kept(settings), select: of('enquiries.read') },
  erasures: { select: of('privacy.manage'), insert: of('privacy.manage') },
  exchange_rates: { ...all(of('rates.write')), select: priced },
  exports: kept(both('exports.any', 'exports.run')),
  figure_changes: { select: of('dashboard.read', 'ledger.read') },
  feedback: {
    ...{ select: both('feedback.read', 'portal.read'), insert: both('settings.write', 'portal.feedback') },
    update: of('feedback.correct'),
  },
  feedback_dishes: {
    ...{ select: both('feedback.read', 'portal.read'), insert: both('settings.write', 'portal.feedback') },
    ...{ update: of('feedback.correct'), delete: settings },
  },
  feedback_requests: { ...kept(settings), select: both('feedback.read', 'portal.read') },
  guest_diets: { ...all(of('bookings.update')), select: both('kitchen.sheet', 'portal.read') },
  import_rows: kept(of('imports.run')),
  imports: kept(of('imports.run')),
  intents: kept(own('account.write')),
  invitations: { select: settings, delete: settings },
  invoices: { ...kept(of('invoices.issue')), select: both('invoices.read', 'portal.read') },
  items: onTheMenu(offered),
  live_changes: { select: of('office.open') },
  memberships: { select: both(atEvents, 'portal.read'), update: settings, delete: settings },
  message_events: { select: of('messages.read') },
  messages: {
    ...{ select: of('messages.read'), insert: both('settings.write', 'messages.reply'), update: settings },
  },
  occasion_quotes: { select: of('bookings.read') },
  occasions: { ...kept(of('bookings.update')), select: both(atEvents, 'portal.read') },
  offer_costs: all(of('costs.read')),
  online_keys: { ...all(settings), select: priced },
  order_minimums: { select: of('bookings.read'), insert: settings, delete: settings },
  package_courses: { ...all(of('menu.write')), select: priced },
  package_parts: { ...all(of('menu.write')), select: priced },
  packages: onTheMenu(priced),
  paper_links: { ...kept(of('invoices.issue')), select: of('invoices.read') },
  payment_dues: { select: of('invoices.read') },
  payments: {
    ...{ select: both('invoices.read', 'portal.read'), insert: both('payments.return', 'payments.record') },
    update: of('payments.return'),
  },
  pictures: { select: offered, insert: of('menu.write') },
  posting_lines: { select: of('ledger.read') },
  postings: { select: of('ledger.read') },
  privacy_settings: kept(of('privacy.manage')),
  provider_events: { select: of('invoices.read') },
  quote_papers: { select: of('bookings.read') },
  purpose_consents: {
    ...{
      select: both('consents.record', 'portal.privacy'),
      insert: both('consents.record', 'portal.privacy'),
    },
  },
  purpose_texts: { select: of('consents.record', 'portal.privacy'), insert: of('privacy.manage') },
  quotes: { select: both('bookings.read', 'portal.read') },
  receipts: {
    ...{ select: both('invoices.read', 'portal.read'), insert: of('payments.record') },
    update: of('payments.return'),
  },
  report_schedules: all(own('reports.open')),
  saved_views: all(own('views.keep')),
  security_events: { select: of('security.read'), update: of('security.read') },
  security_settings: kept(settings),
  senders: kept(settings),
  series_bookings: { ...kept(of('bookings.create')), select: of('bookings.read') },
  services: onTheMenu(priced),
  stat_deltas: { select: of('dashboard.read', 'ledger.read') },
  stats: { select: of('dashboard.read', 'ledger.read') },
  task_templates: { ...all(settings), select: of('bookings.update') },
  tax_components: { ...all(settings), select: priced },
  tax_profiles: { ...all(settings), select: priced },
  templates: { ...kept(settings), select: of('messages.read') },
  touched_customers: { select: of('customers.read') },
  users: { select: both(atEvents, 'portal.read'), update: settings },
  version_notices: { select: of('runsheet.read'), update: of('bookings.update') },
  vouchers: { ...kept(of('cases.approve')), select: both('invoices.read', 'portal.read') },
  write_offs: {
    ...{ select: of('invoices.read'), insert: both('writeoffs.decide', 'invoices.issue') },
    update: both('writeoffs.decide', 'invoices.issue'),
  },
};

/** The tables that anybody reaches. */
export const reachedTables = Object.keys(rights);

/** Whether a role may do something to rows of a table, by the table of permissions. */
export function mayReach(role: Role, table: string, verb: Verb, scope: Scope): boolean {
  if (scope === 'other company') return false;
  const reach = rights[table]?.[verb];
  const permissions = [...(reach?.company ?? []), ...((scope === 'own' && reach?.own) || [])];
  return permissions.some((permission) => may(role, permission));
}
