import { coordinates } from '@/lib/messaging/conversations/location';
import type { ReadStory } from '@/lib/messaging/conversations/story-queries';
import { Attachments } from './attachments';
import { MapLink } from './map-link';

type Props = { story: ReadStory; from: string };

/** All that one message says: attachments, the place it points to, its text. */
export function MessageWords({ story, from }: Props) {
  const { message, media, pin: place } = story;
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
