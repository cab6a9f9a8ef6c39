'use client';

import { useUnread } from '@/components/screen/unread';
import { Icon } from '@/components/ui/icon';

/** The way to what one hasn't read yet, with how much that is. */
export function Bell() {
  const unread = useUnread();
  return (
    <a href="/notifications" className="bell" title="Notifications">
      <Icon name="bell" />
      <span className="sr-only">Notifications</span>
      {unread > 0 ? (
        <b>
          {unread > 99 ? '99+' : unread}
          <span className="sr-only"> unread</span>
        </b>
      ) : null}
    </a>
  );
}
