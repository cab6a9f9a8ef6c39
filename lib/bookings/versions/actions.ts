'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const acknowledgeVersion = action(mutations.acknowledgeVersion, { shows: true });
