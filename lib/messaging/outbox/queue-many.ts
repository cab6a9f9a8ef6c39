import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { templatePurposes } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { conversations, messages, senders, templates } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';
import { numberVariables, pickTemplate, renderBody } from '../templates/template-text';
import { addressOf, type QueueResult } from './queue';

type Purpose = (typeof templatePurposes)[number];

export type ManyOrders = {
  companyId: string;
  /** Kind and template of all of them. */
  purpose: Purpose;
  asked: boolean;
  orders: { customerId: string; bookingId: string; onceKey: string; variables: Record<string, string> }[];
};

/**
 * `queueMessage` for many customers at once: the same rows by the same keys, in a handful of statements.
 * Results in the order of the orders. Throws Refusal when one of the customers is unknown.
 */
export async function queueMany(tx: Tx, given: ManyOrders): Promise<QueueResult[]> {
  const { companyId, purpose, orders } = given;
  if (orders.length === 0) return [];
  const ids = [...new Set(orders.map((order) => order.customerId))];
  const [people, [company], [sender], found] = await Promise.all([
    tx
      .select({
        id: customers.id,
        phone: customers.phone,
        whatsappId: customers.whatsappId,
        language: customers.language,
      })
      .from(customers)
      .where(and(eq(customers.companyId, companyId), inArray(customers.id, ids))),
    tx.select({ language: companies.language }).from(companies).where(eq(companies.id, companyId)),
    tx.select({ id: senders.id }).from(senders).where(eq(senders.active, true)),
    tx.select().from(templates).where(eq(templates.purpose, purpose)),
  ]);
  if (!company || people.length < ids.length) throw notFound('customer');
  const known = new Map(people.map((person) => [person.id, person]));
  const conversationOf = await ensureConversations(tx, companyId, people);
  const rows = orders.map((order) => {
    const template = pickTemplate(found, [
      known.get(order.customerId)?.language ?? company.language,
      company.language,
    ]);
    return {
      id: v7(),
      conversation_id: conversationOf(order.customerId),
      customer_id: order.customerId,
      booking_id: order.bookingId,
      template_id: template?.id,
      once_key: order.onceKey,
      body: template ? renderBody(template.body, numberVariables(template.variables, order.variables)) : '',
      buttons: template?.buttons ?? undefined,
      content_variables: order.variables,
    };
  });
  // One parameter for all rows: naming each value of each row costs more than the insert.
  const made = await tx.execute<{ id: string }>(sql`
    insert into ${messages} (id, company_id, conversation_id, customer_id, booking_id, sender_id, template_id,
      direction, kind, once_key, form, asked, body, buttons, content_variables, status)
    select id, ${companyId}::uuid, conversation_id, customer_id, booking_id, ${sender?.id ?? null}::uuid,
      template_id, 'outbound', ${purpose}, once_key, 'template', ${given.asked}::boolean, body, buttons,
      content_variables, 'waiting'
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, conversation_id uuid,
      customer_id uuid, booking_id uuid, template_id uuid, once_key text, body text, buttons jsonb,
      content_variables jsonb)
    on conflict do nothing returning id`);
  const fresh = new Set(made.map((row) => row.id));
  const before = await findBefore(
    tx,
    companyId,
    rows.flatMap((row) => (fresh.has(row.id) ? [] : row.once_key)),
  );
  return rows.map(({ id, once_key: onceKey }) => {
    const messageId = fresh.has(id) ? id : before.get(onceKey);
    if (!messageId) throw new Error('A message stood in the way and is not visible');
    return { messageId, queued: fresh.has(id), senderId: sender?.id ?? null };
  });
}

type Person = { id: string; phone: string | null; whatsappId: string | null };

async function ensureConversations(
  tx: Tx,
  companyId: string,
  people: Person[],
): Promise<(customerId: string) => string> {
  const addresses = new Map(people.map((person) => [person.id, addressOf(person)]));
  const wanted = [...addresses].map(([customerId, address]) => ({
    id: v7(),
    customer_id: customerId,
    address,
  }));
  // In one order everywhere, so that two writers wait for each other instead of dying together.
  await tx.execute(sql`insert into ${conversations} (id, company_id, customer_id, address)
    select id, ${companyId}::uuid, customer_id, address
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as v(id uuid, customer_id uuid, address text)
    where not exists (select from ${conversations} c
      where c.company_id = ${companyId}::uuid and phone_key(c.address) = phone_key(v.address))
    order by address on conflict do nothing`);
  // Whoever has the number now has its conversation, in the spelling that was written from last.
  const rows = await tx.execute<{ id: string; customer_id: string }>(sql`
    with theirs as (select distinct on (v.customer_id) v.customer_id, c.id, c.customer_id as linked
      from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as v(customer_id uuid, address text)
      join ${conversations} c on c.company_id = ${companyId}::uuid and phone_key(c.address) = phone_key(v.address)
      order by v.customer_id, c.last_inbound_at desc nulls last, c.id),
    linking as (update ${conversations} c set customer_id = t.customer_id from theirs t
      where c.id = t.id and t.linked is distinct from t.customer_id)
    select id, customer_id from theirs`);
  const byCustomer = new Map(rows.map((row) => [row.customer_id, row.id]));
  return (customerId) => {
    const id = byCustomer.get(customerId);
    if (!id) throw new Error('The conversation that was just written is not visible');
    return id;
  };
}

async function findBefore(tx: Tx, companyId: string, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const found = await tx
    .select({ id: messages.id, onceKey: messages.onceKey })
    .from(messages)
    .where(and(eq(messages.companyId, companyId), inArray(messages.onceKey, keys)));
  return new Map(found.flatMap(({ id, onceKey }) => (onceKey ? [[onceKey, id] as const] : [])));
}
