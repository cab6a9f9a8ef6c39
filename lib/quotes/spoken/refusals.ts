import type { quoteEnds } from '@/db/enums';
import type { PaperLanguage } from '@/lib/paper/document';

/** Why a customer's answer wasn't taken and how they go on, in one language. */
export type QuoteRefusals = {
  expired: (company: string) => string;
  accepted: string;
  declined: (company: string) => string;
  /** Why it is void; what was changed since is no reason of its own. */
  void: Readonly<Record<(typeof quoteEnds)[number], (company: string) => string>>;
  newTotal: (amount: string) => string;
  noName: string;
  longName: string;
  noWords: string;
  longWords: (most: string) => string;
  unreadable: string;
  /** Somebody else holds what would be written. */
  busy: string;
  tooMany: string;
  fault: string;
};

const changedEn = (company: string) =>
  `${company} has changed the booking since, so this quote is void. They will send you a new one; ask them if it hasn’t come.`;
const changedFr = (company: string) =>
  `${company} a modifié la réservation depuis ; ce devis n’est donc plus valable. Un nouveau devis vous sera envoyé ; demandez-le s’il n’est pas arrivé.`;

export const quoteRefusals: Record<PaperLanguage, QuoteRefusals> = {
  en: {
    expired: (company) =>
      `This quote is no longer valid. Ask ${company} for a new one: the date may still be free.`,
    accepted: 'This quote was accepted already.',
    declined: (company) => `This quote was declined. Ask ${company} for a new one if you changed your mind.`,
    void: {
      confirmed: (company) =>
        `Your booking is confirmed already, so there is nothing left to accept. Ask ${company} if that surprises you.`,
      cancelled: (company) => `This booking was cancelled. Ask ${company} if you did not expect this.`,
      replaced: (company) => `${company} has made you a newer quote. Open the link in their latest message.`,
      changed: changedEn,
      withdrawn: changedEn,
      part: changedEn,
    },
    newTotal: (amount) => `With what you chose the total is ${amount}. Accept again if that is right.`,
    noName: 'Enter your name to accept.',
    longName: 'Keep your name to 120 characters.',
    noWords: 'Say what should be different.',
    longWords: (most) => `Keep this to ${most} characters.`,
    unreadable: 'This can’t be read. Use the buttons of this page.',
    busy: 'This is being changed right now. Please try again.',
    tooMany: 'Too many answers from this connection. Please try again later.',
    fault: 'Something broke on our side. Please try again.',
  },
  fr: {
    expired: (company) =>
      `Ce devis n’est plus valable. Demandez-en un nouveau à ${company} : la date est peut-être encore libre.`,
    accepted: 'Ce devis a déjà été accepté.',
    declined: (company) =>
      `Ce devis a été refusé. Demandez-en un nouveau à ${company} si vous avez changé d’avis.`,
    void: {
      confirmed: (company) =>
        `Votre réservation est déjà confirmée : il n’y a plus rien à accepter. Adressez-vous à ${company} si cela vous surprend.`,
      cancelled: (company) =>
        `Cette réservation a été annulée. Adressez-vous à ${company} si vous ne vous y attendiez pas.`,
      replaced: (company) =>
        `${company} vous a fait un nouveau devis. Ouvrez le lien de son dernier message.`,
      changed: changedFr,
      withdrawn: changedFr,
      part: changedFr,
    },
    newTotal: (amount) =>
      `Avec votre choix, le total est de ${amount}. Acceptez de nouveau si c’est bien cela.`,
    noName: 'Indiquez votre nom pour accepter.',
    longName: 'Votre nom peut compter 120 caractères au plus.',
    noWords: 'Dites ce qui devrait être différent.',
    longWords: (most) => `Ce texte peut compter ${most} caractères au plus.`,
    unreadable: 'Cette réponse est illisible. Utilisez les boutons de cette page.',
    busy: 'Ce devis est en cours de modification. Veuillez réessayer.',
    tooMany: 'Trop de réponses depuis cette connexion. Veuillez réessayer plus tard.',
    fault: 'Une erreur s’est produite de notre côté. Veuillez réessayer.',
  },
};
