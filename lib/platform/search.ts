import { cleanLine } from './text';

/** Words beyond these tell nothing more; a text as long as that is a paste, not a search. */
const mostWords = 8;
const mostLength = 200;

/** What a long search leaves out, in a sentence; undefined where all of it counts. */
export function searchLimit(given: string | undefined): string | undefined {
  const typed = cleanLine(given ?? '');
  if (typed.length > mostLength) return `Only the first ${mostLength} characters are searched for.`;
  const words = phoneLike.test(typed) ? 1 : typed.split(/\s+/).length;
  return words > mostWords ? `Only the first ${mostWords} words are searched for.` : undefined;
}

/** Figures of a whole number of a country without its trunk zero, from the end; the shortest have eight. */
const tail = 8;
const phoneLike = /^(?:tel:)?[\d\s()+./\p{Pd}\u2022]+$/iu;

/**
 * What a person typed as LIKE patterns that must all fit, so that the order of words, double blanks, accents and
 * the spelling of a phone number don't matter. Undefined where there is nothing to search by; an empty list
 * where nothing can fit, such as "%" alone.
 */
export function searchPatterns(given: string | undefined): string[] | undefined {
  const typed = cleanLine(given ?? '').slice(0, mostLength);
  if (typed === '') return undefined;
  if (!/[\p{L}\p{N}]/u.test(typed)) return [];
  if (/^[a-z]$/i.test(typed)) return undefined;
  const words = phoneLike.test(typed) ? [typed] : typed.split(/\s+/).slice(0, mostWords);
  return words.map((word) => {
    // Beside other words a short number is a number of its own, not the middle of a reference.
    const own = words.length > 1 && /^\d{1,3}$/.test(word);
    return `%${own ? ' ' : ''}${literal(figuresOf(word) ?? word)}%`;
  });
}

/** What of a phone number stands in every spelling of it; undefined for other words. */
function figuresOf(word: string): string | undefined {
  if (!phoneLike.test(word)) return undefined;
  const figures = word.normalize('NFKD').replace(/\D/g, '');
  // 024 412 3456, +233 24…, 00233 24… and +233 (0)24… end alike.
  if (figures.length > tail + 1) return figures.slice(-tail);
  const bare = figures.replace(/^0{1,2}/, '');
  return bare.length >= 4 ? bare : undefined;
}

const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** The names of a query's placeholders for so many patterns. */
export const placeholders = (words: number): string[] =>
  Array.from({ length: words }, (_, at) => `pattern${at}`);

/** The patterns by those names. */
export const valuesOf = (patterns: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(patterns.map((pattern, at) => [`pattern${at}`, pattern]));

/** All of them as the value of one placeholder, for a function of the database that takes `text[]`. */
export const patternList = (patterns: readonly string[] = []): string =>
  `{${patterns.map((pattern) => `"${pattern.replace(/[\\"]/g, '\\$&')}"`).join()}}`;
