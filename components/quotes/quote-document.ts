import { drawPayOffer } from '@/components/bookings/online/pay-offer';
import { problemNote, publicDocument, publicSender } from '@/components/public-page/public-document';
import type { PayOffer } from '@/lib/bookings/money/online/queries';
import type { Document } from '@/lib/platform/documents';
import { formatDateTime, formatEventTime, formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import { localeFor } from '@/lib/platform/format/zones';
import { type Html, html, trusted } from '@/lib/platform/html';
import { aboutNote } from '@/lib/pricing/rates/rules';
import { hasUnevenParts } from '@/lib/pricing/rules';
import { taxNotes, taxRows } from '@/lib/pricing/tax/words';
import { type QuotedLine, tickedOf } from '@/lib/quotes/document-rules';
import { lastDayOf } from '@/lib/quotes/last-day';
import type { QuoteView } from '@/lib/quotes/quote-view';
import { sayChange } from '@/lib/quotes/spoken/changes';
import { quotePageWords } from '@/lib/quotes/spoken/page';
import { quoteRefusals } from '@/lib/quotes/spoken/refusals';
import { quoteWords, sumRows } from '@/lib/quotes/spoken/words';
import { quoteScript } from './quote-script';

export type QuoteAround = {
  /** Why the answer wasn't taken. */
  problem?: string;
  /** What was done just now. */
  done?: 'accept' | 'decline' | 'change';
  /** What was typed and not taken. */
  typed?: { act: string; name: string; words: string };
  /** Once it is accepted: what can be paid now. */
  pay?: PayOffer;
  /** The company's, as an address that holds the picture. */
  logo?: string;
};

/** How a page speaks: the customer's words, and figures and days as they write them. */
export function tongueOf({ language, document }: Pick<QuoteView, 'language' | 'document'>) {
  const { currency, timeZone, locale: home } = document.place;
  const locale = localeFor(language, home);
  return {
    ...{ words: quotePageWords[language], common: quoteWords[language], place: { timeZone, locale }, locale },
    money: (amount: number) => formatMoney(amount, currency, locale),
    count: (n: number) => formatCount(n, locale),
    until: () => formatLongDay(lastDayOf(document.validUntil), { timeZone, locale }),
    /** The version of the terms; none where there are none. */
    terms: document.terms.text ? document.terms.version : null,
  };
}
export type Tongue = ReturnType<typeof tongueOf>;

/**
 * A quote as its customer sees it, on any phone and in their language: what it is for, what may be added, what it comes to, and the
 * answers. Forms that the browser itself posts; with the script the total follows a tick at once, worked out by the server.
 */
export function quoteDocument(view: QuoteView, around: QuoteAround = {}, file?: string): Document['draw'] {
  const { document, language } = view;
  const { company, place } = document;
  const tongue = tongueOf(view);
  const { words, locale } = tongue;
  const draw = publicDocument(
    {
      ...{ title: words.title(document.reference), company: company.name, logo: around.logo },
      ...{ lang: language, unsent: words.unsent, offline: words.offline },
    },
    html`${drawState(view, tongue, around)}
${around.pay && drawPayOffer(around.pay, { ...place, locale }, { company: company.name, language })}
${drawEvent(view, tongue)}
${drawSince(view, words)}
${drawBody(view, tongue, around)}
${file && html`<p><a href="${file}">${view.accepted ? words.saveAgreed : words.savePdf}</a></p>`}
${publicSender([company.name, company.address], company)}`,
  );
  if (view.standing !== 'sent') return draw;
  return (nonce) =>
    html`${draw(nonce)}<script nonce="${nonce}" data-unseen="${view.unseen && 'yes'}">${trusted(quoteScript)}</script>`;
}

export const note = (text: Html | string, focus: boolean) =>
  html`<p class="note" role="status" tabindex="-1"${focus && html` autofocus`}>${text}</p>`;

/** What became of the quote, first thing on the page. */
function drawState(view: QuoteView, tongue: Tongue, { problem, done }: QuoteAround): Html {
  const { standing, endReason, document, accepted, changeAsked, language } = view;
  const { name } = document.company;
  const { words } = tongue;
  if (accepted) return html`${problemNote(problem)}${drawAccepted(view, tongue, done === 'accept')}`;
  if (standing === 'void')
    return html`${note(quoteRefusals[language].void[endReason ?? 'changed'](name), true)}`;
  if (standing === 'declined') return html`${note(words.declined(name), done === 'decline')}`;
  if (standing === 'expired') return html`${note(words.expired(name, tongue.until()), true)}`;
  return html`${problemNote(problem)}${
    changeAsked &&
    note(
      html`${words.asked.before(name)} <span dir="auto">“${changeAsked}”</span> ${words.asked.after}`,
      done === 'change',
    )
  }`;
}

function drawAccepted({ accepted, document, price }: QuoteView, tongue: Tongue, focus: boolean): Html {
  if (!accepted) return html``;
  const { words, place, money, terms } = tongue;
  const { name, at, hash, booking, waits } = accepted;
  const follows =
    booking === 'quoted' || booking === 'enquiry'
      ? waits
        ? words.dateAfterDeposit(money(price.deposit))
        : words.willContact(document.company.name)
      : booking === 'cancelled'
        ? words.cancelled
        : words.confirmed;
  return html`<section class="accepted">
<h1 tabindex="-1"${focus && html` autofocus`}>${words.acceptedTitle}</h1>
<p>${follows}</p>
<p class="small">${words.acceptedBy.before} <span dir="auto">${name}</span> ${words.acceptedBy.after(formatDateTime(at, place), terms)} ${words.kept} <code>${hash}</code></p>
</section>`;
}

function drawEvent({ document, accepted }: QuoteView, { words, common, place, count, until }: Tongue): Html {
  const { event, reference, customer } = document;
  const style = event.serviceStyle && common.styles[event.serviceStyle];
  const heading = html`<span dir="auto">${event.name}</span>`;
  return html`<section>
${accepted ? html`<h2>${heading}</h2>` : html`<h1>${heading}</h1>`}
<dl class="facts">
<div><dt>${words.quote}</dt><dd>${words.quoteFor(reference)} <span dir="auto">${customer}</span></dd></div>
<div><dt>${common.when}</dt><dd>${formatEventTime(event, place)}</dd></div>
<div><dt>${common.where}</dt><dd dir="auto">${[event.venue, event.venueAddress].filter(Boolean).join(', ')}</dd></div>
<div><dt>${words.for}</dt><dd>${[...words.heads(event, count), style].filter(Boolean).join(', ')}</dd></div>
<div><dt>${common.until}</dt><dd>${until()}</dd></div>
</dl>
</section>`;
}

/** What differs from the quote before, for who asks. */
export function drawSince({ since, language, document }: QuoteView, words: Tongue['words']): Html | null {
  if (!since || since.changes.length === 0) return null;
  return html`<details><summary>${words.changedSince(since.number)}</summary>
<ul class="changes">${since.changes.map((change) => html`<li dir="auto">${sayChange(change, language, document.place)}</li>`)}</ul></details>`;
}

type Line = Omit<QuotedLine, 'kind'>;

export function drawLine(
  { name, quantity, unit, feeds, unitPrice, discountRate, amount, choices }: Line,
  { common, count, money, locale }: Tongue,
): Html {
  const each = `${count(quantity)} × ${money(unitPrice)}${unit === null ? '' : ` ${common.unit(unit, feeds)}`}`;
  const off = discountRate ? `, ${formatPercent(discountRate / 10_000, locale, 2)} ${common.off}` : '';
  return html`<li><span dir="auto"><b>${name}</b><small>${each}${off}${choices.length > 0 && html`<br>${choices.join(', ')}`}</small></span><span class="amount">${money(amount)}</span></li>`;
}

/** What was ticked, as lines beside those that were quoted. */
export const chosenLines = ({ document, ticked }: QuoteView) =>
  tickedOf(document, ticked).map((option) => ({
    ...option,
    ...{ name: option.label, amount: option.unitPrice * option.quantity, choices: [] },
  }));

function drawBody(view: QuoteView, tongue: Tongue, around: QuoteAround): Html {
  const { document, standing } = view;
  const { lines, options, terms } = document;
  const { words } = tongue;
  const chosen = chosenLines(view);
  const open = standing === 'sent';
  const parts = html`<section>
<h2>${words.whatYouGet}</h2>
<ul class="lines">${[...lines, ...(open ? [] : chosen)].map((line) => drawLine(line, tongue))}</ul>
</section>
${open && options.length > 0 && drawOptions(view, tongue, { id: 'options', level: 2, keyOf: (id) => id })}
${drawSums(view, tongue)}
${
  tongue.terms !== null &&
  html`<details${open && html` open`}><summary>${words.termsOf(tongue.terms)}</summary><p class="terms" dir="auto">${terms.text}</p></details>`
}`;
  if (!open) return parts;
  return html`<form method="post" class="quote">
${parts}
${drawAccept(view, tongue, around)}
</form>
${drawOthers(view, tongue, around)}`;
}

type OptionsPlace = {
  /** Of their heading. */
  id: string;
  level: 2 | 3;
  /** What an option is posted as. */
  keyOf: (id: string) => string;
};

/** What may be ticked, each with what it adds before tax. */
export function drawOptions(
  { document, ticked }: QuoteView,
  { words, money, count }: Tongue,
  { id: heading, level, keyOf }: OptionsPlace,
): Html {
  return html`<section role="group" aria-labelledby="${heading}">
${level === 2 ? html`<h2 id="${heading}">${words.mayAdd}</h2>` : html`<h3 id="${heading}">${words.mayAdd}</h3>`}
<div class="answers">
${document.options.map(
  ({ id, label, unitPrice, quantity, thing }) =>
    html`<label><input type="checkbox" name="option" value="${keyOf(id)}"${ticked.includes(id) && html` checked`}><span dir="auto">${label}${
      thing && quantity > 1 && html`<small>${count(quantity)} × ${money(unitPrice)}</small>`
    }</span><span class="amount">+ ${money(unitPrice * quantity)}</span></label>`,
)}
<noscript><button name="act" value="price">${words.newTotal}</button></noscript>
</div>
</section>`;
}

/** How the total comes about; what the script puts in place of the old one. */
function drawSums({ price, language, document }: QuoteView, { words, common, money, locale }: Tongue): Html {
  const place = { ...document.place, locale };
  return html`<section id="sums" data-sums aria-live="polite">
<h2>${words.sums}</h2>
<dl class="sums">
${sumRows(price, language, locale).map(({ label, amount }) => html`<div><dt>${label}</dt><dd>${money(amount)}</dd></div>`)}
<div class="total"><dt>${common.total}</dt><dd>${money(price.total)}</dd></div>
${taxRows(price.tax, locale, language).within.map(({ label, amount }) => html`<div><dt>${label}</dt><dd>${money(amount)}</dd></div>`)}
${price.deposit > 0 && html`<div><dt>${common.deposit}</dt><dd>${money(price.deposit)}</dd></div>`}
</dl>
${document.shown && html`<p class="small">${aboutNote(price.total, place, document.shown, language)}</p>`}
${taxNotes(price.tax, locale, language).map((note) => html`<p class="small" dir="auto">${note}</p>`)}
${price.tax && hasUnevenParts(price.tax) && html`<p class="small">${common.uneven(money(1))}</p>`}
<input type="hidden" name="total" value="${price.total}">
</section>`;
}

export function drawAccept(
  { document }: Pick<QuoteView, 'document'>,
  { words, terms }: Tongue,
  { typed }: QuoteAround,
): Html {
  return html`<section>
<h2>${words.accept}</h2>
<label class="field" for="name">${words.yourName}</label>
<input id="name" name="name" autocomplete="name" aria-required="true" dir="auto" value="${typed?.name}">
<p class="small">${words.agree(document.company.name, terms)}</p>
<button class="main" name="act" value="accept">${words.acceptButton}</button>
</section>`;
}

export function drawOthers(
  { document }: Pick<QuoteView, 'document'>,
  { words }: Tongue,
  { typed }: QuoteAround,
): Html {
  const written = (act: string) => (typed?.act === act ? typed.words : '');
  return html`<details${typed?.act === 'change' && html` open`}><summary>${words.askChange}</summary>
<form method="post" class="answers">
<label class="field" for="change">${words.whatDifferent}</label>
<textarea id="change" name="words" rows="3" aria-required="true" dir="auto">
${written('change')}</textarea>
<button name="act" value="change">${words.ask(document.company.name)}</button>
</form></details>
<details${typed?.act === 'decline' && html` open`}><summary>${words.declineQuote}</summary>
<form method="post" class="answers">
<label class="field" for="decline">${words.whyDecline}</label>
<textarea id="decline" name="words" rows="3" dir="auto">
${written('decline')}</textarea>
<button name="act" value="decline">${words.decline}</button>
</form></details>`;
}
