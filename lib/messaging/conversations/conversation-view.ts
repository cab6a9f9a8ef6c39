import type { TemplateButton } from '@/db/schema/messaging';
import { type Channel, channelOf } from '../channels/channel';
import { kindOfMedia, type MediaKind, mediaHref } from '../inbound/view-media';
import { sessionMs, takesText } from '../outbox/rules';
import { kindWords, statusWords, whyOf } from './message-words';
import { type Pin, readPin } from './pin';
import type { ReadConversation } from './queries';

export type MediumView = { href: string; kind: MediaKind };

export type BubbleView = {
  id: string;
  own: boolean;
  by: string;
  body: string;
  choices: TemplateButton[];
  tapped: string | null;
  media: MediumView[];
  /** Where a location pin points to. */
  pin: Pin | null;
  /** Where it was said, if not in a message, and the way there in the office. */
  origin: { words: string; href: string | null } | null;
  status: string;
  statusWord: string;
  why: string | null;
  at: string;
};

export type ConversationView = {
  id: string;
  bubbles: BubbleView[];
  unread: number;
  channel: Channel;
  /** Until when WhatsApp takes free text; null where it doesn't, and on channels without a window. */
  openUntil: string | null;
  /** Why nothing can be written; null where something can. */
  closedBecause: string | null;
  optedOut: boolean;
};

type Message = ReadConversation['messages'][number];

/** A conversation as the browser gets it, at first and with every poll. */
export function viewConversation(talk: ReadConversation, now: Date): ConversationView {
  const optedOut = talk.consent === 'withdrawn';
  const channel = channelOf(talk.address);
  const open = takesText(talk, now);
  return {
    id: talk.id,
    channel,
    unread: talk.unread,
    optedOut,
    openUntil:
      open && !optedOut && channel === 'whatsapp' && talk.lastInboundAt
        ? new Date(talk.lastInboundAt.getTime() + sessionMs).toISOString()
        : null,
    closedBecause: closedBecause({ optedOut, open, ever: talk.lastInboundAt !== null }),
    bubbles: talk.messages.map((message) => ({
      id: message.id,
      own: message.direction === 'outbound',
      by: message.author ?? (message.direction === 'outbound' ? 'Automation' : 'Customer'),
      body: message.body,
      choices: message.direction === 'outbound' ? (message.buttons ?? []) : [],
      tapped: message.buttonText,
      media: viewMedia(message),
      pin: message.direction === 'inbound' ? readPin(message.pin) : null,
      origin: originOf(message),
      status: message.status,
      statusWord: statusWords[message.status],
      why: whyOf(message) ?? null,
      at: message.createdAt.toISOString(),
    })),
  };
}

/** Where the browser gets the media of a message, and how it shows each. */
export function viewMedia({ id, media }: Pick<Message, 'id' | 'media'>): MediumView[] {
  return (media ?? []).map(({ contentType }, index) => ({
    href: mediaHref(id, index),
    kind: kindOfMedia(contentType),
  }));
}

const originOf = ({ kind, bookingId }: Pick<Message, 'kind' | 'bookingId'>) =>
  kind === 'quote_change'
    ? { words: kindWords[kind], href: bookingId && `/bookings/${bookingId}/quote` }
    : null;

function closedBecause({ optedOut, open, ever }: { optedOut: boolean; open: boolean; ever: boolean }) {
  if (optedOut)
    return 'The customer opted out. Only their START, or a reason that you record, turns that back.';
  if (open) return null;
  return ever
    ? 'More than 24 hours passed since the customer’s last message. WhatsApp opens the window again when they write.'
    : 'The customer hasn’t written yet. WhatsApp takes free text only within 24 hours of a customer’s message.';
}
