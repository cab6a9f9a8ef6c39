import { z } from 'zod';
import {
  billingChanged,
  bookingEnded,
  checkoutSettled,
  disputeDecided,
  eventMoved,
  eventStarted,
  guestsSet,
  writeOffDecided,
  writeOffMoot,
} from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';
import { formatCalendarDate, formatEventStart } from '@/lib/platform/format/dates';

export const guestCountChanged = alertKind({
  kind: 'guest_count',
  label: 'The guest count of an event has changed',
  // The start that was asked about: a moved event is asked about anew.
  about: z.object({ bookingId: z.uuid(), askedFor: z.iso.datetime() }),
  key: ({ bookingId, askedFor }) => `guest_count:${bookingId}:${askedFor}`,
  endsOn: ({ bookingId }) => [guestsSet(bookingId), bookingEnded(bookingId)],
  say: ({ bookingId }, { event }, where) => ({
    title: event
      ? `${event.name}, ${formatEventStart(event.startsAt, where)}: the guest count has changed`
      : 'The guest count of an event has changed',
    detail: 'The customer says that the number is no longer right. Ask for the final one.',
    href: `/bookings/${bookingId}`,
  }),
});

export const startIsLate = alertKind({
  kind: 'start_late',
  label: 'An event should have started',
  // The start that was passed: a moved event is looked at anew.
  about: z.object({ bookingId: z.uuid(), dueAt: z.iso.datetime() }),
  key: ({ bookingId, dueAt }) => `start_late:${bookingId}:${dueAt}`,
  endsOn: ({ bookingId }) => [eventStarted(bookingId), eventMoved(bookingId), bookingEnded(bookingId)],
  say: ({ bookingId, dueAt }, { event }, where) => ({
    title: `${event?.name ?? 'An event'} should have started, ${formatEventStart(new Date(dueAt), where)}`,
    detail: 'Nobody has marked it as started. If it runs, start it; if not, call the team or move it.',
    href: `/bookings/${bookingId}`,
  }),
});

const online = z.object({ bookingId: z.uuid(), checkoutId: z.uuid(), amount: z.string() });
const moneyOf = (bookingId: string) => `/bookings/${bookingId}?tab=money`;

export const paidOnline = alertKind({
  kind: 'paid_online',
  label: 'A customer paid online',
  roles: ['manager', 'accountant', 'staff'],
  about: online,
  key: ({ checkoutId }) => `paid_online:${checkoutId}`,
  endsOn: ({ bookingId }) => [eventStarted(bookingId), bookingEnded(bookingId)],
  say: ({ bookingId, amount }, { customer, event }) => ({
    title: `${customer ?? 'A customer'} paid ${amount} online${event ? ` for ${event.name}` : ''}`,
    href: moneyOf(bookingId),
  }),
});

export const moneyHeld = alertKind({
  kind: 'money_held',
  label: 'Money came online that fits no booking',
  roles: ['manager', 'accountant', 'staff'],
  urgent: true,
  about: online.extend({ why: z.string() }),
  key: ({ checkoutId }) => `money_held:${checkoutId}`,
  endsOn: ({ checkoutId }) => [checkoutSettled(checkoutId)],
  say: ({ bookingId, amount, why }, { customer }) => ({
    title: `${customer ?? 'A customer'} paid ${amount} online, which could not be booked`,
    detail: `${why} The money is there and held: assign it, or give it back.`,
    href: moneyOf(bookingId),
  }),
});

export const paymentDoubted = alertKind({
  kind: 'payment_doubted',
  label: 'Something is odd about an online payment',
  roles: ['manager', 'accountant', 'staff'],
  urgent: true,
  about: z.object({
    bookingId: z.uuid().nullable(),
    checkoutId: z.uuid().nullable(),
    reference: z.string(),
    why: z.string(),
  }),
  key: ({ reference, checkoutId }) => `payment_doubted:${checkoutId ?? reference}`,
  endsOn: ({ checkoutId }) => (checkoutId ? [checkoutSettled(checkoutId)] : []),
  say: ({ bookingId, reference, why }) => ({
    title: `Nothing was booked of an online payment: ${reference}`,
    detail: `${why} Look it up on your provider’s pages.`,
    href: bookingId ? moneyOf(bookingId) : '/settings/payments',
  }),
});

