import { MessageSquareText } from 'lucide-react';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/states';
import { DataTable } from '@/components/ui/table';
import { kindWords, whyOf } from '@/lib/messaging/conversations/message-words';
import type { LoggedMessage } from '@/lib/messaging/conversations/queries';
import { MessagePill } from './message-pill';
import { personName } from './person-name';

type Props = { rows: readonly LoggedMessage[]; filtered: boolean; timeZone: string; locale: string };

/** Every message in both directions, with what became of it. */
export function LogTable({ rows, filtered, timeZone, locale }: Props) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={<MessageSquareText />} title={filtered ? 'No message matches' : 'No messages yet'}>
        {filtered
          ? 'Take a filter away, or search for another word.'
          : 'Every WhatsApp message in both directions is listed here, with what became of it.'}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label="Messages"
      rows={rows}
      rowKey={(row) => row.id}
      href={(row) => `/messages/log/${row.id}`}
      attention={(row) => row.status === 'failed' || row.status === 'undelivered'}
      columns={[
        {
          key: 'at',
          head: 'When',
          phone: 'end',
          cell: (row) => <DateTime at={row.createdAt} timeZone={timeZone} locale={locale} style="short" />,
        },
        {
          key: 'who',
          head: 'With',
          phone: 'title',
          cell: (row) => <span dir="auto">{personName(row)}</span>,
        },
        { key: 'kind', head: 'Kind', from: 'md', cell: (row) => kindWords[row.kind] },
        {
          key: 'body',
          head: 'Message',
          grow: true,
          phone: 'fact',
          cell: (row) => (
            <span dir="auto" className="line-clamp-2 sm:line-clamp-1">
              {whyOf(row) ?? row.body}
            </span>
          ),
        },
        { key: 'state', head: 'State', phone: 'state', cell: (row) => <MessagePill status={row.status} /> },
      ]}
    />
  );
}
