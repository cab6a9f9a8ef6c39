import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { templatePurposes } from '@/db/enums';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { consents, customers } from '@/db/schema/people';
import { conversations, messages, senders, templates } from '@/db/schema/whatsapp';
import type { Tx } from '@/db/session';
import { channelOf } from './channels';
import { consentFor } from './consent-rules';
import { mailSender } from './mail';
import type { SendFacts } from './rules';
import { numberVariables, pickTemplate, renderBody } from './template-text';

export type MessageRow = typeof messages.$inferSelect;
export type SenderRow = typeof senders.$inferSelect;
export type TemplateRow = typeof templates.$inferSelect;

export type Loaded = {
  message: MessageRow;
  address: string;
  language: string;
  sender: SenderRow | undefined;
  company: { name: string; email: string | null };
  template: TemplateRow | undefined;
  /** Variables and text of that template for this message. */
  filled: { variables: Record<string, string>; body: string } | undefined;
  facts: SendFacts;
};

const named = alias(templates, 'named');

/** The outbox row, locked, with everything that decides about it. Undefined where there is no such row. */
export async function loadForSending(tx: Tx, messageId: string, now: Date): Promise<Loaded | undefined> {
  const [found] = await tx
    .select({
      message: messages,
      address: conversations.address,
      lastInboundAt: conversations.lastInboundAt,
      purpose: named.purpose,
      customer: {
        language: customers.language,
        timeZone: customers.timeZone,
        anonymisedAt: customers.anonymisedAt,
      },
      company: {
        name: companies.name,
        email: companies.email,
        language: companies.language,
        timeZone: companies.timeZone,
        quietFrom: companies.quietFrom,
        quietUntil: companies.quietUntil,
        contactCap: companies.contactCap,
      },
      booking: { status: bookings.status, startsAt: bookings.startsAt, endsAt: bookings.endsAt },
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(companies, eq(companies.id, messages.companyId))
    .leftJoin(customers, eq(customers.id, messages.customerId))
    .leftJoin(bookings, eq(bookings.id, messages.bookingId))
    .leftJoin(named, eq(named.id, messages.templateId))
    .where(eq(messages.id, messageId))
    .for('update', { of: messages });
  if (!found) return undefined;
  const { message } = found;
  const purpose = found.purpose ?? templatePurposes.find((one) => one === message.kind);
  const customerId = message.customerId ?? '00000000-0000-0000-0000-000000000000';
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const channel = channelOf(found.address);
  const [states, choosable, [sender], [count]] = await Promise.all([
    tx
      .selectDistinctOn([consents.channel], { channel: consents.channel, state: consents.state })
      .from(consents)
      .where(and(eq(consents.customerId, customerId), inArray(consents.channel, ['whatsapp', channel])))
      .orderBy(consents.channel, desc(consents.createdAt), desc(consents.id)),
    tx
      .select()
      .from(templates)
      .where(purpose ? eq(templates.purpose, purpose) : sql`false`),
    tx.select().from(senders).where(eq(senders.active, true)).limit(1),
    tx
      .select({ n: sql<number>`count(*)::int` })
      .from(messages)
      .where(
        and(
          eq(messages.customerId, customerId),
          eq(messages.direction, 'outbound'),
          eq(messages.asked, false),
          gt(messages.createdAt, weekAgo),
          inArray(messages.status, ['sending', 'unknown', 'queued', 'sent', 'delivered', 'read']),
          sql`${messages.id} <> ${messageId}`,
        ),
      ),
  ]);
  const language = found.customer?.language ?? found.company.language;
  const template =
    message.kind === 'template_test'
      ? choosable.find((one) => one.id === message.templateId)
      : pickTemplate(choosable, [language, found.company.language]);
  const filled = template ? fill(template, message.contentVariables ?? {}) : undefined;
  return {
    message,
    address: found.address,
    language,
    sender,
    company: found.company,
    template,
    filled,
    facts: {
      channel,
      kind: message.kind,
      form: message.form,
      asked: message.asked,
      createdAt: message.createdAt,
      hasAddress: !found.address.startsWith('none:'),
      anonymised: found.customer?.anonymisedAt !== null && found.customer !== null,
      consent: consentFor(channel, Object.fromEntries(states.map(({ channel: of, state }) => [of, state]))),
      sender,
      mailReady: mailSender(found.company) !== undefined,
      lastInboundAt: found.lastInboundAt,
      template: template && {
        approval: template.approval,
        active: template.active,
        hasContent: template.contentSid !== null,
      },
      emptyVariable: filled ? Object.values(filled.variables).some((value) => value === '') : false,
      quiet: {
        from: found.company.quietFrom,
        until: found.company.quietUntil,
        timeZone: found.customer?.timeZone ?? found.company.timeZone,
      },
      unaskedInWeek: count?.n ?? 0,
      contactCap: found.company.contactCap,
      booking: found.booking ? { ...found.booking, timeZone: found.company.timeZone } : undefined,
    },
  };
}

function fill(template: TemplateRow, values: Record<string, string>) {
  const variables = numberVariables(template.variables, values);
  return { variables, body: renderBody(template.body, variables) };
}
