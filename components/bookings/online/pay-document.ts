import { publicDocument, publicSender } from '@/components/public-page/public-document';
import type { PayView } from '@/lib/bookings/money/online/pay-page';
import { payWords } from '@/lib/bookings/money/online/spoken';
import type { Document } from '@/lib/platform/documents';
import { formatEventStart } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { type Html, html, trusted } from '@/lib/platform/html';
import { payScript } from './pay-script';

type Around = {
  /** Why it didn't go on. */
  problem?: string;
  /** Whether to go to the provider's page at once. */
  goesOn?: boolean;
};

/**
 * The page of one payment, on any phone and in the customer's language: what it is for, the way to the provider, and what became of it. Works without a
 * script; with it, what the provider says takes the place of the wait by itself.
 */
export function payDocument(view: PayView, { problem, goesOn }: Around): Document['draw'] {
  const { company, place, events, language } = view;
  const words = payWords[language];
  const amount = formatMoney(view.amount, place.currency, place.locale);
  const leaves = goesOn && view.waiting && view.address !== null;
  const draw = publicDocument(
    {
      ...{ title: words.pay(amount), company: company.name, lang: language },
      ...{ unsent: words.unsent, offline: words.offline },
    },
    html`<div id="payment" data-state="${view.state}">
${problem && html`<p role="alert" tabindex="-1" autofocus>${problem}</p>`}
<section>
${leaves ? drawLeaving(view, amount) : drawState(view, amount)}
</section>
</div>
${events.map(
  (event) => html`<section>
<h2><span dir="auto">${event.name}</span></h2>
<dl class="facts">
<div><dt>${words.when}</dt><dd>${formatEventStart(event.startsAt, place)}</dd></div>
<div><dt>${words.booking}</dt><dd>${event.reference}</dd></div>
</dl>
</section>
`,
)}${publicSender([view.company.name], view.company)}`,
  );
  if (leaves)
    return (nonce) => html`${draw(nonce)}<meta http-equiv="refresh" content="0;url=${view.address}">`;
  if (!view.waiting) return draw;
  return (nonce) =>
    html`${draw(nonce)}<script nonce="${nonce}">${trusted(payScript)}</script><noscript><meta http-equiv="refresh" content="6"></noscript>`;
}

/** On the way to the provider. */
const drawLeaving = ({ address, language }: PayView, amount: string): Html => html`<h1>${amount}</h1>
<p role="status">${payWords[language].leaving}</p>
<a class="button main" href="${address}">${payWords[language].goToPage}</a>`;

function drawState(view: PayView, amount: string): Html {
  const { state, company, receipt, held, left, events, failure } = view;
  const alone = events.length === 1;
  const words = payWords[view.language];
  if (held)
    return html`<h1 tabindex="-1">${words.heldTitle(amount)}</h1>
<p role="status">${words.held(company.name)}</p>`;
  if (state === 'reversed')
    return html`<h1 tabindex="-1">${words.wentBackTitle(amount)}</h1>
<p role="status">${words.wentBack(company.name)}</p>`;
  if (state === 'paid' || state === 'disputed')
    return html`<h1 tabindex="-1">${words.paidTitle}</h1>
<p role="status">${words.arrived(amount)}${receipt && html`${words.receipt}<b>${receipt}</b>`}. ${left > 0 ? words.leftToPay(formatMoney(left, view.place.currency, view.place.locale)) : words.allPaid}</p>`;
  if (view.cancelled && left === 0)
    return html`<h1>${events[0]?.name}</h1><p class="note" role="status">${alone ? words.cancelled : words.allCancelled}</p>`;
  if (left === 0)
    return html`<h1>${words.nothingLeft}</h1><p class="note" role="status">${words.allPaidThanks}</p>`;
  if (!view.online) return drawInstructions(view, amount);
  if (state === 'failed')
    return html`<h1>${amount}</h1>
<p role="alert">${words.failed}${failure && html`${view.language === 'fr' ? ' ' : ''}: <span dir="auto">${failure}</span>`}. ${words.nothingTaken}</p>
${payButton(words.tryAgain)}`;
  if (view.waiting && state === 'opened')
    return html`<h1>${amount}</h1>
<p role="status">${words.waiting}</p>
${view.address !== null && html`<a class="button main" href="${view.address}">${words.goOn}</a>`}
<p class="small">${words.dontPayTwice}</p>`;
  return html`<h1>${amount}</h1>
<p>${words.ways}${!alone && html` ${words.together(events.length)}`}</p>
${payButton(words.pay(amount))}`;
}

const payButton = (label: string): Html =>
  html`<form method="post"><button class="main" name="act" value="pay">${label}</button></form>`;

function drawInstructions({ company, reference: booking, language }: PayView, amount: string): Html {
  const { reference, askHow } = payWords[language];
  return html`<h1>${amount}</h1>
${
  company.instructions
    ? html`<p class="terms" dir="auto">${company.instructions}</p>
<p>${reference.before}<b>${booking}</b>${reference.after}</p>`
    : html`<p>${askHow.before(company.name)}<b>${booking}</b>${askHow.after}</p>`
}`;
}
