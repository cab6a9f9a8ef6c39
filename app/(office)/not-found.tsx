import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

export const metadata: Metadata = { title: 'Not found' };

/** The same answer for what doesn't exist and for what belongs to another company. */
export default function OfficeNotFound() {
  return (
    <EmptyState
      page
      icon={<SearchX />}
      title="There is nothing at this address"
      actions={
        <>
          <ButtonLink variant="primary" href="/bookings">
            Look through the bookings
          </ButtonLink>
          <ButtonLink href="/dashboard">Go to Today</ButtonLink>
        </>
      }
    >
      <p>The link may be old or incomplete, or what it led to was removed. Look for it in its list.</p>
    </EmptyState>
  );
}
