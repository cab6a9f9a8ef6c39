import { MessageSquareText } from 'lucide-react';
import { Avatar } from '@/components/ui/avatar';
import { List, ListRow } from '@/components/ui/list-row';
import { Badge } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import type { ListedConversation } from '@/lib/messaging/conversations/queries';
import { personName } from './person-name';

type Props = { rows: readonly ListedConversation[]; now: Date; timeZone: string; filtered: boolean };

/** People that messages were exchanged with, whoever wrote last on top. */
export function ConversationList({ rows, now, timeZone, filtered }: Props) {
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<MessageSquareText />}
        title={filtered ? 'No conversation matches' : 'No conversations yet'}
      >
        {filtered
          ? 'Try another name or number, or look at all conversations.'
          : 'They appear here as soon as a customer gets or writes a WhatsApp message.'}
      </EmptyState>
    );
  }
  return (
    <List label="Conversations">
      {rows.map((talk) => {
        const name = personName(talk);
        return (
          <ListRow
            key={talk.id}
            href={`/messages/${talk.id}`}
            lead={<Avatar name={name} />}
            title={<span dir="auto">{name}</span>}
            detail={<span dir="auto">{(talk.newest ?? '').slice(0, 240)}</span>}
            state={talk.unread > 0 ? <Badge tone="green">{`${talk.unread} new`}</Badge> : null}
            end={<RelativeTime at={talk.lastMessageAt} now={now} timeZone={timeZone} />}
          />
        );
      })}
    </List>
  );
}
