'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const correctFeedback = action(mutations.correctFeedback, { shows: true });
export const recordHeard = action(mutations.recordHeard);
