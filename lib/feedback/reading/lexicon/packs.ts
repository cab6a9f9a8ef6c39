import type { SpokenLanguage } from '../types';
import arabic from './ar.json';
import ewe from './ee.json';
import english from './en.json';
import french from './fr.json';
import hausa from './ha.json';
import hebrew from './he.json';
import type { LanguagePack } from './pack';
import pidgin from './pcm.json';
import twi from './tw.json';

/**
 * English and Pidgin as written in Ghana, where Pidgin's lists hold only what differs from English; Twi in Asante and
 * Akuapem spellings, with and without ɛ and ɔ. What no single word carries ("the pots were empty") stands in the
 * same lists as the words.
 */
export const packs: LanguagePack[] = [
  { code: 'en', ...english },
  { code: 'fr', ...french },
  { code: 'tw', ...twi },
  { code: 'pcm', ...pidgin },
  { code: 'ee', ...ewe },
  { code: 'ha', ...hausa },
  { code: 'ar', ...arabic },
  { code: 'he', ...hebrew },
];

/**
 * Whose words a message may contain besides its own language's: in Ghana English, Pidgin and Twi mix freely, and a
 * "merci" or "madalla" needs its own language to be heard.
 */
const mixed: SpokenLanguage[] = ['en', 'pcm', 'tw'];

/** Is a phrase of `spoken` worth hearing in a message written in `language`? */
export function isHeard(spoken: SpokenLanguage, language: SpokenLanguage | 'und'): boolean {
  if (spoken === language || language === 'und') return true;
  if (spoken === 'ar' || spoken === 'he') return true;
  return mixed.includes(spoken) && (spoken === 'en' || language === 'en' || mixed.includes(language));
}
