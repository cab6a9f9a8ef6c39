import { Pill, type Shape, type Tone } from '@/components/ui/pill';
import type { messageStatuses } from '@/db/enums';
import { statusWords } from '@/lib/messaging/conversations/message-words';

type Status = (typeof messageStatuses)[number];

const looks: Record<Status, [Tone, Shape]> = {
  waiting: ['slate', 'ring'],
  sending: ['sky', 'half'],
  unknown: ['amber', 'half'],
  not_sent: ['amber', 'cross'],
  queued: ['sky', 'half'],
  sent: ['sky', 'dot'],
  delivered: ['green', 'check'],
  read: ['green', 'check'],
  undelivered: ['rose', 'cross'],
  failed: ['rose', 'cross'],
  received: ['neutral', 'dot'],
};

/** Where a message stands, by colour, shape and word. */
export function MessagePill({ status }: { status: Status }) {
  const [tone, shape] = looks[status];
  return (
    <Pill tone={tone} shape={shape}>
      {statusWords[status]}
    </Pill>
  );
}
