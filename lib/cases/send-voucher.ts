import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { vouchers } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import type { Channel } from '@/lib/messaging/channels/channel';
import type { Queued } from '@/lib/messaging/events';
import { nextChannel } from '@/lib/messaging/outbox/next-channel';
import { type QueueResult, queueMessage } from '@/lib/messaging/outbox/queue';
import { notFound } from '@/lib/platform/errors';
import { formatLongDate } from '@/lib/platform/format/dates';
import { formatPercent } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';
import { voucherNotTold } from './alert-kinds';
import { speakVoucher } from './speak-voucher';
import type { Voucher } from './vouchers';

type Order = {
  companyId: string;
  caseId: string;
  bookingId: string;
  customerId: string;
  /** The approval that the code comes from: one message of each channel for it. */
  eventId: string;
  voucher: Voucher;
  userId?: string;
};

/**
 * Writes the message with a discount's code into the outbox: as text within the customer's 24 hours, afterwards by the
 * approved template, and by e-mail or SMS where there is no WhatsApp number. Consent, quiet hours and contact cap are
 * asked when it is sent; what can't be sent goes by `settleVoucher`.
 */
export async function sendVoucher(tx: Tx, order: Order, by?: Channel): Promise<QueueResult> {
  const { companyId, bookingId, customerId, eventId, voucher, userId, caseId } = order;
  const [row] = await tx
    .select({
      customer: customers.name,
      event: bookings.eventName,
      language: customers.language,
      phone: customers.phone,
      whatsappId: customers.whatsappId,
      email: customers.email,
      timeZone: companies.timeZone,
      locale: companies.locale,
    })
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .where(and(eq(bookings.companyId, companyId), eq(bookings.id, bookingId)));
  if (!row) throw notFound('booking');
  const channel = by ?? (row.phone || row.whatsappId || !row.email ? 'whatsapp' : 'email');
  const place = { timeZone: row.timeZone, locale: localeFor(row.language, row.locale) };
  const variables = {
    customer: row.customer,
    event: row.event,
    percent: formatPercent(voucher.rate / 10_000, place.locale, 2),
    code: voucher.code,
    until: formatLongDate(voucher.expiresAt, place),
  };
  const said = speakVoucher({ channel, language: row.language, values: variables });
  return queueMessage(tx, {
    companyId,
    customerId,
    bookingId,
    kind: 'remedy_voucher',
    onceKey: `remedy:${caseId}:${eventId}:${voucher.code}:${channel}`,
    channel,
    text: { body: '', ...said, values: variables },
    template: channel === 'whatsapp' ? { purpose: 'remedy_voucher', variables } : undefined,
    asked: false,
    userId,
  });
}

/** Not for lack of a wish to be written to, but because this channel doesn't take it now. */
const otherWay = ['session_closed', 'no_template', 'template_not_approved', 'no_sender'] as const;

/**
 * A code that its message couldn't bring goes by another channel; where none is left, people are told to tell the
 * customer themselves. Undefined when the message is none of a voucher or got through. The caller announces.
 */
export async function settleVoucher({
  companyId,
  messageId,
}: {
  companyId: string;
  messageId: string;
}): Promise<Queued | undefined> {
  return actAs({ role: 'system', companyId, name: 'settle-voucher' }, async (tx) => {
    const [message] = await tx
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          eq(messages.id, messageId),
          eq(messages.kind, 'remedy_voucher'),
        ),
      );
    const [, caseId, eventId, code] = message?.onceKey?.split(':') ?? [];
    if (!message?.customerId || !message.bookingId || !caseId || !eventId || !code) return undefined;
    if (!['failed', 'undelivered', 'not_sent'].includes(message.status)) return undefined;
    const { customerId, bookingId } = message;
    const [[voucher], [customer], sent] = await Promise.all([
      tx
        .select({ code: vouchers.code, rate: vouchers.rate, expiresAt: vouchers.expiresAt })
        .from(vouchers)
        .where(and(eq(vouchers.companyId, companyId), eq(vouchers.code, code))),
      tx
        .select({ phone: customers.phone, email: customers.email })
        .from(customers)
        .where(and(eq(customers.companyId, companyId), eq(customers.id, customerId))),
      tx
        .select({ id: messages.id, channel: messages.channel, onceKey: messages.onceKey })
        .from(messages)
        .where(
          and(
            eq(messages.companyId, companyId),
            eq(messages.bookingId, bookingId),
            eq(messages.kind, 'remedy_voucher'),
          ),
        )
        .orderBy(desc(messages.createdAt), desc(messages.id)),
    ]);
    if (!voucher || !customer) return undefined;
    const own = sent.filter(({ onceKey }) => onceKey?.startsWith(`remedy:${caseId}:${eventId}:`));
    // Told twice of the same end: the next way was taken already.
    if (own[0]?.id !== messageId) return undefined;
    const tried = own.map(({ channel }) => channel);
    const channel = nextChannel({ message, tried, customer, otherWay });
    if (channel) {
      const order = { companyId, caseId, bookingId, customerId, eventId, voucher };
      const queued = await sendVoucher(tx, order, channel);
      return queued.queued ? { companyId, ...queued } : undefined;
    }
    await raiseAlert(tx, voucherNotTold, { companyId, about: { code, caseId, customerId } });
    return undefined;
  });
}
