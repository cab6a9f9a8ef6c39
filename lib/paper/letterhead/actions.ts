'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveLetterhead = action(mutations.saveLetterhead, { shows: true });
