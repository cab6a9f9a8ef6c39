import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

export const metadata: Metadata = { title: 'Not found' };

/** The same answer for what doesn't exist and for someone else's event. */
export default function PortalNotFound() {
  return (
    <EmptyState
      page
      icon={<SearchX />}
      title="We can’t find this event"
      actions={
        <ButtonLink variant="primary" size="large" href="/my/bookings">
          Go to my events
        </ButtonLink>
      }
    >
      <p>
        The link may be old or incomplete, or the event belongs to another login. All of yours are in the
        list.
      </p>
    </EmptyState>
  );
}
