import 'server-only';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { addFromAddress, completeFromAddress } from '@/lib/customers/contact';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { announce, messageReceivedEvent } from '../events';
import { linkInput } from '../schema';

/** What they wrote within this time is read as an answer once it is known whose it is. */
const freshMs = 24 * 3_600_000;

/**
 * Says who an unknown sender is: an existing customer or a new one. Their earlier messages come along, and those of
 * the last day are read as if they had just arrived. Throws Refusal for a conversation that is somebody's already.
 */
export const linkConversation = command({
  name: 'link conversation',
  permission: 'messages.reply',
  input: linkInput,
  run: async (actor, { conversationId, customerId, name }, { at }) => {
    const { companyId, userId, requestId, ip } = actor;
    const system = { role: 'system', companyId, userId, requestId, ip, name: 'link conversation' } as const;
    const linked = await actAs(system, async (tx) => {
      const talk = await lockUnknown(tx, conversationId);
      const id =
        customerId ?? (await addFromAddress(tx, { companyId, name: name ?? '', address: talk.address }));
      if (customerId) await completeFromAddress(tx, { id, address: talk.address });
      await tx.update(conversations).set({ customerId: id }).where(eq(conversations.id, talk.id));
      const messageIds = await bringAlong(tx, { conversationId: talk.id, customerId: id, at });
      return { customerId: id, messageIds };
    });
    await announce(
      linked.messageIds.map((messageId) =>
        messageReceivedEvent.create({ companyId, messageId }, { id: `linked-${messageId}` }),
      ),
    );
    return { customerId: linked.customerId };
  },
});

async function lockUnknown(tx: Tx, conversationId: string) {
  const [talk] = await tx
    .select()
    .from(conversations)
    .where(eq(conversations.id, conversationId))
    .for('update');
  if (!talk) throw notFound('conversation');
  if (talk.customerId)
    throw new Refusal('conflict', 'This conversation has its customer already. Open it again to see who.');
  return talk;
}

/** The unknown sender's messages become the customer's. Returns those to be read now. */
async function bringAlong(
  tx: Tx,
  { conversationId, customerId, at }: { conversationId: string; customerId: string; at: Date },
): Promise<string[]> {
  const theirs = and(eq(messages.conversationId, conversationId), isNull(messages.customerId));
  const since = new Date(at.getTime() - freshMs);
  const fresh = await tx
    .update(messages)
    .set({ handledAt: null, customerId })
    .where(and(theirs, eq(messages.direction, 'inbound'), gt(messages.createdAt, since)))
    .returning({ id: messages.id });
  await tx.update(messages).set({ customerId }).where(theirs);
  return fresh.map(({ id }) => id);
}
