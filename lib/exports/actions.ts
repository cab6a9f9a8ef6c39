'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const askExport = action(mutations.askExport);
export const cancelExport = action(mutations.cancelExport);
export const repeatExport = action(mutations.repeatExport);
