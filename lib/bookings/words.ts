import type { moneyMethods, paymentMethods, serviceStyles } from '@/db/enums';

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

type MoneyMethod = (typeof moneyMethods)[number];

/** The same of payments that are there, among them what was paid before it was brought along in a file. */
export const moneyMethodWords: Record<MoneyMethod, string> = {
  ...paymentMethodWords,
  brought_along: 'Paid before the move',
};

/** The same on paper and pages in French. */
export const frenchMethodWords: Record<MoneyMethod, string> = {
  mobile_money: 'Mobile money',
  card: 'Carte',
  cash: 'Espèces',
  bank_transfer: 'Virement',
  brought_along: 'Payé auparavant',
};
