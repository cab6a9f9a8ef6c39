import type { ReaderLanguage } from '@/lib/platform/format/reader-language';

type Way = { href: string; label: string };
type Words = { title: string; text: string; ways: readonly Way[] };

const start = { href: '/', label: 'Go to the start' };
const first = { href: '/', label: 'Go to my first page' };
const gone = 'The link may be old or incomplete, or what it led to was removed.';

/** What is said where a page isn't shown, and the ways on from there. */
const en = {
  signIn: {
    title: 'Please sign in to see this page',
    text: 'You are not signed in here, or your session has ended. What you saved is safe; sign in and open the page again.',
    ways: [{ href: '/login', label: 'Sign in' }],
  },
  office: {
    title: 'This page is for your customers',
    text: 'You are signed in as a member of the team. What customers see of an event is on its booking too.',
    ways: [first, { href: '/login', label: 'Sign in as someone else' }],
  },
  staff: {
    title: 'This page is not for your role',
    text: 'You are signed in, and your role doesn’t open it. Ask a manager to do it for you, or to change your role if you need it for your work.',
    ways: [first],
  },
  client: {
    title: 'This page is for the caterer’s team',
    text: 'Your own events are all here. If you were sent this link, ask your caterer for what it should have shown.',
    ways: [{ href: '/my/bookings', label: 'Go to my events' }],
  },
  nothing: {
    title: 'There is nothing at this address',
    text: `${gone} Check the address, or look for it from the start.`,
    ways: [start],
  },
  nothingInOffice: {
    title: 'There is nothing at this address',
    text: `${gone} Look for it in its list.`,
    ways: [{ href: '/bookings', label: 'Look through the bookings' }, first],
  },
  nothingOfMine: {
    title: 'We can’t find this event',
    text: 'The link may be old or incomplete, or the event belongs to another login. All of yours are in the list.',
    ways: [{ href: '/my/bookings', label: 'Go to my events' }],
  },
} as const satisfies Record<string, Words>;

export type Refusal = keyof typeof en;

const lost = 'Le lien est peut-être ancien ou incomplet, ou ce qu’il montrait a été retiré.';
const myEvents = { href: '/my/bookings', label: 'Aller à mes événements' };

/** Of those that customers meet; the office is in English. */
const fr: Partial<Record<Refusal, Words>> = {
  signIn: {
    title: 'Veuillez vous connecter pour voir cette page',
    text: 'Vous n’êtes pas connecté ici, ou votre session a expiré. Ce que vous avez enregistré est en sécurité ; connectez-vous et rouvrez la page.',
    ways: [{ href: '/login', label: 'Se connecter' }],
  },
  client: {
    title: 'Cette page est réservée à l’équipe du traiteur',
    text: 'Vos propres événements sont tous ici. Si l’on vous a envoyé ce lien, demandez à votre traiteur ce qu’il devait montrer.',
    ways: [myEvents],
  },
  nothing: {
    title: 'Il n’y a rien à cette adresse',
    text: `${lost} Vérifiez l’adresse, ou cherchez depuis le début.`,
    ways: [{ href: '/', label: 'Aller au début' }],
  },
  nothingOfMine: {
    title: 'Nous ne trouvons pas cet événement',
    text: 'Le lien est peut-être ancien ou incomplet, ou l’événement appartient à un autre compte. Tous les vôtres sont dans la liste.',
    ways: [myEvents],
  },
};

/** The words of a refusal, and the language that they are in: the reader's where we have them in it. */
export function refusalIn(why: Refusal, language: ReaderLanguage): Words & { language: ReaderLanguage } {
  const french = language === 'fr' ? fr[why] : undefined;
  return french ? { ...french, language: 'fr' } : { ...en[why], language: 'en' };
}
