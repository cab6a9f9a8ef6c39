import { viewMedia } from '@/lib/messaging/conversations/conversation-view';
import { coordinates, placeOf } from '@/lib/messaging/conversations/location';
import type { ReadStory } from '@/lib/messaging/conversations/queries';
import { Attachments } from './attachments';
import { MapLink } from './map-link';

type Props = { message: ReadStory['message']; from: string };

/** All that one message says: attachments, the place it points to, its text. */
export function MessageWords({ message, from }: Props) {
  const media = viewMedia(message);
  const place = message.direction === 'inbound' ? placeOf(message.raw) : null;
  const text = message.body || message.buttonText || (media.length > 0 || place ? '' : '(no text)');
  return (
    <div className="rounded-md border bg-surface p-4 text-sm">
      <Attachments media={media} from={from} />
      {place ? (
        <p>
          <span dir="auto">{place.label ?? 'Location'}</span> {coordinates(place)} <MapLink place={place} />
        </p>
      ) : null}
      {text ? (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {text}
        </p>
      ) : null}
    </div>
  );
}
