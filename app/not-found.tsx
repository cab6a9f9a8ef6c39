import { SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

export const metadata: Metadata = { title: 'Not found' };

/** The same answer for what doesn't exist and for what belongs to another company. */
export default function NotFound() {
  return (
    <main className="mx-auto w-full max-w-3xl px-6 py-16">
      <EmptyState
        page
        icon={<SearchX />}
        title="There is nothing at this address"
        actions={
          <ButtonLink variant="primary" href="/">
            Go to the start
          </ButtonLink>
        }
      >
        <p>
          The link may be old or incomplete, or what it led to was removed. Check the address, or look for it
          from the start.
        </p>
      </EmptyState>
    </main>
  );
}
