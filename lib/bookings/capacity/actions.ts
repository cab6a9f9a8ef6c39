'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveLimits = action(mutations.saveLimits);
export const blockDay = action(mutations.blockDay, { shows: true });
export const unblockDay = action(mutations.unblockDay, { shows: true });
