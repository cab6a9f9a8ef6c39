import type { ReaderLanguage } from '@/lib/platform/format/reader-language';

/** What a link was to show. */
export type Sought = 'quote' | 'paper' | 'payment' | 'form' | 'answer';

type Words = {
  titles: Record<Sought, string>;
  /** Heading of a link that leads nowhere. */
  none: Record<Sought, string>;
  lost: (from: string) => string;
  /** A form has no message to be opened from. */
  closed: (from: string) => string;
  revoked: string;
  takenBack: (from: string | undefined) => string;
  caterer: string;
  call: (name: string) => string;
  write: (name: string) => string;
  faultTitle: string;
  faultHeading: string;
  fault: (meaning: string) => string;
  /** What a fault means for whoever is there, and how they go on. */
  meanings: Record<Sought, string>;
  again: Record<Sought, string>;
  number: string;
};

/** What is said where a link shows nothing (any more), or its page failed; in the reader's language. */
export const lostWords: Record<ReaderLanguage, Words> = {
  en: {
    titles: { quote: 'Quote', paper: 'Document', payment: 'Payment', form: 'Enquiry', answer: 'Your answer' },
    none: {
      quote: 'There is no quote here',
      paper: 'There is no document here',
      payment: 'There is nothing to pay here',
      form: 'This form isn’t open',
      answer: 'There is nothing to answer here',
    },
    lost: (from) =>
      `A part of the link may have got lost on the way. Open it from the message again, or ask ${from} for it.`,
    closed: (from) => `It was closed, or a part of its address got lost on the way. Call ${from} instead.`,
    revoked: 'This link doesn’t hold any more',
    takenBack: (from) =>
      `${from ?? 'Your caterer'} has taken it back. If you still need what it showed, ask for a new link.`,
    caterer: 'your caterer',
    call: (name) => `Call ${name}`,
    write: (name) => `Write to ${name}`,
    faultTitle: 'Something went wrong',
    faultHeading: 'This page could not be shown',
    fault: (meaning) => `Something failed on our side. ${meaning}`,
    meanings: {
      quote: 'Open the quote again: it shows whether your answer arrived.',
      paper: 'The document is still there.',
      payment: 'Open it again: it shows whether your payment arrived.',
      form: 'Please open it again in a minute.',
      answer: 'What you answered so far is stored.',
    },
    again: {
      quote: 'Open the quote again',
      paper: 'Try again',
      payment: 'Open it again',
      form: 'Open the form again',
      answer: 'Try again',
    },
    number: 'If you ask for help, give this number:',
  },
  fr: {
    titles: {
      quote: 'Devis',
      paper: 'Document',
      payment: 'Paiement',
      form: 'Demande',
      answer: 'Votre réponse',
    },
    none: {
      quote: 'Il n’y a pas de devis ici',
      paper: 'Il n’y a pas de document ici',
      payment: 'Il n’y a rien à payer ici',
      form: 'Ce formulaire n’est pas ouvert',
      answer: 'Il n’y a rien à répondre ici',
    },
    lost: (from) =>
      `Une partie du lien s’est peut-être perdue en route. Ouvrez-le de nouveau depuis le message, ou demandez-le à ${from}.`,
    closed: (from) =>
      `Il a été fermé, ou une partie de son adresse s’est perdue en route. Appelez plutôt ${from}.`,
    revoked: 'Ce lien n’est plus valable',
    takenBack: (from) =>
      `${from ?? 'Votre traiteur'} l’a retiré. S’il vous faut encore ce qu’il montrait, demandez un nouveau lien.`,
    caterer: 'votre traiteur',
    call: (name) => `Appeler ${name}`,
    write: (name) => `Écrire à ${name}`,
    faultTitle: 'Un problème est survenu',
    faultHeading: 'Cette page n’a pas pu être affichée',
    fault: (meaning) => `Une erreur s’est produite de notre côté. ${meaning}`,
    meanings: {
      quote: 'Rouvrez le devis : il montre si votre réponse est arrivée.',
      paper: 'Le document est toujours là.',
      payment: 'Rouvrez la page : elle montre si votre paiement est arrivé.',
      form: 'Veuillez le rouvrir dans une minute.',
      answer: 'Ce que vous avez déjà répondu est enregistré.',
    },
    again: {
      quote: 'Rouvrir le devis',
      paper: 'Réessayer',
      payment: 'Rouvrir la page',
      form: 'Rouvrir le formulaire',
      answer: 'Réessayer',
    },
    number: 'Si vous demandez de l’aide, donnez ce numéro :',
  },
};
