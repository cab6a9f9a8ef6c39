'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveTax = action(mutations.saveTax, { shows: true });
export const removeTax = action(mutations.removeTax, { shows: true });
export const saveTaxWay = action(mutations.saveTaxWay, { shows: true });
