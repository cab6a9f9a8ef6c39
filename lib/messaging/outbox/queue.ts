import 'server-only';
import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { templatePurposes } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { messages, senders, type TemplateButton, templates } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';
import { addressOn, type Channel } from '../channels/channel';
import type { MessageKind } from '../kinds';
import { numberVariables, pickTemplate, renderBody } from '../templates/template-text';
import { openConversations } from './open-conversations';
import type { NotSentReason } from './rules';

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
  text?: { body: string; buttons?: TemplateButton[]; subject?: string; values?: Record<string, string> };
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

/** One message: a batch of one. */
export async function queueMessage(tx: Tx, order: QueueOrder): Promise<QueueResult> {
  const [result] = await queueMessages(tx, [order]);
  if (!result) throw new Error('An order for a message was left without an answer');
  return result;
}

/**
 * Writes messages of one company into the outbox in the caller's transaction (an actor of role `system`), in a
 * handful of statements for however many. Idempotent by `onceKey` and by booking and kind: `queued` is false when
 * the row was there already. Results in the order of the orders. Nothing is sent here: after the commit send
 * `queuedEvent` or invoke the job. Throws Refusal for an unknown customer.
 */
export async function queueMessages(tx: Tx, orders: readonly QueueOrder[]): Promise<QueueResult[]> {
  const companyId = orders[0]?.companyId;
  if (!companyId) return [];
  const context = await loadContext(tx, companyId, orders);
  const conversationOf = await ensureConversations(tx, companyId, orders, context.customerOf);
  const rows = orders.map((order) => rowOf(order, context, conversationOf(order)));
  // One parameter for all rows: naming each value of each row costs more than the insert.
  const made = await tx.execute<{ id: string }>(sql`
    insert into ${messages} (id, company_id, conversation_id, customer_id, booking_id, sender_id, template_id,
      direction, channel, kind, once_key, form, asked, body, buttons, content_variables, status, user_id, about_start)
    select id, ${companyId}::uuid, conversation_id, customer_id, booking_id, ${context.senderId}::uuid, template_id,
      'outbound', channel, kind, once_key, form, asked, body, buttons, content_variables, 'waiting', user_id, about_start
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, conversation_id uuid,
      customer_id uuid, booking_id uuid, template_id uuid, channel text, kind text, once_key text, form text,
      asked boolean, body text, buttons jsonb, content_variables jsonb, user_id uuid,
      about_start timestamptz)
    on conflict do nothing returning id`);
  const fresh = new Set(made.map(({ id }) => id));
  const known = await findExisting(
    tx,
    companyId,
    orders.filter((_order, at) => !fresh.has(rows[at]?.id ?? '')),
  );
  return orders.map((order, at) => {
    const id = rows[at]?.id ?? '';
    const queued = fresh.has(id);
    return { messageId: queued ? id : known(order), queued, senderId: context.senderId };
  });
}

type Customer = {
  id: string;
  phone: string | null;
  whatsappId: string | null;
  email: string | null;
  language: string;
};
type CustomerOf = (order: QueueOrder) => Customer | undefined;
type Context = {
  customerOf: CustomerOf;
  senderId: string | null;
  templateOf: (order: QueueOrder) => typeof templates.$inferSelect | undefined;
};

async function loadContext(tx: Tx, companyId: string, orders: readonly QueueOrder[]): Promise<Context> {
  const ids = [...new Set(orders.flatMap(({ customerId }) => customerId ?? []))];
  const purposes = [...new Set(orders.flatMap(({ template }) => template?.purpose ?? []))];
  const { id, phone, whatsappId, email, language } = customers;
  const [people, [company], [sender], found] = await Promise.all([
    ids.length > 0
      ? tx
          .select({ id, phone, whatsappId, email, language })
          .from(customers)
          .where(and(eq(customers.companyId, companyId), inArray(id, ids)))
      : Promise.resolve([]),
    tx.select({ language: companies.language }).from(companies).where(eq(companies.id, companyId)),
    tx.select({ id: senders.id }).from(senders).where(eq(senders.active, true)),
    purposes.length > 0
      ? tx.select().from(templates).where(inArray(templates.purpose, purposes))
      : Promise.resolve([]),
  ]);
  if (!company || people.length < ids.length) throw notFound('customer');
  const known = new Map(people.map((person) => [person.id, person]));
  const customerOf: CustomerOf = ({ customerId }) => known.get(customerId ?? '');
  return {
    customerOf,
    senderId: sender?.id ?? null,
    templateOf: (order) => {
      const wanted = order.template;
      if (!wanted) return undefined;
      if (wanted.templateId) return found.find((one) => one.id === wanted.templateId);
      return pickTemplate(
        found.filter(({ purpose }) => purpose === wanted.purpose),
        [customerOf(order)?.language ?? company.language, company.language],
      );
    },
  };
}

