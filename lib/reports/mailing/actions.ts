'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const scheduleReport = action(mutations.scheduleReport, { shows: true });
export const pauseSchedule = action(mutations.pauseSchedule, { shows: true });
export const removeSchedule = action(mutations.removeSchedule, { shows: true });
