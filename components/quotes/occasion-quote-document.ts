import { drawPayOffer } from '@/components/bookings/online/pay-offer';
import { problemNote, publicDocument, publicSender } from '@/components/public-page/public-document';
import type { Document } from '@/lib/platform/documents';
import { formatDateTime, formatEventTime } from '@/lib/platform/format/dates';
import { type Html, html, trusted } from '@/lib/platform/html';
import { hasUnevenParts } from '@/lib/pricing/rules';
import { taxNotes, taxRows } from '@/lib/pricing/tax/words';
import { type OccasionQuoteView, optionKey } from '@/lib/quotes/occasion-view';
import type { QuoteView } from '@/lib/quotes/quote-view';
import { quoteRefusals } from '@/lib/quotes/spoken/refusals';
import { sumRows } from '@/lib/quotes/spoken/words';
import {
  chosenLines,
  drawAccept,
  drawLine,
  drawOptions,
  drawOthers,
  drawSince,
  note,
  type QuoteAround,
  type Tongue,
  tongueOf,
} from './quote-document';
import { quoteScript } from './quote-script';

/**
 * The quote of a whole occasion as its customer sees it, on any phone and in their language: each part with what it is and comes to,
 * then all together, and one answer to it.
 */
export function occasionQuoteDocument(
  view: OccasionQuoteView,
  around: QuoteAround,
  file: string,
): Document['draw'] {
  const { language, lead, reference, accepted } = view;
  const { company, place } = lead.document;
  const tongue = tongueOf({ language, document: lead.document });
  const { words, locale } = tongue;
  const { pay } = around;
  const draw = publicDocument(
    {
      ...{ title: words.title(reference), company: company.name, logo: around.logo },
      ...{ lang: language, unsent: words.unsent, offline: words.offline },
    },
    html`${drawState(view, tongue, around)}
${pay && drawPayOffer(pay, { ...place, locale }, { company: company.name, language })}
${drawHead(view, tongue)}
${view.standing === 'sent' ? drawAnswers(view, tongue, around) : html`${drawParts(view, tongue)}${drawTogether(view, tongue)}`}
<p><a href="${file}">${accepted ? words.saveAgreed : words.savePdf}</a></p>
${publicSender([company.name, company.address], company)}`,
  );
  if (view.standing !== 'sent') return draw;
  return (nonce) =>
    html`${draw(nonce)}<script nonce="${nonce}" data-unseen="${view.unseen && 'yes'}">${trusted(quoteScript)}</script>`;
}

/** What became of it, first thing on the page. */
function drawState(view: OccasionQuoteView, tongue: Tongue, { problem, done }: QuoteAround): Html {
  const { standing, endReason, lead, accepted, changeAsked, language } = view;
  const { name } = lead.document.company;
  const { words } = tongue;
  if (accepted) return html`${problemNote(problem)}${drawAccepted(view, tongue, done === 'accept')}`;
  if (standing === 'void') return note(quoteRefusals[language].void[endReason ?? 'changed'](name), true);
  if (standing === 'declined') return note(words.declined(name), done === 'decline');
  if (standing === 'expired') return note(words.expired(name, tongue.until()), true);
  return html`${problemNote(problem)}${
    changeAsked &&
    note(
      html`${words.asked.before(name)} <span dir="auto">“${changeAsked}”</span> ${words.asked.after}`,
      done === 'change',
    )
  }`;
}

function drawAccepted({ accepted, lead, parts, deposit }: OccasionQuoteView, tongue: Tongue, focus: boolean) {
  if (!accepted) return html``;
  const { words, place, money, terms } = tongue;
  const follows = {
    all: words.allConfirmed,
    cancelled: words.allCancelled,
    none: accepted.waits
      ? words.datesAfterDeposit(money(deposit))
      : words.willContact(lead.document.company.name),
  }[accepted.booked];
  return html`<section class="accepted">
<h1 tabindex="-1"${focus && html` autofocus`}>${words.acceptedTitle}</h1>
<p>${follows}</p>
<p class="small">${words.acceptedBy.before} <span dir="auto">${accepted.name}</span> ${words.acceptedBy.after(formatDateTime(accepted.at, place), terms)} ${words.kept}</p>
<ul class="small">${parts.map((part) => html`<li><span dir="auto">${part.document.event.name}</span>: <code>${part.accepted?.hash}</code></li>`)}</ul>
</section>`;
}

