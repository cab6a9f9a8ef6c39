import type { ReportKey } from './document';

type Entry = { key: ReportKey; title: string; what: string /** For managers alone. */; advanced: boolean };

/** Every report there is, in the order in which they are offered. */
export const catalogue: readonly Entry[] = [
  {
    key: 'financial',
    title: 'Financial summary',
    what: 'Billed, received and owed; tax by component for filing; what is owed by age',
    advanced: true,
  },
  {
    key: 'bookings',
    title: 'Booking analysis',
    what: 'Events by status, type, month, guests and venue; their value; enquiries won',
    advanced: false,
  },
  {
    key: 'feedback',
    title: 'Feedback and satisfaction',
    what: 'Ratings over time, recommendation, answers; quality by aspect and weekday',
    advanced: false,
  },
  {
    key: 'menu',
    title: 'Menu engineering',
    what: 'Which dishes are ordered, liked and worth their cost',
    advanced: false,
  },
  {
    key: 'customers',
    title: 'Customer insight',
    what: 'New and returning customers, the best of them, and who hasn’t been seen for long',
    advanced: true,
  },
  {
    key: 'performance',
    title: 'Performance',
    what: 'How fast enquiries are answered and how many are won: by source, person and venue',
    advanced: true,
  },
  {
    key: 'activity',
    title: 'Staff activity',
    what: 'Who did what, how often and when, by the audit trail',
    advanced: true,
  },
];

export const entryOf = (key: ReportKey): Entry => catalogue.find((entry) => entry.key === key) as Entry;
