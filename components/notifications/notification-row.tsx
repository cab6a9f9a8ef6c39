'use client';

import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { DateTime } from '@/components/ui/date-time';
import { PlainLink } from '@/components/ui/link';
import { Badge } from '@/components/ui/pill';
import { notify } from '@/components/ui/toast';
import { markNotificationsRead, settleNotification } from '@/lib/notifications/actions';
import type { ListedNotification } from '@/lib/notifications/queries';
import type { Place } from '@/lib/platform/sent';
import { showAgain } from './show-again';

type Props = { row: ListedNotification; place: Place };

/** One thing that somebody should see: what it is, the way to it, and whether it is seen to. */
export function NotificationRow({ row, place }: Props) {
  const { id, title, detail, href, urgent, read, createdAt, clearedAt } = row;
  const open = clearedAt === null;
  const run = async (work: ReturnType<typeof settleNotification>) => {
    const result = await work;
    if (result.ok) showAgain();
    else notify({ message: result.message, tone: 'error' });
  };
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          {href ? (
            <PlainLink
              href={href}
              dir="auto"
              className={cx(
                'min-w-0 break-words underline-offset-3 hover:underline',
                !read && 'font-semibold',
              )}
              onClick={() => void (read || markNotificationsRead({ ids: [id] }))}
            >
              {title}
            </PlainLink>
          ) : (
            <span dir="auto" className={cx('min-w-0 break-words', !read && 'font-semibold')}>
              {title}
            </span>
          )}
          {open && urgent ? <Badge tone="rose">Urgent</Badge> : null}
          {open ? null : <Badge>Settled</Badge>}
        </p>
        {detail ? (
          <p dir="auto" className="mt-0.5 break-words text-muted">
            {detail}
          </p>
        ) : null}
        <p className="mt-0.5 text-subtle text-xs">
          <DateTime at={createdAt} timeZone={place.timeZone} locale={place.locale} />
        </p>
      </div>
      {open ? (
        <div className="flex gap-2">
          {read ? null : (
            <Button
              size="small"
              variant="quiet"
              aria-label={`Mark as read: ${title}`}
              onClick={() => run(markNotificationsRead({ ids: [id] }))}
            >
              Mark as read
            </Button>
          )}
          <Button
            size="small"
            aria-label={`Seen to: ${title}`}
            title="Somebody has seen to it: it leaves everybody’s list"
            onClick={() => run(settleNotification({ id }))}
          >
            Seen to
          </Button>
        </div>
      ) : null}
    </li>
  );
}
