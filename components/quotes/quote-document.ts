import { drawPayOffer } from '@/components/bookings/online/pay-offer';
import {
  faultSaying,
  publicDocument,
  publicLost,
  publicSender,
} from '@/components/public-page/public-document';
import type { PayOffer } from '@/lib/bookings/money/online/queries';
import { serviceStyleWords } from '@/lib/bookings/words';
import { unitPhrase } from '@/lib/menu/words';
import type { Document } from '@/lib/platform/documents';
import { formatDateTime, formatEventTime, formatLongDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import { type Html, html, trusted } from '@/lib/platform/html';
import { rowsAfterLines, unevenTax } from '@/lib/pricing/price-rows';
import { hasUnevenParts } from '@/lib/pricing/rules';
import type { QuotedLine, QuotedPrice, QuoteOption } from '@/lib/quotes/document-rules';
import { lastDayOf } from '@/lib/quotes/last-day';
import { whyVoid } from '@/lib/quotes/rules';
import type { QuoteView } from '@/lib/quotes/view';
import { quoteScript } from './quote-script';

type Around = {
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

/**
 * A quote as its customer sees it, on any phone: what it is for, what may be added, what it comes to, and the answers.
 * Forms that the browser itself posts; with the script the total follows a tick at once, worked out by the server.
 */
export function quoteDocument(view: QuoteView, around: Around = {}, file?: string): Document['draw'] {
  const { document } = view;
  const draw = publicDocument(
    { title: `Quote ${document.reference}`, company: document.company.name, logo: around.logo },
    html`${drawState(view, around)}
${around.pay && drawPayOffer(around.pay, document.place, document.company.name)}
${drawEvent(view)}
${drawBody(view, around)}
${file && html`<p><a href="${file}">Save as PDF</a></p>`}
${publicSender([view.document.company.name, view.document.company.address], view.document.company)}`,
  );
  if (view.standing !== 'sent') return draw;
  return (nonce) =>
    html`${draw(nonce)}<script nonce="${nonce}" data-unseen="${view.unseen && 'yes'}">${trusted(quoteScript)}</script>`;
}

const alert = (problem: string | undefined) =>
  problem && html`<p role="alert" tabindex="-1" autofocus>${problem}</p>`;
const note = (text: Html | string, focus: boolean) =>
  html`<p class="note" role="status" tabindex="-1"${focus && html` autofocus`}>${text}</p>`;

/** What became of the quote, first thing on the page. */
function drawState(view: QuoteView, { problem, done }: Around): Html {
  const { standing, endReason, document, accepted, changeAsked } = view;
  const { company, place } = document;
  if (accepted) return html`${alert(problem)}${drawAccepted(view, done === 'accept')}`;
  if (standing === 'void') return html`${note(whyVoid(endReason, company.name), true)}`;
  if (standing === 'declined')
    return html`${note(`You declined this quote. ${company.name} knows; ask them for a new one if you change your mind.`, done === 'decline')}`;
  if (standing === 'expired')
    return html`${note(`This quote was valid until ${formatLongDay(lastDayOf(document.validUntil), place)}. Ask ${company.name} for a new one: the date may still be free.`, true)}`;
  return html`${alert(problem)}${
    changeAsked &&
    note(
      html`${company.name} has received what you asked for and will answer you: <span dir="auto">“${changeAsked}”</span> You can still accept the quote as it is.`,
      done === 'change',
    )
  }`;
}

function drawAccepted({ accepted, document, price }: QuoteView, focus: boolean): Html {
  if (!accepted) return html``;
  const { company, place } = document;
  const { name, at, hash, booking, waits } = accepted;
  const follows =
    booking === 'quoted' || booking === 'enquiry'
      ? waits
        ? `Your date is booked once the deposit of ${formatMoney(price.deposit, place.currency, place.locale)} has come.`
        : `${company.name} has your answer and will contact you about the date before it is booked.`
      : booking === 'cancelled'
        ? 'The booking was cancelled since.'
        : 'Your booking is confirmed.';
  return html`<section class="accepted">
<h1 tabindex="-1"${focus && html` autofocus`}>Accepted. Thank you!</h1>
<p>${follows}</p>
<p class="small">Accepted by <span dir="auto">${name}</span> on ${formatDateTime(at, place)}${document.terms.text && html`, with version ${document.terms.version} of the terms`}. What was agreed is kept and can’t be changed; its fingerprint (SHA-256): <code>${hash}</code></p>
</section>`;
}

function drawEvent({ document, accepted }: QuoteView): Html {
  const { event, place, reference, customer, validUntil } = document;
  const guests = [
    `${formatCount(event.guests, place.locale)} ${event.guests === 1 ? 'guest' : 'guests'}`,
    event.children > 0 && `${formatCount(event.children, place.locale)} of them children`,
    event.vendorMeals > 0 && `${formatCount(event.vendorMeals, place.locale)} meals for vendors`,
  ].filter(Boolean);
  const style = event.serviceStyle && serviceStyleWords[event.serviceStyle as keyof typeof serviceStyleWords];
  const heading = html`<span dir="auto">${event.name}</span>`;
  return html`<section>
${accepted ? html`<h2>${heading}</h2>` : html`<h1>${heading}</h1>`}
<dl class="facts">
<div><dt>Quote</dt><dd>${reference} for <span dir="auto">${customer}</span></dd></div>
<div><dt>When</dt><dd>${formatEventTime(event, place)}</dd></div>
<div><dt>Where</dt><dd dir="auto">${[event.venue, event.venueAddress].filter(Boolean).join(', ')}</dd></div>
<div><dt>For</dt><dd>${[...guests, style].filter(Boolean).join(', ')}</dd></div>
<div><dt>Valid until</dt><dd>${formatLongDay(lastDayOf(validUntil), place)}</dd></div>
</dl>
</section>`;
}

type Say = (amount: number) => string;

function drawLine(
  { name, quantity, unit, feeds, unitPrice, discountRate, amount, choices }: QuotedLine,
  say: Say,
  locale: string,
): Html {
  const each = `${formatCount(quantity, locale)} × ${say(unitPrice)}${unit === null ? '' : ` ${unitPhrase(unit, feeds)}`}`;
  const off = discountRate ? `, ${formatPercent(discountRate / 10_000, locale, 2)} off` : '';
  return html`<li><span dir="auto"><b>${name}</b><small>${each}${off}${choices.length > 0 && html`<br>${choices.join(', ')}`}</small></span><span class="amount">${say(amount)}</span></li>`;
}

function drawBody(view: QuoteView, around: Around): Html {
  const { document, standing, ticked } = view;
  const { lines, options, place, terms } = document;
  const say: Say = (amount) => formatMoney(amount, place.currency, place.locale);
  const chosen = options.filter(({ id }) => ticked.includes(id));
  const open = standing === 'sent';
  const parts = html`<section>
<h2>What you get</h2>
<ul class="lines">${lines.map((line) => drawLine(line, say, place.locale))}${
    !open &&
    chosen.map((option) =>
      drawLine(
        { ...option, name: option.label, amount: option.unitPrice * option.quantity, choices: [] },
        say,
        place.locale,
      ),
    )
  }</ul>
</section>
${open && options.length > 0 && drawOptions(options, ticked, say, place.locale)}
${drawSums(view.price, say, place.locale)}
${
  terms.text &&
  html`<details${open && html` open`}><summary>Terms (version ${terms.version})</summary><p class="terms" dir="auto">${terms.text}</p></details>`
}`;
  if (!open) return parts;
  return html`<form method="post" class="quote">
${parts}
${drawAccept(view, around)}
</form>
${drawOthers(view, around)}`;
}

function drawOptions(
  options: readonly QuoteOption[],
  ticked: readonly string[],
  say: Say,
  locale: string,
): Html {
  return html`<section role="group" aria-labelledby="options">
<h2 id="options">What you may add</h2>
<div class="answers">
${options.map(
  ({ id, label, unitPrice, quantity, thing }) =>
    html`<label><input type="checkbox" name="option" value="${id}"${ticked.includes(id) && html` checked`}><span dir="auto">${label}${
      thing && quantity > 1 && html`<small>${formatCount(quantity, locale)} × ${say(unitPrice)}</small>`
    }</span><span class="amount">+ ${say(unitPrice * quantity)}</span></label>`,
)}
<noscript><button name="act" value="price" formnovalidate>Show the new total</button></noscript>
</div>
</section>`;
}

/** How the total comes about; what the script puts in place of the old one. */
function drawSums(price: QuotedPrice, say: Say, locale: string): Html {
  const lines = [
    { term: 'Menu', amount: price.menuTotal },
    { term: 'Services', amount: price.serviceTotal },
  ].filter(({ amount }) => amount > 0);
  const rows = [...lines, ...rowsAfterLines(price, locale)];
  return html`<section id="sums" aria-live="polite">
<h2>What it comes to</h2>
<dl class="sums">
${rows.map(({ term, amount }) => html`<div><dt>${term}</dt><dd>${say(amount)}</dd></div>`)}
<div class="total"><dt>Total</dt><dd>${say(price.total)}</dd></div>
${price.deposit > 0 && html`<div><dt>Deposit asked</dt><dd>${say(price.deposit)}</dd></div>`}
</dl>
${price.tax && hasUnevenParts(price.tax) && html`<p class="small">${unevenTax(say(1))}</p>`}
<input type="hidden" name="total" value="${price.total}">
</section>`;
}

function drawAccept({ document }: QuoteView, { typed }: Around): Html {
  const { terms, company } = document;
  return html`<section>
<h2>Accept</h2>
<label class="field" for="name">Your name</label>
<input id="name" name="name" autocomplete="name" maxlength="120" required dir="auto" value="${typed?.name}">
<p class="small">By accepting you agree with ${company.name} on this quote${terms.text && html` and version ${terms.version} of the terms`}. Name, time and everything above are kept as they are now.</p>
<button class="main" name="act" value="accept">Accept this quote</button>
</section>`;
}

function drawOthers({ document }: QuoteView, { typed }: Around): Html {
  const words = (act: string) => (typed?.act === act ? typed.words : '');
  return html`<details${typed?.act === 'change' && html` open`}><summary>Ask for something different</summary>
<form method="post" class="answers">
<label class="field" for="change">What should be different?</label>
<textarea id="change" name="words" rows="3" maxlength="2000" required dir="auto">
${words('change')}</textarea>
<button name="act" value="change">Ask ${document.company.name}</button>
</form></details>
<details${typed?.act === 'decline' && html` open`}><summary>Decline this quote</summary>
<form method="post" class="answers">
<label class="field" for="decline">Why, if you like to say</label>
<textarea id="decline" name="words" rows="3" maxlength="1000" dir="auto">
${words('decline')}</textarea>
<button name="act" value="decline">Decline</button>
</form></details>`;
}

export const quoteGone = publicLost('Quote', 'There is no quote here');

/** Nothing was agreed. */
export const quoteFault = faultSaying(
  'Open the quote again: it shows whether your answer arrived.',
  'Open the quote again',
);
