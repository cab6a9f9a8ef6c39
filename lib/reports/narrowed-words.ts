import { eventTypeWords } from '@/lib/bookings/event-types';
import type { ReportQuery } from './range';

/** What the things are called that a report is narrowed to; null where there is none, or none that the reader may know. */
export type Names = Record<'customer' | 'venue' | 'category' | 'dish', string | null>;

export const narrowWords = [
  { name: 'customer', word: 'Customer' },
  { name: 'venue', word: 'Venue' },
  { name: 'category', word: 'Category' },
  // All of an event counts, not what the dish alone came to.
  { name: 'dish', word: 'Events with' },
] as const;

/** What a report is of alone, as it stands on its paper and in its files: "Customer: Ama Mensah". */
export function sayNarrowed(query: ReportQuery, names: Names | undefined): string[] {
  return [
    ...(query.type ? [`Event type: ${eventTypeWords[query.type]}`] : []),
    ...narrowWords.flatMap(({ name, word }) =>
      query[name] === null ? [] : [`${word}: ${names?.[name] ?? 'not found'}`],
    ),
  ];
}
