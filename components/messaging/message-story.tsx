import { DateTime } from '@/components/ui/date-time';
import { Icon } from '@/components/ui/icon';
import { Timeline, type TimelineItem } from '@/components/ui/timeline';
import { statusWords, whyOf } from '@/lib/messaging/conversations/message-words';
import type { ReadStory } from '@/lib/messaging/conversations/story-queries';
import { statusOfWord } from '@/lib/messaging/outbox/merge-status';

type Props = { story: ReadStory; timeZone: string; locale: string };

/** What happened to one message, from the moment it was written to the last word of the provider. */
export function MessageStory({ story, timeZone, locale }: Props) {
  const { message, events } = story;
  const time = (at: Date) => <DateTime at={at} timeZone={timeZone} locale={locale} />;
  const inbound = message.direction === 'inbound';
  const written: TimelineItem = {
    id: 'written',
    icon: inbound ? <Icon name="enquiries" /> : <Icon name="edit" />,
    actor: inbound ? 'The customer' : (story.author ?? 'The automation'),
    title: inbound ? 'wrote' : message.asked ? 'answered' : 'decided to write',
    time: time(message.createdAt),
  };
  const items = [
    written,
    ...(message.claimedAt
      ? [
          {
            id: 'given',
            icon: <Icon name="send" />,
            title: message.attempts > 1 ? `Given to Twilio, try ${message.attempts}` : 'Given to Twilio',
            time: time(message.claimedAt),
          },
        ]
      : []),
    ...events.map((event) => told(event, time(event.receivedAt), message.sid)),
    ...presentState(message, time),
  ];
  return <Timeline label="Delivery" items={items} />;
}

function told(event: ReadStory['events'][number], time: React.ReactNode, sid: string | null): TimelineItem {
  const status = statusOfWord(event.status);
  const failed = status === 'failed' || status === 'undelivered';
  const arrived = status === 'delivered' || status === 'read';
  return {
    id: String(event.id),
    icon: failed ? <Icon name="alert" /> : arrived ? <Icon name="arrived" /> : <Icon name="check" />,
    actor: 'Twilio',
    title: `reported “${event.status}”${event.errorCode ? `, error ${event.errorCode}` : ''}`,
    time,
    content: event.sid === sid ? undefined : 'of an earlier try',
    tone: failed ? 'danger' : arrived ? 'brand' : 'plain',
  };
}

/** Why it waits, or came no further. */
function presentState(message: ReadStory['message'], time: (at: Date) => React.ReactNode): TimelineItem[] {
  const why = whyOf(message);
  if (!why) return [];
  return [
    {
      id: 'state',
      icon: <Icon name="alert" />,
      title: statusWords[message.status],
      time: message.nextAttemptAt ? time(message.nextAttemptAt) : null,
      content: why,
      tone: 'attention',
    },
  ];
}
