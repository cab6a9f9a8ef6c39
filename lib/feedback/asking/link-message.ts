import 'server-only';
import { eq } from 'drizzle-orm';
import { senders } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import type { Channel } from '@/lib/messaging/channels/channel';
import type { QueueOrder } from '@/lib/messaging/outbox/queue';
import type { AnswerContext } from '../answers/answer-context';
import { speakLink } from '../conversation/speak-link';
import { linkAddress, stopAddress } from './link';

/**
 * The request, or its one reminder, as a link to the web page: for customers whom WhatsApp doesn't reach. The
 * same request, so that there is one survey whatever arrives.
 */
export async function linkOrder(
  tx: Tx,
  context: AnswerContext,
  { channel, again = false }: { channel: Exclude<Channel, 'whatsapp'>; again?: boolean },
): Promise<QueueOrder> {
  const { companyId, customer, booking, company, request } = context;
  const kind = again ? 'feedback_reminder' : 'feedback_request';
  const ref = { companyId, requestId: request.id };
  const values = {
    customer: customer.name,
    event: booking.eventName,
    company: company.name,
    link: linkAddress(ref),
    stopLink: stopAddress(ref),
  };
  const takesReplies = channel === 'sms' && (await isAnswerable(tx, companyId));
  const said = speakLink(again ? 'again' : 'first')({
    channel,
    language: customer.language,
    values,
    takesReplies,
  });
  return {
    companyId,
    customerId: customer.id,
    bookingId: booking.id,
    kind,
    onceKey: `${kind}:${channel}:${booking.id}`,
    channel,
    text: { body: '', ...said, values },
    asked: false,
  };
}

/** A sender that is a name and no number can't be answered. */
async function isAnswerable(tx: Tx, companyId: string): Promise<boolean> {
  const rows = await tx
    .select({ smsAddress: senders.smsAddress, active: senders.active })
    .from(senders)
    .where(eq(senders.companyId, companyId));
  return rows.some(({ smsAddress, active }) => active && smsAddress?.startsWith('+'));
}
