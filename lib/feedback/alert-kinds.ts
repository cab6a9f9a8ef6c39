import { z } from 'zod';
import {
  caseOpenedFor,
  conversationAnswered,
  conversationSeen,
  customerAnswered,
  messageHandled,
  requestContinued,
} from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';

const quoted = (said: string | null) => (said ? `“${said}”` : undefined);

export const messageNeedsPerson = alertKind({
  kind: 'message_needs_person',
  label: 'A customer wrote and expects an answer',
  again: true,
  about: z.object({ conversationId: z.uuid(), customerId: z.uuid().nullable(), said: z.string().nullable() }),
  key: ({ conversationId }) => `message:${conversationId}`,
  endsOn: ({ conversationId }) => [conversationAnswered(conversationId)],
  say: ({ conversationId, said }, { customer }) => ({
    title: `${customer ?? 'Someone who isn’t a customer yet'} wrote and expects an answer`,
    detail: quoted(said),
    href: `/messages/${conversationId}`,
  }),
});

/** Words on the rating page: there may be no conversation to answer in. */
export const commentNeedsPerson = alertKind({
  kind: 'comment_needs_person',
  label: 'A customer commented on an event and expects an answer',
  again: true,
  about: z.object({ bookingId: z.uuid(), customerId: z.uuid(), said: z.string().nullable() }),
  key: ({ bookingId }) => `comment:${bookingId}`,
  endsOn: ({ bookingId, customerId }) => [customerAnswered(customerId), caseOpenedFor(bookingId)],
  say: ({ bookingId, said }, { customer, event }) => ({
    title: `${customer ?? 'A customer'} commented on ${event?.name ?? 'their event'}`,
    detail: quoted(said),
    href: `/bookings/${bookingId}`,
  }),
});

export const messageUnread = alertKind({
  kind: 'message_unread',
  label: 'A message could not be read automatically',
  about: z.object({
    messageId: z.uuid(),
    conversationId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
  }),
  key: ({ messageId }) => `unread:${messageId}`,
  endsOn: ({ messageId, conversationId }) => [
    messageHandled(messageId),
    ...(conversationId ? [conversationSeen(conversationId), conversationAnswered(conversationId)] : []),
  ],
  say: ({ conversationId }, { customer }) => ({
    title: `${customer ? `${customer}’s` : 'A customer’s'} message could not be read automatically`,
    detail: 'Read it yourself; it will also be tried again.',
    ...(conversationId && { href: `/messages/${conversationId}` }),
  }),
});

export const replyNotWritten = alertKind({
  kind: 'reply_not_written',
  label: 'An answer to a customer could not be written',
  about: z.object({ requestId: z.uuid(), bookingId: z.uuid(), customerId: z.uuid() }),
  key: ({ requestId }) => `reply:${requestId}`,
  endsOn: ({ requestId, customerId }) => [requestContinued(requestId), customerAnswered(customerId)],
  say: ({ bookingId }, { customer }) => ({
    title: `No answer could be sent to ${customer ?? 'a customer'}`,
    href: `/bookings/${bookingId}`,
  }),
});
