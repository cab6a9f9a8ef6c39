'use client';

import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { ErrorState } from '@/components/ui/states';

/** Whatever no nearer boundary has caught. The digest finds the entry in our log. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto w-full max-w-3xl px-6 py-16">
      <title>Something went wrong · Cater</title>
      <ErrorState
        page
        title="This page could not be shown"
        code={error.digest}
        actions={
          <>
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
            <ButtonLink href="/">Go to the start</ButtonLink>
          </>
        }
      >
        <p>
          Something failed on our side while it was being put together. Nothing you saved before is lost. Try
          again; if it fails once more, wait a minute, then tell us.
        </p>
      </ErrorState>
    </main>
  );
}
