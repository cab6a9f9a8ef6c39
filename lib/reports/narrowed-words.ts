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

/** What a report is of alone, each by its name in the address and as it is said: "Customer: Ama Mensah". */
export function narrowedParts(query: ReportQuery, names: Names | undefined) {
  return [
    ...(query.type ? [{ name: 'type' as const, words: `Event type: ${eventTypeWords[query.type]}` }] : []),
    ...narrowWords.flatMap(({ name, word }) =>
      query[name] === null ? [] : [{ name, words: `${word}: ${names?.[name] ?? 'not found'}` }],
    ),
  ];
}

/** The same as it stands on its paper and in its files. */
export const sayNarrowed = (query: ReportQuery, names: Names | undefined): string[] =>
  narrowedParts(query, names).map(({ words }) => words);
