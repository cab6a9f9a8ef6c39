'use server';

import { refresh } from 'next/cache';
import type { Gate } from '@/lib/auth/actor';
import { action } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';
import { linkConversation as link } from './conversations/link-conversation';
import * as mutations from './mutations';
import {
  conversationRef,
  linkInput,
  optInInput,
  replyInput,
  senderInput,
  senderRef,
  templateInput,
  templateRef,
  testSendInput,
} from './schema';
import { giveUpVersion, saveTemplate } from './templates/edit-template';

function officeActor({ actor }: Gate): mutations.OfficeActor {
  if (actor.role === 'client') throw new Refusal('forbidden', 'This is for the caterer’s office.');
  return actor;
}

export const saveSender = action({
  permission: 'settings.write',
  schema: senderInput,
  run: async (input, gate) => {
    const saved = await mutations.saveSender(officeActor(gate), input);
    refresh();
    return saved;
  },
});

export const testConnection = action({
  permission: 'settings.write',
  schema: senderRef,
  run: async ({ senderId }, gate) => {
    const answer = await mutations.testConnection(officeActor(gate), senderId);
    refresh();
    return answer;
  },
});

export const sendReply = action({
  permission: 'messages.reply',
  schema: replyInput,
  run: (input, gate) => mutations.sendReply(officeActor(gate), input),
});

export const linkConversation = action({
  permission: 'messages.reply',
  schema: linkInput,
  run: async (input, gate) => {
    const linked = await link(officeActor(gate), input);
    refresh();
    return linked;
  },
});

export const markRead = action({
  permission: 'messages.read',
  schema: conversationRef,
  run: ({ conversationId }, gate) => mutations.markRead(officeActor(gate), conversationId),
});

export const sendTest = action({
  permission: 'settings.write',
  schema: testSendInput,
  run: (input, gate) => mutations.sendTest(officeActor(gate), input),
});

export const submitForReview = action({
  permission: 'settings.write',
  schema: templateRef,
  run: async ({ templateId }, gate) => {
    await mutations.submitForReview(officeActor(gate), templateId);
    refresh();
  },
});

export const saveWording = action({
  permission: 'settings.write',
  schema: templateInput,
  run: async (input, gate) => {
    const saved = await saveTemplate(officeActor(gate), input);
    refresh();
    return saved;
  },
});

export const giveUpWording = action({
  permission: 'settings.write',
  schema: templateRef,
  run: async ({ templateId }, gate) => {
    await giveUpVersion(officeActor(gate), templateId, now());
    refresh();
  },
});

export const addTemplates = action({
  permission: 'settings.write',
  schema: templateRef.partial(),
  run: async (_input, gate) => {
    const done = await mutations.addTemplates(officeActor(gate));
    refresh();
    return done;
  },
});

export const optInByStaff = action({
  permission: 'consents.record',
  schema: optInInput,
  run: async (input, gate) => {
    const done = await mutations.optInByStaff(officeActor(gate), input);
    refresh();
    return done;
  },
});
