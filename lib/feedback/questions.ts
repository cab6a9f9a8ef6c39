import type { Stage } from './rules';

export type Button = { id: string; title: string };
export type Spoken = { body: string; buttons?: Button[] };
export type Dish = { lineId: string; name: string };

/** The languages that the conversation itself is written in; others hear English. */
export type Tongue = 'en' | 'fr';

/** French for those who wrote French or are known to read it. */
export function tongueOf(...languages: (string | null | undefined)[]): Tongue {
  const known = languages.find((language) => language === 'en' || language === 'fr' || language === 'pcm');
  return known === 'fr' ? 'fr' : 'en';
}

const words = {
  en: {
    scores: ['1 – Very bad', '2 – Poor', '3 – Average', '4 – Good', '5 – Excellent'],
    skip: 'Skip',
    finish: 'That’s all',
    yes: 'Yes',
    no: 'No',
    rating: (event: string) => `How was ${event} overall? Rate us from 1 to 5.`,
    food: 'Thank you! How was the food, from 1 to 5?',
    service: 'And the service of our staff, from 1 to 5?',
    presentation: 'How did the set-up and the tables look, from 1 to 5?',
    timeliness: 'Were we on time, from 1 to 5?',
    recommend: 'Would you recommend us to friends?',
    dishes: 'Which dish did your guests like most?',
    comment: 'Is there anything else you would like to tell us? Write it in your own words.',
    noted: (event: string) => `Thank you. We have passed on what you told us about ${event}.`,
  },
  fr: {
    scores: ['1 – Très mauvais', '2 – Mauvais', '3 – Moyen', '4 – Bien', '5 – Excellent'],
    skip: 'Passer',
    finish: 'C’est tout',
    yes: 'Oui',
    no: 'Non',
    rating: (event: string) => `Comment était ${event} dans l’ensemble ? Notez-nous de 1 à 5.`,
    food: 'Merci ! Comment était la cuisine, de 1 à 5 ?',
    service: 'Et le service de notre équipe, de 1 à 5 ?',
    presentation: 'La mise en place et les tables vous ont-elles plu, de 1 à 5 ?',
    timeliness: 'Étions-nous à l’heure, de 1 à 5 ?',
    recommend: 'Nous recommanderiez-vous à vos amis ?',
    dishes: 'Quel plat vos invités ont-ils préféré ?',
    comment: 'Souhaitez-vous ajouter autre chose ? Écrivez-le avec vos mots.',
    noted: (event: string) => `Merci. Nous avons transmis ce que vous nous avez dit sur ${event}.`,
  },
} as const;

/** WhatsApp shows at most 10 rows in a list and 24 characters a row. */
const MOST_DISHES = 8;
const ROW = 24;

/** The question of a stage with its buttons, in the customer's language. `done` has none. */
export function questionOf(
  stage: Exclude<Stage, 'done'>,
  { event, dishes, tongue }: { event: string; dishes: Dish[]; tongue: Tongue },
): Spoken {
  const say = words[tongue];
  const ends = [
    { id: 'skip', title: say.skip },
    { id: 'finish', title: say.finish },
  ];
  const scored = (prefix: string, body: string, rest: Button[]) => ({
    body,
    buttons: [...say.scores.map((title, at) => ({ id: `${prefix}:${at + 1}`, title })).reverse(), ...rest],
  });
  switch (stage) {
    case 'rating':
      return scored('rate', say.rating(event), []);
    case 'recommend':
      return {
        body: say.recommend,
        buttons: [
          { id: 'rec:yes', title: say.yes },
          { id: 'rec:no', title: say.no },
          { id: 'skip', title: say.skip },
        ],
      };
    case 'dishes':
      return { body: say.dishes, buttons: [...dishes.slice(0, MOST_DISHES).map(dishButton), ...ends] };
    case 'comment':
      return { body: say.comment, buttons: [{ id: 'finish', title: say.finish }] };
    default:
      return scored(stage, say[stage], ends);
  }
}

function dishButton({ lineId, name }: Dish): Button {
  const title = name.length > ROW ? `${name.slice(0, ROW - 1).trimEnd()}…` : name;
  return { id: `dish:${lineId}`, title };
}

/** Said once when an unhappy customer has told us more. */
export function notedText(event: string, tongue: Tongue): string {
  return words[tongue].noted(event);
}

export type ThanksFacts = {
  customer: string;
  event: string;
  company: string;
  voucher: { code: string; percent: string; until: string } | null;
};

/** The thank-you, naming customer and event; the discount is a voucher that exists. */
export function thanksText({ customer, event, company, voucher }: ThanksFacts, tongue: Tongue): string {
  if (tongue === 'fr') {
    const gift = voucher
      ? ` Voici ${voucher.percent} de remise sur votre prochaine commande : code ${voucher.code}, valable jusqu’au ${voucher.until}.`
      : '';
    return `Merci ${customer} pour votre avis sur ${event} !${gift} À bientôt chez ${company}.`;
  }
  const gift = voucher
    ? ` Here is ${voucher.percent} off your next booking: code ${voucher.code}, valid until ${voucher.until}.`
    : '';
  return `Thank you ${customer} for your feedback on ${event}!${gift} We hope to serve you again, ${company}.`;
}

export type RecoveryFacts = {
  customer: string;
  event: string;
  reference: string;
  hours: number;
  told: boolean;
};

/** Said at once to an unhappy customer: who is on it, until when, under which reference. */
export function recoveryText(
  { customer, event, reference, hours, told }: RecoveryFacts,
  tongue: Tongue,
): string {
  if (tongue === 'fr') {
    const ask = told ? '' : ' Dites-nous ici ce qui n’allait pas, avec vos mots.';
    return `${customer}, nous sommes désolés que ${event} n’ait pas été à la hauteur. Un responsable s’en occupe et vous contacte dans les ${hours} h (référence ${reference}).${ask}`;
  }
  const ask = told ? '' : ' Please tell us here, in your own words, what went wrong.';
  return `${customer}, we are sorry that ${event} was not what you expected. A manager is looking into it and will contact you within ${hours} h (reference ${reference}).${ask}`;
}
