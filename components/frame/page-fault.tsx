'use client';

import { lazy } from 'react';

/** What Next hands to an error boundary; `retry` asks the server again, the digest finds the entry in our log. */
export type FaultProps = { error: Error & { digest?: string }; retry: () => void };

/**
 * A page that failed. Every page carries its boundaries, so the view comes when it is needed; where even that can't
 * be loaded, the outermost boundary has everything in itself.
 */
export const PageFault = lazy(() => import('./page-fault-view'));
