import { z } from 'zod';
import { type ConversationView, viewConversation } from '@/lib/messaging/conversations/conversation-view';
import { readConversation } from '@/lib/messaging/conversations/queries';
import { now } from '@/lib/platform/clock';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ conversationId: string }> };

/** The conversation as it stands, for the screen that shows it. */
export const GET = route<Context, ConversationView>(
  'messages.read',
  async (_request, { actor }, { params }) => {
    const { conversationId } = await params;
    const known = z.uuid().safeParse(conversationId).success;
    const talk = known ? await readConversation(actor, conversationId) : undefined;
    if (!talk) throw notFound('conversation');
    return viewConversation(talk, now());
  },
);
