import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { enquiries } from '@/db/schema/enquiries';
import { actAs, type Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { enquirySettled } from '@/lib/alerts/happenings';
import { consentOf } from '@/lib/messaging/consent/record-consent';
import type { Queued } from '@/lib/messaging/events';
import { strangersConversation } from '@/lib/messaging/outbox/open-conversations';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { spokenText } from '@/lib/messaging/templates/defaults/all';
import { enquiryReceived } from './alert-kinds';

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'enquiries' }) as const;

/** Tells the office of an enquiry, and who asked that it arrived; once, however often it is called. */
export function tellOfEnquiry(companyId: string, enquiryId: string, at: Date): Promise<Queued | undefined> {
  return actAs(systemOf(companyId), async (tx) => {
    const [row] = await tx
      .select()
      .from(enquiries)
      .where(and(eq(enquiries.id, enquiryId), isNull(enquiries.toldAt)))
      .for('update');
    if (!row) return undefined;
    await tx.update(enquiries).set({ toldAt: at }).where(eq(enquiries.id, row.id));
    if (row.spamAt || row.answeredAt || row.stage !== 'inquiry') return undefined;
    const [company] = await tx.select().from(companies).where(eq(companies.id, companyId));
    const { name, eventType, eventDate, guests, place } = row;
    await raiseAlert(tx, enquiryReceived, {
      companyId,
      about: { enquiryId: row.id, name, eventType, eventDate, guests, place },
    });
    return acknowledge(tx, row, { name: company?.name ?? '', language: company?.language ?? 'en', at });
  });
}

type Row = typeof enquiries.$inferSelect;

/**
 * A stranger may have typed anybody's number: one message a day goes there, with the house's own words alone, and
 * none to whoever opted out.
 */
async function acknowledge(
  tx: Tx,
  row: Row,
  { name, language, at }: { name: string; language: string; at: Date },
): Promise<Queued | undefined> {
  if (row.source !== 'form' || row.consentVersion === null) return undefined;
  const { companyId, phone, email } = row;
  const address = email ? `mailto:${email.toLowerCase()}` : `whatsapp:${phone}`;
  const talk = await strangersConversation(tx, { companyId, address });
  if (talk.customerId && (await consentOf(tx, talk.customerId)) === 'withdrawn') return undefined;
  const variables = { customer: greeting(row.name, language), company: name };
  const body = spokenText('enquiry_received', language, variables);
  const day = at.toISOString().slice(0, 10);
  const result = await queueMessage(tx, {
    companyId,
    customerId: talk.customerId,
    conversationId: talk.id,
    kind: 'enquiry_received',
    onceKey: `enquiry_received:${createHash('sha256').update(address).digest('hex').slice(0, 32)}:${day}`,
    channel: email ? 'email' : 'whatsapp',
    text: { body, ...(email ? { subject: name } : {}) },
    ...(email ? {} : { template: { purpose: 'enquiry_received' as const, variables } }),
    asked: true,
  });
  return result.queued ? { companyId, ...result } : undefined;
}

const nobody: Record<string, string> = { fr: 'et bienvenue', tw: 'akwaaba', en: 'and welcome' };

/** A name that is one; what else stands in that field goes to nobody in our name. */
function greeting(name: string, language: string): string {
  const plain = /^[\p{L}\p{M}][\p{L}\p{M}'’ -]{0,39}$/u.test(name) && name.split(' ').length <= 4;
  return plain ? name : (nobody[language] ?? 'and welcome');
}

/** Those of whom nobody was told, since the event that should have done it was lost. */
export function findUntold(companyId: string, now: Date): Promise<string[]> {
  return actAs(systemOf(companyId), async (tx) => {
    const before = new Date(now.getTime() - 120_000);
    const rows = await tx
      .select({ id: enquiries.id })
      .from(enquiries)
      .where(and(isNull(enquiries.toldAt), lt(enquiries.receivedAt, before)))
      .limit(200);
    return rows.map(({ id }) => id);
  });
}

/** Ends the notices of what was answered meanwhile, on whichever way. */
export function settleNotices(companyId: string): Promise<number> {
  return actAs(systemOf(companyId), async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`select e.id from alerts a join ${enquiries} e
      on e.company_id = a.company_id and a.key = 'enquiry:' || e.id
      where a.company_id = ${companyId}::uuid and a.cleared_at is null and a.kind = ${enquiryReceived.kind}
        and (e.answered_at is not null or e.spam_at is not null or e.stage in ('won', 'lost')) limit 500`);
    await endAlerts(
      tx,
      companyId,
      rows.map(({ id }) => enquirySettled(id)),
    );
    return rows.length;
  });
}
