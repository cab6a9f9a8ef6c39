'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const updateOffer = action(mutations.updateOffer, { shows: true });
export const setStaffPrices = action(mutations.setStaffPrices, { shows: true });
