'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveBilling = action(mutations.saveBilling, { shows: true });
