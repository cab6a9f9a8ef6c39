import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

/** In place of the form of a booking that can't be changed any more: why, and the way back. */
export function NoMoreChanges({ why, home }: { why: string; home: string }) {
  return (
    <EmptyState title="This can’t be changed any more" actions={<ButtonLink href={home}>Go back</ButtonLink>}>
      {why}
    </EmptyState>
  );
}
