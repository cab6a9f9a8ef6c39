'use server';

import { action } from '@/lib/platform/action';
import * as thresholds from './thresholds/mutations';

export const setThreshold = action(thresholds.setThreshold, { shows: true });
