'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const addDiet = action(mutations.addDiet);
export const editDiet = action(mutations.editDiet);
export const removeDiet = action(mutations.removeDiet, { shows: true });
