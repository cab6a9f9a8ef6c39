import type { ReportKey } from './document';

/** What a report can be of alone. */
export const narrowers = ['type', 'customer', 'venue', 'dish', 'category'] as const;
type Narrower = (typeof narrowers)[number];

type Entry = {
  key: ReportKey;
  title: string;
  what: string;
  /** Whose it is: of all who run events, of who keeps the books, of managers alone. */
  reads: 'everyday' | 'books' | 'managers';
  /** Where it means something; the trail is the whole company's. */
  narrows: readonly Narrower[];
};

/** Every report there is, in the order in which they are offered. */
export const catalogue: readonly Entry[] = [
  {
    key: 'financial',
    title: 'Financial summary',
    what: 'Billed, received and owed; tax by component for filing; what is owed by age',
    reads: 'books',
    narrows: ['type', 'customer', 'venue'],
  },
  {
    key: 'bookings',
    title: 'Booking analysis',
    what: 'Events by status, type, month, guests and venue; their value; enquiries won',
    reads: 'everyday',
    narrows: ['type', 'customer', 'venue', 'dish'],
  },
  {
    key: 'feedback',
    title: 'Feedback summary',
    what: 'How many answered and how content they were; by stars and event type',
    reads: 'everyday',
    narrows: ['type', 'customer', 'venue', 'dish'],
  },
  {
    key: 'satisfaction',
    title: 'Satisfaction trends',
    what: 'Ratings and recommendation day by day or month by month',
    reads: 'everyday',
    narrows: ['type', 'customer', 'venue', 'dish'],
  },
  {
    key: 'quality',
    title: 'Service quality',
    what: 'Food, service, presentation and timeliness: over time, and by weekday',
    reads: 'everyday',
    narrows: ['type', 'customer', 'venue', 'dish'],
  },
  {
    key: 'menu',
    title: 'Menu engineering',
    what: 'Which dishes are ordered, liked and worth their cost',
    reads: 'everyday',
    narrows: ['type', 'customer', 'venue', 'category'],
  },
  {
    key: 'customers',
    title: 'Customer insight',
    what: 'New and returning customers, the best of them, and who hasn’t been seen for long',
    reads: 'managers',
    narrows: ['type', 'venue'],
  },
  {
    key: 'performance',
    title: 'Performance',
    what: 'How fast enquiries are answered and how many are won: by source, person and venue',
    reads: 'managers',
    narrows: ['type', 'customer', 'venue'],
  },
  {
    key: 'activity',
    title: 'Staff activity',
    what: 'Who did what, how often and when, by the audit trail',
    reads: 'managers',
    narrows: [],
  },
];

/** What allows each of them. */
export const reportPermissions = {
  everyday: 'reports.read',
  books: 'reports.financial',
  managers: 'reports.advanced',
} as const;

export const entryOf = (key: ReportKey): Entry => catalogue.find((entry) => entry.key === key) as Entry;
