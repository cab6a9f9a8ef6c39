import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import type { Status } from '@/lib/bookings/rules';
import { shouldHaveStarted } from '@/lib/bookings/starts/rules';

type Props = {
  event: { status: Status; startsAt: Date };
  now: Date;
  /** Written out, where there is room for it. */
  inWords?: boolean;
};

/** That an event should have started, for the eye and for the ear; nothing where it needn't have. */
export function LateMark({ event, now, inWords = false }: Props) {
  if (!shouldHaveStarted(event, now)) return null;
  return (
    <span
      className="inline-flex shrink-0 items-center gap-1 text-attention-ink text-xs"
      title={inWords ? undefined : 'Should have started'}
    >
      <Icon name="clock" className={inWords ? 'size-4' : 'size-3.5'} />
      <span className={cx(!inWords && 'sr-only')}>Should have started</span>
    </span>
  );
}
