import type { Tongue } from '../questions';

type Reach = { company: string; phone: string | null; email: string | null };
type Facts = { customer: string; event: string; company: string };

/** What the answer page says in one language. */
export type PageWords = {
  /** From 1 to 5. */
  scores: readonly [string, string, string, string, string];
  titles: {
    rating: (event: string) => string;
    food: string;
    service: string;
    presentation: string;
    timeliness: string;
    recommend: string;
    dishes: string;
    dislikes: string;
    comment: string;
    unhappy: string;
  };
  yes: string;
  no: string;
  skip: string;
  noDish: string;
  goOn: string;
  send: string;
  nothingMore: string;
  noComment: string;
  caseOpen: (reference: string) => string;
  step: (at: number, of: number) => string;
  offline: string;
  /** The link to where all messages end. */
  stop: string;
  thanks: (facts: Facts) => string;
  arrived: (facts: Facts) => string;
  passedOn: (facts: Facts) => string;
  /** Until when a tap can be changed, and the button for it. */
  changeUntil: (time: string) => string;
  change: string;
  /** Afterwards: how to reach the caterer. */
  stands: (reach: Reach) => string;
  gift: (percent: number) => string;
  validUntil: (day: string) => string;
};

const by = (words: string, address: string | null) => (address ? `${words}${address}` : '');

const en: PageWords = {
  scores: ['Very bad', 'Poor', 'Average', 'Good', 'Excellent'],
  titles: {
    rating: (event) => `How was ${event}?`,
    food: 'How was the food?',
    service: 'How was our staff’s service?',
    presentation: 'How did the set-up and the tables look?',
    timeliness: 'Were we on time?',
    recommend: 'Would you recommend us to friends?',
    dishes: 'Which dishes did your guests like?',
    dislikes: 'Was there a dish that they didn’t like?',
    comment: 'Is there anything else you would like to tell us?',
    unhappy: 'We are sorry. What went wrong?',
  },
  yes: 'Yes',
  no: 'No',
  skip: 'Skip this question',
  noDish: 'None of them',
  goOn: 'Go on',
  send: 'Send',
  nothingMore: 'No, that’s all',
  noComment: 'Finish without a comment',
  caseOpen: (reference) => `A manager is looking into it under ${reference} and will contact you.`,
  step: (at, of) => `Question ${at} of ${of}`,
  stop: 'No more messages from us',
  offline: 'You seem to be offline. Your answer was not stored yet: try again.',
  thanks: ({ customer }) => `Thank you, ${customer}`,
  arrived: ({ event, company }) => `Your feedback on ${event} has reached ${company}.`,
  passedOn: ({ event }) => `We have passed on what you told us about ${event}. A manager will contact you.`,
  changeUntil: (time) => `You can change this until ${time}.`,
  change: 'Change my answer',
  stands: ({ company, phone, email }) =>
    `Your answer stands. If it should be another, reply to our message${by(', call ', phone)}${by(' or write to ', email)} and ${company} puts it right.`,
  gift: (percent) => `${percent} % off your next booking with the code`,
  validUntil: (day) => `Valid until ${day}`,
};

const fr: PageWords = {
  scores: ['Très mauvais', 'Mauvais', 'Moyen', 'Bien', 'Excellent'],
  titles: {
    rating: (event) => `Comment était ${event} ?`,
    food: 'Comment était la cuisine ?',
    service: 'Comment était le service de notre équipe ?',
    presentation: 'La mise en place et les tables vous ont-elles plu ?',
    timeliness: 'Étions-nous à l’heure ?',
    recommend: 'Nous recommanderiez-vous à vos amis ?',
    dishes: 'Quels plats vos invités ont-ils aimés ?',
    dislikes: 'Y a-t-il un plat qui ne leur a pas plu ?',
    comment: 'Souhaitez-vous ajouter autre chose ?',
    unhappy: 'Nous sommes désolés. Qu’est-ce qui n’allait pas ?',
  },
  yes: 'Oui',
  no: 'Non',
  skip: 'Passer cette question',
  noDish: 'Aucun',
  goOn: 'Continuer',
  send: 'Envoyer',
  nothingMore: 'Non, c’est tout',
  noComment: 'Terminer sans commentaire',
  caseOpen: (reference) => `Un responsable suit votre dossier ${reference} et vous contactera.`,
  step: (at, of) => `Question ${at} sur ${of}`,
  stop: 'Ne plus recevoir nos messages',
  offline: 'Vous semblez hors ligne. Votre réponse n’est pas encore enregistrée : réessayez.',
  thanks: ({ customer }) => `Merci, ${customer}`,
  arrived: ({ event, company }) => `Votre avis sur ${event} est bien arrivé chez ${company}.`,
  passedOn: ({ event }) =>
    `Nous avons transmis ce que vous nous avez dit sur ${event}. Un responsable vous contactera.`,
  changeUntil: (time) => `Vous pouvez modifier votre réponse jusqu’à ${time}.`,
  change: 'Modifier ma réponse',
  stands: ({ company, phone, email }) =>
    `Votre réponse est enregistrée. Si elle doit changer, répondez à notre message${by(', appelez le ', phone)}${by(' ou écrivez à ', email)} : ${company} la corrigera.`,
  gift: (percent) => `${percent} % de remise sur votre prochaine commande avec le code`,
  validUntil: (day) => `Valable jusqu’au ${day}`,
};

