import { shorten } from '@/lib/platform/format/shorten';
import { coordinates, type Place, placeOf } from './location';

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
  { body, tapped, media, pin }: Said,
  most = shown,
): { text: string; place: Place | null } {
  const place = placeOf(pin);
  const words = body.trim() || tapped?.trim() || (place ? pinWords(place) : attached(media));
  return { text: shorten(words.replace(/\s+/g, ' '), most), place };
}

const pinWords = (place: Place) => `Location: ${place.label ?? coordinates(place)}`;

const attached = (media: number) =>
  media === 0 ? '(no text)' : media === 1 ? 'Attachment' : `${media} attachments`;
