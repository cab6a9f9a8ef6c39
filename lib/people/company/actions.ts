'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveProfile = action(mutations.saveProfile, { shows: true });
export const savePlace = action(mutations.savePlace, { shows: true });
export const saveHabits = action(mutations.saveHabits, { shows: true });
export const saveAccess = action(mutations.saveAccess, { shows: true });
