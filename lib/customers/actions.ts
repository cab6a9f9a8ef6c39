'use server';

import { action } from '@/lib/platform/action';
import * as merging from './merge';
import * as mutations from './mutations';

export const createCustomer = action(mutations.createCustomer);
export const updateCustomer = action(mutations.updateCustomer);
export const mergeCustomers = action(merging.mergeCustomers);
export const unmergeCustomers = action(merging.unmergeCustomers, { shows: true });
