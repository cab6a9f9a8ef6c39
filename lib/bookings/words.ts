import type { paymentMethods, serviceStyles } from '@/db/enums';

/** What the closed lists are called in English. */
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
