'use client';

import { showAgain } from '@/components/screen/show-again';
import type { ListColumn } from '@/components/screen/shown-columns';
import { Button } from '@/components/ui/button';
import { formatDateTime } from '@/components/ui/date-time';
import { Badge } from '@/components/ui/pill';
import { notify } from '@/components/ui/toast';
import { markNotificationsRead, settleNotification } from '@/lib/notifications/actions';
import type { ListedNotification } from '@/lib/notifications/queries';
import type { ActionResult } from '@/lib/platform/action';
import type { Place } from '@/lib/platform/sent';

/** Waits for what was asked for and shows what became of it, or says why it didn’t. */
export async function doAndShow(work: Promise<ActionResult>): Promise<void> {
  const result = await work;
  if (result.ok) showAgain();
  else notify({ message: result.message, tone: 'error' });
}

/** What happened, whether it waits for somebody, and what can be done about it from here. */
export function notificationColumns({ timeZone, locale }: Place): ListColumn<ListedNotification>[] {
  return [
    {
      key: 'what',
      head: 'What',
      grow: true,
      wrap: true,
      phone: 'title',
      cell: ({ title, read }) =>
        read ? (
          <span dir="auto" className="font-normal">
            {title}
          </span>
        ) : (
          <span dir="auto" className="font-semibold">
            <span className="sr-only">Unread: </span>
            {title}
          </span>
        ),
    },
    {
      key: 'state',
      head: 'State',
      phone: 'state',
      cell: ({ clearedAt, urgent }) =>
        clearedAt ? <Badge>Settled</Badge> : urgent ? <Badge tone="rose">Urgent</Badge> : null,
    },
    {
      key: 'detail',
      head: 'More',
      grow: true,
      wrap: true,
      phone: 'words',
      cell: ({ detail }) => detail && <span dir="auto">{detail}</span>,
    },
    {
      key: 'at',
      head: 'When',
      phone: 'fact',
      cell: ({ createdAt }) => formatDateTime({ at: createdAt, timeZone, locale, style: 'short' }),
    },
    {
      key: 'do',
      head: <span className="sr-only">Actions</span>,
      label: 'Buttons',
      phone: 'end',
      cell: doOf,
    },
  ];
}

function doOf({ id, title, read, clearedAt }: ListedNotification) {
  if (clearedAt) return null;
  return (
    <span className="inline-flex gap-2">
      {read ? null : (
        <Button
          size="small"
          variant="quiet"
          aria-label={`Mark as read: ${title}`}
          onClick={() => doAndShow(markNotificationsRead({ ids: [id] }))}
        >
          Mark as read
        </Button>
      )}
      <Button
        size="small"
        aria-label={`Seen to: ${title}`}
        title="Somebody has seen to it: it leaves everybody’s list"
        onClick={() => doAndShow(settleNotification({ id }))}
      >
        Seen to
      </Button>
    </span>
  );
}
