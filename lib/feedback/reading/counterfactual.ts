import { markBits } from './marks';
import type { Parsed } from './parsed';
import { wordSet } from './word-set';

const past = wordSet(
  'had hadn were weren was wasn came been avais avait aviez avaient etais etait etiez etaient ete eut',
);

/** A score on the condition of what was not so: "5 if you had come on time", "5 si vous aviez été à l'heure". */
export function isScoreOfWhatWasNot({ words }: Parsed, marks: readonly number[]): boolean {
  const condition = marks.findIndex((bits) => (bits & markBits.condition) !== 0);
  if (condition < 0 || !words.some(({ isNumber }) => isNumber)) return false;
  return words.slice(condition).some(({ text, isNumber }) => !isNumber && past.has(text));
}

const lowBound =
  /(?:^| )(?:less than|(?:no|not) more than|not up to|below|under|at most|max|maximum|moins de|pas plus de|au plus|au maximum) (?:[1-3]|one|two|three|un|deux|trois)(?: (?:stars?|etoiles?|points?|please|sorry|for you|pour vous))*$/;

/** "Less than 3": no score that can be stored, and nothing that a happy customer writes. */
export const boundsLow = ({ words }: Parsed): boolean =>
  lowBound.test(words.map(({ text }) => text).join(' '));
