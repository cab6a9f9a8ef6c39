import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';
import { type Channel, channelOf } from '../channels/channel';
import { ensureConversation } from '../outbox/open-conversations';

type WordsOnPage = { companyId: string; customerId: string; bookingId: string; words: string; at: Date };

/**
 * Keeps what a customer asked on the page of their quote in the conversation where they write, so that it is read and answered
 * there like everything else of theirs. It opens no window of WhatsApp's, which only a message to the number does, and the
 * automation reads nothing in it. In the caller's transaction (an actor of role `system`); gives the conversation.
 */
export async function keepAskedOnPage(
  tx: Tx,
  { companyId, customerId, bookingId, words, at }: WordsOnPage,
): Promise<string> {
  const { id, channel } = await whereTheyWrite(tx, companyId, customerId);
  await tx.insert(messages).values({
    ...{ id: v7(), companyId, conversationId: id, customerId, bookingId },
    ...{ direction: 'inbound', channel, kind: 'quote_change', status: 'received' },
    ...{ body: words, asked: true, createdAt: at, handledAt: at },
  });
  await tx
    .update(conversations)
    .set({
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, ${at.toISOString()}::timestamptz)`,
      unread: sql`${conversations.unread} + 1`,
    })
    .where(eq(conversations.id, id));
  return id;
}

/** The conversation that a customer used last, or the one at the address where they would be written to. */
async function whereTheyWrite(
  tx: Tx,
  companyId: string,
  customerId: string,
): Promise<{ id: string; channel: Channel }> {
  const [used] = await tx
    .select({ id: conversations.id, address: conversations.address })
    .from(conversations)
    .where(and(eq(conversations.companyId, companyId), eq(conversations.customerId, customerId)))
    .orderBy(
      sql`${conversations.lastInboundAt} desc nulls last`,
      desc(conversations.lastMessageAt),
      conversations.id,
    )
    .limit(1);
  if (used) return { id: used.id, channel: channelOf(used.address) };
  const { id, phone, whatsappId, email } = customers;
  const [customer] = await tx
    .select({ id, phone, whatsappId, email })
    .from(customers)
    .where(and(eq(customers.companyId, companyId), eq(id, customerId)));
  if (!customer) throw notFound('customer');
  const channel = customer.email && !customer.phone && !customer.whatsappId ? 'email' : 'whatsapp';
  return { id: await ensureConversation(tx, { companyId, channel }, customer), channel };
}
