import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/section';
import { partyWords, sayChange, untold, type Version, waitingOf } from '@/lib/bookings/versions/rules';
import type { Locality } from '@/lib/platform/format/zones';
import { KnowsButtons } from './knows-buttons';

type Props = { bookingId: string; versions: readonly Version[]; where: Locality };

/** What changed after it was agreed, while somebody who must know of it doesn't. */
export function UntoldNotice({ bookingId, versions, where }: Props) {
  const waiting = waitingOf(versions);
  if (waiting.length === 0) return null;
  const who = waiting.map(({ party }) => partyWords[party].toLowerCase()).join(', ');
  return (
    <div className="mb-6">
      <Notice
        tone="attention"
        icon={<Icon name="differs" className="size-4" />}
        title={`Changed to version ${Math.max(...waiting.map(({ number }) => number))}; not known yet: ${who}`}
        actions={<KnowsButtons {...{ bookingId, waiting }} />}
      >
        <ul className="mt-1 list-disc ps-5">
          {untold(versions).flatMap(({ number, changes }) =>
            changes.map((change) => (
              <li key={`${number} ${change.key}`} dir="auto" className="whitespace-pre-line break-words">
                {sayChange(change, where)}
              </li>
            )),
          )}
        </ul>
      </Notice>
    </div>
  );
}
