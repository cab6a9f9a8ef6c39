import type { Letterhead, PaperDocument, PaperLanguage, Part } from '@/lib/paper/document';
import { fileName } from '@/lib/paper/document';
import { formatDateTime, formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { localeFor } from '@/lib/platform/format/zones';
import { lastDayOf } from './last-day';
import type { OccasionQuoteView } from './occasion-view';
import { quotePaper } from './paper';
import type { QuoteView } from './quote-view';
import { quotePageWords } from './spoken/page';
import { quoteWords } from './spoken/words';

const words = {
  en: {
    ...{ occasion: 'Occasion', event: 'Event', together: 'All together' },
    accepted: (name: string, at: string) => `Accepted by ${name} on ${at}`,
    agreed: (version: number) => `With version ${version} of the terms`,
    hash: (part: string) => `Fingerprint of what was agreed for ${part} (SHA-256)`,
    ended: { void: 'Void', expired: 'No longer valid', declined: 'Declined' },
  },
  fr: {
    ...{ occasion: 'Occasion', event: 'Événement', together: 'Le tout' },
    accepted: (name: string, at: string) => `Accepté par ${name} le ${at}`,
    agreed: (version: number) => `Avec la version ${version} des conditions`,
    hash: (part: string) => `Empreinte de l’accord pour ${part} (SHA-256)`,
    ended: { void: 'Annulé', expired: 'Expiré', declined: 'Refusé' },
  },
} satisfies Record<PaperLanguage, unknown>;

/** The quote of a whole occasion as one paper: each part as its own quote has it, then what all of it comes to. */
export function occasionQuotePaper(view: OccasionQuoteView, letterhead: Letterhead): PaperDocument {
  const { language, lead, parts, reference, name, total, deposit } = view;
  const { place, validUntil, customer } = lead.document;
  const locale = localeFor(language, place.locale);
  const money = (amount: number) => formatMoney(amount, place.currency, locale);
  const said = { ...quoteWords[language], ...words[language] };
  const whole = quotePaper(lead, letterhead);
  const papers = parts.map((part) => ({ part, drawn: quotePaper(part, letterhead) }));
  const texts = papers.flatMap(({ drawn }) => drawn.parts.filter(({ kind }) => kind === 'text'));
  return {
    ...whole,
    number: reference,
    file: fileName(whole.title, reference),
    parts: [
      ...noticeOf(view, { locale, timeZone: place.timeZone }),
      ...whole.parts.filter(({ kind }) => kind === 'sides'),
      {
        kind: 'facts',
        facts: [
          { label: said.occasion, value: name },
          { label: quotePageWords[language].for, value: customer },
          {
            label: said.until,
            value: formatLongDay(lastDayOf(validUntil), { locale, timeZone: place.timeZone }),
            strong: true,
          },
        ],
      },
      ...papers.flatMap(({ part, drawn }) => partOf(part, drawn, said.deposit)),
      {
        kind: 'table',
        title: said.together,
        columns: [{ head: said.event }, { head: said.total, width: 130, align: 'end' }],
        rows: parts.map(({ document, price }) => ({ cells: [document.event.name, money(price.total)] })),
      },
      {
        kind: 'totals',
        rows: [
          { label: said.total, amount: money(total), strong: true },
          ...(deposit > 0 ? [{ label: said.deposit, amount: money(deposit) }] : []),
        ],
      },
      // What all parts say is said once.
      ...texts.filter((text, at) => texts.findIndex((other) => sameText(other, text)) === at),
    ],
  };
}

const sameText = (one: Part, other: Part) => JSON.stringify(one) === JSON.stringify(other);

/** A part's facts, lines and sums under its name; the deposit is asked for all parts together. */
function partOf({ document }: QuoteView, { parts }: PaperDocument, deposit: string): Part[] {
  return parts.flatMap((part): Part[] => {
    if (part.kind === 'facts')
      return [
        { ...part, title: document.event.name, facts: part.facts.slice(1).filter(({ strong }) => !strong) },
      ];
    if (part.kind === 'totals')
      return [{ ...part, rows: part.rows.filter(({ label }) => label !== deposit) }];
    return part.kind === 'table' ? [part] : [];
  });
}

function noticeOf(
  { accepted, standing, parts, lead, language }: OccasionQuoteView,
  place: { locale: string; timeZone: string },
): Part[] {
  const said = words[language];
  const { terms } = lead.document;
  if (accepted)
    return [
      {
        ...{
          kind: 'box',
          tone: 'plain',
          title: said.accepted(accepted.name, formatDateTime(accepted.at, place)),
        },
        lines: [
          ...(terms.text ? [said.agreed(terms.version)] : []),
          ...parts.map((part) => `${said.hash(part.document.event.name)}: ${part.accepted?.hash ?? ''}`),
        ],
      },
    ];
  return standing === 'sent' || standing === 'accepted'
    ? []
    : [{ kind: 'box', tone: 'danger', title: said.ended[standing], lines: [] }];
}
