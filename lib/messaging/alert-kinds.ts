import { z } from 'zod';
import {
  bookingEnded,
  contactChanged,
  conversationReached,
  numberOwned,
  senderResumed,
  templateRepaired,
} from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';

export const mayWantToCancel = alertKind({
  kind: 'may_want_to_cancel',
  label: 'A customer may want to cancel',
  urgent: true,
  about: z.object({ bookingId: z.uuid(), said: z.string() }),
  key: ({ bookingId }) => `cancel:${bookingId}`,
  endsOn: ({ bookingId }) => [bookingEnded(bookingId)],
  say: ({ bookingId, said }, { customer, event }) => ({
    title: `${customer ?? 'A customer'} may want to cancel ${event?.name ?? 'a booking'}`,
    detail: `They wrote “${said}”. It ended all messages to them; whether they meant the booking too, only a call tells.`,
    href: `/bookings/${bookingId}`,
  }),
});

const titles = {
  number_invalid: (whose: string) => `${whose} number doesn’t work`,
  content_fault: (whose: string) => `WhatsApp refused the content of ${whose} message`,
  call_person: (whose: string) => `${whose} message could not be delivered`,
};

export const messageFailed = alertKind({
  kind: 'message_failed',
  label: 'A message could not be delivered',
  about: z.object({
    why: z.enum(['number_invalid', 'content_fault', 'call_person']),
    conversationId: z.uuid(),
    customerId: z.uuid().nullable(),
    /** What was wrong with the content is the same for all who would get it. */
    content: z.string(),
    templateId: z.uuid().nullable(),
    /** What Twilio or the mail server said. */
    fault: z.string(),
  }),
  key: ({ why, content, conversationId }) =>
    why === 'content_fault' ? `content:${content}` : `failed:${conversationId}`,
  endsOn: ({ why, conversationId, customerId, templateId }) => [
    conversationReached(conversationId),
    ...(why !== 'content_fault' && customerId ? [contactChanged(customerId)] : []),
    ...(why === 'content_fault' && templateId ? [templateRepaired(templateId)] : []),
  ],
  say: ({ why, conversationId, fault }, { customer }) => ({
    title: titles[why](customer ? `${customer}’s` : why === 'content_fault' ? 'a' : 'A customer’s'),
    detail: fault,
    href: `/messages/${conversationId}`,
  }),
});

export const senderPaused = alertKind({
  kind: 'sender_paused',
  label: 'WhatsApp sending is paused',
  roles: ['manager'],
  urgent: true,
  about: z.object({ senderId: z.uuid().nullable(), code: z.number() }),
  key: ({ senderId }) => `sender:${senderId}`,
  endsOn: ({ senderId }) => (senderId ? [senderResumed(senderId)] : []),
  say: ({ code }) => ({
    title: 'WhatsApp sending is paused',
    detail: `Twilio refused the account or the sender (error ${code}). Nothing is lost: messages wait until the connection test passes.`,
    href: '/settings/whatsapp',
  }),
});

export const unknownRecipient = alertKind({
  kind: 'unknown_recipient',
  label: 'A message to one of our numbers reached nobody',
  roles: ['manager'],
  about: z.object({ number: z.string() }),
  key: ({ number }) => `unknown_recipient:${number}`,
  endsOn: ({ number }) => [numberOwned(number)],
  say: ({ number }) => ({
    title: `A message to ${number || 'a number that Twilio did not name'} reached nobody`,
    detail: 'Someone wrote to this number of your account, and no sender here has it. Add it as a sender.',
    href: '/settings/whatsapp',
  }),
});

const ofTemplate = { templateId: z.uuid() };
const templateKey = ({ templateId }: { templateId: string }) => `template:${templateId}`;
const untilRepaired = ({ templateId }: { templateId: string }) => [templateRepaired(templateId)];
const called = (template: string | null) => (template ? `the template ${template}` : 'a message template');
const wait =
  'Messages that need it are not sent. Improve the wording or wait until WhatsApp lifts the pause.';
const managers = ['manager'] as const;

export const templateStopped = alertKind({
  kind: 'template_stopped',
  label: 'WhatsApp stopped a message template',
  roles: managers,
  about: z.object({ ...ofTemplate, code: z.number() }),
  key: templateKey,
  endsOn: untilRepaired,
  say: ({ code }, { template }) => ({
    title: `WhatsApp stopped ${called(template)}`,
    detail: `Twilio error ${code}. Messages of this kind are not sent until the template is approved again.`,
    href: '/settings/whatsapp',
  }),
});

export const templateRejected = alertKind({
  kind: 'template_rejected',
  label: 'WhatsApp rejected a message template',
  roles: managers,
  about: z.object({ ...ofTemplate, reason: z.string().nullable() }),
  key: templateKey,
  endsOn: untilRepaired,
  say: ({ reason }, { template }) => ({
    title: `WhatsApp rejected ${called(template)}`,
    detail: reason ?? 'WhatsApp gave no reason.',
    href: '/settings/whatsapp',
  }),
});

export const templatePaused = alertKind({
  kind: 'template_paused',
  label: 'WhatsApp paused a message template',
  roles: managers,
  about: z.object(ofTemplate),
  key: templateKey,
  endsOn: untilRepaired,
  say: (_, { template }) => ({
    title: `WhatsApp paused ${called(template)}`,
    detail: wait,
    href: '/settings/whatsapp',
  }),
});

export const templateDisabled = alertKind({
  kind: 'template_disabled',
  label: 'WhatsApp disabled a message template',
  roles: managers,
  about: z.object(ofTemplate),
  key: templateKey,
  endsOn: untilRepaired,
  say: (_, { template }) => ({
    title: `WhatsApp disabled ${called(template)}`,
    detail: wait,
    href: '/settings/whatsapp',
  }),
});

export const templateCategory = alertKind({
  kind: 'template_category',
  label: 'WhatsApp files a template as marketing',
  roles: managers,
  about: z.object({ ...ofTemplate, asked: z.string(), granted: z.string() }),
  key: templateKey,
  endsOn: untilRepaired,
  say: ({ asked, granted }, { template }) => ({
    title: `WhatsApp files ${called(template)} as ${granted}`,
    detail: `It was submitted as ${asked}; other limits and prices apply now.`,
    href: '/settings/whatsapp',
  }),
});
