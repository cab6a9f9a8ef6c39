'use client';

import { doToRows } from '@/components/screen/bulk-work';
import type { BulkProps } from '@/components/screen/picked-rows';
import { Button } from '@/components/ui/button';
import { markConversations } from '@/lib/messaging/actions';
import { personName } from '@/lib/messaging/conversations/person-name';
import type { ListedConversation } from '@/lib/messaging/conversations/queries';

const conversations = (count: number) => (count === 1 ? '1 conversation' : `${count} conversations`);

/** What is done with several conversations. */
export default function InboxBulk({ rows, done }: BulkProps<ListedConversation>) {
  const mark = (read: boolean) =>
    doToRows({
      // What is so already isn't touched, so that taking it back leaves it as it was.
      rows: rows.filter(({ unread }) => unread > 0 === read),
      idOf: ({ id }) => id,
      nameOf: personName,
      send: (ids, key) => markConversations({ ids, read }, key),
      undo: (ids, key) => markConversations({ ids, read: !read }, key),
      said: (count) => `${conversations(count)} marked as ${read ? 'read' : 'unread'}`,
      done,
    });
  return (
    <>
      <Button size="small" disabled={!rows.some(({ unread }) => unread > 0)} onClick={() => mark(true)}>
        Mark as read
      </Button>
      <Button size="small" disabled={!rows.some(({ unread }) => unread === 0)} onClick={() => mark(false)}>
        Mark as unread
      </Button>
    </>
  );
}
