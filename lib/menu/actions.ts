'use server';

import * as staffPrices from '@/lib/auth/staff-prices';
import { action } from '@/lib/platform/action';
import * as arrange from './arrange';
import * as mutations from './mutations';
import * as packages from './packages/mutations';

export const createDish = action(mutations.createDish);
export const updateDish = action(mutations.updateDish, { shows: true });
export const createService = action(mutations.createService);
export const updateService = action(mutations.updateService, { shows: true });
export const createPackage = action(packages.createPackage);
export const updatePackage = action(packages.updatePackage, { shows: true });
export const createCategory = action(arrange.createCategory, { shows: true });
export const updateCategory = action(arrange.updateCategory, { shows: true });
export const setOffered = action(arrange.setOffered, { shows: true });
export const place = action(arrange.place, { shows: true });
export const setStaffPrices = action(staffPrices.setStaffPrices, { shows: true });
