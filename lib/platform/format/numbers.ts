import { engineLocale, madeOnce, sameEverywhere } from './engine';

/** How a locale writes figures; what is typed there is to be read by the same. */
export type Notation = {
  /** Between thousands; empty where none is written. */
  group: string;
  decimal: string;
  /** Digits of the last group and of those before it: 3 and 3, in India 3 and 2. */
  lastGroup: number;
  otherGroups: number;
  /** Digits from which on there are groups: 4, in Spanish 5. */
  groupedFrom: number;
};

const defaultLocale = 'en-GB';

const partsOf = (locale: string, value: number, options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(engineLocale(locale), { numberingSystem: 'latn', ...options }).formatToParts(value);

/** The notation of figures in a locale, always in the digits 0–9. */
export const notationOf = madeOnce((locale: string): Notation => {
  const parts = partsOf(locale, 1_234_567_890.5);
  const part = (type: Intl.NumberFormatPartTypes) =>
    sameEverywhere(parts.find((candidate) => candidate.type === type)?.value ?? '');
  const groups = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length);
  const thousand = partsOf(locale, 1234).some(({ type }) => type === 'group');
  return {
    group: part('group'),
    decimal: part('decimal') || '.',
    lastGroup: groups.at(-1) ?? 3,
    otherGroups: groups.at(-2) ?? 3,
    groupedFrom: thousand ? 4 : 5,
  };
});

/** Digits ("1234567" and "5") as the notation writes them: "1,234,567.5". */
export function spellDigits(whole: string, fraction: string, notation: Notation): string {
  const { group, decimal, lastGroup, otherGroups, groupedFrom } = notation;
  let text = whole;
  if (group && whole.length >= groupedFrom) {
    let end = whole.length - lastGroup;
    text = whole.slice(Math.max(end, 0));
    while (end > 0) {
      text = whole.slice(Math.max(end - otherGroups, 0), end) + group + text;
      end -= otherGroups;
    }
  }
  return fraction ? text + decimal + fraction : text;
}

/**
 * A figure: "1,234", and with `most` decimals "2.5", never with zeros at the end. Half is rounded away from
 * zero; what rounds to nothing has no minus. Not a number is "–".
 */
export function formatCount(value: number, locale = defaultLocale, most = 0): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isSafeInteger(value))
    return (value < 0 ? '-' : '') + spellDigits(String(Math.abs(value)), '', notationOf(locale));
  const [whole = '0', fraction = ''] = plainDigits(Math.abs(value), most).split('.');
  const kept = fraction.replace(/0+$/, '');
  const sign = value < 0 && (kept || whole !== '0') ? '-' : '';
  return sign + spellDigits(whole, kept, notationOf(locale));
}

/** Beyond 1e21 a number only has a text with an exponent. */
const plainDigits = (value: number, most: number) =>
  value < 1e21 ? value.toFixed(most) : BigInt(value).toString();

/** A share from 0 to 1 as "12 %", with at most so many decimals. */
export function formatPercent(share: number, locale = defaultLocale, most = 0): string {
  // 0.285 × 100 is 28.499…96: the product is read to 12 digits, as it was meant.
  return `${formatCount(Number((share * 100).toPrecision(12)), locale, most)} %`;
}

const compactOf = madeOnce(
  (locale: string) =>
    new Intl.NumberFormat(engineLocale(locale), {
      notation: 'compact',
      maximumFractionDigits: 1,
      numberingSystem: 'latn',
    }),
);

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** A figure short enough to stand on a bar: "12.3M". English is spelt here; engines differ between m and M. */
export function formatCompact(value: number, locale = defaultLocale): string {
  if (!engineLocale(locale).startsWith('en')) return sameEverywhere(compactOf(locale).format(value));
  // What rounds to 1,000 of a step is 1 of the next.
  const step = steps.find(([size]) => Math.abs(value) >= size * 0.999_95 && Math.abs(value) >= 1000);
  return step ? formatCount(value / step[0], locale, 1) + step[1] : formatCount(value, locale, 1);
}

/** How a figure moved, in words: "12 % more than May". Without `good` nobody says whether that is welcome. */
export type FigureChange = { direction: 'up' | 'down' | 'same'; words: string; good?: boolean };
