import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/link';
import { ForbiddenState } from '@/components/ui/states';

export const metadata: Metadata = { title: 'No access' };

/** Signed in, but not allowed: 403. */
export default function Forbidden() {
  return (
    <main className="mx-auto w-full max-w-3xl px-6 py-16">
      <ForbiddenState
        page
        title="Your role does not include this page"
        actions={
          <>
            <ButtonLink variant="primary" href="/">
              Go to the start
            </ButtonLink>
            <ButtonLink href="/login">Sign in as someone else</ButtonLink>
          </>
        }
      >
        <p>
          You are signed in, but this part is for other roles. If you need it for your work, ask a manager of
          your company to change your role.
        </p>
      </ForbiddenState>
    </main>
  );
}
