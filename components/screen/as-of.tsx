import { formatDateTime } from '@/components/ui/date-time';
import { Notice } from '@/components/ui/section';
import type { Place } from '@/lib/platform/sent';

type Props = { failed: boolean; now: Date; place: Pick<Place, 'timeZone' | 'locale'>; what: string };

/** Says of when a page's figures are, while the server or its database doesn't answer; nothing while it does. */
export function AsOf({ failed, now, place: { timeZone, locale }, what }: Props) {
  if (!failed) return null;
  return (
    <Notice tone="attention" title={`As of ${formatDateTime({ at: now, timeZone, locale, style: 'time' })}`}>
      The server doesn’t answer, so {what} may be out of date. The page keeps trying.
    </Notice>
  );
}
