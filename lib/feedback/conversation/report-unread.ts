import { and, eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/messaging/alerts';

/** Tells people that a customer's message could not be interpreted; it stays unhandled for the sweep. */
export async function reportUnread({
  companyId,
  messageId,
}: {
  companyId: string;
  messageId: string;
}): Promise<void> {
  await actAs({ role: 'system', companyId, name: 'interpret-reply' }, async (tx) => {
    const [row] = await tx
      .select({ conversationId: messages.conversationId })
      .from(messages)
      .where(and(eq(messages.companyId, companyId), eq(messages.id, messageId)));
    await raiseAlert(tx, {
      companyId,
      kind: 'message_unread',
      key: `unread:${messageId}`,
      title: 'A customer’s message could not be read automatically',
      detail: 'Read it yourself; it will also be tried again.',
      href: row ? `/messages/${row.conversationId}` : undefined,
    });
  });
}
