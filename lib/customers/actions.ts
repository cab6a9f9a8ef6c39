'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const createCustomer = action(mutations.createCustomer);
export const updateCustomer = action(mutations.updateCustomer);
