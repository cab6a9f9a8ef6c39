import { frenchServiceStyles, serviceStyleWords } from '@/lib/bookings/words';
import { type Unit, unitPhrase } from '@/lib/menu/words';
import type { PaperLanguage } from '@/lib/paper/document';
import { unevenTax, unevenTaxInFrench } from '@/lib/pricing/price-rows';
import { taxRows } from '@/lib/pricing/tax/words';
import type { QuotedPrice } from '../document-rules';

/** What a quote's page and its paper call the same. */
type QuoteWords = Record<
  | 'menu'
  | 'services'
  | 'discount'
  | 'voucher'
  | 'charge'
  | 'total'
  | 'deposit'
  | 'when'
  | 'where'
  | 'until'
  | 'terms'
  | 'off',
  string
> & {
  styles: Readonly<Record<string, string>>;
  unit: (unit: Unit | null, feeds: number | null) => string;
  /** Why two parts of a tax with one rate differ, by the smallest coin. */
  uneven: (coin: string) => string;
};

export const quoteWords: Record<PaperLanguage, QuoteWords> = {
  en: {
    ...{ menu: 'Menu', services: 'Services', discount: 'Discount', voucher: 'Voucher' },
    ...{ charge: 'Service charge', total: 'Total', deposit: 'Deposit asked', when: 'When', where: 'Where' },
    ...{ until: 'Valid until', terms: 'Terms', off: 'off' },
    styles: serviceStyleWords,
    unit: unitPhrase,
    uneven: unevenTax,
  },
  fr: {
    ...{ menu: 'Menu', services: 'Services', discount: 'Remise', voucher: 'Bon', charge: 'Service' },
    ...{ total: 'Total', deposit: 'Acompte demandé', when: 'Quand', where: 'Lieu' },
    ...{ until: 'Valable jusqu’au', terms: 'Conditions', off: 'de remise' },
    styles: frenchServiceStyles,
    unit: (unit, feeds) => {
      if (unit === 'guest') return 'par invité';
      if (unit === 'tray') return `le plat pour ${feeds ?? 1}`;
      if (unit === 'hour') return 'l’heure';
      return unit === 'flat' ? 'forfait' : 'pièce';
    },
    uneven: unevenTaxInFrench,
  },
};

/** What stands between a quote's lines and its total; minor units, below zero what comes off. */
export function sumRows(
  price: QuotedPrice,
  language: PaperLanguage,
  locale: string,
): { label: string; amount: number }[] {
  const said = quoteWords[language];
  return [
    ...[
      { label: said.menu, amount: price.menuTotal },
      { label: said.services, amount: price.serviceTotal },
      { label: said.discount, amount: -price.agreedDiscount },
      { label: said.voucher, amount: price.agreedDiscount - price.discount },
      { label: said.charge, amount: price.serviceCharge },
    ].filter(({ amount }) => amount !== 0),
    ...taxRows(price.tax, locale, language).added,
  ];
}
