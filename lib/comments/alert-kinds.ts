import { z } from 'zod';
import { mentionMoot, mentionSeen } from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';
import { recordKinds } from './schema';

const paths = {
  booking: 'bookings',
  customer: 'customers',
  feedback: 'feedback',
  case: 'cases',
  invoice: 'invoices',
  quote: 'quotes',
  receipt: 'receipts',
} as const;

/** A mention is one person's matter: it ends when they open the record, or when the mention is taken out. */
export const mentioned = alertKind({
  kind: 'mentioned',
  label: 'A colleague mentions you in a comment',
  personal: true,
  about: z.object({
    commentId: z.uuid(),
    userId: z.uuid(),
    kind: z.enum(recordKinds),
    recordId: z.uuid(),
    by: z.string(),
    /** What the record is called where nothing else names it: the number of a paper. */
    reference: z.string().nullable(),
    bookingId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
    caseId: z.uuid().nullable(),
  }),
  key: ({ commentId, userId }) => `mentioned:${commentId}:${userId}`,
  endsOn: ({ commentId, recordId, userId }) => [
    mentionSeen(`${recordId}/${userId}`),
    mentionMoot(`${commentId}/${userId}`),
  ],
  say: ({ kind, recordId, by, reference }, { customer, event, case: numbered }) => {
    const record = {
      booking: event?.name ?? 'a booking',
      customer: customer ?? 'a customer',
      feedback: event ? `the feedback on ${event.name}` : 'an answer of a customer',
      case: numbered ? `case ${numbered}` : 'a case',
      invoice: reference ?? 'an invoice',
      quote: `quote ${reference ?? ''}`.trim(),
      receipt: `receipt ${reference ?? ''}`.trim(),
    }[kind];
    return {
      title: `${by} mentions you in a comment: ${record}`,
      href: `/${paths[kind]}/${recordId}#comments`,
    };
  },
});
