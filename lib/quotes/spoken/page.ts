import type { PaperLanguage } from '@/lib/paper/document';

type Heads = { guests: number; children: number; vendorMeals: number };
/** How a count is written in the language. */
type Count = (n: number) => string;

/** What a quote's page says in one language. */
export type QuotePageWords = Record<
  | 'unsent'
  | 'offline'
  | 'savePdf'
  | 'saveAgreed'
  | 'acceptedTitle'
  | 'confirmed'
  | 'cancelled'
  | 'quote'
  | 'for'
  | 'whatYouGet'
  | 'mayAdd'
  | 'newTotal'
  | 'sums'
  | 'accept'
  | 'yourName'
  | 'acceptButton'
  | 'askChange'
  | 'whatDifferent'
  | 'declineQuote'
  | 'whyDecline'
  | 'decline',
  string
> & {
  title: (reference: string) => string;
  declined: (company: string) => string;
  expired: (company: string, day: string) => string;
  /** Before and after the words that were asked. */
  asked: { before: (company: string) => string; after: string };
  dateAfterDeposit: (amount: string) => string;
  willContact: (company: string) => string;
  acceptedBy: { before: string; after: (at: string, version: number | null) => string };
  kept: string;
  quoteFor: (reference: string) => string;
  heads: (heads: Heads, count: Count) => string[];
  termsOf: (version: number) => string;
  agree: (company: string, version: number | null) => string;
  ask: (company: string) => string;
  changedSince: (number: number) => string;
  /** Of a quote for a whole occasion. */
  together: string;
  answeredAsOne: (parts: number) => string;
  datesAfterDeposit: (amount: string) => string;
  allConfirmed: string;
  allCancelled: string;
};

const en: QuotePageWords = {
  unsent: 'You seem to be offline. Please try again.',
  offline: 'You are offline. What you see may be old; nothing can be saved until the network is back.',
  title: (reference) => `Quote ${reference}`,
  savePdf: 'Save as PDF',
  saveAgreed: 'Save what you agreed as PDF',
  declined: (company) =>
    `You declined this quote. ${company} knows; ask them for a new one if you change your mind.`,
  expired: (company, day) =>
    `This quote was valid until ${day}. Ask ${company} for a new one: the date may still be free.`,
  asked: {
    before: (company) => `${company} has received what you asked for and will answer you:`,
    after: 'You can still accept the quote as it is.',
  },
  acceptedTitle: 'Accepted. Thank you!',
  dateAfterDeposit: (amount) => `Your date is booked once the deposit of ${amount} has come.`,
  willContact: (company) =>
    `${company} has your answer and will contact you about the date before it is booked.`,
  cancelled: 'The booking was cancelled since.',
  confirmed: 'Your booking is confirmed.',
  acceptedBy: {
    before: 'Accepted by',
    after: (at, version) => `on ${at}${version === null ? '' : `, with version ${version} of the terms`}.`,
  },
  kept: 'What was agreed is kept and can’t be changed; its fingerprint (SHA-256):',
  quote: 'Quote',
  quoteFor: (reference) => `${reference} for`,
  for: 'For',
  heads: ({ guests, children, vendorMeals }, count) => [
    `${count(guests)} ${guests === 1 ? 'guest' : 'guests'}`,
    ...(children > 0 ? [`${count(children)} of them children`] : []),
    ...(vendorMeals > 0 ? [`${count(vendorMeals)} ${vendorMeals === 1 ? 'meal' : 'meals'} for vendors`] : []),
  ],
  whatYouGet: 'What you get',
  mayAdd: 'What you may add',
  newTotal: 'Show the new total',
  sums: 'What it comes to',
  termsOf: (version) => `Terms (version ${version})`,
  accept: 'Accept',
  yourName: 'Your name',
  agree: (company, version) =>
    `By accepting you agree with ${company} on this quote${version === null ? '' : ` and version ${version} of the terms`}. Name, time and everything above are kept as they are now.`,
  acceptButton: 'Accept this quote',
  askChange: 'Ask for something different',
  whatDifferent: 'What should be different?',
  ask: (company) => `Ask ${company}`,
  declineQuote: 'Decline this quote',
  whyDecline: 'Why, if you like to say',
  decline: 'Decline',
  changedSince: (number) => `What changed since version ${number}`,
  together: 'All together',
  answeredAsOne: (parts) => `${parts} events, which you accept together.`,
  datesAfterDeposit: (amount) => `Your dates are booked once the deposits, ${amount} together, have come.`,
  allConfirmed: 'All parts are confirmed.',
  allCancelled: 'It was cancelled since.',
};

