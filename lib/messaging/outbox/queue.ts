import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { templatePurposes } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { conversations, messages, senders, type TemplateButton, templates } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { phoneKey } from '@/lib/customers/phone-key';
import { notFound } from '@/lib/platform/errors';
import { addressOn, type Channel } from '../channels/channel';
import { numberVariables, pickTemplate, renderBody } from '../templates/template-text';
import type { MessageKind } from './rules';

export type QueueOrder = {
  companyId: string;
  /** Null only for an answer to someone we don't know, in the conversation they wrote in. */
  customerId: string | null;
  bookingId?: string;
  kind: MessageKind;
  /** What makes this message the only one of its sort in the company; the second order finds the first row. */
  onceKey?: string;
  /** The start of the event that it speaks of. */
  aboutStart?: Date;
  template?: {
    purpose: (typeof templatePurposes)[number];
    variables: Record<string, string>;
    /** That very template, whatever the customer's language. */
    templateId?: string;
  };
  /** Needs an open session; with `template` too, text is taken where it may be and the template elsewhere. */
  text?: { body: string; buttons?: TemplateButton[]; subject?: string };
  /** Where WhatsApp can't reach the customer. An answer in a conversation takes that conversation's channel. */
  channel?: Channel;
  /** It answers the customer's own message: no quiet hours, no contact cap. */
  asked: boolean;
  /** The person of the office who wrote it. */
  userId?: string;
  /** Where the answer goes when it isn't the customer's own address, e.g. the number they wrote from. */
  conversationId?: string;
};

export type QueueResult = { messageId: string; queued: boolean; senderId: string | null };

/**
 * Writes a message into the outbox in the caller's transaction (an actor of role `system`). Idempotent by
 * `onceKey` and by booking and kind: `queued` is false when the row was there already. Nothing is sent here:
 * after the commit send `queuedEvent` or invoke the job. Throws Refusal for an unknown customer.
 */
export async function queueMessage(tx: Tx, order: QueueOrder): Promise<QueueResult> {
  const context = await loadContext(tx, order);
  const { customer } = context;
  if (!order.conversationId && !customer) throw notFound('customer');
  const conversationId =
    order.conversationId ?? (customer ? await ensureConversation(tx, order, customer) : '');
  const id = v7();
  const [made] = await tx
    .insert(messages)
    .values({
      id,
      companyId: order.companyId,
      conversationId,
      customerId: order.customerId,
      bookingId: order.bookingId,
      senderId: context.sender?.id,
      templateId: context.template?.id,
      direction: 'outbound',
      channel: order.channel,
      kind: order.kind,
      onceKey: order.onceKey,
      aboutStart: order.aboutStart,
      form: order.text ? (order.template ? 'either' : 'text') : 'template',
      asked: order.asked,
      body: order.text?.body ?? previewOf(context.template, order.template?.variables),
      buttons: order.text ? order.text.buttons : context.template?.buttons,
      contentVariables: order.template?.variables ?? subjectOf(order),
      status: 'waiting',
      userId: order.userId,
    })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  const senderId = context.sender?.id ?? null;
  if (made) return { messageId: made.id, queued: true, senderId };
  const messageId = await findExisting(tx, order);
  return { messageId, queued: false, senderId };
}

async function loadContext(tx: Tx, { customerId, companyId, template: wanted }: QueueOrder) {
  const [[customer], [company], [sender], found] = await Promise.all([
    customerId ? tx.select().from(customers).where(eq(customers.id, customerId)) : Promise.resolve([]),
    tx.select({ language: companies.language }).from(companies).where(eq(companies.id, companyId)),
    tx.select({ id: senders.id }).from(senders).where(eq(senders.active, true)),
    wanted ? tx.select().from(templates).where(eq(templates.purpose, wanted.purpose)) : Promise.resolve([]),
  ]);
  if (!company || (customerId && !customer)) throw notFound('customer');
  const template = wanted?.templateId
    ? found.find((one) => one.id === wanted.templateId)
    : pickTemplate(found, [customer?.language ?? company.language, company.language]);
  return { customer, sender, template };
}

function previewOf(
  template: typeof templates.$inferSelect | undefined,
  variables: Record<string, string> = {},
): string {
  return template ? renderBody(template.body, numberVariables(template.variables, variables)) : '';
}

/** Where a customer is written to on WhatsApp; `none:` stands for people without any address there. */
export function addressOf(customer: { id: string; phone: string | null; whatsappId: string | null }): string {
  return addressOn('whatsapp', { ...customer, email: null });
}

/** A mail's subject stands where templates have their values. */
function subjectOf({ text }: QueueOrder): Record<string, string> | undefined {
  return text?.subject ? { subject: text.subject } : undefined;
}

type Reachable = Parameters<typeof addressOn>[1];

/**
 * The conversation at a customer's present address, in whichever spelling WhatsApp uses of it. They hold the number
 * now, so it is theirs from here on, whoever held it before.
 */
export async function ensureConversation(
  tx: Tx,
  { companyId, channel = 'whatsapp' }: { companyId: string; channel?: Channel },
  customer: Reachable,
): Promise<string> {
  const address = addressOn(channel, customer);
  const known = () =>
    tx
      .select({ id: conversations.id, customerId: conversations.customerId })
      .from(conversations)
      .where(
        and(
          eq(conversations.companyId, companyId),
          eq(sql`phone_key(${conversations.address})`, phoneKey(address)),
        ),
      )
      // The one they wrote in last tells how WhatsApp spells them.
      .orderBy(sql`${conversations.lastInboundAt} desc nulls last`, conversations.id)
      .limit(1);
  let [found] = await known();
  if (!found) {
    await tx
      .insert(conversations)
      .values({ companyId, customerId: customer.id, address, profileName: null })
      .onConflictDoNothing();
    [found] = await known();
  }
  if (!found) throw new Error('The conversation that was just written is not visible');
  if (found.customerId !== customer.id)
    await tx.update(conversations).set({ customerId: customer.id }).where(eq(conversations.id, found.id));
  return found.id;
}

async function findExisting(tx: Tx, order: QueueOrder): Promise<string> {
  const [found] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, order.companyId),
        or(
          order.onceKey ? eq(messages.onceKey, order.onceKey) : undefined,
          order.bookingId
            ? and(
                eq(messages.bookingId, order.bookingId),
                inArray(messages.kind, [order.kind]),
                eq(messages.direction, 'outbound'),
              )
            : undefined,
        ),
      ),
    )
    // The booking's message of this kind on another channel is not the one.
    .orderBy(sql`${messages.onceKey} is distinct from ${order.onceKey ?? null}`, messages.createdAt)
    .limit(1);
  if (!found) throw new Error('A message stood in the way and is not visible');
  return found.id;
}
