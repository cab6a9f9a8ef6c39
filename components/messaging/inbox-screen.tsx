'use client';

import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { Avatar } from '@/components/ui/avatar';
import { FilterChips } from '@/components/ui/filter-chips';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { Badge } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { SearchBox } from '@/components/ui/search-box';
import { EmptyState } from '@/components/ui/states';
import { talksHref } from '@/lib/messaging/conversations/list-filter';
import { personName } from '@/lib/messaging/conversations/person-name';
import type { ListedConversation } from '@/lib/messaging/conversations/queries';
import type { conversationsScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { MessagesTabs } from './messages-tabs';

/** The inbox: whoever wrote last on top. */
export function InboxScreen({ sent }: { sent: Sent<DataOf<typeof conversationsScreen>> }) {
  const { data, place, now, busy } = useScreen(sent);
  const { filter, rows, more, unread } = data;
  const last = rows.at(-1);
  return (
    <>
      <PageHead title="Messages" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="list" onClick={openListLink} aria-busy={busy || undefined}>
        <MessagesTabs active="conversations" unread={unread} />
        <SearchBox label="Search conversations" placeholder="Name or number" busy={busy} />
        <FilterChips
          label="Conversations"
          chips={[
            { label: 'All', href: talksHref(filter, { unread: false }), active: !filter.unread },
            {
              label: 'Unread',
              href: talksHref(filter, { unread: true }),
              count: unread,
              active: Boolean(filter.unread),
            },
          ]}
        />
        {rows.length > 0 ? (
          <ul aria-label="Conversations" className="talks">
            {rows.map((talk) => (
              <Talk key={talk.id} talk={talk} now={now} timeZone={place.timeZone} />
            ))}
          </ul>
        ) : (
          <NoConversations filtered={Boolean(filter.query || filter.unread)} />
        )}
        {more && last ? (
          <Pagination nextHref={talksHref(filter, { before: { at: last.lastMessageAt, id: last.id } })} />
        ) : null}
      </div>
    </>
  );
}

function Talk({ talk, now, timeZone }: { talk: ListedConversation; now: Date; timeZone: string }) {
  const name = personName(talk);
  return (
    <li>
      <Avatar name={name} />
      <p>
        <a href={`/messages/${talk.id}`} dir="auto">
          {name}
        </a>
        {talk.unread > 0 ? <Badge tone="green">{`${talk.unread} new`}</Badge> : null}
      </p>
      {talk.newest ? <Newest newest={talk.newest} /> : null}
      <RelativeTime at={talk.lastMessageAt} now={now} timeZone={timeZone} />
    </li>
  );
}

const notGone: Partial<Record<NewestMessage['status'], string>> = {
  not_sent: 'Not sent',
  failed: 'Not delivered',
  undelivered: 'Not delivered',
  waiting: 'Waiting',
};
type NewestMessage = NonNullable<ListedConversation['newest']>;

/** The newest words, whose they are, and whether ours went out. */
function Newest({ newest: { own, status, text } }: { newest: NewestMessage }) {
  const word = own ? notGone[status] : undefined;
  return (
    <p>
      {own ? 'You: ' : null}
      {word ? <span className="text-attention-ink">{`${word} · `}</span> : null}
      <span dir="auto">{text}</span>
    </p>
  );
}

function NoConversations({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState title={filtered ? 'No conversation matches' : 'No conversations yet'}>
      {filtered
        ? 'Try another name or number, or look at all conversations.'
        : 'They appear here as soon as a customer gets or writes a WhatsApp message.'}
    </EmptyState>
  );
}
