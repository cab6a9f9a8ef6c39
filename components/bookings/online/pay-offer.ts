import type { PayOffer } from '@/lib/bookings/money/online/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { type Html, html } from '@/lib/platform/html';

type Place = { currency: string; locale: string };

const names = { deposit: 'Deposit', instalment: 'Due next', balance: 'All that is left' };
const wishes = { deposit: 'the deposit', instalment: 'what is due next' };

/** On an accepted quote: what can be paid now, and how. */
export function drawPayOffer(
  { dues, online, instructions, reference }: PayOffer,
  { currency, locale }: Place,
  company: string,
): Html {
  const say = (amount: number) => formatMoney(amount, currency, locale);
  if (!online)
    return html`<section>
<h2>How to pay</h2>
<dl class="sums">${dues.map(({ purpose, amount }) => html`<div><dt>${names[purpose]}</dt><dd>${say(amount)}</dd></div>`)}</dl>
${instructions ? html`<p class="terms" dir="auto">${instructions}</p>` : html`<p>Ask ${company} how to pay.</p>`}
<p>Give <b>${reference}</b> as the reference, so that your payment is found.</p>
</section>`;
  return html`<section>
<h2>Pay</h2>
<form method="post" class="answers">
<input type="hidden" name="act" value="pay">
${dues.map(
  ({ purpose, amount }, at) =>
    html`<button name="purpose" value="${purpose}"${at === 0 && html` class="main"`}>Pay ${purpose === 'balance' ? (dues.length > 1 ? 'everything' : 'what is left') : wishes[purpose]}: ${say(amount)}</button>`,
)}
</form>
<p class="small">With mobile money, by card or by bank transfer. Booking ${reference}.</p>
</section>`;
}
