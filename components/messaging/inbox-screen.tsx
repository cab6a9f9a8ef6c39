'use client';

import { lazy } from 'react';
import { DataList } from '@/components/screen/data-list';
import { openListLink } from '@/components/screen/list-links';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { Avatar } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import { talkFilter } from '@/lib/messaging/conversations/list-filter';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import type { ListedConversation } from '@/lib/messaging/conversations/queries';
import type { conversationsScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { MessagesTabs } from './messages-tabs';

const InboxBulk = lazy(() => import('./inbox-bulk'));

/** The inbox: whoever wrote last on top. */
export function InboxScreen({ sent }: { sent: Sent<DataOf<typeof conversationsScreen>> }) {
  const { data, place, now, busy, failed } = useScreen(sent);
  const { filter, rows, unread } = data;
  return (
    <>
      <PageHead title="Messages" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="list" onClick={openListLink}>
        <MessagesTabs active="conversations" unread={unread} />
        <DataList<ListedConversation>
          busy={busy}
          failed={failed}
          search={{ label: 'Search conversations', placeholder: 'Name or number' }}
          filters={[
            {
              label: 'Conversations',
              chips: [
                {
                  label: 'All',
                  href: talkFilter.href(filter, { unread: undefined }),
                  active: !filter.unread,
                },
                {
                  label: 'Unread',
                  href: talkFilter.href(filter, { unread: true }),
                  count: unread,
                  active: Boolean(filter.unread),
                },
              ],
            },
          ]}
          label="Conversations"
          columns={columnsOf(place, now)}
          rows={rows}
          rowKey={(row) => row.id}
          href={(row) => `/messages/${row.id}`}
          bulk={{ Actions: InboxBulk, nameOf: personName }}
          looks={data.looks}
          at={talkFilter.at(filter)}
          previous={data.previous}
          next={data.next}
          exportPath="/api/v1/messages/export"
          limit={data.limit}
          empty={<NoConversations filtered={talkFilter.narrows(filter)} />}
        />
      </div>
    </>
  );
}

function columnsOf({ timeZone }: Place, now: Date): ListColumn<ListedConversation>[] {
  return [
    {
      key: 'who',
      head: 'With',
      phone: 'title',
      cell: (row) => <Who name={personName(row)} />,
    },
    {
      key: 'state',
      head: 'Unread',
      phone: 'end',
      cell: ({ unread }) => (unread > 0 ? <Badge tone="green">{`${unread} new`}</Badge> : null),
    },
    {
      key: 'newest',
      head: 'Newest message',
      grow: true,
      phone: 'fact',
      cell: ({ newest }) => newest && <Newest newest={newest} />,
    },
    { key: 'number', head: 'Number', extra: true, cell: (row) => plainAddress(row.address) },
    {
      key: 'at',
      head: 'When',
      align: 'end',
      phone: 'state',
      cell: (row) => <RelativeTime at={row.lastMessageAt} now={now} timeZone={timeZone} />,
    },
  ];
}

function Who({ name }: { name: string }) {
  return (
    <span className="with-face">
      <Avatar name={name} size="small" />
      <span dir="auto">{name}</span>
    </span>
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
    <>
      {own ? 'You: ' : null}
      {word ? <span className="text-attention-ink">{`${word} · `}</span> : null}
      <span dir="auto">{text}</span>
    </>
  );
}

function NoConversations({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      title={filtered ? 'No conversation matches' : 'No conversations yet'}
      actions={filtered ? <ButtonLink href="/messages">Show all conversations</ButtonLink> : null}
    >
      {filtered
        ? 'Try another name or number, or look at all conversations.'
        : 'They appear here as soon as a customer gets or writes a WhatsApp message.'}
    </EmptyState>
  );
}
