import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ConversationList } from '@/components/messaging/conversation-list';
import { readPlace, type SearchParams, writePlace } from '@/components/messaging/log-address';
import { MessagesTabs } from '@/components/messaging/messages-tabs';
import { FilterChips } from '@/components/ui/filter-chips';
import { LiveRefresh } from '@/components/ui/live-refresh';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { SearchBox } from '@/components/ui/search-box';
import { TableSkeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { listConversations } from '@/lib/messaging/conversations/queries';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Messages' };

export default async function MessagesPage(props: { searchParams: Promise<SearchParams> }) {
  const gate = await gatePage('messages.read');
  const params = await props.searchParams;
  return (
    <>
      <PageHead title="Messages" />
      <LiveRefresh href="/messages/live" />
      <Suspense fallback={<TableSkeleton rows={10} columns={3} />}>
        <Conversations gate={gate} params={params} />
      </Suspense>
    </>
  );
}

async function Conversations({ gate, params }: { gate: Gate; params: SearchParams }) {
  const query = typeof params.q === 'string' ? params.q.trim().slice(0, 100) || undefined : undefined;
  const onlyUnread = params.unread === '1';
  const { rows, more, unread } = await listConversations(gate.actor, {
    query,
    unread: onlyUnread,
    before: readPlace(params.before),
  });
  const last = rows.at(-1);
  const href = (unreadOnly: boolean, before?: string) => {
    const search = new URLSearchParams();
    if (unreadOnly) search.set('unread', '1');
    if (query) search.set('q', query);
    if (before) search.set('before', before);
    return search.size > 0 ? `/messages?${search}` : '/messages';
  };
  return (
    <div className="flex flex-col gap-3">
      <MessagesTabs active="conversations" unread={unread} />
      <SearchBox label="Search conversations" placeholder="Name or number" />
      <FilterChips
        label="Conversations"
        chips={[
          { label: 'All', href: href(false), active: !onlyUnread },
          { label: 'Unread', href: href(true), count: unread, active: onlyUnread },
        ]}
      />
      <ConversationList
        rows={rows}
        now={now()}
        timeZone={gate.identity.timeZone}
        filtered={query !== undefined || onlyUnread}
      />
      {more && last ? (
        <Pagination nextHref={href(onlyUnread, writePlace({ at: last.lastMessageAt, id: last.id }))} />
      ) : null}
    </div>
  );
}
