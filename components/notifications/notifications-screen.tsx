'use client';

import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { FilterChips } from '@/components/ui/filter-chips';
import { TextLink } from '@/components/ui/link';
import { List } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Notice, Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { markNotificationsRead } from '@/lib/notifications/actions';
import { filterHref } from '@/lib/notifications/list-filter';
import type { notificationsScreen } from '@/lib/notifications/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { DigestForm } from './digest-form';
import { NotificationRow } from './notification-row';
import { showAgain } from './show-again';

/** What the office should see: what waits for somebody, what one has read, and what is settled. */
export function NotificationsScreen({ sent }: { sent: Sent<DataOf<typeof notificationsScreen>> }) {
  const { data, place, busy, failed } = useScreen(sent);
  const { filter, rows, counts, next } = data;
  const chip = (view: typeof filter.view, label: string, count?: number) => ({
    label,
    count,
    href: filterHref({ view }),
    active: filter.view === view,
  });
  const readAll = async () => {
    const result = await markNotificationsRead({});
    if (result.ok) showAgain();
    else notify({ message: result.message, tone: 'error' });
  };
  return (
    <>
      <PageHead
        title="Notifications"
        primary={counts.unread > 0 ? <Button onClick={readAll}>Mark all as read</Button> : null}
      />
      {/** biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/** biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="list" onClick={openListLink} aria-busy={busy || undefined}>
        <FilterChips
          label="Which"
          chips={[
            chip('unread', 'Unread', counts.unread),
            chip('open', 'Open', counts.open),
            chip('all', 'All'),
          ]}
        />
        {failed ? (
          <Notice tone="attention" title="This list may be out of date">
            The server didn’t answer. Check the network; the list is asked for again when you come back to it.
          </Notice>
        ) : null}
        {rows.length > 0 ? (
          <div>
            <List label="Notifications">
              {rows.map((row) => (
                <NotificationRow key={row.id} row={row} place={place} />
              ))}
            </List>
            <Pagination
              previousHref={null}
              nextHref={next && filterHref({ view: filter.view, after: next })}
              summary={`${rows.length} shown`}
            />
          </div>
        ) : (
          <EmptyState title={filter.view === 'all' ? 'Nothing has happened yet' : 'Nothing waits for you'}>
            Unhappy customers, messages that need a person, trouble with sending: it shows here and at the
            bell.
          </EmptyState>
        )}
      </div>
      <div className="mt-12 max-w-xl">
        <Section title="By mail" note="One mail a day of what you haven’t read; none where there is nothing.">
          <DigestForm hour={data.digestHour} />
          {place.role === 'manager' ? (
            <p className="mt-4 text-sm">
              <TextLink href="/settings/notifications">Choose who hears of what</TextLink>
            </p>
          ) : null}
        </Section>
      </div>
    </>
  );
}
