'use server';

import { action } from '@/lib/platform/action';
import * as remedies from './offer-remedy';
import { openByHand } from './open-by-hand';
import { reaskCustomer } from './reask-customer';
import * as work from './work-case';

export const acknowledge = action(work.acknowledgeCase, { shows: true });
export const resolve = action(work.resolveCase, { shows: true });
export const close = action(work.closeCase, { shows: true });
export const reopen = action(work.reopenCase, { shows: true });
export const reask = action(reaskCustomer, { shows: true });
export const assign = action(work.assignCase, { shows: true });
export const offerRemedy = action(remedies.proposeRemedy, { shows: true });
export const decideRemedy = action(remedies.decideProposedRemedy, { shows: true });
export const openCaseByHand = action(openByHand, { shows: true });
