import { calendarDay, listFilter, oneOf } from '@/lib/platform/list-filter';

/** What is looked at: the events that wait or all of them, or the activity of any days. */
export const securityFilter = listFilter('/settings/security', {
  view: oneOf(['events', 'activity']),
  show: oneOf(['all']),
  from: calendarDay,
  to: calendarDay,
});
export type SecurityFilter = ReturnType<typeof securityFilter.read>;
