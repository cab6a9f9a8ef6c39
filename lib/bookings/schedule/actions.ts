'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const setPaymentPlan = action(mutations.setPaymentPlan, { shows: true });
export const savePaymentTerms = action(mutations.savePaymentTerms, { shows: true });
