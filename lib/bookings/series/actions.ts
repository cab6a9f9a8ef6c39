'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const makeSeries = action(mutations.makeSeries, { shows: true });
export const makeAlike = action(mutations.makeAlike, { shows: true });
export const cancelSeries = action(mutations.cancelSeries, { shows: true });
