import 'server-only';
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { templatePurposes } from '@/db/enums';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { conversations, messages, senders, templates } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { channelOf } from '../channels/channel';
import { mailSender } from '../channels/mail/send-mail';
import { consentFor } from '../consent/rules';
import type { KindTable } from '../kinds';
import { numberVariables, pickTemplate, renderBody } from '../templates/template-text';
import type { SendFacts } from './rules';

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

/**
 * The rows of the outbox, locked in the order of their ids, each with everything that decides about it. A few
 * statements for however many; where there is no such row, there is none in the answer.
 */
export async function loadForSending(
  tx: Tx,
  { messageIds, kinds }: { messageIds: readonly string[]; kinds: KindTable },
  now: Date,
): Promise<Loaded[]> {
  const found = await lockOutbox(tx, messageIds);
  if (found.length === 0) return [];
  const customerIds = [...new Set(found.flatMap(({ message }) => message.customerId ?? []))];
  const purposes = [...new Set(found.flatMap((row) => purposeOf(row) ?? []))];
  const [states, choosable, [sender], counts] = await Promise.all([
    consentsOf(tx, customerIds),
    purposes.length > 0
      ? tx.select().from(templates).where(inArray(templates.purpose, purposes))
      : Promise.resolve([]),
    tx.select().from(senders).where(eq(senders.active, true)).limit(1),
    countUnasked(tx, customerIds, now),
  ]);
  const unasked = new Map(counts.map(({ customerId, n }) => [customerId, n]));
  return found.map((row) => {
    const { customerId } = row.message;
    const purpose = purposeOf(row);
    return combine(row, {
      kinds,
      sender,
      choosable: choosable.filter((one) => one.purpose === purpose),
      consents: Object.fromEntries(
        states.filter((one) => one.customerId === customerId).map(({ channel, state }) => [channel, state]),
      ),
      unaskedInWeek: unasked.get(customerId) ?? 0,
    });
  });
}

type Found = Awaited<ReturnType<typeof lockOutbox>>[number];

function lockOutbox(tx: Tx, messageIds: readonly string[]) {
  return tx
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
    .where(inArray(messages.id, [...messageIds]))
    .orderBy(messages.id)
    .for('update', { of: messages });
}

const purposeOf = ({ purpose, message }: Found) =>
  purpose ?? templatePurposes.find((one) => one === message.kind);

/** The newest row of each channel holds. */
function consentsOf(tx: Tx, customerIds: string[]) {
  if (customerIds.length === 0) return Promise.resolve([]);
  return tx
    .selectDistinctOn([consents.customerId, consents.channel], {
      customerId: consents.customerId,
      channel: consents.channel,
      state: consents.state,
    })
    .from(consents)
    .where(inArray(consents.customerId, customerIds))
    .orderBy(consents.customerId, consents.channel, desc(consents.createdAt), desc(consents.id));
}

/** Messages of the last 7 days that the customers didn't ask for and that went out, or may have. */
function countUnasked(tx: Tx, customerIds: string[], now: Date) {
  if (customerIds.length === 0) return Promise.resolve([]);
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  return tx
    .select({ customerId: messages.customerId, n: sql<number>`count(*)::int` })
    .from(messages)
    .where(
      and(
        inArray(messages.customerId, customerIds),
        eq(messages.direction, 'outbound'),
        eq(messages.asked, false),
        gt(messages.createdAt, weekAgo),
        inArray(messages.status, ['sending', 'unknown', 'queued', 'sent', 'delivered', 'read']),
      ),
    )
    .groupBy(messages.customerId);
}

type Known = {
  kinds: KindTable;
  sender: SenderRow | undefined;
  choosable: TemplateRow[];
  consents: Parameters<typeof consentFor>[1];
  unaskedInWeek: number;
};

function combine(found: Found, { kinds, sender, choosable, consents, unaskedInWeek }: Known): Loaded {
  const { message, company } = found;
  const channel = channelOf(found.address);
  const language = found.customer?.language ?? company.language;
  const template =
    message.kind === 'template_test'
      ? choosable.find((one) => one.id === message.templateId)
      : pickTemplate(choosable, [language, company.language]);
  const filled = template ? fill(template, message.contentVariables ?? {}) : undefined;
  return {
    message,
    address: found.address,
    language,
    sender,
    company,
    template,
    filled,
    facts: {
      channel,
      kind: kinds[message.kind],
      form: message.form,
      asked: message.asked,
      createdAt: message.createdAt,
      hasAddress: !found.address.startsWith('none:'),
      anonymised: found.customer?.anonymisedAt !== null && found.customer !== null,
      consent: consentFor(channel, consents),
      sender,
      mailReady: mailSender(company) !== undefined,
      lastInboundAt: found.lastInboundAt,
      template: template && {
        approval: template.approval,
        active: template.active,
        hasContent: template.contentSid !== null,
      },
      emptyVariable: filled ? Object.values(filled.variables).some((value) => value === '') : false,
      quiet: {
        from: company.quietFrom,
        until: company.quietUntil,
        timeZone: found.customer?.timeZone ?? company.timeZone,
      },
      unaskedInWeek,
      contactCap: company.contactCap,
      booking: found.booking ? { ...found.booking, timeZone: company.timeZone } : undefined,
    },
  };
}

function fill(template: TemplateRow, values: Record<string, string>) {
  const variables = numberVariables(template.variables, values);
  return { variables, body: renderBody(template.body, variables) };
}
