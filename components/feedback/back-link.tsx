import { Icon } from '@/components/ui/icon';
import { PlainLink } from '@/components/ui/link';

/** The way back above a question that has no page head of its own. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <PlainLink
      href={href}
      className="-ms-1 inline-flex min-h-control min-w-0 items-center gap-0.5 self-start rounded-md pe-1 text-muted text-sm hover:text-ink"
    >
      <Icon name="back" className="size-4 shrink-0" />
      <span dir="auto" className="line-clamp-1 break-all">
        {label}
      </span>
    </PlainLink>
  );
}
