import type { Letterhead, PaperDocument, PaperLanguage } from '@/lib/paper/document';
import { type MoneyLine, moneyDocument } from '@/lib/paper/money-document';
import { formatDateTime, formatEventTime, formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';
import { aboutNote } from '@/lib/pricing/rates/rules';
import { hasUnevenParts, lineAmount } from '@/lib/pricing/rules';
import { taxNotes, taxRows } from '@/lib/pricing/tax/words';
import type { QuotedLine, QuoteOption } from './document-rules';
import { tickedOf } from './document-rules';
import { lastDayOf } from './last-day';
import type { QuoteView } from './quote-view';
import { quoteWords, sumRows } from './spoken/words';

const words = {
  en: {
    ...{ event: 'Event', guests: 'Guests', options: 'What may be added', option: 'Option', what: 'What' },
    ...{ amount: 'Before tax', version: 'version', price: 'Price' },
    accepted: (name: string, at: string) => `Accepted by ${name} on ${at}`,
    agreed: (version: number) => `With version ${version} of the terms`,
    hash: 'Fingerprint of what was agreed (SHA-256)',
    ...{ void: 'Void', expired: 'No longer valid', declined: 'Declined' },
  },
  fr: {
    ...{ event: 'Événement', guests: 'Invités', options: 'En option', option: 'Option' },
    ...{ what: 'Désignation', amount: 'Hors taxe', version: 'version', price: 'Prix' },
    accepted: (name: string, at: string) => `Accepté par ${name} le ${at}`,
    agreed: (version: number) => `Avec la version ${version} des conditions`,
    hash: 'Empreinte de l’accord (SHA-256)',
    ...{ void: 'Annulé', expired: 'Expiré', declined: 'Refusé' },
  },
} satisfies Record<PaperLanguage, unknown>;

/**
 * A quote as paper, in its customer's language: all that stands on it is what was offered, and of one that was accepted what was
 * agreed, by whom and when. The foot and how to pay are the letterhead's of today.
 */
export function quotePaper(view: QuoteView, letterhead: Letterhead): PaperDocument {
  const { document, price, accepted, standing, ticked, language } = view;
  const said = { ...quoteWords[language], ...words[language] };
  const { event, reference, customer, company, terms } = document;
  const locale = localeFor(language, document.place.locale);
  const place = { ...document.place, locale };
  const line = (one: QuotedLine | QuoteOption, name: string): MoneyLine => ({
    ...{ name, quantity: one.quantity, unitPrice: one.unitPrice, amount: lineAmount(one) },
    unit: said.unit(one.unit, one.feeds),
    note:
      [
        one.discountRate ? `${formatPercent(one.discountRate / 10_000, locale, 2)} ${said.off}` : null,
        'choices' in one ? one.choices.join(', ') : null,
      ]
        .filter(Boolean)
        .join('\n') || undefined,
  });
  const lines = [
    ...document.lines.map((one) => ({ kind: one.kind, line: line(one, one.name) })),
    ...tickedOf(document, ticked).map((one) => ({ kind: one.kind, line: line(one, one.label) })),
  ];
  const open = standing === 'sent' ? document.options.filter(({ id }) => !ticked.includes(id)) : [];
  return moneyDocument({
    ...{ kind: 'quote', number: reference, currency: place.currency, locale },
    letterhead: { ...letterhead, ...company, language },
    buyer: [customer],
    facts: [
      { label: said.event, value: event.name },
      {
        label: said.when,
        value: formatEventTime({ startsAt: new Date(event.startsAt), endsAt: new Date(event.endsAt) }, place),
      },
      { label: said.where, value: [event.venue, event.venueAddress].filter(Boolean).join(', ') },
      { label: said.guests, value: formatCount(event.guests, locale) },
      { label: said.until, value: formatLongDay(lastDayOf(document.validUntil), place), strong: true },
    ],
    groups: (['menu', 'service'] as const)
      .map((kind) => ({
        title: kind === 'menu' ? said.menu : said.services,
        lines: lines.filter((one) => one.kind === kind).map((one) => one.line),
      }))
      .filter((group) => group.lines.length > 0),
    totals: [
      ...sumRows(price, language, locale),
      { label: said.total, amount: price.total, strong: true },
      ...taxRows(price.tax, locale, language).within,
      ...(price.deposit > 0 ? [{ label: said.deposit, amount: price.deposit }] : []),
    ],
    entries:
      open.length > 0
        ? {
            title: said.options,
            heads: [said.option, said.what, price.tax?.included ? said.price : said.amount],
            rows: open.map(({ label, name, unitPrice, quantity }, index) => [
              String(index + 1),
              label === name || quantity === 1
                ? label
                : `${label} (${formatCount(quantity, locale)} × ${name})`,
              unitPrice * quantity,
            ]),
          }
        : undefined,
    notes: [
      ...(document.shown ? [aboutNote(price.total, place, document.shown, language)] : []),
      ...taxNotes(price.tax, locale, language),
      ...(price.tax && hasUnevenParts(price.tax)
        ? [said.uneven(formatMoney(1, place.currency, locale))]
        : []),
    ].join('\n'),
    terms: terms.text ? `${terms.text}\n\n${said.terms}, ${said.version} ${terms.version}` : undefined,
    notice: accepted
      ? {
          tone: 'plain',
          title: said.accepted(accepted.name, formatDateTime(accepted.at, place)),
          lines: [...(terms.text ? [said.agreed(terms.version)] : []), `${said.hash}: ${accepted.hash}`],
        }
      : standing === 'sent' || standing === 'accepted'
        ? undefined
        : { tone: 'danger', title: said[standing], lines: [] },
  });
}
