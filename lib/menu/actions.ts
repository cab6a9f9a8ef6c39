'use server';

import * as staffPrices from '@/lib/auth/staff-prices';
import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const updateOffer = action(mutations.updateOffer, { shows: true });
export const setStaffPrices = action(staffPrices.setStaffPrices, { shows: true });