const tw: PageWords = {
  scores: ['Ɛnyɛ koraa', 'Ɛnyɛ', 'Ɛyɛ kakra', 'Ɛyɛ', 'Ɛyɛ paa'],
  titles: {
    rating: (event) => `${event} kɔɔ sɛn?`,
    food: 'Aduane no yɛɛ sɛn?',
    service: 'Yɛn adwumayɛfoɔ no som mo sɛn?',
    presentation: 'Sɛdeɛ yɛsiesiee apono ne beaeɛ no yɛɛ sɛn?',
    timeliness: 'Yɛbaa berɛ a ɛsɛ mu anaa?',
    recommend: 'Wobɛka yɛn ho asɛm akyerɛ wo nnamfonom?',
    dishes: 'Aduane bɛn na w’ahɔhoɔ pɛeɛ?',
    dislikes: 'Aduane bi wɔ hɔ a wɔampɛ anaa?',
    comment: 'Biribi foforɔ wɔ hɔ a wopɛ sɛ woka kyerɛ yɛn anaa?',
    unhappy: 'Yɛpa wo kyɛw. Deɛn na ankɔ yie?',
  },
  yes: 'Aane',
  no: 'Daabi',
  skip: 'Kɔ so',
  noDish: 'Biara nni hɔ',
  goOn: 'Kɔ so',
  send: 'Fa kɔ',
  nothingMore: 'Daabi, ɛno ara ne no',
  noComment: 'Wie a nka hwee',
  caseOpen: (reference) => `Ɔpanin bi rehwɛ mu wɔ nɔma ${reference} aseɛ, na ɔbɛfrɛ wo.`,
  step: (at, of) => `Asɛmmisa ${at} wɔ ${of} mu`,
  stop: 'Mempɛ mo nkra bio',
  offline: 'Intanɛt nni hɔ. Yɛnnyaa wo mmuaeɛ no: san yɛ bio.',
  thanks: ({ customer }) => `Yɛda wo ase, ${customer}`,
  arrived: ({ event, company }) => `${company} nsa aka w’adwene a ɛfa ${event} ho no.`,
  passedOn: ({ event }) => `Yɛate deɛ woka faa ${event} ho no. Ɔpanin bi bɛfrɛ wo.`,
  changeUntil: (time) => `Wobɛtumi asesa w’ammuaeɛ kɔsi ${time}.`,
  change: 'Sesa m’ammuaeɛ',
  stands: ({ company, phone, email }) =>
    `Yɛakyerɛw w’ammuaeɛ no. Sɛ wopɛ sɛ wosesa a, bua yɛn nkra no${by(', frɛ ', phone)}${by(' anaa kyerɛw kɔ ', email)} na ${company} bɛsiesie.`,
  gift: (percent) => `Adwuma a ɛdi hɔ no, yɛbɛte so ${percent} % ama wo; nɔma no ni`,
  validUntil: (day) => `Ɛkɔsi ${day}`,
};

const all: Record<Tongue, PageWords> = { en, fr, tw };

/** Everything the answer page says in a language. */
export function pageWordsOf(tongue: Tongue): PageWords {
  return all[tongue];
}
