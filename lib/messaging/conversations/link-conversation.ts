import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { languages } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { type Actor, actAs, type Tx } from '@/db/session';
import { may } from '@/lib/auth/permissions';
import { phoneKey } from '@/lib/customers/phone-key';
import { now } from '@/lib/platform/clock';
import { notFound, Refusal } from '@/lib/platform/errors';
import { announce, messageReceived } from '../events';
import type { LinkInput } from '../schema';

type OfficeActor = Extract<Actor, { role: 'manager' | 'staff' }>;

/** What they wrote within this time is read as an answer once it is known whose it is. */
const freshMs = 24 * 3_600_000;

/**
 * Says who an unknown sender is: an existing customer or a new one. Their earlier messages come along, and those of
 * the last day are read as if they had just arrived. Throws Refusal for a conversation that is somebody's already and
 * for whoever may not add customers.
 */
export async function linkConversation(
  actor: OfficeActor,
  { conversationId, customerId, name }: LinkInput,
): Promise<{ customerId: string }> {
  if (!may(actor.role, 'messages.reply')) throw new Refusal('forbidden', 'Your role doesn’t allow this.');
  if (name && !may(actor.role, 'customers.write'))
    throw new Refusal('forbidden', 'Only a manager adds customers here. Choose one that there is.');
  const { companyId, userId, requestId, ip } = actor;
  const system = { role: 'system', companyId, userId, requestId, ip, name: 'link conversation' } as const;
  const linked = await actAs(system, async (tx) => {
    const talk = await lockUnknown(tx, conversationId);
    const id = customerId ?? (await addCustomer(tx, { companyId, name: name ?? '', address: talk.address }));
    if (customerId) await completeCustomer(tx, { id, address: talk.address });
    await tx.update(conversations).set({ customerId: id }).where(eq(conversations.id, talk.id));
    return { customerId: id, messageIds: await bringAlong(tx, { conversationId: talk.id, customerId: id }) };
  });
  await announce(
    linked.messageIds.map((messageId) =>
      messageReceived.create({ companyId, messageId }, { id: `linked-${messageId}` }),
    ),
  );
  return { customerId: linked.customerId };
}

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

/** A sender's number or business-scoped id, of whichever kind the address is. */
function identityOf(address: string): { phone: string | null; whatsappId: string | null } {
  const own = address.replace(/^whatsapp:/, '');
  if (/^\+[1-9]\d{6,14}$/.test(own)) return { phone: own, whatsappId: null };
  return { phone: null, whatsappId: address.startsWith('whatsapp:') ? own : null };
}

async function addCustomer(
  tx: Tx,
  { companyId, name, address }: { companyId: string; name: string; address: string },
): Promise<string> {
  const [company] = await tx
    .select({ language: companies.language })
    .from(companies)
    .where(eq(companies.id, companyId));
  const id = v7();
  await tx.insert(customers).values({
    id,
    companyId,
    name,
    language: languages.find((one) => one === company?.language),
    ...identityOf(address),
  });
  return id;
}

/** A customer without a number gets the one that they wrote from; another one of theirs stays what it is. */
async function completeCustomer(tx: Tx, { id, address }: { id: string; address: string }): Promise<void> {
  const [customer] = await tx.select().from(customers).where(eq(customers.id, id)).for('update');
  if (!customer || customer.anonymisedAt) throw notFound('customer');
  const { phone, whatsappId } = identityOf(address);
  const held = phone
    ? await tx
        .select({ id: customers.id })
        .from(customers)
        .where(eq(sql`phone_key(${customers.phone})`, phoneKey(phone)))
    : [];
  await tx
    .update(customers)
    .set({
      phone: customer.phone ?? (held.length === 0 ? phone : null),
      whatsappId: customer.whatsappId ?? whatsappId,
    })
    .where(eq(customers.id, id));
}

/** The unknown sender's messages become the customer's. Returns those to be read now. */
async function bringAlong(
  tx: Tx,
  { conversationId, customerId }: { conversationId: string; customerId: string },
): Promise<string[]> {
  const theirs = and(eq(messages.conversationId, conversationId), isNull(messages.customerId));
  const since = new Date(now().getTime() - freshMs);
  const fresh = await tx
    .update(messages)
    .set({ handledAt: null, customerId })
    .where(and(theirs, eq(messages.direction, 'inbound'), gt(messages.createdAt, since)))
    .returning({ id: messages.id });
  await tx.update(messages).set({ customerId }).where(theirs);
  return fresh.map(({ id }) => id);
}
