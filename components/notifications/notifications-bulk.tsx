'use client';

import { doToRows } from '@/components/screen/bulk-work';
import type { BulkProps } from '@/components/screen/picked-rows';
import { Button } from '@/components/ui/button';
import { markNotifications, settleNotifications } from '@/lib/notifications/actions';
import type { ListedNotification } from '@/lib/notifications/queries';

const things = (count: number) => (count === 1 ? '1 notification' : `${count} notifications`);

/** What is done with several notifications: for oneself, or for everybody. */
export default function NotificationsBulk({ rows, done }: BulkProps<ListedNotification>) {
  const common = {
    idOf: ({ id }: ListedNotification) => id,
    nameOf: ({ title }: ListedNotification) => title,
    done,
  };
  const mark = (read: boolean) =>
    doToRows({
      ...common,
      // What is so already isn't touched, so that taking it back leaves it as it was.
      rows: rows.filter((row) => row.read !== read),
      send: (ids, key) => markNotifications({ ids, read }, key),
      undo: (ids, key) => markNotifications({ ids, read: !read }, key),
      said: (count) => `${things(count)} marked as ${read ? 'read' : 'unread'}`,
    });
  const settle = () =>
    doToRows({
      ...common,
      rows,
      send: (ids, key) => settleNotifications({ ids, settled: true }, key),
      undo: (ids, key) => settleNotifications({ ids, settled: false }, key),
      said: (count) => `${things(count)} seen to`,
    });
  return (
    <>
      <Button size="small" disabled={!rows.some(({ read }) => !read)} onClick={() => mark(true)}>
        Mark as read
      </Button>
      <Button size="small" disabled={!rows.some(({ read }) => read)} onClick={() => mark(false)}>
        Mark as unread
      </Button>
      <Button
        size="small"
        disabled={rows.length === 0}
        title="Somebody has seen to them: they leave everybody’s list"
        onClick={settle}
      >
        Seen to
      </Button>
    </>
  );
}
