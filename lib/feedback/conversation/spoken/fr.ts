import type { LinkFacts, Words } from './types';

const mail = (said: string, { customer, link, company, stopLink }: LinkFacts) =>
  `Bonjour ${customer},\n\n${said}\n\n${link}\n\n${company}\n\nNe plus recevoir nos messages : ${stopLink}`;

export const fr: Words = {
  scores: ['1 – Très mauvais', '2 – Mauvais', '3 – Moyen', '4 – Bien', '5 – Excellent'],
  skip: 'Passer',
  finish: 'C’est tout',
  yes: 'Oui',
  no: 'Non',
  noDish: 'Aucun',
  ask: {
    rating: (event) => `Comment était ${event} dans l’ensemble ? Notez-nous de 1 à 5.`,
    food: 'Merci ! Comment était la cuisine, de 1 à 5 ?',
    service: 'Et le service de notre équipe, de 1 à 5 ?',
    presentation: 'La mise en place et les tables vous ont-elles plu, de 1 à 5 ?',
    timeliness: 'Étions-nous à l’heure, de 1 à 5 ?',
    recommend: 'Nous recommanderiez-vous à vos amis ?',
    dishes: 'Quel plat vos invités ont-ils préféré ?',
    dislikes: 'Et y a-t-il un plat qui ne leur a pas plu ?',
    comment: 'Souhaitez-vous ajouter autre chose ? Écrivez-le avec vos mots.',
  },
  clarify: {
    rating: (event) => `Merci. Pour ${event}, quelle est votre note ?`,
    food: (event) => `Merci. Pour la cuisine de ${event}, quelle est votre note ?`,
    service: (event) => `Merci. Pour le service à ${event}, quelle est votre note ?`,
    presentation: (event) => `Merci. Pour la mise en place à ${event}, quelle est votre note ?`,
    timeliness: (event) => `Merci. Pour notre ponctualité à ${event}, quelle est votre note ?`,
    recommend: (event) => `Merci. Après ${event}, nous recommanderiez-vous ?`,
  },
  noted: (event) => `Merci. Nous avons transmis ce que vous nous avez dit sur ${event}.`,
  thanks: ({ customer, event, company, voucher }) => {
    const gift = voucher
      ? ` Voici ${voucher.percent} de remise sur votre prochaine commande : code ${voucher.code}, valable jusqu’au ${voucher.until}.`
      : '';
    return `Merci ${customer} pour votre avis sur ${event} !${gift} À bientôt chez ${company}.`;
  },
  recovery: ({ customer, event, reference, hours, told }) => {
    const ask = told ? '' : ' Dites-nous ici ce qui n’allait pas, avec vos mots.';
    return `${customer}, nous sommes désolés que ${event} n’ait pas été à la hauteur. Un responsable s’en occupe et vous contacte dans les ${hours} h (référence ${reference}).${ask}`;
  },
  sms: {
    first: ({ company, event, link }) =>
      `${company} : comment était ${event} ? Dites-le-nous en une minute : ${link}`,
    again: ({ company, event, link }) =>
      `${company} : nous ne savons pas encore comment s’est passé ${event}. Une minute suffit, nous ne demanderons plus : ${link}`,
    stop: ' Répondez STOP pour arrêter.',
  },
  email: {
    subject: (event) => `Comment était ${event} ?`,
    first: (facts) =>
      mail(
        `merci de nous avoir confié ${facts.event}. Comment était-ce ? Une minute suffit, sans vous connecter :`,
        facts,
      ),
    again: (facts) =>
      mail(
        `nous ne savons pas encore comment s’est passé ${facts.event} pour vous. Une minute suffit ; nous ne demanderons plus :`,
        facts,
      ),
  },
};