function rowOf(order: QueueOrder, { templateOf }: Context, conversationId: string) {
  const { template: wanted, text } = order;
  const template = templateOf(order);
  const preview = template
    ? renderBody(template.body, numberVariables(template.variables, wanted?.variables ?? {}))
    : '';
  return {
    id: v7(),
    conversation_id: conversationId,
    customer_id: order.customerId,
    booking_id: order.bookingId,
    template_id: template?.id,
    channel: order.channel ?? 'whatsapp',
    kind: order.kind,
    once_key: order.onceKey,
    form: text ? (wanted ? 'either' : 'text') : 'template',
    asked: order.asked,
    body: text?.body ?? preview,
    buttons: text ? text.buttons : template?.buttons,
    // A mail's subject stands where templates have their values.
    content_variables: wanted ? { ...text?.values, ...wanted.variables } : valuesOf(text),
    user_id: order.userId,
    about_start: order.aboutStart,
  };
}

function valuesOf(text: QueueOrder['text']): Record<string, string> | undefined {
  if (!text?.values && !text?.subject) return undefined;
  return { ...text.values, ...(text.subject && { subject: text.subject }) };
}

async function ensureConversations(
  tx: Tx,
  companyId: string,
  orders: readonly QueueOrder[],
  customerOf: CustomerOf,
): Promise<(order: QueueOrder) => string> {
  const addressOf = (order: QueueOrder) => {
    const customer = customerOf(order);
    if (!customer) throw notFound('customer');
    return addressOn(order.channel ?? 'whatsapp', customer);
  };
  const open = orders.filter(({ conversationId }) => !conversationId);
  const wanted = new Map(
    open.map((order) => [addressOf(order), { id: v7(), customer_id: order.customerId }] as const),
  );
  const ids = wanted.size > 0 ? await openConversations(tx, companyId, wanted) : undefined;
  return (order) => {
    const id = order.conversationId ?? ids?.get(addressOf(order));
    if (!id) throw new Error('The conversation that was just written is not visible');
    return id;
  };
}

/** The messages that stood in the way: by their key, else the booking's message of that kind. */
async function findExisting(
  tx: Tx,
  companyId: string,
  orders: readonly QueueOrder[],
): Promise<(order: QueueOrder) => string> {
  const keys = orders.flatMap(({ onceKey }) => onceKey ?? []);
  const booked = orders.filter(({ bookingId }) => bookingId);
  const { id, onceKey, bookingId, kind, direction } = messages;
  const ofBooking = and(
    inArray(
      bookingId,
      booked.flatMap((order) => order.bookingId ?? []),
    ),
    inArray(
      kind,
      booked.map((order) => order.kind),
    ),
    eq(direction, 'outbound'),
  );
  const found =
    orders.length === 0
      ? []
      : await tx
          .select({ id, onceKey, bookingId, kind, direction })
          .from(messages)
          .where(
            and(
              eq(messages.companyId, companyId),
              or(
                keys.length > 0 ? inArray(onceKey, keys) : sql`false`,
                booked.length > 0 ? ofBooking : undefined,
              ),
            ),
          )
          .orderBy(asc(messages.createdAt));
  return (order) => {
    const own = found.filter(
      (one) =>
        (order.onceKey !== undefined && one.onceKey === order.onceKey) ||
        (order.bookingId !== undefined &&
          one.direction === 'outbound' &&
          one.bookingId === order.bookingId &&
          one.kind === order.kind),
    );
    // The booking's message of this kind on another channel is not the one.
    const match = own.find((one) => one.onceKey === (order.onceKey ?? null)) ?? own[0];
    if (!match) throw new Error('A message stood in the way and is not visible');
    return match.id;
  };
}

/**
 * Lets a message that was decided against wait again, because what stood against it is gone: the customer has
 * opted in or has a number now. Asked anew before it is sent, like every message. Gives the turn that it is announced
 * with, since its first announcement would be taken for this one; undefined when it wasn't so.
 */
export async function reviveMessage(tx: Tx, messageId: string): Promise<number | undefined> {
  const [revived] = await tx
    .update(messages)
    .set({ status: 'waiting', notSentReason: null, nextAttemptAt: null, heldReason: null })
    .where(and(eq(messages.id, messageId), eq(messages.status, 'not_sent')))
    .returning({ turn: sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::float8` });
  return revived?.turn;
}

/** Takes back what of these kinds still waits in the outbox about a booking; its row keeps why. */
export async function withdrawMessages(
  tx: Tx,
  about: { companyId: string; bookingId: string; kinds: MessageKind[]; reason: NotSentReason },
): Promise<void> {
  await tx
    .update(messages)
    .set({ status: 'not_sent', notSentReason: about.reason, heldReason: null, nextAttemptAt: null })
    .where(
      and(
        eq(messages.companyId, about.companyId),
        eq(messages.bookingId, about.bookingId),
        inArray(messages.kind, about.kinds),
        eq(messages.status, 'waiting'),
      ),
    );
}
