'use client';

import { lazy } from 'react';

/** A page that isn't shown. Every page carries its boundaries, so the view comes when it is needed. */
export const Refused = lazy(() => import('./refused-view'));