export const paymentDisputed = alertKind({
  kind: 'payment_disputed',
  label: 'A customer’s bank asks for a payment back',
  roles: ['manager', 'accountant', 'staff'],
  urgent: true,
  about: online,
  key: ({ checkoutId }) => `payment_disputed:${checkoutId}`,
  endsOn: ({ checkoutId }) => [disputeDecided(checkoutId)],
  say: ({ bookingId, amount }, { customer, event }) => ({
    title: `The bank of ${customer ?? 'a customer'} asks ${amount} back${event ? ` of ${event.name}` : ''}`,
    detail: 'Answer the dispute on your provider’s pages in its time, with what was agreed and served.',
    href: moneyOf(bookingId),
  }),
});

export const paymentReversed = alertKind({
  kind: 'payment_reversed',
  label: 'A payment was taken back by a bank',
  roles: ['manager', 'accountant', 'staff'],
  urgent: true,
  about: online,
  key: ({ checkoutId }) => `payment_reversed:${checkoutId}`,
  endsOn: () => [],
  say: ({ bookingId, amount }, { customer, event }) => ({
    title: `${amount} of ${customer ?? 'a customer'} went back by a chargeback${event ? `: ${event.name}` : ''}`,
    detail: 'It is open again on the booking. Talk to the customer.',
    href: moneyOf(bookingId),
  }),
});

export const writeOffAsked = alertKind({
  kind: 'write_off_asked',
  label: 'Somebody asks to write money off',
  roles: ['manager'],
  urgent: true,
  about: z.object({
    bookingId: z.uuid(),
    invoiceId: z.uuid(),
    writeOffId: z.uuid(),
    reference: z.string(),
    reason: z.string(),
    amount: z.string(),
  }),
  key: ({ writeOffId }) => `write_off_asked:${writeOffId}`,
  endsOn: ({ writeOffId }) => [writeOffDecided(writeOffId)],
  say: ({ invoiceId, reference, amount, reason }, { customer }) => ({
    title: `${amount} of ${reference} is to be written off${customer ? `: ${customer}` : ''}`,
    detail: `${reason} Approve or refuse it on the invoice.`,
    href: `/invoices/${invoiceId}`,
  }),
});

export const writeOffAnswered = alertKind({
  kind: 'write_off_answered',
  label: 'A write-off you asked for was decided',
  personal: true,
  about: z.object({
    bookingId: z.uuid(),
    invoiceId: z.uuid(),
    writeOffId: z.uuid(),
    reference: z.string(),
    amount: z.string(),
    approved: z.boolean(),
    /** Who decided, and why it was refused. */
    by: z.string().nullable(),
    note: z.string().nullable(),
  }),
  key: ({ writeOffId }) => `write_off_answered:${writeOffId}`,
  endsOn: ({ invoiceId }) => [writeOffMoot(invoiceId)],
  say: ({ invoiceId, reference, amount, approved, by, note }, { customer }) => ({
    title: `${approved ? 'Written off' : 'Not written off'}: ${amount} of ${reference}${customer ? `, ${customer}` : ''}`,
    detail: approved
      ? `${by ?? 'A manager'} approved what you asked for.`
      : `${by ?? 'A manager'} refused it, and the invoice stays open: ${note ?? 'no reason was given'}`,
    href: `/invoices/${invoiceId}`,
  }),
});

export const exemptionEnds = alertKind({
  kind: 'exemption_ends',
  label: 'A customer’s exemption from tax ends',
  roles: ['manager', 'accountant'],
  about: z.object({
    customerId: z.uuid(),
    /** The last day whose events it holds for. */
    until: z.iso.date(),
    ended: z.boolean(),
    /** Open bookings without tax by it, when it was told. */
    bookings: z.int(),
  }),
  // Another certificate is told of anew.
  key: ({ customerId, until, ended }) => `exemption_${ended ? 'ended' : 'ends'}:${customerId}:${until}`,
  endsOn: ({ customerId }) => [billingChanged(customerId)],
  say: ({ customerId, until, ended, bookings }, { customer }, { locale }) => ({
    title: `${customer ?? 'A customer'}: the exemption from tax ${ended ? 'ended' : 'ends'} on ${formatCalendarDate(until, locale)}`,
    detail: ended
      ? `${bookings === 1 ? '1 open booking has' : `${bookings} open bookings have`} no tax by it. Enter the new certificate, or take the tax up on them.`
      : 'Events after that day are taxed. Ask for the new certificate and enter it here.',
    href: `/customers/${customerId}`,
  }),
});
