import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

/** Where a page was that holds nothing any more. */
export function BeyondTheEnd({ href }: { href: string }) {
  return (
    <EmptyState
      title="Nothing stands here any more"
      actions={
        <ButtonLink href={href} data-list="yes">
          Back to the beginning
        </ButtonLink>
      }
    >
      What was on this page is settled, gone, or stands elsewhere in the list now.
    </EmptyState>
  );
}
