'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const acknowledgeEvent = action(mutations.acknowledgeEvent, { shows: true });
export const setSecurityHours = action(mutations.setSecurityHours, { shows: true });
