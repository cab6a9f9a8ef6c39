import { languages } from '@/db/enums';

type Facts = { customer: string; event: string };
type Words = {
  /** The answer to who rates us again after the recovery: 4 or 5, 3, and below. */
  good: (facts: Facts) => string;
  fair: (facts: Facts) => string;
  poor: (facts: Facts) => string;
  voucherSubject: (event: string) => string;
};

const all: Record<(typeof languages)[number], Words> = {
  en: {
    good: ({ customer, event }) =>
      `Thank you, ${customer}! We are glad that things are right again after ${event}, and look forward to serving you.`,
    fair: ({ customer }) => `Thank you, ${customer}. Your answer helps us do better next time.`,
    poor: ({ customer, event }) =>
      `Thank you for telling us, ${customer}. We are sorry that ${event} is not put right yet. A manager will contact you.`,
    voucherSubject: (event) => `A discount to make up for ${event}`,
  },
  fr: {
    good: ({ customer, event }) =>
      `Merci, ${customer} ! Nous sommes heureux que tout soit rentré dans l’ordre après ${event} et espérons vous servir à nouveau.`,
    fair: ({ customer }) => `Merci, ${customer}. Votre réponse nous aide à faire mieux.`,
    poor: ({ customer, event }) =>
      `Merci de nous l’avoir dit, ${customer}. Nous regrettons que tout ne soit pas encore réparé après ${event}. Un responsable vous contactera.`,
    voucherSubject: (event) => `Une remise pour nous faire pardonner ${event}`,
  },
  tw: {
    good: ({ customer, event }) =>
      `Yɛda wo ase paa, ${customer}! Yɛn ani agye sɛ yɛatumi asiesie deɛ ankɔ yie wɔ ${event} ho no.`,
    fair: ({ customer }) => `Yɛda wo ase, ${customer}. W’adwene no boa yɛn.`,
    poor: ({ customer, event }) =>
      `Yɛda wo ase sɛ woaka akyerɛ yɛn, ${customer}. Yɛpa wo kyɛw sɛ ${event} ho asɛm no nsiesieeɛ. Ɔpanin bi bɛfrɛ wo.`,
    voucherSubject: (event) => `Deɛ yɛde siesie ${event} ho asɛm`,
  },
};

/** What a recovery says in a customer's language; unknown languages read English. */
export function caseWordsOf(language: string): Words {
  return all[languages.find((one) => one === language) ?? 'en'];
}

/** How a second rating is answered. */
export function answerTo(rating: number, language: string, facts: Facts): string {
  const { good, fair, poor } = caseWordsOf(language);
  return (rating >= 4 ? good : rating === 3 ? fair : poor)(facts);
}
