import type { SpokenLanguage } from '../types';
import { ARABIC } from './ar';
import { ENGLISH } from './en';
import { FRENCH } from './fr';
import { EWE, HAUSA } from './ha-ee';
import { HEBREW } from './he';
import type { LanguagePack } from './pack';
import { PIDGIN } from './pcm';
import { TWI } from './tw';

export const PACKS: LanguagePack[] = [ENGLISH, FRENCH, TWI, PIDGIN, EWE, HAUSA, ARABIC, HEBREW];

/**
 * Whose words a message may contain besides its own language's: in Ghana English, Pidgin and Twi mix freely, and a
 * "merci" or "madalla" needs its own language to be heard.
 */
const MIXED: SpokenLanguage[] = ['en', 'pcm', 'tw'];

/** Is a phrase of `spoken` worth hearing in a message written in `language`? */
export function isHeard(spoken: SpokenLanguage, language: SpokenLanguage | 'und'): boolean {
  if (spoken === language || language === 'und') return true;
  if (spoken === 'ar' || spoken === 'he') return true;
  return MIXED.includes(spoken) && (spoken === 'en' || language === 'en' || MIXED.includes(language));
}
