import { calendarDay, listFilter, matching, oneOf, searchText } from '@/lib/platform/list-filter';
import { areas } from './subjects';

/** Of how many days back the trail is read; null for all of it. */
const spans = [1, 7, 30, 365] as const;
export type Span = (typeof spans)[number] | null;
const usual = 30;

/** The trail by time, part of the business, person, record and field; of the last 30 days unless the address says otherwise. */
export const trailFilter = listFilter('/settings/audit', {
  /** Words of a customer's or booking's name, number or reference: what happened to those that they find. */
  q: searchText,
  area: oneOf(areas),
  did: oneOf([
    ...['insert', 'update', 'delete', 'read', 'searched', 'downloaded', 'exported'],
    ...['signed_in', 'sign_in_failed'],
  ] as const),
  /** A person's id, or `automation` for what nobody did by hand. */
  who: matching(/^(automation|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
  /** One record: the name of its table and its id. */
  record: matching(/^[a-z_]{1,63}:[\w:.-]{1,120}$/),
  field: matching(/^[a-z_]{1,63}$/),
  /** Any two days of the company's calendar, in place of so many days back. */
  from: calendarDay,
  to: calendarDay,
  days: {
    read: (text): Span => (text === 'all' ? null : (spans.find((span) => String(span) === text) ?? usual)),
    write: (span: Span) => (span === usual ? undefined : span === null ? 'all' : String(span)),
  },
});
export type TrailFilter = ReturnType<typeof trailFilter.read>;
export const spanWords: readonly [Span, string][] = [
  [1, 'Last 24 hours'],
  [7, '7 days'],
  [30, '30 days'],
  [365, 'A year'],
  [null, 'All'],
];
