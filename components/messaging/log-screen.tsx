'use client';

import { DataList } from '@/components/screen/data-list';
import { openListLink } from '@/components/screen/list-links';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { logFilter } from '@/lib/messaging/conversations/list-filter';
import type { LoggedMessage } from '@/lib/messaging/conversations/log-queries';
import { kindWords, whyOf } from '@/lib/messaging/conversations/message-words';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import type { messageLogScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { logChips } from './log-chips';
import { MapLink } from './map-link';
import { MessagePill } from './message-pill';
import { MessagesTabs } from './messages-tabs';

/** Every message in both directions, with what became of it. */
export function LogScreen({ sent }: { sent: Sent<DataOf<typeof messageLogScreen>> }) {
  const { data, place, busy, failed } = useScreen(sent);
  const { filter, rows, previous, next, counts } = data;
  return (
    <>
      <PageHead title="Messages" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="list" onClick={openListLink}>
        <MessagesTabs active="log" />
        <DataList<LoggedMessage>
          busy={busy}
          failed={failed}
          search={{ label: 'Search messages', placeholder: 'Words, name or number' }}
          filters={logChips(filter, counts)}
          label="Messages"
          columns={columnsOf(place)}
          rows={rows}
          rowKey={(row) => row.id}
          href={(row) => `/messages/log/${row.id}`}
          attention={(row) => row.status === 'failed' || row.status === 'undelivered'}
          looks={data.looks}
          at={logFilter.at(filter)}
          previous={previous}
          next={next}
          exportPath="/api/v1/messages/log/export"
          limit={data.limit}
          empty={<NoMessages filtered={logFilter.narrows(filter)} />}
        />
      </div>
    </>
  );
}

function columnsOf({ timeZone, locale }: Place): ListColumn<LoggedMessage>[] {
  return [
    {
      key: 'at',
      head: 'When',
      phone: 'end',
      cell: (row) => formatDateTime({ at: row.createdAt, timeZone, locale, style: 'short' }),
    },
    { key: 'who', head: 'With', phone: 'title', cell: (row) => personName(row) },
    { key: 'number', head: 'Number', extra: true, cell: (row) => plainAddress(row.address) },
    { key: 'kind', head: 'Kind', from: 'md', cell: (row) => kindWords[row.kind] },
    { key: 'body', head: 'Message', grow: true, phone: 'fact', cell: bodyOf },
    { key: 'state', head: 'State', phone: 'state', cell: (row) => <MessagePill status={row.status} /> },
  ];
}

function bodyOf(row: LoggedMessage) {
  const why = whyOf(row);
  if (why) return why;
  return row.pin ? (
    <>
      {row.text} <MapLink pin={row.pin} />
    </>
  ) : (
    row.text
  );
}

function NoMessages({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState title={filtered ? 'No message matches' : 'No messages yet'}>
      {filtered
        ? 'Take a filter away, or search for another word.'
        : 'Every WhatsApp message in both directions is listed here, with what became of it.'}
    </EmptyState>
  );
}
