import type { PaperLanguage } from '@/lib/paper/document';
import type { ActionResult } from '@/lib/platform/action';

/** What a payment's page says in one language. Amounts come written. */
export type PayWords = Record<
  | 'unsent'
  | 'offline'
  | 'when'
  | 'booking'
  | 'leaving'
  | 'goToPage'
  | 'paidTitle'
  | 'allPaid'
  | 'cancelled'
  | 'allCancelled'
  | 'nothingLeft'
  | 'allPaidThanks'
  | 'nothingTaken'
  | 'tryAgain'
  | 'waiting'
  | 'goOn'
  | 'dontPayTwice'
  | 'ways'
  | 'tooMany',
  string
> & {
  pay: (amount: string) => string;
  /** One payment for several events. */
  together: (events: number) => string;
  heldTitle: (amount: string) => string;
  held: (company: string) => string;
  wentBackTitle: (amount: string) => string;
  wentBack: (company: string) => string;
  arrived: (amount: string) => string;
  /** Before the number of the receipt, in the same sentence. */
  receipt: string;
  leftToPay: (amount: string) => string;
  failed: string;
  /** Before and after the booking's number. */
  reference: { before: string; after: string };
  askHow: { before: (company: string) => string; after: string };
  /** The payment's page couldn't be opened. */
  notOpened: (company: string) => string;
};

const en: PayWords = {
  unsent: 'You seem to be offline. Nothing was paid; please try again.',
  offline: 'You are offline. What you see may be old; nothing can be saved until the network is back.',
  when: 'When',
  booking: 'Booking',
  leaving: 'We are taking you to the payment page…',
  goToPage: 'Go to the payment page',
  paidTitle: 'Paid. Thank you!',
  allPaid: 'Everything is paid.',
  cancelled: 'This event was cancelled. Nothing is to be paid.',
  allCancelled: 'These events were cancelled. Nothing is to be paid.',
  nothingLeft: 'Nothing is left to pay',
  allPaidThanks: 'Everything is paid. Thank you!',
  nothingTaken: 'Nothing was taken.',
  tryAgain: 'Try again',
  waiting:
    'We are waiting for word of your payment. This page shows it by itself, often within a minute; you may also close it.',
  goOn: 'Go on to the payment page',
  dontPayTwice: 'If you have paid already, wait here and don’t pay again.',
  ways: 'Pay with mobile money, by card or by bank transfer, on the page of a payment provider.',
  tooMany: 'Too many answers from this connection. Please try again later.',
  pay: (amount) => `Pay ${amount}`,
  together: (events) => `One payment for your ${events} events, with one receipt.`,
  heldTitle: (amount) => `${amount} arrived`,
  held: (company) =>
    `Thank you. ${company} has your money, and will contact you about it: it is more than was open, or came at another time than expected.`,
  wentBackTitle: (amount) => `${amount} went back`,
  wentBack: (company) => `This payment was taken back. Ask ${company} if you don’t know why.`,
  arrived: (amount) => `${amount} arrived`,
  receipt: '; your receipt is ',
  leftToPay: (amount) => `${amount} is left to pay.`,
  failed: 'The payment didn’t go through',
  reference: { before: 'Give ', after: ' as the reference, so that your payment is found.' },
  askHow: { before: (company) => `Ask ${company} how to pay, and give `, after: ' as the reference.' },
  notOpened: (company) =>
    `The payment could not be opened. Try again in a while, or ask ${company} how to pay.`,
};

const fr: PayWords = {
  unsent: 'Vous semblez hors ligne. Rien n’a été payé ; veuillez réessayer.',
  offline:
    'Vous êtes hors ligne. Cette page peut être ancienne ; rien ne peut être enregistré avant le retour du réseau.',
  when: 'Date',
  booking: 'Réservation',
  leaving: 'Nous vous amenons à la page de paiement…',
  goToPage: 'Aller à la page de paiement',
  paidTitle: 'Payé. Merci !',
  allPaid: 'Tout est payé.',
  cancelled: 'Cet événement a été annulé. Il n’y a rien à payer.',
  allCancelled: 'Ces événements ont été annulés. Il n’y a rien à payer.',
  nothingLeft: 'Il ne reste rien à payer',
  allPaidThanks: 'Tout est payé. Merci !',
  nothingTaken: 'Rien n’a été débité.',
  tryAgain: 'Réessayer',
  waiting:
    'Nous attendons la confirmation de votre paiement. Cette page l’affichera d’elle-même, souvent en moins d’une minute ; vous pouvez aussi la fermer.',
  goOn: 'Continuer vers la page de paiement',
  dontPayTwice: 'Si vous avez déjà payé, attendez ici et ne payez pas une seconde fois.',
  ways: 'Payez par mobile money, par carte ou par virement, sur la page d’un prestataire de paiement.',
  tooMany: 'Trop d’essais depuis cette connexion. Veuillez réessayer plus tard.',
  pay: (amount) => `Payer ${amount}`,
  together: (events) => `Un seul paiement pour vos ${events} événements, avec un seul reçu.`,
  heldTitle: (amount) => `${amount} reçus`,
  held: (company) =>
    `Merci. ${company} a bien votre argent et vous contactera à ce sujet : c’est plus que ce qui restait dû, ou arrivé à un autre moment que prévu.`,
  wentBackTitle: (amount) => `${amount} restitués`,
  wentBack: (company) =>
    `Ce paiement a été repris. Adressez-vous à ${company} si vous ne savez pas pourquoi.`,
  arrived: (amount) => `${amount} : bien reçu`,
  receipt: ' ; votre reçu est le ',
  leftToPay: (amount) => `Il reste ${amount} à payer.`,
  failed: 'Le paiement n’a pas abouti',
  reference: { before: 'Indiquez ', after: ' comme référence, pour que votre paiement soit retrouvé.' },
  askHow: {
    before: (company) => `Demandez à ${company} comment payer, et indiquez `,
    after: ' comme référence.',
  },
  notOpened: (company) =>
    `Le paiement n’a pas pu être ouvert. Réessayez un peu plus tard ou demandez à ${company} comment payer.`,
};

/** The words of payments' pages. */
export const payWords: Record<PaperLanguage, PayWords> = { en, fr };

/** Why a payment wasn't opened, as this customer reads it: the rules' own sentences are in English only. */
export function whyNotPaid(
  { code, message }: Extract<ActionResult<unknown>, { ok: false }>,
  { language, company }: { language: PaperLanguage; company: string },
): string {
  if (language === 'en') return message;
  const words = payWords[language];
  return code === 'rate_limited' ? words.tooMany : words.notOpened(company);
}
