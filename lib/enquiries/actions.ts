'use server';

import { action } from '@/lib/platform/action';
import * as talks from './from-conversation';
import * as mutations from './mutations';
import * as settings from './settings';
import * as settling from './settle-enquiry';

export const addEnquiry = action(mutations.addEnquiry);
export const updateEnquiry = action(mutations.updateEnquiry);
export const moveEnquiry = action(mutations.moveEnquiry, { shows: true });
export const answerEnquiry = action(mutations.answerEnquiry, { shows: true });
export const followUp = action(mutations.followUp, { shows: true });
export const assignEnquiry = action(mutations.assignEnquiry, { shows: true });
export const adoptFacts = action(mutations.adoptFacts, { shows: true });
export const bookEnquiry = action(settling.bookEnquiry);
export const linkCustomer = action(settling.linkCustomer, { shows: true });
export const loseEnquiry = action(settling.loseEnquiry, { shows: true });
export const markSpam = action(settling.markSpam, { shows: true });
export const enquiryFromConversation = action(talks.enquiryFromConversation);
export const saveEnquirySettings = action(settings.saveEnquirySettings);
