import { speakLink } from '@/lib/messaging/templates/speak-link';

/** Says a quote as a mail. */
export const speakQuote = speakLink('quote_sent', {
  en: ({ event }) => `Our quote for ${event}`,
  fr: ({ event }) => `Notre devis pour ${event}`,
});
