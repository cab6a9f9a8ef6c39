'use client';

import { lazy } from 'react';

export type { FaultProps } from './page-fault-view';

/**
 * A page that failed. Every page carries its boundaries, so the view comes when it is needed; where even that can't
 * be loaded, the outermost boundary has everything in itself.
 */
export const PageFault = lazy(() => import('./page-fault-view'));
