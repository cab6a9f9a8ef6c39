import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';

/** In front of what asks for a recent proof of who one is; leads there and back to `path`. */
export function ConfirmFirst({ path, what }: { path: string; what: string }) {
  return (
    <Notice
      title="Show that it is you first"
      actions={<ButtonLink href={`/confirm?next=${encodeURIComponent(path)}`}>Confirm</ButtonLink>}
    >
      You signed in more than 10 minutes ago. Confirm, then you can {what}.
    </Notice>
  );
}
