'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveRate = action(mutations.saveRate, { shows: true });
export const removeRate = action(mutations.removeRate, { shows: true });
