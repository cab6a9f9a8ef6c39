import {
  faultSaying,
  publicDocument,
  publicLost,
  publicSender,
} from '@/components/public-page/public-document';
import type { PayView } from '@/lib/bookings/money/online/pay-page';
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
 * The page of one payment, on any phone: what it is for, the way to the provider, and what became of it. Works without a
 * script; with it, what the provider says takes the place of the wait by itself.
 */
export function payDocument(view: PayView, { problem, goesOn }: Around): Document['draw'] {
  const { company, place, event } = view;
  const amount = formatMoney(view.amount, place.currency, place.locale);
  const leaves = goesOn && view.waiting && view.address !== null;
  const draw = publicDocument(
    {
      title: `Pay ${amount}`,
      company: company.name,
      unsent: 'You seem to be offline. Nothing was paid; please try again.',
    },
    html`<div id="payment" data-state="${view.state}">
${problem && html`<p role="alert" tabindex="-1" autofocus>${problem}</p>`}
<section>
${leaves ? drawLeaving(view, amount) : drawState(view, amount)}
</section>
</div>
<section>
<h2><span dir="auto">${event.name}</span></h2>
<dl class="facts">
<div><dt>When</dt><dd>${formatEventStart(event.startsAt, place)}</dd></div>
<div><dt>Booking</dt><dd>${event.reference}</dd></div>
</dl>
</section>
${publicSender([view.company.name], view.company)}`,
  );
  if (leaves)
    return (nonce) => html`${draw(nonce)}<meta http-equiv="refresh" content="0;url=${view.address}">`;
  if (!view.waiting) return draw;
  return (nonce) =>
    html`${draw(nonce)}<script nonce="${nonce}">${trusted(payScript)}</script><noscript><meta http-equiv="refresh" content="6"></noscript>`;
}

/** On the way to the provider. */
const drawLeaving = ({ address }: PayView, amount: string): Html => html`<h1>${amount}</h1>
<p role="status">We are taking you to the payment page…</p>
<a class="button main" href="${address}">Go to the payment page</a>`;

function drawState(view: PayView, amount: string): Html {
  const { state, company, receipt, held, left, event, failure } = view;
  if (held)
    return html`<h1 tabindex="-1">${amount} arrived</h1>
<p role="status">Thank you. ${company.name} has your money, and will contact you about it: it is more than was open, or came at another time than expected.</p>`;
  if (state === 'reversed')
    return html`<h1 tabindex="-1">${amount} went back</h1>
<p role="status">This payment was taken back. Ask ${company.name} if you don’t know why.</p>`;
  if (state === 'paid' || state === 'disputed')
    return html`<h1 tabindex="-1">Paid. Thank you!</h1>
<p role="status">${amount} arrived${receipt && html`; your receipt is <b>${receipt}</b>`}.${left > 0 ? ` ${formatMoney(left, view.place.currency, view.place.locale)} is left to pay.` : ' Everything is paid.'}</p>`;
  if (event.cancelled && left === 0)
    return html`<h1>${event.name}</h1><p class="note" role="status">This event was cancelled. Nothing is to be paid.</p>`;
  if (left === 0)
    return html`<h1>Nothing is left to pay</h1><p class="note" role="status">Everything is paid. Thank you!</p>`;
  if (!view.online) return drawInstructions(view, amount);
  if (state === 'failed')
    return html`<h1>${amount}</h1>
<p role="alert">The payment didn’t go through${failure && html`: <span dir="auto">${failure}</span>`}. Nothing was taken.</p>
${payButton('Try again')}`;
  if (view.waiting && state === 'opened')
    return html`<h1>${amount}</h1>
<p role="status">We are waiting for word of your payment. This page shows it by itself, often within a minute; you may also close it.</p>
${view.address !== null && html`<a class="button main" href="${view.address}">Go on to the payment page</a>`}
<p class="small">If you have paid already, wait here and don’t pay again.</p>`;
  return html`<h1>${amount}</h1>
<p>Pay with mobile money, by card or by bank transfer, on the page of a payment provider.</p>
${payButton(`Pay ${amount}`)}`;
}

const payButton = (label: string): Html =>
  html`<form method="post"><button class="main" name="act" value="pay">${label}</button></form>`;

const drawInstructions = ({ company, event }: PayView, amount: string): Html => html`<h1>${amount}</h1>
${
  company.instructions
    ? html`<p class="terms" dir="auto">${company.instructions}</p>
<p>Give <b>${event.reference}</b> as the reference, so that your payment is found.</p>`
    : html`<p>Ask ${company.name} how to pay, and give <b>${event.reference}</b> as the reference.</p>`
}`;

export const payGone = publicLost('Payment', 'There is nothing to pay here');

export const payFault = faultSaying('Open it again: it shows whether your payment arrived.', 'Open it again');
