import 'server-only';
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { bookingLines } from '@/db/schema/booking-lines';
import { feedback } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { payments, receipts } from '@/db/schema/money';
import { users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { notSentReasons } from '@/lib/messaging/outbox/rules';
import { formatMoney } from '@/lib/platform/format/money';
import { type AuditRow, describeChanges, type TimelineEntry } from './timeline';

/** The most entries shown; older ones are in the audit trail. */
const most = 200;

type Locality = { currency: string; timeZone: string; locale: string };

const bookingId = sql.placeholder('id');

const lineNamesQuery = prepared((db) =>
  db
    .select({ id: bookingLines.id, name: bookingLines.name })
    .from(bookingLines)
    .where(eq(bookingLines.bookingId, bookingId)),
);

const feedbackQuery = prepared((db) => db.select().from(feedback).where(eq(feedback.bookingId, bookingId)));

export function askTimeline(tx: Tx, id: string) {
  return [
    trailQuery(tx, { id }),
    lineNamesQuery(tx, { id }),
    messagesQuery(tx, { id }),
    paymentsQuery(tx, { id }),
    feedbackQuery(tx, { id }),
  ] as const;
}

/** What happened to a booking, newest first: changes, messages with their fate, payments, feedback. */
export function tellTimeline(
  [trail, lines, sent, paid, given]: Answers<ReturnType<typeof askTimeline>>,
  place: Locality,
): TimelineEntry[] {
  const lineNames = new Map(lines.map(({ id, name }) => [id, name]));
  const entries = [
    ...describeChanges(trail.map(auditRow), { ...place, lineNames }),
    ...sent.map(describeMessage),
    ...paid.map((payment) => describePayment(payment, place)),
    ...given.map(describeFeedback),
  ];
  return entries.sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, most);
}

/** The same for an actor, outside a screen. */
export async function readTimeline(actor: Actor, id: string, place: Locality): Promise<TimelineEntry[]> {
  return tellTimeline(await readAs(actor, (tx) => askTimeline(tx, id)), place);
}

type TrailRow = {
  id: string;
  at: string | Date;
  action: string;
  table_name: string;
  row_id: string;
  changes: AuditRow['changes'];
  user_id: string | null;
  user_name: string | null;
  role: string;
};

const trailQuery = preparedText<TrailRow>(
  `select h.id, h.at, h.action, h.table_name, h.row_id, h.changes, h.user_id, h.role, u.name as user_name
    from booking_history($1::uuid, ${most}) h left join users u on u.id = h.user_id order by h.id desc`,
  ['id'],
);

function auditRow(row: TrailRow): AuditRow {
  return {
    id: Number(row.id),
    at: new Date(row.at),
    action: row.action,
    tableName: row.table_name,
    rowId: row.row_id,
    changes: row.changes,
    userId: row.user_id,
    userName: row.user_name,
    role: row.role,
  };
}

const messagesQuery = prepared((db) =>
  db
    .select({
      id: messages.id,
      direction: messages.direction,
      channel: messages.channel,
      kind: messages.kind,
      body: messages.body,
      status: messages.status,
      notSentReason: messages.notSentReason,
      errorText: messages.errorText,
      errorCode: messages.errorCode,
      createdAt: messages.createdAt,
      sender: users.name,
    })
    .from(messages)
    .leftJoin(users, eq(users.id, messages.userId))
    // What was asked on a quote's page is told as what became of the quote.
    .where(and(eq(messages.bookingId, bookingId), ne(messages.kind, 'quote_change')))
    .orderBy(desc(messages.createdAt))
    .limit(most),
);

type Sent = Awaited<ReturnType<typeof messagesQuery>>[number];

const kindWords: Partial<Record<Sent['kind'], string>> = {
  booking_confirmation: 'the booking confirmation',
  booking_moved: 'the new date and time',
  booking_cancelled: 'the cancellation',
  event_reminder: 'the reminder of the event',
  final_count: 'the request for the final count',
  feedback_request: 'the feedback request',
  feedback_reminder: 'the feedback reminder',
  feedback_question: 'a feedback question',
  thank_you: 'the thank-you',
  recovery: 'the recovery message',
  recovery_reask: 'the question after the recovery',
  recovery_answered: 'the thanks after the recovery',
  remedy_voucher: 'the discount code',
  enquiry_received: 'word that the enquiry arrived',
  quote_sent: 'the quote',
  quote_reminder: 'a reminder of the quote',
  payment_reminder: 'a reminder of the payment',
  paper_sent: 'an invoice, receipt or statement',
  opt_in_confirmation: 'the opt-in confirmation',
  opt_out_confirmation: 'the opt-out confirmation',
  staff_reply: 'a reply',
};