function drawHead({ name, reference, lead, parts, accepted }: OccasionQuoteView, tongue: Tongue): Html {
  const { words, common, until } = tongue;
  const heading = html`<span dir="auto">${name}</span>`;
  return html`<section>
${accepted ? html`<h2>${heading}</h2>` : html`<h1>${heading}</h1>`}
<p>${words.answeredAsOne(parts.length)}</p>
<dl class="facts">
<div><dt>${words.quote}</dt><dd>${words.quoteFor(reference)} <span dir="auto">${lead.document.customer}</span></dd></div>
<div><dt>${common.until}</dt><dd>${until()}</dd></div>
</dl>
</section>`;
}

const drawParts = ({ parts }: OccasionQuoteView, tongue: Tongue) =>
  parts.map((part, at) => drawPart(part, at, tongue));

/** One event: when, where and for how many; its lines, and how its sum comes about. */
function drawPart(part: QuoteView, at: number, tongue: Tongue): Html {
  const { document, price, language, standing } = part;
  const open = standing === 'sent';
  const { words, common, place, count, money, locale } = tongue;
  const { event } = document;
  const style = event.serviceStyle && common.styles[event.serviceStyle];
  return html`<section>
<h2><span dir="auto">${event.name}</span></h2>
<dl class="facts">
<div><dt>${common.when}</dt><dd>${formatEventTime(event, place)}</dd></div>
<div><dt>${common.where}</dt><dd dir="auto">${[event.venue, event.venueAddress].filter(Boolean).join(', ')}</dd></div>
<div><dt>${words.for}</dt><dd>${[...words.heads(event, count), style].filter(Boolean).join(', ')}</dd></div>
</dl>
${drawSince(part, words)}
<ul class="lines">${[...document.lines, ...(open ? [] : chosenLines(part))].map((line) => drawLine(line, tongue))}</ul>
${
  open &&
  document.options.length > 0 &&
  drawOptions(part, tongue, {
    ...{ id: `options-${at}`, level: 3 },
    keyOf: (id) => optionKey(part.id, id),
  })
}
<dl class="sums" id="sums-${at}" data-sums>
${sumRows(price, language, locale).map(({ label, amount }) => html`<div><dt>${label}</dt><dd>${money(amount)}</dd></div>`)}
<div class="total"><dt>${common.total}</dt><dd>${money(price.total)}</dd></div>
${taxRows(price.tax, locale, language).within.map(({ label, amount }) => html`<div><dt>${label}</dt><dd>${money(amount)}</dd></div>`)}
</dl>
${taxNotes(price.tax, locale, language).map((text) => html`<p class="small" dir="auto">${text}</p>`)}
${price.tax && hasUnevenParts(price.tax) && html`<p class="small">${common.uneven(money(1))}</p>`}
</section>`;
}

function drawTogether(
  { parts, total, deposit, standing }: OccasionQuoteView,
  { words, common, money }: Tongue,
): Html {
  return html`<section id="sums" data-sums aria-live="polite">
<h2>${words.together}</h2>
<dl class="sums">
${parts.map(({ document, price }) => html`<div><dt dir="auto">${document.event.name}</dt><dd>${money(price.total)}</dd></div>`)}
<div class="total"><dt>${common.total}</dt><dd>${money(total)}</dd></div>
${deposit > 0 && html`<div><dt>${common.deposit}</dt><dd>${money(deposit)}</dd></div>`}
</dl>
${standing === 'sent' && html`<input type="hidden" name="total" value="${total}">`}
</section>`;
}

function drawAnswers(view: OccasionQuoteView, tongue: Tongue, around: QuoteAround): Html {
  const { document } = view.lead;
  const { words, terms } = tongue;
  return html`<form method="post" class="quote">
${drawParts(view, tongue)}
${
  terms !== null &&
  html`<details open><summary>${words.termsOf(terms)}</summary><p class="terms" dir="auto">${document.terms.text}</p></details>`
}
${drawTogether(view, tongue)}
${drawAccept(view.lead, tongue, around)}
</form>
${drawOthers(view.lead, tongue, around)}`;
}
