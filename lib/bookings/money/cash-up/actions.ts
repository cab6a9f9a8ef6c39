'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const countCash = action(mutations.countCash, { shows: true });
