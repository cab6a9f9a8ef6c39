import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { consentChannels } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { consents, customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { mustAllow, notFound } from '@/lib/platform/errors';
import { type QueueResult, queueMessage } from '../outbox/queue';
import { spokenText } from '../templates/defaults/all';
import { type ConsentChange, type ConsentState, decideConsent } from './rules';

type Channel = (typeof consentChannels)[number];

/** The wording that a consent was given under, when the caller has no better name for it. */
export const currentTextVersion = 'whatsapp-2026-01';

/** What the customer last said about a channel: the newest row holds. */
export async function consentOf(
  tx: Tx,
  customerId: string,
  channel: Channel = 'whatsapp',
): Promise<ConsentState> {
  const [newest] = await tx
    .select({ state: consents.state })
    .from(consents)
    .where(and(eq(consents.customerId, customerId), eq(consents.channel, channel)))
    .orderBy(desc(consents.createdAt), desc(consents.id))
    .limit(1);
  return newest?.state ?? 'none';
}

export type ConsentRecord = ConsentChange & {
  companyId: string;
  customerId: string;
  channel?: Channel;
  textVersion?: string;
  messageSid?: string;
  userId?: string;
};

/**
 * Records what a customer allowed or withdrew, with text version, source and time. `changed` is false when
 * that was so already. Throws Refusal where an opt-out would be undone by anything but START or a person
 * with a reason.
 */
export async function recordConsent(
  tx: Tx,
  record: ConsentRecord,
): Promise<{ changed: boolean; consentId?: string; before: ConsentState }> {
  const { companyId, customerId, state, source } = record;
  const channel = record.channel ?? 'whatsapp';
  // Serialises changes of one customer, so that the newest row is the last decision.
  const [customer] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.id, customerId))
    .for('no key update');
  if (!customer) throw notFound('customer');
  const before = await consentOf(tx, customerId, channel);
  const { write } = mustAllow(decideConsent(before, record));
  if (!write) return { changed: false, before };
  const consentId = v7();
  await tx.insert(consents).values({
    id: consentId,
    companyId,
    customerId,
    channel,
    state,
    source,
    textVersion: record.textVersion ?? currentTextVersion,
    reason: record.reason,
    messageSid: record.messageSid,
    userId: record.userId,
  });
  return { changed: true, consentId, before };
}

export type ConsentByMessage = {
  companyId: string;
  customerId: string;
  /** SID of the message in which the customer said it. */
  messageSid?: string;
  source?: ConsentChange['source'];
  reason?: string;
  conversationId?: string;
};

/**
 * Takes an opt-out and queues its one confirmation. After the commit announce `consentWithdrawnEvent` and the
 * queued message, both only when `changed`.
 */
export async function withdrawConsent(
  tx: Tx,
  { source = 'whatsapp', ...given }: ConsentByMessage,
): Promise<{ changed: boolean; confirmation?: QueueResult }> {
  const recorded = await recordConsent(tx, { ...given, source, state: 'withdrawn' });
  if (!recorded.changed || source !== 'whatsapp') return { changed: recorded.changed };
  const confirmation = await queueConfirmation(tx, {
    ...given,
    purpose: 'opt_out_confirmation',
    consentId: recorded.consentId ?? '',
  });
  return { changed: true, confirmation };
}

/** Takes a START. Confirms it once, and only where it changed something. */
export async function grantConsent(
  tx: Tx,
  { source = 'whatsapp', ...given }: ConsentByMessage,
): Promise<{ changed: boolean; confirmation?: QueueResult }> {
  const recorded = await recordConsent(tx, { ...given, source, state: 'granted' });
  if (!recorded.changed || source !== 'whatsapp') return { changed: recorded.changed };
  const confirmation = await queueConfirmation(tx, {
    ...given,
    purpose: 'opt_in_confirmation',
    consentId: recorded.consentId ?? '',
  });
  return { changed: true, confirmation };
}

async function queueConfirmation(
  tx: Tx,
  {
    companyId,
    customerId,
    conversationId,
    purpose,
    consentId,
  }: ConsentByMessage & { purpose: 'opt_in_confirmation' | 'opt_out_confirmation'; consentId: string },
): Promise<QueueResult> {
  const [[company], [customer]] = await Promise.all([
    tx.select({ name: companies.name }).from(companies).where(eq(companies.id, companyId)),
    tx.select({ language: customers.language }).from(customers).where(eq(customers.id, customerId)),
  ]);
  const variables = { company: company?.name ?? '' };
  return queueMessage(tx, {
    companyId,
    customerId,
    conversationId,
    kind: purpose,
    onceKey: `${purpose}:${consentId}`,
    text: { body: spokenText(purpose, customer?.language ?? 'en', variables) },
    template: { purpose, variables },
    asked: true,
  });
}
