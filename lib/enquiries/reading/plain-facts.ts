/** What a message says so plainly that it can be offered; a person decides. Days are "2026-12-24". */
export type PlainFacts = { day: string | null; guests: number | null };

const months: Record<string, number> = Object.fromEntries(
  [
    ['january', 'jan', 'janvier'],
    ['february', 'feb', 'février', 'fevrier'],
    ['march', 'mar', 'mars'],
    ['april', 'apr', 'avril'],
    ['may', 'mai'],
    ['june', 'jun', 'juin'],
    ['july', 'jul', 'juillet'],
    ['august', 'aug', 'août', 'aout'],
    ['september', 'sep', 'sept', 'septembre'],
    ['october', 'oct', 'octobre'],
    ['november', 'nov', 'novembre'],
    ['december', 'dec', 'décembre', 'decembre'],
  ].flatMap((names, at) => names.map((name) => [name, at + 1])),
);
const month = Object.keys(months)
  .sort((one, other) => other.length - one.length)
  .join('|');

const dayFirst = new RegExp(
  `(?<![\\d\\p{L}])(\\d{1,2})(?:st|nd|rd|th|er)?\\s+(?:of\\s+)?(${month})(?![\\p{L}])\\.?(?:,?\\s+(\\d{4})(?!\\d))?`,
  'giu',
);
const monthFirst = new RegExp(
  `(?<![\\p{L}])(${month})(?![\\p{L}])\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d\\p{L}])(?:,?\\s+(\\d{4})(?!\\d))?`,
  'giu',
);
const figures = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/-])/g;
const iso = /(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)/g;
const people =
  /(?<![\d.,/:-])(\d{1,3}(?:[ ,’']\d{3})|\d{1,5})\s*(?:-\s*)?(?:guests?|people|persons?|pax|heads?|invit[ée]s?|personnes|convives)(?![\p{L}])/giu;

/**
 * The day and the number of guests, each only where exactly one is named and can't be meant in two ways: "5/6/2026" is
 * May or June, "50 or 60 guests" is nobody's number. A day without a year is the next one from `today` on.
 */
export function readPlainFacts(text: string, today: string): PlainFacts {
  return { day: only(daysOf(text, today)), guests: only(guestsOf(text)) };
}

function only<T>(found: readonly (T | undefined)[]): T | null {
  const different = [...new Set(found)];
  return different.length === 1 ? (different[0] ?? null) : null;
}

function guestsOf(text: string): (number | undefined)[] {
  const named = [...text.matchAll(people)].map(([, figure = '']) => Number(figure.replace(/\D/g, '')));
  // "50 to 60 guests", "50-60 guests", "50 or 60 guests": the other end stands without the word.
  const range =
    /\d\s*(?:-|–|to|or|and|à|ou)\s*\d[\d ,]*\s*(?:guests?|people|persons?|pax|heads?|personnes|invit)/iu.test(
      text,
    );
  return range ? [] : named.map((n) => (n >= 1 && n <= 5000 ? n : undefined));
}

/** Undefined stands for a day that was named and can't be told. */
function daysOf(text: string, today: string): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (const [, y = '', m = '', d = ''] of text.matchAll(iso))
    found.push(dayOf(Number(y), Number(m), Number(d), today));
  for (const [, one = '', two = '', y = ''] of text.matchAll(figures)) {
    const [first, second] = [Number(one), Number(two)];
    const plain =
      first === second || first > 12 ? [first, second] : second > 12 ? [second, first] : undefined;
    found.push(plain && dayOf(Number(y), plain[1] ?? 0, plain[0] ?? 0, today));
  }
  for (const [, d = '', name = '', y] of text.matchAll(dayFirst)) found.push(named(name, d, y, today));
  for (const [, name = '', d = '', y] of text.matchAll(monthFirst)) found.push(named(name, d, y, today));
  return found;
}

function named(name: string, d: string, y: string | undefined, today: string): string | undefined {
  const at = months[name.toLowerCase()] ?? 0;
  const year = Number(today.slice(0, 4));
  if (y) return dayOf(Number(y), at, Number(d), today);
  return dayOf(year, at, Number(d), today) ?? dayOf(year + 1, at, Number(d), today);
}

/** A day that exists and is still to come, within three years. */
function dayOf(year: number, at: number, d: number, today: string): string | undefined {
  const date = new Date(Date.UTC(year, at - 1, d));
  if (date.getUTCMonth() !== at - 1 || date.getUTCDate() !== d) return undefined;
  const day = date.toISOString().slice(0, 10);
  return day >= today && year <= Number(today.slice(0, 4)) + 3 ? day : undefined;
}