const fr: QuotePageWords = {
  unsent: 'Vous semblez être hors ligne. Veuillez réessayer.',
  offline:
    'Vous êtes hors ligne. Cette page n’est peut-être plus à jour ; rien ne peut être enregistré avant le retour du réseau.',
  title: (reference) => `Devis ${reference}`,
  savePdf: 'Enregistrer en PDF',
  saveAgreed: 'Enregistrer l’accord en PDF',
  declined: (company) =>
    `Vous avez refusé ce devis. ${company} le sait ; demandez-en un nouveau si vous changez d’avis.`,
  expired: (company, day) =>
    `Ce devis était valable jusqu’au ${day}. Demandez-en un nouveau à ${company} : la date est peut-être encore libre.`,
  asked: {
    before: (company) => `${company} a bien reçu votre demande et vous répondra :`,
    after: 'Vous pouvez toujours accepter le devis tel quel.',
  },
  acceptedTitle: 'Accepté. Merci !',
  dateAfterDeposit: (amount) => `Votre date sera réservée dès réception de l’acompte de ${amount}.`,
  willContact: (company) =>
    `${company} a reçu votre réponse et vous contactera au sujet de la date avant de la réserver.`,
  cancelled: 'La réservation a été annulée depuis.',
  confirmed: 'Votre réservation est confirmée.',
  acceptedBy: {
    before: 'Accepté par',
    after: (at, version) =>
      `le ${at}${version === null ? '' : `, avec la version ${version} des conditions`}.`,
  },
  kept: 'Ce qui a été convenu est conservé et ne peut plus être modifié ; son empreinte (SHA-256) :',
  quote: 'Devis',
  quoteFor: (reference) => `${reference} pour`,
  for: 'Pour',
  heads: ({ guests, children, vendorMeals }, count) => [
    `${count(guests)} ${guests > 1 ? 'invités' : 'invité'}`,
    ...(children > 0 ? [`dont ${count(children)} ${children > 1 ? 'enfants' : 'enfant'}`] : []),
    ...(vendorMeals > 0 ? [`${count(vendorMeals)} repas pour les prestataires`] : []),
  ],
  whatYouGet: 'Ce que nous vous proposons',
  mayAdd: 'Ce que vous pouvez ajouter',
  newTotal: 'Afficher le nouveau total',
  sums: 'Ce que cela coûte',
  termsOf: (version) => `Conditions (version ${version})`,
  accept: 'Accepter',
  yourName: 'Votre nom',
  agree: (company, version) =>
    `En acceptant, vous vous mettez d’accord avec ${company} sur ce devis${version === null ? '' : ` et sur la version ${version} des conditions`}. Le nom, l’heure et tout ce qui précède sont conservés tels quels.`,
  acceptButton: 'Accepter ce devis',
  askChange: 'Demander autre chose',
  whatDifferent: 'Qu’est-ce qui devrait être différent ?',
  ask: (company) => `Demander à ${company}`,
  declineQuote: 'Refuser ce devis',
  whyDecline: 'Pourquoi, si vous voulez bien le dire',
  decline: 'Refuser',
  changedSince: (number) => `Ce qui a changé depuis la version ${number}`,
  together: 'Le tout',
  answeredAsOne: (parts) => `${parts} événements, que vous acceptez ensemble.`,
  datesAfterDeposit: (amount) => `Vos dates seront réservées dès réception des acomptes, ${amount} en tout.`,
  allConfirmed: 'Tous les événements sont confirmés.',
  allCancelled: 'Il a été annulé depuis.',
};

export const quotePageWords: Record<PaperLanguage, QuotePageWords> = { en, fr };
