'use server';

import { action } from '@/lib/platform/action';
import * as purposes from './consent/purposes';
import { recordConsentByOffice } from './consent/record-by-office';
import { linkConversation as link } from './conversations/link-conversation';
import { markConversations as mark } from './conversations/mark-several';
import * as mutations from './mutations';
import * as senders from './save-sender';
import * as templates from './templates/edit-template';

export const saveSender = action(senders.saveSender, { shows: true });
export const testConnection = action(mutations.testConnection, { shows: true });
export const sendReply = action(mutations.sendReply);
export const linkConversation = action(link, { shows: true });
export const markRead = action(mutations.markRead);
export const markConversations = action(mark);
export const sendTest = action(mutations.sendTest);
export const submitForReview = action(mutations.submitForReview, { shows: true });
export const saveWording = action(templates.saveTemplate, { shows: true });
export const giveUpWording = action(templates.giveUpVersion, { shows: true });
export const addTemplates = action(mutations.addTemplates, { shows: true });
export const optInByStaff = action(mutations.optInByStaff, { shows: true });
export const recordConsent = action(recordConsentByOffice, { shows: true });
export const recordPurpose = action(purposes.recordPurpose);
export const sayPurpose = action(purposes.sayPurpose);
export const writeWording = action(purposes.writeWording);
