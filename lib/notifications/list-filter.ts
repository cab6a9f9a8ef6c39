import { listFilter } from '@/lib/platform/list-filter';

export const notificationViews = ['unread', 'open', 'all'] as const;
export type NotificationView = (typeof notificationViews)[number];

/** What one hasn't read unless the address says otherwise. */
export const notificationFilter = listFilter('/notifications', {
  view: {
    read: (text): NotificationView => notificationViews.find((known) => known === text) ?? 'unread',
    write: (view) => (view === 'unread' ? undefined : view),
  },
});
export type NotificationFilter = ReturnType<typeof notificationFilter.read>;
