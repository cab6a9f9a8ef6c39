import 'server-only';
import { eq } from 'drizzle-orm';
import { conversations, messages } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { phoneKey } from '@/lib/customers/phone-key';
import { addressOn, channelOf } from '../channels/channel';
import { ensureConversation } from './open-conversations';

/** A message with its conversation's address and whoever that is linked to. */
type Addressed = {
  message: typeof messages.$inferSelect;
  customer: Parameters<typeof addressOn>[1] | null;
  address: string;
  linkedTo: string | null;
  lastInboundAt: Date | null;
};

/**
 * Messages whose customer has another number or address by now go there, and never to whoever holds the old one:
 * they move to the customer's present conversation. Answers stay in the conversation that was written in, as long as
 * it is still this customer's.
 */
export async function keepAddressed<Row extends Addressed>(tx: Tx, found: Row[]): Promise<Row[]> {
  return Promise.all(found.map(async (row) => (isAstray(row) ? await move(tx, row) : row)));
}

function isAstray({ message, customer, address, linkedTo }: Addressed): boolean {
  if (!customer || message.direction !== 'outbound' || message.status !== 'waiting') return false;
  if (message.asked) return linkedTo !== customer.id;
  const present = addressOn(channelOf(address), customer);
  return phoneKey(present) !== phoneKey(address) || linkedTo !== customer.id;
}

async function move<Row extends Addressed>(tx: Tx, row: Row): Promise<Row> {
  const { message, customer, address } = row;
  if (!customer) return row;
  const { companyId } = message;
  const conversationId = await ensureConversation(tx, { companyId, channel: channelOf(address) }, customer);
  if (conversationId !== message.conversationId)
    await tx.update(messages).set({ conversationId }).where(eq(messages.id, message.id));
  const [talk] = await tx
    .select({ address: conversations.address, lastInboundAt: conversations.lastInboundAt })
    .from(conversations)
    .where(eq(conversations.id, conversationId));
  return { ...row, ...talk, linkedTo: customer.id, message: { ...message, conversationId } };
}
