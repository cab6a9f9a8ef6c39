import { formatCount } from '@/lib/platform/format/numbers';

/** "1 guest", "250 guests". */
export function guestsOf(guests: number, locale: string): string {
  return `${formatCount(guests, locale)} ${guests === 1 ? 'guest' : 'guests'}`;
}
