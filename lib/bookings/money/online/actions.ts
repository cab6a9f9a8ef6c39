'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveOnlineKey = action(mutations.saveOnlineKey, { shows: true });
export const removeOnlineKey = action(mutations.removeOnlineKey, { shows: true });
export const makePayLink = action(mutations.makePayLink, { shows: true });
export const makeOccasionPayLink = action(mutations.makeOccasionPayLink, { shows: true });
export const assignHeld = action(mutations.assignHeld, { shows: true });
export const returnHeld = action(mutations.returnHeld, { shows: true });