/** Past tense after "The automation", by what became of the message. */
const fates: Record<Sent['status'], { verb: string; tone: TimelineEntry['tone'] }> = {
  waiting: { verb: 'is about to send', tone: 'plain' },
  sending: { verb: 'is sending', tone: 'plain' },
  unknown: { verb: 'may have sent', tone: 'attention' },
  not_sent: { verb: 'did not send', tone: 'attention' },
  queued: { verb: 'sent', tone: 'plain' },
  sent: { verb: 'sent', tone: 'plain' },
  delivered: { verb: 'delivered', tone: 'brand' },
  read: { verb: 'delivered', tone: 'brand' },
  undelivered: { verb: 'could not deliver', tone: 'danger' },
  failed: { verb: 'failed to send', tone: 'danger' },
  received: { verb: 'received', tone: 'plain' },
};

/** WhatsApp is the usual way and isn't named. */
const by: Record<Sent['channel'], string> = { whatsapp: '', sms: ' by SMS', email: ' by e-mail' };

function describeMessage(message: Sent): TimelineEntry {
  const { id, createdAt, direction, status, kind, body, channel } = message;
  const inbound = direction === 'inbound';
  const { verb, tone } = fates[status];
  const read = status === 'read' ? ', and it was read' : '';
  return {
    id: `message-${id}`,
    at: createdAt,
    kind: 'message',
    actor: inbound ? 'The customer' : (message.sender ?? 'The automation'),
    title: inbound ? 'wrote' : `${verb} ${kindWords[kind] ?? 'a message'}${by[channel]}${read}`,
    details: [whyNot(message), body].filter((line): line is string => Boolean(line)),
    tone: inbound ? 'plain' : tone,
  };
}

function whyNot({ status, notSentReason, errorText, errorCode }: Sent): string | undefined {
  if (status === 'not_sent' && notSentReason)
    return (notSentReasons as Record<string, string>)[notSentReason] ?? notSentReason;
  if (status !== 'failed' && status !== 'undelivered') return undefined;
  return [errorText, errorCode && `(${errorCode})`].filter(Boolean).join(' ') || undefined;
}

const paymentsQuery = prepared((db) =>
  db
    .select({
      id: payments.id,
      amount: payments.amount,
      method: payments.method,
      status: payments.status,
      reference: payments.reference,
      receivedAt: payments.receivedAt,
      reason: payments.reason,
      by: users.name,
      receipt: receipts.reference,
      /** For how many events the customer paid with it. */
      events: sql<number>`(select count(*)::int from payments o where o.company_id = ${payments.companyId}
        and o.receipt_id = ${payments.receiptId} and o.refunds is null)`,
    })
    .from(payments)
    .leftJoin(receipts, and(eq(receipts.companyId, payments.companyId), eq(receipts.id, payments.receiptId)))
    .leftJoin(users, eq(users.id, payments.recordedBy))
    .where(eq(payments.bookingId, bookingId))
    .orderBy(asc(payments.receivedAt)),
);

type Paid = Awaited<ReturnType<typeof paymentsQuery>>[number];

const paymentTitles: Partial<Record<Paid['status'], (amount: string) => string>> = {
  refunded: (amount) => `gave ${amount} back`,
  void: (amount) => `recorded ${amount}, which was a slip and is void`,
};

function describePayment(payment: Paid, { currency, locale }: Locality): TimelineEntry {
  const amount = formatMoney(payment.amount, currency, locale);
  return {
    id: `payment-${payment.id}`,
    at: payment.receivedAt,
    kind: 'payment',
    actor: payment.by ?? 'The automation',
    title: paymentTitles[payment.status]?.(amount) ?? `recorded ${amount}`,
    details: [
      [payment.method.replaceAll('_', ' '), payment.reference].filter(Boolean).join(', '),
      payment.receipt && payment.events > 1
        ? `with receipt ${payment.receipt}, for ${payment.events} events at once`
        : null,
      payment.reason,
    ].filter((line) => line !== null),
    tone: payment.status === 'received' ? 'brand' : 'plain',
  };
}

function describeFeedback(given: typeof feedback.$inferSelect): TimelineEntry {
  const low = given.rating !== null && given.rating < 3;
  return {
    id: `feedback-${given.id}`,
    at: given.givenAt,
    kind: 'feedback',
    actor: 'The customer',
    title: given.rating === null ? 'gave feedback' : `rated the event ${given.rating} of 5`,
    details: given.comments ? [given.comments] : [],
    tone: low ? 'attention' : 'brand',
  };
}
