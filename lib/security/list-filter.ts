import { listFilter, matching, oneOf } from '@/lib/platform/list-filter';

const day = matching(/^\d{4}-\d\d-\d\d$/);

/** What is looked at: the events that wait or all of them, or the activity of any days. */
export const securityFilter = listFilter('/settings/security', {
  view: oneOf(['events', 'activity']),
  show: oneOf(['all']),
  from: day,
  to: day,
});
export type SecurityFilter = ReturnType<typeof securityFilter.read>;
