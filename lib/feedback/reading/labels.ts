import type { Parsed } from './parsed';
import type { Language, Score } from './types';

/** Scale labels count only as the whole message (rule 3). */
const labels: Record<string, [Score, Language]> = {
  excellent: [5, 'en'],
  'very good': [4, 'en'],
  good: [4, 'en'],
  average: [3, 'en'],
  fair: [3, 'en'],
  'so so': [3, 'en'],
  poor: [2, 'en'],
  bad: [2, 'en'],
  terrible: [1, 'en'],
  'very bad': [1, 'en'],
  'very poor': [1, 'en'],
  excellente: [5, 'fr'],
  'tres bien': [4, 'fr'],
  'tres bon': [4, 'fr'],
  'tres bonne': [4, 'fr'],
  bien: [4, 'fr'],
  bon: [4, 'fr'],
  bonne: [4, 'fr'],
  moyen: [3, 'fr'],
  moyenne: [3, 'fr'],
  mauvais: [2, 'fr'],
  mauvaise: [2, 'fr'],
  nul: [1, 'fr'],
  nulle: [1, 'fr'],
  'tres mauvais': [1, 'fr'],
  'tres mauvaise': [1, 'fr'],
};

export function readLabel(parsed: Parsed): { score: Score; language: Language } | null {
  const { words, tokens, line } = parsed;
  if (
    words.length === 0 ||
    words.length > 2 ||
    tokens.some(({ kind, text }) => kind === 'stars' || /[?؟¿]/u.test(text))
  )
    return null;
  if (!Object.hasOwn(labels, line)) return null;
  const [score, language] = labels[line] ?? [3, 'en'];
  return { score, language };
}
