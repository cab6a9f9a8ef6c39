import type { ReportKey } from './document';

type Entry = {
  key: ReportKey;
  title: string;
  what: string;
  /** Whose it is: of all who run events, of who keeps the books, of managers alone. */
  reads: 'everyday' | 'books' | 'managers';
};

/** Every report there is, in the order in which they are offered. */
export const catalogue: readonly Entry[] = [
  {
    key: 'financial',
    title: 'Financial summary',
    what: 'Billed, received and owed; tax by component for filing; what is owed by age',
    reads: 'books',
  },
  {
    key: 'bookings',
    title: 'Booking analysis',
    what: 'Events by status, type, month, guests and venue; their value; enquiries won',
    reads: 'everyday',
  },
  {
    key: 'feedback',
    title: 'Feedback summary',
    what: 'How many answered and how content they were; by stars and event type',
    reads: 'everyday',
  },
  {
    key: 'satisfaction',
    title: 'Satisfaction trends',
    what: 'Ratings and recommendation day by day or month by month',
    reads: 'everyday',
  },
  {
    key: 'quality',
    title: 'Service quality',
    what: 'Food, service, presentation and timeliness: over time, and by weekday',
    reads: 'everyday',
  },
  {
    key: 'menu',
    title: 'Menu engineering',
    what: 'Which dishes are ordered, liked and worth their cost',
    reads: 'everyday',
  },
  {
    key: 'customers',
    title: 'Customer insight',
    what: 'New and returning customers, the best of them, and who hasn’t been seen for long',
    reads: 'managers',
  },
  {
    key: 'performance',
    title: 'Performance',
    what: 'How fast enquiries are answered and how many are won: by source, person and venue',
    reads: 'managers',
  },
  {
    key: 'activity',
    title: 'Staff activity',
    what: 'Who did what, how often and when, by the audit trail',
    reads: 'managers',
  },
];

/** What allows each of them. */
export const reportPermissions = {
  everyday: 'reports.read',
  books: 'reports.financial',
  managers: 'reports.advanced',
} as const;

export const entryOf = (key: ReportKey): Entry => catalogue.find((entry) => entry.key === key) as Entry;
