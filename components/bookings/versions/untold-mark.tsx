import { Icon } from '@/components/ui/icon';

/** That an event changed without everybody knowing: for the eye and for the ear. */
export function UntoldMark() {
  return (
    <span className="inline-flex shrink-0 text-attention-ink" title="Changed; not everybody knows">
      <Icon name="differs" className="size-3.5" />
      <span className="sr-only">Changed; not everybody knows</span>
    </span>
  );
}
