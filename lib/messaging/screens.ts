import 'server-only';
import { z } from 'zod';
import { screen } from '@/lib/platform/screen';
import { viewConversation } from './conversations/conversation-view';
import { readLogFilter, readTalkFilter } from './conversations/list-filter';
import {
  askConversation,
  askConversations,
  askMessages,
  tellConversation,
  tellConversations,
  tellMessages,
} from './conversations/queries';

/** The inbox: people that messages were exchanged with. */
export const conversationsScreen = screen({
  permission: 'messages.read',
  input: ({ search }) => readTalkFilter(search),
  ask: askConversations,
  tell: (answers, filter) => ({ filter, ...tellConversations(answers) }),
});

/** Every message in both directions. */
export const messageLogScreen = screen({
  permission: 'messages.read',
  input: ({ search }) => readLogFilter(search),
  ask: askMessages,
  tell: (answers, filter) => ({ filter, ...tellMessages(answers) }),
});

/** One conversation, and what can be written into it now. */
export const conversationScreen = screen({
  permission: 'messages.read',
  input: ({ params: { conversationId } }) =>
    z.uuid().safeParse(conversationId).success ? conversationId : undefined,
  ask: (tx, id) => askConversation(tx, id ?? ''),
  tell: (answers, _id, { now }) => {
    const talk = tellConversation(answers);
    return (
      talk && {
        customer: talk.customer,
        profileName: talk.profileName,
        address: talk.address,
        view: viewConversation(talk, now),
      }
    );
  },
});
