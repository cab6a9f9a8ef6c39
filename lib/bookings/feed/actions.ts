'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const renewFeed = action(mutations.renewFeed);
export const revokeFeed = action(mutations.revokeFeed);
