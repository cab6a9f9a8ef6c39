'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';
import * as test from './test-mail';

export const saveProfile = action(mutations.saveProfile, { shows: true });
export const savePlace = action(mutations.savePlace, { shows: true });
export const saveHabits = action(mutations.saveHabits, { shows: true });
export const sendTestMail = action(test.sendTestMail);
export const saveAccess = action(mutations.saveAccess, { shows: true });
