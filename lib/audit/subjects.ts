export const areas = [
  'bookings',
  'money',
  'customers',
  'menu',
  'messages',
  'feedback',
  'people',
  'settings',
  'system',
] as const;
export type Area = (typeof areas)[number];

export const areaWords: Record<Area, string> = {
  bookings: 'Bookings',
  money: 'Money',
  customers: 'Customers',
  menu: 'Menu',
  messages: 'Messages',
  feedback: 'Feedback and cases',
  people: 'People and sign-ins',
  settings: 'Settings',
  system: 'Automation',
};

type Subject = {
  area: Area;
  /** What one of them is called. */
  word: string;
  /** The page of one, where it has one. */
  href?: (id: string) => string;
};

/** What the audited tables hold, in words. A test holds this list equal to the tables that are audited. */
export const subjects: Record<string, Subject> = {
  bookings: { area: 'bookings', word: 'booking', href: (id) => `/bookings/${id}` },
  quotes: { area: 'bookings', word: 'quote' },
  occasion_quotes: { area: 'bookings', word: 'quote for an occasion' },
  booking_lines: { area: 'bookings', word: 'line of a booking' },
  guest_diets: { area: 'bookings', word: 'diet of a guest' },
  booking_tasks: { area: 'bookings', word: 'task of a booking' },
  version_notices: { area: 'bookings', word: 'notice of a change' },
  booking_series: { area: 'bookings', word: 'series' },
  series_bookings: { area: 'bookings', word: 'booking of a series' },
  occasions: { area: 'bookings', word: 'occasion', href: (id) => `/occasions/${id}` },
  booking_photos: { area: 'bookings', word: 'photo of an event' },
  booking_staff: { area: 'bookings', word: 'person at an event' },
  capacity_overrides: { area: 'bookings', word: 'event over the limits' },
  enquiries: { area: 'bookings', word: 'enquiry', href: (id) => `/enquiries/${id}` },
  payments: { area: 'money', word: 'payment' },
  receipts: { area: 'money', word: 'receipt', href: (id) => `/receipts/${id}` },
  invoices: { area: 'money', word: 'invoice', href: (id) => `/invoices/${id}` },
  write_offs: { area: 'money', word: 'write-off' },
  paper_links: { area: 'money', word: 'link to a paper' },
  cash_counts: { area: 'money', word: 'count of the cash box' },
  checkouts: { area: 'money', word: 'online payment' },
  checkout_parts: { area: 'money', word: 'event of an online payment' },
  provider_events: { area: 'money', word: 'word of a payment provider' },
  online_keys: { area: 'settings', word: 'key for online payments', href: () => '/settings/payments' },
  account_codes: { area: 'money', word: 'account code' },
  vouchers: { area: 'money', word: 'voucher' },
  exchange_rates: { area: 'money', word: 'exchange rate' },
  tax_profiles: { area: 'money', word: 'tax profile' },
  tax_components: { area: 'money', word: 'tax component' },
  comments: { area: 'customers', word: 'comment' },
  comment_files: { area: 'customers', word: 'file of a comment' },
  customers: { area: 'customers', word: 'customer', href: (id) => `/customers/${id}` },
  imports: { area: 'customers', word: 'import', href: (id) => `/settings/imports/${id}` },
  customer_merges: { area: 'customers', word: 'merge of two customers' },
  consents: { area: 'customers', word: 'consent' },
  purpose_consents: { area: 'customers', word: 'consent' },
  erasures: { area: 'customers', word: 'anonymising of a customer' },
  purpose_texts: { area: 'settings', word: 'wording of a consent', href: () => '/settings/privacy' },
  privacy_settings: { area: 'settings', word: 'settings of privacy', href: () => '/settings/privacy' },
  categories: { area: 'menu', word: 'category' },
  items: { area: 'menu', word: 'dish', href: (id) => `/menu/${id}` },
  services: { area: 'menu', word: 'service', href: (id) => `/menu/services/${id}` },
  packages: { area: 'menu', word: 'package' },
  package_parts: { area: 'menu', word: 'part of a package' },
  package_courses: { area: 'menu', word: 'course of a package' },
  offer_costs: { area: 'menu', word: 'cost' },
  pictures: { area: 'menu', word: 'picture' },
  messages: { area: 'messages', word: 'message', href: (id) => `/messages/log/${id}` },
  conversations: { area: 'messages', word: 'conversation', href: (id) => `/messages/${id}` },
  senders: { area: 'messages', word: 'WhatsApp number' },
  templates: { area: 'messages', word: 'template', href: (id) => `/settings/whatsapp/templates/${id}` },
  feedback: { area: 'feedback', word: 'feedback', href: (id) => `/feedback/${id}` },
  feedback_dishes: { area: 'feedback', word: 'rating of a dish' },
  feedback_requests: { area: 'feedback', word: 'feedback request' },
  cases: { area: 'feedback', word: 'case', href: (id) => `/cases/${id}` },
  case_events: { area: 'feedback', word: 'step of a case' },
  memberships: { area: 'people', word: 'membership' },
  users: { area: 'people', word: 'login' },
  operators: { area: 'people', word: 'operator of the installation' },
  monitor_thresholds: { area: 'settings', word: 'threshold of an alert', href: () => '/settings/monitoring' },
  invitations: { area: 'people', word: 'invitation' },
  task_templates: { area: 'settings', word: 'task of the checklist', href: () => '/settings/checklist' },
  companies: { area: 'settings', word: 'company' },
  capacity_limits: { area: 'settings', word: 'limit of what the company takes on' },
  order_minimums: { area: 'settings', word: 'minimum order' },
  blocked_days: { area: 'settings', word: 'closed day' },
  calendar_feeds: { area: 'people', word: 'subscribed calendar' },
  enquiry_settings: { area: 'settings', word: 'settings of enquiries' },
  alert_routes: { area: 'settings', word: 'choice of who is told' },
  report_schedules: { area: 'settings', word: 'report by mail', href: () => '/reports' },
  exports: { area: 'settings', word: 'file of a list', href: () => '/exports' },
  security_events: { area: 'settings', word: 'security event', href: () => '/settings/security' },
  security_settings: {
    area: 'settings',
    word: 'working hours of security',
    href: () => '/settings/security',
  },
  saved_views: { area: 'settings', word: 'saved view' },
};

/** Each table with its area, and whether its rows are records of their own or parts of others. */
export const subjectAreas = () =>
  Object.entries(subjects).map(([table, { area, href }]) => ({
    table,
    area,
    whole: href !== undefined,
  }));

/** The tables of an area. */
export function tablesOf(area: Area): string[] {
  return Object.keys(subjects).filter((table) => subjects[table]?.area === area);
}

/** What one row of a table is called; a table that nobody has named is called as it stands. */
export function wordOf(table: string): string {
  return subjects[table]?.word ?? table.replaceAll('_', ' ');
}
