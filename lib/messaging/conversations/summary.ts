import { shorten } from '@/lib/platform/format/shorten';
import { coordinates, type Pin, readPin } from './pin';

/** What a message says, whichever way it says it; `media` counts its attachments. */
export type Said = {
  body: string;
  tapped: string | null;
  media: number;
  pin: Record<string, string> | null;
};

/** Characters of a message that a list shows. */
const shown = 160;

/** A message as one line of a list, and the place that it points to. */
export function summarise(
  { body, tapped, media, pin: sent }: Said,
  most = shown,
): { text: string; pin: Pin | null } {
  const pin = readPin(sent);
  const words = body.trim() || tapped?.trim() || (pin ? pinWords(pin) : attached(media));
  return { text: shorten(words.replace(/\s+/g, ' '), most), pin };
}

const pinWords = (pin: Pin) => `Location: ${pin.label ?? coordinates(pin)}`;

const attached = (media: number) =>
  media === 0 ? '(no text)' : media === 1 ? 'Attachment' : `${media} attachments`;
