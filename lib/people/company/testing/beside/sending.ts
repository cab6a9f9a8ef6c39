import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { justSignedIn } from '@/db/factories/session';
import { messages, senders, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import type { Office } from '@/lib/bookings/testing/office';
import { messageOwners } from '@/lib/message-owners';
import { sendTest } from '@/lib/messaging/mutations';
import { accountOfCompany } from '@/lib/messaging/outbox/check-silent';
import { deliverMessages } from '@/lib/messaging/outbox/deliver';
import { type QueueOrder, queueMessages } from '@/lib/messaging/outbox/queue';
import { saveSender } from '@/lib/messaging/save-sender';
import { senderInput } from '@/lib/messaging/schema';
import { listSenders } from '@/lib/messaging/sender-queries';
import { saveTemplate } from '@/lib/messaging/templates/edit-template';
import { addDefaultTemplates } from '@/lib/messaging/templates/register-templates';
import { approveTemplates } from '@/lib/messaging/testing/provider';
import { provider } from '../acts';
import type { BesideTable } from './setting';

const sid = () => process.env.TWILIO_ACCOUNT_SID ?? '';
const token = () => process.env.TWILIO_AUTH_TOKEN ?? '';
const number = `+4479${String(Date.now()).slice(-8)}`;

/** Messages to as many customers, each of its own. */
async function queued(office: Office, count: number, over: Partial<QueueOrder> = {}) {
  const orders: QueueOrder[] = [];
  for (let at = 0; at < count; at += 1)
    orders.push({
      ...{ companyId: office.id, customerId: (await makeCustomer(office.id)).id, asked: true },
      ...{ kind: 'feedback_request' },
      template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Wedding' } },
      ...over,
    });
  const made = await actAs(office.system, (tx) => queueMessages(tx, orders));
  return made.map(({ messageId }) => messageId);
}
/** How a message goes out: what became of it, and what its provider has of where it came from. */
async function sent(office: Office, over: Partial<QueueOrder> = {}) {
  await approveTemplates(provider(), office.id);
  const messageIds = await queued(office, 1, over);
  const told = await deliverMessages({ companyId: office.id, messageIds, kinds: messageOwners.kinds });
  const [row] = await actAs(office.system, (tx) =>
    tx
      .select()
      .from(messages)
      .where(eq(messages.id, messageIds[0] ?? '')),
  );
  const { messages: kept } = await provider().control<{
    messages: { sid: string; from: string; messagingServiceSid: string | null }[];
  }>('messages');
  const there = kept.find((one) => one.sid === row?.sid);
  return { outcome: told.get(messageIds[0] ?? '')?.outcome, ...there };
}
const atOnce = async (office: Office) => {
  await approveTemplates(provider(), office.id);
  const messageIds = await queued(office, 8);
  const told = await deliverMessages({ companyId: office.id, messageIds, kinds: messageOwners.kinds });
  return [...told.values()].every(({ outcome }) => outcome === 'accepted');
};
const bySms = { channel: 'sms', template: undefined, text: { body: 'How was it?' } } as const;

async function inUse({ id, system }: Pick<Office, 'id' | 'system'>) {
  await addDefaultTemplates(id);
  const [row] = await actAs(system, (tx) =>
    tx
      .select()
      .from(templates)
      .where(and(eq(templates.purpose, 'feedback_request'), eq(templates.language, 'en'))),
  );
  if (!row) throw new Error('There is no wording');
  return row;
}
/** What a customer would get. */
async function worded(office: Office) {
  await inUse(office);
  const [id] = await queued(office, 1);
  const [row] = await actAs(office.system, (tx) =>
    tx
      .select()
      .from(messages)
      .where(eq(messages.id, id ?? '')),
  );
  return row;
}
const words = 'Hello {customer}, tell us how {event} was for you.';
const titles = ['Five', 'Four', 'Three', 'Two', 'One'];
const placed = { customer: 'Efua', event: 'Naming' };
const usualTitles = ['Excellent', 'Very good', 'Good', 'Fair', 'Poor'];

/** Through which account and number messages go, and in which words. */
export const sending: Record<string, BesideTable> = {
  senders: {
    file: 'components/messaging/sender-form.tsx',
    usual: { name: 'Main', active: true, rate: 80, messagingServiceSid: null, smsAddress: null },
    save: async (office, by, values) => {
      const [stored] = await actAs(office.system, (tx) => tx.select().from(senders));
      return saveSender(
        await justSignedIn(by),
        senderInput.parse({
          ...{ id: stored?.id, version: stored?.version, address: stored?.address?.slice(9) },
          ...{ accountSid: sid(), authToken: token(), ...values },
        }),
      );
    },
    columns: {
      name: {
        ...{ says: 'What the office calls it.', first: {}, to: { name: 'Weddings' } },
        ...{ does: async (o) => (await listSenders(o.manager))[0]?.name, was: 'Main', is: 'Weddings' },
      },
      address: {
        ...{ says: 'With its country code.', first: {}, to: { address: number }, kept: `whatsapp:${number}` },
        ...{ does: async (o) => (await sent(o)).from === `whatsapp:${number}`, was: false, is: true },
      },
      messaging_service_sid: {
        ...{ says: 'Takes precedence over the number when both are given.', first: {} },
        to: { messagingServiceSid: `MG${v7().replaceAll('-', '')}` },
        does: async (o) => Boolean((await sent(o)).messagingServiceSid),
        ...{ was: false, is: true },
      },
      sms_address: {
        ...{ says: 'Asks for feedback by SMS where WhatsApp can’t reach a customer.', first: {} },
        ...{ to: { smsAddress: 'Akwaaba' }, does: async (o) => (await sent(o, bySms)).from },
        ...{ was: undefined, is: 'Akwaaba' },
      },
      account_sid: {
        ...{ says: 'Blank uses the account of this installation.', first: {} },
        to: { accountSid: `AC${'4'.repeat(32)}` },
        does: async (o) => (await accountOfCompany(o.id))?.accountSid === `AC${'4'.repeat(32)}`,
        ...{ was: false, is: true },
      },
      auth_token_sealed: {
        ...{ says: 'Stored encrypted and never shown again.', first: {}, kept: '[redacted]' },
        ...{ to: { authToken: 'another token' }, was: false, is: true },
        does: async (o) => (await accountOfCompany(o.id))?.authToken === 'another token',
      },
      active: {
        ...{ says: 'New messages go out through this sender', first: {}, to: { active: false } },
        ...{ does: async (o) => (await sent(o)).outcome, was: 'accepted', is: 'not_sent' },
      },
      rate: {
        ...{ says: 'WhatsApp takes 80 from most senders.', first: {}, to: { rate: 1 } },
        ...{ does: atOnce, was: true, is: false },
      },
    },
    notSet: 'id company_id paused_at paused_reason paused_until tested_at created_at version',
  },
  templates: {
    file: 'components/messaging/template-form.tsx',
    usual: { body: words, samples: placed, titles: usualTitles },
    save: async (office, by, values) => {
      const { id: templateId, version } = await inUse(office);
      return saveTemplate(by, { templateId, version, ...values } as never);
    },
    columns: {
      body: {
        ...{ says: 'Places that are filled for each customer', to: { body: words } },
        kept: 'Hello {{1}}, tell us how {{2}} was for you.',
        does: async (o) => (await worded(o))?.body === 'Hello Ama, tell us how Wedding was for you.',
        ...{ was: false, is: true },
      },
      samples: {
        ...{ says: 'Shows WhatsApp’s reviewers what stands there.', to: { samples: placed } },
        does: async (o) => {
          const { id: templateId } = await inUse(o);
          const { messageId } = await sendTest(o.manager, { templateId, phone: '+233244005009' });
          const [row] = await actAs(o.system, (tx) =>
            tx.select().from(messages).where(eq(messages.id, messageId)),
          );
          return row?.body.includes('Efua');
        },
        ...{ was: false, is: true },
      },
      buttons: {
        ...{ says: 'What it does stays the same.', to: { titles }, kept: expect.anything() },
        does: async (o) => (await worded(o))?.buttons?.map(({ title }) => title)[0],
        ...{ was: expect.not.stringMatching(/^Five$/), is: 'Five' },
      },
    },
    notSet:
      'id company_id purpose language name variables category granted_category content_sid approval rejection_reason checked_at active retired_at created_at version',
  },
};
