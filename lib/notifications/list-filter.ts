import { readPlace } from '@/lib/platform/cursor';
import type { Address } from '@/lib/platform/screen';

export const notificationViews = ['unread', 'open', 'all'] as const;
export type NotificationView = (typeof notificationViews)[number];
export type NotificationFilter = { view: NotificationView; after?: string };

/** What the address asks for; what one hasn't read unless it says otherwise. */
export function readFilter(search: Address['search']): NotificationFilter {
  const view = notificationViews.find((known) => known === search.view) ?? 'unread';
  const after = typeof search.after === 'string' && readPlace(search.after) ? search.after : undefined;
  return { view, ...(after && { after }) };
}

/** The address of a view, from the place `after` on if one is given. */
export function filterHref({ view, after }: NotificationFilter): string {
  const params = new URLSearchParams(view === 'unread' ? {} : { view });
  if (after) params.set('after', after);
  return params.size > 0 ? `/notifications?${params}` : '/notifications';
}
