import { Icon } from '@/components/ui/icon';
import type { MediumView } from '@/lib/messaging/conversations/conversation-view';

const names = { image: 'photo', audio: 'voice message', video: 'video', file: 'document' } as const;

/** Photos, voice messages and files of a message; what can't be shown safely is offered for saving. */
export function Attachments({ media, from }: { media: readonly MediumView[]; from: string }) {
  if (media.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="mb-1 flex flex-col gap-2 empty:mb-0">
      {media.map((medium, index) => (
        <li key={medium.href}>
          <Attachment medium={medium} label={`${names[medium.kind]} ${index + 1} from ${from}`} />
        </li>
      ))}
    </ul>
  );
}

function Attachment({ medium: { href, kind }, label }: { medium: MediumView; label: string }) {
  switch (kind) {
    case 'image':
      return (
        <a href={href} target="_blank" rel="noreferrer" className="block w-fit rounded-md">
          {/* biome-ignore lint/performance/noImgElement: private bytes behind the gate, for this reader alone */}
          <img
            src={href}
            alt={label}
            loading="lazy"
            className="min-h-24 min-w-24 max-w-full rounded-md bg-sunken object-contain text-xs [max-height:16rem]"
          />
        </a>
      );
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: a customer's voice has no captions
      return <audio src={href} controls preload="none" aria-label={label} className="max-w-full" />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a customer's clip has no captions
        <video
          src={href}
          controls
          preload="none"
          aria-label={label}
          className="aspect-video w-full rounded-md bg-sunken"
        />
      );
    case 'file':
      return (
        <a
          href={href}
          download
          className="inline-flex min-h-control items-center gap-2 rounded-md underline underline-offset-3"
        >
          <Icon name="file" className="size-4 shrink-0" />
          {`Save ${label}`}
        </a>
      );
  }
}
