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

/** The same on paper and pages in French. */
export const frenchServiceStyles: Record<(typeof serviceStyles)[number], string> = {
  buffet: 'Buffet',
  plated: 'À l’assiette',
  family_style: 'Familial',
  stations: 'Ateliers',
  cocktail: 'Cocktail',
  drop_off: 'Livraison',
  pick_up: 'À emporter',
  full_service: 'Service complet',
};

export const paymentMethodWords: Record<(typeof paymentMethods)[number], string> = {
  mobile_money: 'Mobile money',
  card: 'Card',
  cash: 'Cash',
  bank_transfer: 'Bank transfer',
};
