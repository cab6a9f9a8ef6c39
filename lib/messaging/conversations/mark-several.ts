import 'server-only';
import { inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { conversations } from '@/db/schema/messaging';
import { escalate } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { conversationSeen } from '@/lib/alerts/happenings';
import { bulkIds, bulkOf, bulkResult, gone } from '@/lib/platform/bulk';
import { command } from '@/lib/platform/command';

/** Marks conversations as read, or as something that someone has to look at; what is so already is done. */
export const markConversations = command({
  name: 'mark conversations',
  permission: 'messages.read',
  input: z.object({ ids: bulkIds, read: z.boolean() }),
  output: bulkResult,
  write: async (tx, { ids, read }, actor) => {
    const unread = read ? sql`0` : sql`greatest(${conversations.unread}, 1)`;
    const found = await tx
      .update(conversations)
      .set({ unread })
      .where(inArray(conversations.id, ids))
      .returning({ id: conversations.id });
    const done = new Set(found.map(({ id }) => id));
    if (read)
      await escalate(actor, tx, () =>
        endAlerts(
          tx,
          actor.companyId,
          [...done].map((id) => conversationSeen(id)),
        ),
      );
    return bulkOf(ids, done, () => gone('conversation'));
  },
});
