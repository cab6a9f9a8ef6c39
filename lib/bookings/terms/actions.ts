'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveTerms = action(mutations.saveTerms, { shows: true });
