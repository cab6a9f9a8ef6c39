import 'server-only';
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { templatePurposes } from '@/db/enums';
import { messages, senders, templates } from '@/db/schema/messaging';
import { consents } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { channelOf } from '../channels/channel';
import { mailSender } from '../channels/mail/send-mail';
import { consentFor } from '../consent/rules';
import type { KindTable, MessageKind } from '../kinds';
import { pickTemplate } from '../templates/template-text';
import { keepAddressed } from './keep-addressed';
import { type Found, lockOutbox } from './lock-outbox';
import type { SendFacts } from './rules';
import { fillTemplate, textOf, valuesOf } from './send-words';
import { loadTold, type Told } from './told-start';

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
  /** The free text, as the record has its names now, and the subject that a mail has. */
  text: string;
  subject: string | undefined;
  facts: SendFacts;
};

/**
 * The rows of the outbox, locked in the order of their ids, each with everything that decides about it. A few
 * statements for however many; where there is no such row, there is none in the answer.
 */
export async function loadForSending(
  tx: Tx,
  { messageIds, kinds }: { messageIds: readonly string[]; kinds: KindTable },
  now: Date,
): Promise<Loaded[]> {
  const found = await keepAddressed(tx, await lockOutbox(tx, messageIds));
  if (found.length === 0) return [];
  const customerIds = [...new Set(found.flatMap(({ message }) => message.customerId ?? []))];
  const purposes = [...new Set(found.flatMap((row) => purposeOf(row) ?? []))];
  const bookingIds = [...new Set(found.flatMap(({ message }) => message.bookingId ?? []))];
  const [states, choosable, [sender], counts, told] = await Promise.all([
    consentsOf(tx, customerIds),
    purposes.length > 0
      ? tx.select().from(templates).where(inArray(templates.purpose, purposes))
      : Promise.resolve([]),
    tx.select().from(senders).where(eq(senders.active, true)).limit(1),
    countUnasked(tx, customerIds, now),
    loadTold(tx, bookingIds, tellingStart(kinds)),
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
      told: (told.get(row.message.bookingId ?? '') ?? []).filter(
        ({ messageId }) => messageId !== row.message.id,
      ),
    });
  });
}

const tellingStart = (kinds: KindTable) =>
  (Object.keys(kinds) as MessageKind[]).filter((kind) => kinds[kind].tellsStart);

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
  told: Told[];
};

function combine(found: Found, { kinds, sender, choosable, consents, unaskedInWeek, told }: Known): Loaded {
  const { message, company } = found;
  const channel = channelOf(found.address);
  const language = found.customer?.language ?? company.language;
  const template =
    message.kind === 'template_test'
      ? choosable.find((one) => one.id === message.templateId)
      : pickTemplate(choosable, [language, company.language]);
  const values = valuesOf(found, kinds[message.kind].tellsStart === true, told[0]?.aboutStart);
  const filled = template ? fillTemplate(template, values) : undefined;
  return {
    message,
    address: found.address,
    language,
    sender,
    company,
    template,
    filled,
    ...textOf(found, { speak: kinds[message.kind].speak, channel, language, values, sender }),
    facts: {
      channel,
      kind: kinds[message.kind],
      form: message.form,
      asked: message.asked,
      createdAt: message.createdAt,
      hasAddress: !found.address.startsWith('none:'),
      anonymised: found.customer?.anonymisedAt !== null && found.customer !== null,
      consent: kinds[message.kind].optOutByChannel
        ? (consents[channel] ?? 'none')
        : consentFor(channel, consents),
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
      paperHolds: found.paperHolds,
      codeHolds: found.codeHolds,
      booking: found.booking
        ? {
            ...found.booking,
            timeZone: company.timeZone,
            isTheirs: found.booking.customerId === message.customerId,
            isDue: found.booking.due?.on === message.contentVariables?.dueOn,
            toldStart: told[0]?.aboutStart ?? null,
            saidBefore: told.some(
              ({ kind, aboutStart }) =>
                kind === message.kind && aboutStart.getTime() === found.booking?.startsAt.getTime(),
            ),
          }
        : undefined,
    },
  };
}
