'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const addMinimum = action(mutations.addMinimum, { shows: true });
export const removeMinimum = action(mutations.removeMinimum, { shows: true });
