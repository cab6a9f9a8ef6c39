'use server';

import { action } from '@/lib/platform/action';
import * as erasing from './erasing/mutations';
import * as keeping from './keeping/mutations';

export const askErasure = action(erasing.askErasure, { shows: true });
export const holdCustomer = action(erasing.holdCustomer, { shows: true });
export const saveKeeping = action(keeping.saveKeeping, { shows: true });
export const countKeeping = action(keeping.countKeeping);
