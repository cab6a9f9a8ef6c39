import { speakLink } from '@/lib/messaging/templates/speak-link';

/** Says an invitation to the portal as a mail. */
export const speakInvitation = speakLink('portal_invitation', {
  en: ({ company }) => `${company}: see your events`,
  fr: ({ company }) => `${company} : voir vos événements`,
});

type Said = { subject: string; body: string };

/** How the mail with a code reads, in the customer's language; others than French read English. */
export function speakCode(language: string, { company, code }: { company: string; code: string }): Said {
  if (language === 'fr')
    return {
      subject: `Votre code pour ${company}`,
      body: `${code} est votre code de connexion chez ${company}. Il marche une fois, pendant 10 minutes.\n\nVous ne l’avez pas demandé ? Ne faites rien. Personne chez ${company} ne vous le demandera jamais.`,
    };
  return {
    subject: `Your code for ${company}`,
    body: `${code} is your code to sign in to ${company}. It works once, for 10 minutes.\n\nYou didn’t ask for it? Do nothing. Nobody of ${company} will ever ask you for it.`,
  };
}
