import type { Aspect } from '@/lib/feedback/reading/types';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { InsightsFilter, Period, RowKind } from './filter';

export const periodWords: Record<Exclude<Period, 'days'>, string> = {
  month: 'This month',
  'last-month': 'Last month',
  quarter: 'This quarter',
  year: 'This year',
  'last-year': 'Last year',
  '30': '30 days',
  '90': '90 days',
  '365': '365 days',
};

/** What a figure is said to stand beside. */
export function besideWords(period: Period, against: InsightsFilter['against']): string {
  if (against === 'year') return 'a year before';
  const named: Partial<Record<Period, string>> = {
    month: 'the same days of last month',
    'last-month': 'the month before',
    quarter: 'the same days of last quarter',
    year: 'the same days of last year',
    'last-year': 'the year before',
  };
  return named[period] ?? 'the days before';
}

/** "1 Nov 2026 to 26 Nov 2026" */
export function stretchWords({ from, to }: { from: string; to: string }, locale: string): string {
  const [first, last] = [formatCalendarDate(from, locale), formatCalendarDate(to, locale)];
  return from === to ? first : `${first} to ${last}`;
}

export const aspectWords: Record<Aspect, string> = {
  food: 'Food',
  service: 'Service',
  presentation: 'Presentation',
  timeliness: 'On time',
};

/** Monday is 1. */
export const weekdayWords = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export const rowWords: Record<RowKind, string> = {
  booked: 'Agreed events',
  guests: 'Guests at agreed events',
  forecast: 'Confirmed events ahead',
  drafts: 'Enquiries and quotes',
  open: 'Enquiries and quotes that were open',
  active: 'Active customers',
  completed: 'Completed events',
  answers: 'Answers',
  rated: 'Ratings',
  recommend: 'Would they recommend us?',
  quality: 'How it was',
  billed: 'Invoices and credit notes',
  paid: 'Payments and refunds',
  due: 'Still to be paid',
  dish: 'Served',
  sold: 'Sold by itself',
  liked: 'What guests said',
};
