import { KeyRound } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/link';
import { ForbiddenState } from '@/components/ui/states';

export const metadata: Metadata = { title: 'Sign in' };

/** Not signed in, or no longer: 401. */
export default function Unauthorized() {
  return (
    <main className="mx-auto w-full max-w-3xl px-6 py-16">
      <ForbiddenState
        page
        icon={<KeyRound />}
        title="Please sign in to see this page"
        actions={
          <ButtonLink variant="primary" href="/login">
            Sign in
          </ButtonLink>
        }
      >
        <p>
          You are not signed in here, or your session has ended. What you saved is safe; sign in and open the
          page again.
        </p>
      </ForbiddenState>
    </main>
  );
}
