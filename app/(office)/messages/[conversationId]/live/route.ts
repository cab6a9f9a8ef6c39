import { z } from 'zod';
import { now } from '@/lib/clock';
import { notFound } from '@/lib/errors';
import { route } from '@/lib/route';
import { type ConversationView, viewConversation } from '@/lib/whatsapp/conversation-view';
import { readConversation } from '@/lib/whatsapp/queries';

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
