import { cx } from '@/components/ui/cx';
import { DateTime } from '@/components/ui/date-time';
import type { FeedbackDetail } from '@/lib/feedback/queries';

type Message = FeedbackDetail['said'][number];
type Locality = { timeZone: string; locale: string };

/** The messages that a feedback was read from, word for word, with what was read in each answer. */
export function Transcript({ said, place }: { said: Message[]; place: Locality }) {
  if (said.length === 0) return <p className="text-muted text-sm">Nothing was written about this event.</p>;
  return (
    <ol className="flex flex-col gap-4">
      {said.map((message) => (
        <li
          key={message.id}
          className={cx(
            'flex max-w-[85%] flex-col gap-1',
            message.direction === 'inbound' ? 'self-start' : 'self-end',
          )}
        >
          <p
            dir="auto"
            className={cx(
              'whitespace-pre-line break-words rounded-md px-3 py-2 text-sm',
              message.direction === 'inbound' ? 'bg-sunken' : 'bg-brand-soft text-brand-ink',
            )}
          >
            {message.body || message.buttonText || 'A message without words'}
          </p>
          <p className="text-subtle text-xs">
            {message.direction === 'inbound' ? readingWords(message) : 'We asked'}
            {' · '}
            <DateTime at={message.at} {...place} style="datetime" />
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What the parser read, in a line. */
function readingWords({ reading, buttonPayload }: Message): string {
  if (buttonPayload) return 'They tapped';
  if (!reading) return 'They wrote';
  const parts: string[] = [];
  if (typeof reading.overall === 'number') parts.push(`rating ${reading.overall}`);
  for (const [name, score] of Object.entries((reading.aspects as Record<string, unknown>) ?? {}))
    if (typeof score === 'number') parts.push(`${name} ${score}`);
  if (typeof reading.wouldRecommend === 'boolean')
    parts.push(reading.wouldRecommend ? 'recommends us' : 'doesn’t recommend us');
  if (reading.optOut === true) parts.push('wants no more messages');
  if (reading.safety === true) parts.push('a matter of safety');
  return parts.length > 0 ? `Read as ${parts.join(', ')}` : 'No figure read';
}
