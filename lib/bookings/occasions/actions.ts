'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';
import * as whole from './whole-occasion';

export const addPart = action(mutations.addPart);
export const joinOccasion = action(mutations.joinOccasion, { shows: true });
export const leaveOccasion = action(mutations.leaveOccasion, { shows: true });
export const renameOccasion = action(mutations.renameOccasion, { shows: true });
export const confirmOccasion = action(whole.confirmOccasion, { shows: true });
export const cancelOccasion = action(whole.cancelOccasion, { shows: true });
export const payOccasion = action(whole.payOccasion, { shows: true });
