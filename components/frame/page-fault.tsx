'use client';

import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/link';
import { ErrorState } from '../ui/states';

/** What Next hands to an error boundary; `retry` asks the server again, the digest finds the entry in our log. */
export type FaultProps = { error: Error & { digest?: string }; retry: () => void };

type PageFaultProps = FaultProps & {
  /** Where else to go on. */
  elsewhere?: { href: string; label: string };
  size?: 'normal' | 'large';
  children?: ReactNode;
};

/** A page that failed, in place of its content: what happened, what is safe, and how to go on. */
export function PageFault({ error, retry, elsewhere, size = 'normal', children }: PageFaultProps) {
  return (
    <>
      <title>Something went wrong · Cater</title>
      <ErrorState
        page
        title="This page could not be shown"
        code={error.digest}
        actions={
          <>
            <Button variant="primary" size={size} onClick={retry}>
              Try again
            </Button>
            {elsewhere ? (
              <ButtonLink href={elsewhere.href} size={size}>
                {elsewhere.label}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <p>
          {children ??
            'Something failed on our side while it was being put together. Nothing you saved before is lost. Try again; if it fails once more, wait a minute, then tell us.'}
        </p>
      </ErrorState>
    </>
  );
}
