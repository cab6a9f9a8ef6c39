import 'server-only';
import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { enquiries } from '@/db/schema/enquiries';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { plainAddress } from '@/lib/messaging/conversations/person-name';
import { command } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import { cleanLine } from '@/lib/platform/text';
import { openStages } from './rules';
import { conversationInput } from './schema';

/** What they wrote within this time belongs to what they ask now. */
const recentMs = 7 * 86_400_000;
const mostMessages = 20;
const mostText = 4000;

/**
 * Makes an enquiry of what somebody wrote, known or not, with their words in it. Where one is open already, it is that
 * one: `made` says which. What the words say plainly is offered on its page.
 */
export const enquiryFromConversation = command({
  name: 'enquiry from conversation',
  permission: 'enquiries.work',
  input: conversationInput,
  output: z.object({ id: z.uuid(), made: z.boolean() }),
  write: async (tx, { conversationId }, { companyId, userId }, at) => {
    const [talk] = await tx
      .select()
      .from(conversations)
      .where(eq(conversations.id, conversationId))
      .for('update');
    if (!talk) throw notFound('conversation');
    const [open] = await tx
      .select({ id: enquiries.id })
      .from(enquiries)
      .where(
        and(
          eq(enquiries.conversationId, talk.id),
          inArray(enquiries.stage, openStages),
          isNull(enquiries.spamAt),
        ),
      )
      .limit(1);
    if (open) return { id: open.id, made: false };
    const id = v7();
    const said = await recentWords(tx, talk.id, at);
    await tx.insert(enquiries).values({
      id,
      companyId,
      source: 'whatsapp',
      conversationId: talk.id,
      ...(await whoOf(tx, talk)),
      message: said.text,
      receivedAt: said.receivedAt ?? at,
      answeredAt: said.answeredAt,
      answeredBy: said.answeredAt && 'message',
      toldAt: at,
      createdBy: userId,
    });
    return { id, made: true };
  },
});

type Talk = typeof conversations.$inferSelect;

async function whoOf(tx: Tx, { address, profileName, customerId }: Talk) {
  const [customer] = customerId
    ? await tx.select({ name: customers.name }).from(customers).where(eq(customers.id, customerId))
    : [];
  const own = address.replace(/^whatsapp:/, '');
  return {
    customerId,
    name:
      [...cleanLine(customer?.name ?? profileName ?? plainAddress(address))].slice(0, 120).join('') ||
      'Unknown',
    phone: /^\+[1-9]\d{6,14}$/.test(own) ? own : null,
    email: address.startsWith('mailto:') ? address.slice('mailto:'.length) : null,
  };
}

/** Their own words of the last days in order, when they began, and when the office wrote back first. */
async function recentWords(tx: Tx, conversationId: string, at: Date) {
  const rows = await tx
    .select({
      direction: messages.direction,
      kind: messages.kind,
      body: messages.body,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        gt(messages.createdAt, new Date(at.getTime() - recentMs)),
      ),
    )
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(mostMessages);
  const inOrder = rows.reverse();
  const theirs = inOrder.filter(({ direction, body }) => direction === 'inbound' && body.trim() !== '');
  const receivedAt = theirs[0]?.createdAt;
  const answer = inOrder.find(
    ({ kind, createdAt }) => kind === 'staff_reply' && receivedAt !== undefined && createdAt >= receivedAt,
  );
  const text = theirs.map(({ body }) => body.trim()).join('\n');
  return {
    text: text === '' ? null : [...text].slice(0, mostText).join(''),
    receivedAt,
    answeredAt: answer?.createdAt ?? null,
  };
}
