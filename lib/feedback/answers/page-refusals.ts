import { linkRefusals } from '@/lib/auth/link-refusals';
import type { Tongue } from '../conversation/questions';

/** Why an answer of the page isn't taken. */
export const pageRefusals = {
  ...linkRefusals,
  unreadable: 'This answer can’t be stored. Choose one of the answers.',
  long: 'This is longer than we can store. Please keep it to 4,000 characters.',
  told: 'You have already told us about this event. Thank you!',
  first: 'Start with the overall rating.',
  stands: 'Your answer stands now. Reply to our message or call us if it should be another.',
} as const;

const spoken: Record<Tongue, Readonly<Record<keyof typeof pageRefusals, string>>> = {
  en: pageRefusals,
  fr: {
    tooMany: 'Trop de réponses depuis cette connexion. Réessayez plus tard, s’il vous plaît.',
    fault: 'Une erreur s’est produite chez nous. Réessayez, s’il vous plaît.',
    unreadable: 'Cette réponse ne peut pas être enregistrée. Choisissez l’une des réponses.',
    long: 'Ce texte est trop long pour être enregistré. Gardez 4 000 caractères au plus.',
    told: 'Vous nous avez déjà parlé de cet événement. Merci !',
    first: 'Commencez par la note générale.',
    stands: 'Votre réponse est enregistrée. Répondez à notre message ou appelez-nous pour la changer.',
  },
  tw: {
    tooMany: 'Mmuaeɛ pii firi ha dodo. Yɛsrɛ wo, san bɛyɛ akyire yi.',
    fault: 'Biribi asɛe wɔ yɛn hɔ. Yɛsrɛ wo, san yɛ bio.',
    unreadable: 'Yɛntumi mfa saa mmuaeɛ yi. Yi mmuaeɛ no mu baako.',
    long: 'Asɛm yi ware dodo. Yɛsrɛ wo, mma ɛntra nkyerɛwdeɛ 4,000.',
    told: 'Woaka saa dwumadie yi ho asɛm akyerɛ yɛn dada. Yɛda wo ase!',
    first: 'Di kan yi deɛ ɛfa ne nyinaa ho no.',
    stands: 'Yɛakyerɛw w’ammuaeɛ no. Sɛ wopɛ sɛ wosesa a, bua yɛn nkra no anaa frɛ yɛn.',
  },
};

/** The same sentence as the customer reads it; one that isn't of this page stays as it is. */
export function sayRefusal(sentence: string, tongue: Tongue): string {
  const keys = Object.keys(pageRefusals) as (keyof typeof pageRefusals)[];
  const key = keys.find((one) => pageRefusals[one] === sentence);
  return key ? spoken[tongue][key] : sentence;
}
