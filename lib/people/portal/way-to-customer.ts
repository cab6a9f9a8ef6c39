import 'server-only';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { senders, templates } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { mailSender } from '@/lib/messaging/channels/mail/send-mail';

type Way = { channel: 'whatsapp' | 'email'; address: string };
export type Reached = Way & { company: string; language: string };

/**
 * How a customer of this company gets a code: the way they asked for first, then the other of their own. Who opted out of WhatsApp
 * gets none there, and who opted out of mail none by mail. Undefined where there is no way.
 */
export async function findWay(
  tx: Tx,
  { companyId, customerId }: { companyId: string; customerId: string },
  first: Way['channel'],
): Promise<Reached | undefined> {
  const [[customer], [company], [sender], [template], said] = await Promise.all([
    tx
      .select({ phone: customers.phone, email: customers.email, language: customers.language })
      .from(customers)
      .where(and(eq(customers.companyId, companyId), eq(customers.id, customerId))),
    tx
      .select({ name: companies.name, email: companies.email })
      .from(companies)
      .where(eq(companies.id, companyId)),
    tx.select({ id: senders.id }).from(senders).where(eq(senders.active, true)).limit(1),
    tx
      .select({ id: templates.id })
      .from(templates)
      .where(
        and(
          eq(templates.purpose, 'sign_in_code'),
          eq(templates.active, true),
          eq(templates.approval, 'approved'),
          isNotNull(templates.contentSid),
        ),
      )
      .limit(1),
    tx
      .selectDistinctOn([consents.channel], { channel: consents.channel, state: consents.state })
      .from(consents)
      .where(eq(consents.customerId, customerId))
      .orderBy(consents.channel, desc(consents.createdAt), desc(consents.id)),
  ]);
  if (!customer || !company) return undefined;
  const states = Object.fromEntries(said.map(({ channel, state }) => [channel, state]));
  const ways: Record<Way['channel'], Way | undefined> = {
    whatsapp:
      customer.phone && sender && template && states.whatsapp !== 'withdrawn'
        ? { channel: 'whatsapp', address: customer.phone }
        : undefined,
    // Who sent STOP on WhatsApp never said it of mail, and asks for this one themselves.
    email:
      customer.email && mailSender(company) && states.email !== 'withdrawn'
        ? { channel: 'email', address: customer.email.toLowerCase() }
        : undefined,
  };
  const way = ways[first] ?? ways[first === 'email' ? 'whatsapp' : 'email'];
  return way && { ...way, company: company.name, language: customer.language };
}
