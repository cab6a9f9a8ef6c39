'use client';

import { PublicFrame } from '@/components/feedback/public-frame';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';

export default function LinkFault({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PublicFrame company={null}>
      <ErrorState
        page
        title="This page can’t be shown right now"
        code={error.digest}
        actions={
          <Button variant="primary" size="large" onClick={reset}>
            Try again
          </Button>
        }
      >
        What you answered so far is stored.
      </ErrorState>
    </PublicFrame>
  );
}
