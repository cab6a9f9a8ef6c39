import type { PaperLanguage } from '@/lib/paper/document';
import { formatEventTime } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';
import type { QuoteChange } from '../change-rules';
import type { QuoteDocument } from '../document-rules';
import { quoteWords } from './words';

type Words = Record<Exclude<QuoteChange['what'], 'added' | 'removed' | 'offered' | 'withdrawn'>, string> &
  Record<'added' | 'removed' | 'offered' | 'withdrawn' | 'none' | 'colon', string>;

const words: Record<PaperLanguage, Words> = {
  en: {
    ...{ event: 'Event', when: 'When', where: 'Where', style: 'Service style', guests: 'Guests' },
    ...{ children: 'Children', vendorMeals: 'Meals for vendors', quantity: 'quantity', price: 'price' },
    ...{ reduction: 'reduction', choices: 'choice', discount: 'Discount', charge: 'Service charge' },
    ...{ tax: 'Tax', deposit: 'Deposit asked', total: 'Total', terms: 'Version of the terms' },
    ...{ added: 'Added', removed: 'Taken off', offered: 'May now be added' },
    ...{ withdrawn: 'May no longer be added', none: 'none', colon: ':' },
  },
  fr: {
    ...{ event: 'Événement', when: 'Quand', where: 'Lieu', style: 'Type de service', guests: 'Invités' },
    ...{ children: 'Enfants', vendorMeals: 'Repas pour les prestataires', quantity: 'quantité' },
    ...{ price: 'prix', reduction: 'remise', choices: 'choix', discount: 'Remise', charge: 'Service' },
    ...{ tax: 'Taxe', deposit: 'Acompte demandé', total: 'Total', terms: 'Version des conditions' },
    ...{ added: 'Ajouté', removed: 'Retiré', offered: 'Désormais en option' },
    ...{ withdrawn: 'N’est plus en option', none: 'aucun', colon: ' :' },
  },
};

/** One difference between two quotes as a line: "Guests: 75 → 60", "Added: 2 × Waiter, GHS 400.00". */
export function sayChange(
  change: QuoteChange,
  language: PaperLanguage,
  { currency, timeZone, locale: home }: QuoteDocument['place'],
): string {
  const said = words[language];
  const locale = localeFor(language, home);
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const count = (n: number) => formatCount(n, locale);
  const label = (text: string, value: string) => `${text}${said.colon} ${value}`;
  const turned = (text: string, from: string, to: string) => label(text, `${from} → ${to}`);
  switch (change.what) {
    case 'event':
    case 'where':
      return turned(said[change.what], change.from, change.to);
    case 'when': {
      const say = (span: typeof change.from) =>
        formatEventTime(
          { startsAt: new Date(span.startsAt), endsAt: new Date(span.endsAt) },
          { timeZone, locale },
        );
      return turned(said.when, say(change.from), say(change.to));
    }
    case 'style': {
      const say = (style: string | null) =>
        style === null ? said.none : (quoteWords[language].styles[style] ?? style);
      return turned(said.style, say(change.from), say(change.to));
    }
    case 'guests':
    case 'children':
    case 'vendorMeals':
    case 'terms':
      return turned(said[change.what], count(change.from), count(change.to));
    case 'added':
    case 'removed':
      return label(said[change.what], `${count(change.quantity)} × ${change.name}, ${money(change.amount)}`);
    case 'quantity':
      return turned(`${change.name}, ${said.quantity}`, count(change.from), count(change.to));
    case 'price':
      return turned(`${change.name}, ${said.price}`, money(change.from), money(change.to));
    case 'reduction': {
      const rate = (points: number) => formatPercent(points / 10_000, locale, 2);
      return turned(`${change.name}, ${said.reduction}`, rate(change.from), rate(change.to));
    }
    case 'choices':
      return turned(`${change.name}, ${said.choices}`, change.from || said.none, change.to || said.none);
    case 'offered':
    case 'withdrawn':
      return label(said[change.what], `${change.name}, ${money(change.amount)}`);
    default:
      return turned(said[change.what], money(change.from), money(change.to));
  }
}
