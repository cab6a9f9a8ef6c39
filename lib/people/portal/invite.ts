import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { portalLogin } from '@/lib/auth/next-address';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { queueMessage, reviveMessage } from '@/lib/messaging/outbox/queue';
import { noEmailToSend } from '@/lib/messaging/reach-choices';
import { mailOrTemplate } from '@/lib/messaging/templates/speak-link';
import { command } from '@/lib/platform/command';
import { required } from '@/lib/platform/env';
import { notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { portalInvitation } from './invite-schema';
import { speakInvitation } from './spoken';

/**
 * Sends a customer the way into the portal, where a code lets them in: one message a day each way, however often it is pressed.
 * What was decided against (they hadn't agreed) waits anew. Refuses whom it can't reach, and whose number or mailbox opens nothing.
 */
export const inviteToPortal = command({
  name: 'invite to portal',
  permission: 'portal.invite',
  input: portalInvitation,
  output: z.object({ before: z.boolean() }),
  write: async (tx, { customerId, way }, actor, at) => {
    const customer = await mayEnter(tx, customerId, way);
    const [company] = await tx.select({ name: companies.name, timeZone: companies.timeZone }).from(companies);
    if (!company) throw notFound('company');
    const values = {
      ...{ customer: customer.name, company: company.name },
      link: new URL(portalLogin, required('PUBLIC_URL')).href,
    };
    const today = dayKey(at, company.timeZone);
    const { queued, ...message } = await escalate(actor, tx, async () => {
      const result = await queueMessage(tx, {
        ...{ companyId: actor.companyId, customerId, kind: 'portal_invitation', channel: way, asked: false },
        onceKey: `portal_invitation:${way}:${customerId}:${today}`,
        ...mailOrTemplate('portal_invitation', speakInvitation, { way, language: customer.language, values }),
      });
      const turn = result.queued ? undefined : await reviveMessage(tx, result.messageId);
      return { ...result, queued: result.queued || turn !== undefined, turn };
    });
    if (queued)
      await recordAudit(tx, {
        ...{ category: 'activity', action: 'portal_invited' },
        detail: { customerId, channel: way },
      });
    return { before: !queued, event: queued ? { companyId: actor.companyId, ...message } : undefined };
  },
  after: ({ event }) => (event ? announce(queuedEvent(event)) : Promise.resolve()),
});

const missing = {
  whatsapp: 'This customer has no number. Add one, or send it another way.',
  email: noEmailToSend,
};

/** Who is asked in. Throws Refusal where the portal wouldn't open for them this way. */
async function mayEnter(tx: Tx, id: string, way: 'whatsapp' | 'email') {
  const { name, language, phone, email, anonymisedAt } = customers;
  const [[customer], [opens]] = await Promise.all([
    tx.select({ name, language, phone, email, anonymisedAt }).from(customers).where(eq(customers.id, id)),
    tx.execute<{ whatsapp: boolean; email: boolean }>(
      sql`select by_phone as whatsapp, by_mail as email from portal_opens(${id}::uuid)`,
    ),
  ]);
  if (!customer) throw notFound('customer');
  if (customer.anonymisedAt) throw new Refusal('conflict', 'This customer’s data was erased.');
  if (!{ whatsapp: customer.phone, email: customer.email }[way]) throw refuseField('way', missing[way]);
  if (!opens?.[way])
    throw refuseField(
      'way',
      'This number is another customer’s in a conversation, so it lets nobody in. Correct it on one of the two records first.',
    );
  return customer;
}
