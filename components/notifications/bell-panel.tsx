'use client';

import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { refreshScreens, type Watched, watchScreen } from '@/components/screen/screen-cache';
import { tellUnread } from '@/components/screen/unread';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { TextLink } from '@/components/ui/link';
import { Badge } from '@/components/ui/pill';
import { markNotificationsRead } from '@/lib/notifications/actions';
import type { ListedNotification } from '@/lib/notifications/queries';
import type { notificationsScreen } from '@/lib/notifications/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { doAndShow } from './notification-columns';

type Data = DataOf<typeof notificationsScreen>;

const address = '/api/v1/notifications';
const most = 6;

/** The newest that the reader hasn't read, kept up to date while it is open. */
export function BellPanel({ open, close }: { open: boolean; close: () => void }) {
  const [watched, setWatched] = useState<Watched<Data>>();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!open) return;
    const userId = document.querySelector<HTMLMetaElement>('meta[name=person]')?.content ?? '';
    return watchScreen<Data>({ address, userId, initial: undefined }, (now) => {
      setWatched(now);
      if (now.received) tellUnread(now.received.data.counts.unread);
    });
  }, [open]);

  const mark = async (ids?: string[]) => {
    await doAndShow(markNotificationsRead(ids ? { ids } : {}));
    // What was pressed has left the list.
    head.current?.focus();
  };
  const closeAfterLink = ({ target }: MouseEvent) => {
    if ((target as Element).closest('a')) close();
  };
  const { received, failed = false } = watched ?? {};
  const rows = received?.data.rows.slice(0, most) ?? [];
  const unread = received?.data.counts.unread ?? 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div onClick={closeAfterLink}>
      <div className="sticky top-0 z-1 flex min-h-11 items-center justify-between gap-3 border-b bg-surface px-4 py-1.5">
        <h2 ref={head} tabIndex={-1} className="font-semibold text-sm outline-none">
          Unread
        </h2>
        {rows.length > 0 ? (
          <Button size="small" variant="quiet" onClick={() => mark()}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      {received ? (
        rows.length > 0 ? (
          <ul aria-label="Newest" className="divide-y">
            {rows.map((row) => (
              <Line key={row.id} row={row} place={received.place} mark={mark} />
            ))}
          </ul>
        ) : (
          <p className="px-4 py-8 text-center text-muted text-sm">Nothing waits for you.</p>
        )
      ) : failed ? (
        <div role="alert" className="px-4 py-6 text-sm">
          <p className="text-danger-ink">The server didn’t answer. Check the network and try again.</p>
          <Button size="small" className="mt-3" onClick={refreshScreens}>
            Try again
          </Button>
        </div>
      ) : (
        <div className="bell-wait" aria-busy="true" />
      )}
      <p className="sticky bottom-0 z-1 flex items-center justify-between gap-3 border-t bg-surface px-4 py-3 text-sm">
        <TextLink href="/notifications">All notifications</TextLink>
        {unread > rows.length ? <span className="text-subtle">{unread} unread</span> : null}
      </p>
    </div>
  );
}

function Line({
  row: { id, title, detail, href, urgent, createdAt },
  place: { timeZone, locale },
  mark,
}: {
  row: ListedNotification;
  place: Place;
  mark: (ids: string[]) => Promise<void>;
}) {
  return (
    <li className="relative flex items-start gap-2 py-2.5 ps-4 pe-2 hover:bg-hover">
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {href ? (
            <a
              href={href}
              dir="auto"
              className="line-clamp-2 min-w-0 rounded-md font-medium after:absolute after:inset-0"
              onClick={() => void markNotificationsRead({ ids: [id] })}
            >
              {title}
            </a>
          ) : (
            <span dir="auto" className="line-clamp-2 min-w-0 font-medium">
              {title}
            </span>
          )}
          {urgent ? <Badge tone="rose">Urgent</Badge> : null}
        </p>
        {detail ? (
          <p dir="auto" className="line-clamp-2 break-words text-muted">
            {detail}
          </p>
        ) : null}
        <p className="text-subtle text-xs">
          <DateTime at={createdAt} timeZone={timeZone} locale={locale} style="short" />
        </p>
      </div>
      <span className="relative">
        <IconButton
          icon={<Icon name="check" className="size-4" />}
          label={`Mark as read: ${title}`}
          onClick={() => mark([id])}
        />
      </span>
    </li>
  );
}
