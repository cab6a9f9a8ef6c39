import { UsePin } from '@/components/bookings/use-pin';
import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/link';
import type { BubbleView } from '@/lib/messaging/conversations/conversation-view';
import { coordinates, geoHref } from '@/lib/messaging/conversations/pin';
import { formatShort } from '@/lib/platform/format/dates';
import { Attachments } from './attachments';
import { MapLink } from './map-link';

const ticks: Record<string, { icon: IconName; tone?: string }> = {
  queued: { icon: 'check' },
  sent: { icon: 'check' },
  delivered: { icon: 'arrived' },
  read: { icon: 'arrived', tone: 'text-brand-ink' },
  failed: { icon: 'alert', tone: 'text-danger-ink' },
  undelivered: { icon: 'alert', tone: 'text-danger-ink' },
  not_sent: { icon: 'alert', tone: 'text-attention-ink' },
};

type Props = { bubble: BubbleView; timeZone: string; locale: string };

/** One message of a conversation. Its text is shown as it was written and never read as anything else. */
export function ChatBubble({ bubble, timeZone, locale }: Props) {
  const { own, by, body, choices, tapped, media, pin, origin, statusWord, why, at } = bubble;
  const text = body || tapped || (media.length > 0 || pin ? '' : '(no text)');
  const tick = own ? (ticks[bubble.status] ?? { icon: 'clock' }) : undefined;
  return (
    <li className={cx('flex flex-col gap-1', own ? 'items-end' : 'items-start')}>
      <div
        className={cx(
          'max-w-[85%] rounded-md border px-3 py-2 sm:max-w-[32rem]',
          own ? 'border-transparent bg-brand-soft text-brand-ink' : 'bg-surface',
        )}
      >
        <Attachments media={media} from={by} />
        {text ? (
          <p dir="auto" className="whitespace-pre-wrap break-words text-sm">
            {text}
          </p>
        ) : null}
        {pin ? (
          <p className="text-sm">
            <span dir="auto">{pin.label ?? 'Location'}</span>{' '}
            <a href={geoHref(pin)} className="tabular underline">
              {coordinates(pin)}
            </a>{' '}
            <MapLink pin={pin} />
          </p>
        ) : null}
        {pin && !own ? <UsePin messageId={bubble.id} timeZone={timeZone} locale={locale} /> : null}
        {choices.length > 0 ? (
          <ul aria-label="Buttons" className="mt-2 flex flex-wrap gap-1.5">
            {choices.map((choice) => (
              <li key={choice.id} className="rounded-full border px-2 py-0.5 text-xs">
                {choice.title}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <p className="flex items-center gap-1.5 text-subtle text-xs">
        <span dir="auto">{by}</span>
        {origin?.href ? <TextLink href={origin.href}>{origin.words}</TextLink> : origin?.words}
        <time dateTime={at} className="tabular">
          {formatShort(at, { timeZone, locale })}
        </time>
        {tick ? (
          <span className={cx('inline-flex items-center gap-1', tick.tone)}>
            <Icon name={tick.icon} className="size-3.5" />
            {statusWord}
          </span>
        ) : null}
      </p>
      {why ? <p className="max-w-[85%] text-attention-ink text-xs">{why}</p> : null}
    </li>
  );
}
