import type { PayOffer } from '@/lib/bookings/money/online/queries';
import type { PaperLanguage } from '@/lib/paper/document';
import { formatMoney } from '@/lib/platform/format/money';
import { type Html, html } from '@/lib/platform/html';

type Place = { currency: string; locale: string };
type Due = PayOffer['dues'][number];

type Words = {
  how: string;
  pay: string;
  names: Record<Due['purpose'], string>;
  buttons: Record<Due['purpose'], string>;
  /** On the button of all that is left, beside that of a part. */
  everything: string;
  askHow: (company: string) => string;
  /** Around the reference. */
  reference: { before: string; after: string };
  means: (reference: string) => string;
  /** One payment for several events. */
  together: (events: number) => string;
};

const words: Record<PaperLanguage, Words> = {
  en: {
    how: 'How to pay',
    pay: 'Pay',
    names: { deposit: 'Deposit', instalment: 'Due next', balance: 'All that is left' },
    buttons: {
      deposit: 'Pay the deposit:',
      instalment: 'Pay what is due next:',
      balance: 'Pay what is left:',
    },
    everything: 'Pay everything:',
    askHow: (company) => `Ask ${company} how to pay.`,
    reference: { before: 'Give', after: 'as the reference, so that your payment is found.' },
    means: (reference) => `With mobile money, by card or by bank transfer. Booking ${reference}.`,
    together: (events) =>
      `One payment for ${events} events, with one receipt. With mobile money, by card or by bank transfer.`,
  },
  fr: {
    how: 'Comment payer',
    pay: 'Payer',
    names: { deposit: 'Acompte', instalment: 'Prochaine échéance', balance: 'Tout le reste' },
    buttons: {
      deposit: 'Payer l’acompte :',
      instalment: 'Payer la prochaine échéance :',
      balance: 'Payer le reste :',
    },
    everything: 'Payer la totalité :',
    askHow: (company) => `Demandez à ${company} comment payer.`,
    reference: { before: 'Indiquez', after: 'en référence, afin que votre paiement soit retrouvé.' },
    means: (reference) => `Par mobile money, par carte ou par virement bancaire. Réservation ${reference}.`,
    together: (events) =>
      `Un seul paiement pour ${events} événements, avec un seul reçu. Par mobile money, par carte ou par virement bancaire.`,
  },
};

/** On an accepted quote: what can be paid now, and how. */
export function drawPayOffer(
  { dues, online, instructions, reference, ids }: PayOffer,
  { currency, locale }: Place,
  { company, language }: { company: string; language: PaperLanguage },
): Html {
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const said = words[language];
  if (!online)
    return html`<section>
<h2>${said.how}</h2>
<dl class="sums">${dues.map(({ purpose, amount }) => html`<div><dt>${said.names[purpose]}</dt><dd>${say(amount)}</dd></div>`)}</dl>
${instructions ? html`<p class="terms" dir="auto">${instructions}</p>` : html`<p>${said.askHow(company)}</p>`}
<p>${said.reference.before} <b>${reference}</b> ${said.reference.after}</p>
</section>`;
  return html`<section>
<h2>${said.pay}</h2>
<form method="post" class="answers">
<input type="hidden" name="act" value="pay">
${dues.map(
  ({ purpose, amount }, at) =>
    html`<button name="purpose" value="${purpose}"${at === 0 && html` class="main"`}>${purpose === 'balance' && dues.length > 1 ? said.everything : said.buttons[purpose]} ${say(amount)}</button>`,
)}
</form>
<p class="small">${ids.length > 1 ? said.together(ids.length) : said.means(reference)}</p>
</section>`;
}
