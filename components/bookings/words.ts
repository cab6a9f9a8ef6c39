import type { paymentMethods, serviceStyles } from '@/db/enums';
import { formatCount } from '@/lib/platform/format/numbers';

/** What the closed lists are called on screen. */
export const serviceStyleWords: Record<(typeof serviceStyles)[number], string> = {
  buffet: 'Buffet',
  plated: 'Plated',
  family_style: 'Family style',
  stations: 'Stations',
  cocktail: 'Cocktail',
  drop_off: 'Drop-off',
  pick_up: 'Pick-up',
  full_service: 'Full service',
};

export const paymentMethodWords: Record<(typeof paymentMethods)[number], string> = {
  mobile_money: 'Mobile money',
  card: 'Card',
  cash: 'Cash',
  bank_transfer: 'Bank transfer',
};

/** "1 guest", "250 guests". */
export function guestsOf(guests: number, locale: string): string {
  return `${formatCount(guests, locale)} ${guests === 1 ? 'guest' : 'guests'}`;
}
