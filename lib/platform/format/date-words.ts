import { engineLocale, madeOnce, sameEverywhere } from './engine';
import type { WallClock } from './zones';

export type DateStyle =
  | 'date'
  | 'dayMonth'
  | 'day'
  | 'fullDay'
  | 'longDay'
  | 'longDate'
  | 'month'
  | 'longMonth';

type Words = {
  weekdays: readonly string[];
  shortWeekdays: readonly string[];
  months: readonly string[];
  shortMonths: readonly string[];
};

const list = (text: string) => text.split(' ');

/**
 * The languages of the house are spelt here: engines disagree with their own next versions ("Sep" and "Sept",
 * with and without commas), and what the server wrote must be what the browser would.
 */
const english: Words = {
  weekdays: list('Sunday Monday Tuesday Wednesday Thursday Friday Saturday'),
  shortWeekdays: list('Sun Mon Tue Wed Thu Fri Sat'),
  months: list('January February March April May June July August September October November December'),
  shortMonths: list('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
};
const french: Words = {
  weekdays: list('dimanche lundi mardi mercredi jeudi vendredi samedi'),
  shortWeekdays: list('dim. lun. mar. mer. jeu. ven. sam.'),
  months: list('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
  shortMonths: list('janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'),
};

type Speller = (wall: WallClock, style: DateStyle) => string;

type Order = {
  words: Words;
  /** The day of the month: "13", in French "1er" for the first. */
  day: (day: number) => string;
  /** Day and month, day, month and year; and what stands between a weekday and them. */
  dayMonth: (day: string, month: string) => string;
  date: (dayMonth: string, year: string) => string;
  comma: string;
};

function inOrder({ words, day, dayMonth, date, comma }: Order): Speller {
  return (wall, style) => {
    const short = words.shortMonths[wall.month - 1] ?? '';
    const long = words.months[wall.month - 1] ?? '';
    const year = String(wall.year);
    if (style === 'month') return `${short} ${year.slice(-2).padStart(2, '0')}`;
    if (style === 'longMonth') return `${long} ${year}`;
    const isLong = style === 'longDay' || style === 'longDate';
    const plain = dayMonth(day(wall.day), isLong ? long : short);
    const text = style === 'dayMonth' || style === 'day' ? plain : date(plain, year);
    if (style === 'day' || style === 'fullDay') return `${words.shortWeekdays[wall.weekday]}${comma}${text}`;
    return style === 'longDay' ? `${words.weekdays[wall.weekday]}${comma}${text}` : text;
  };
}

const dayFirst = (day: string, month: string) => `${day} ${month}`;
const british = inOrder({
  words: english,
  day: String,
  dayMonth: dayFirst,
  date: (dayMonth, year) => `${dayMonth} ${year}`,
  comma: ', ',
});
const american = inOrder({
  words: english,
  day: String,
  dayMonth: (day, month) => `${month} ${day}`,
  date: (dayMonth, year) => `${dayMonth}, ${year}`,
  comma: ', ',
});
const parisian = inOrder({
  words: french,
  day: (day) => (day === 1 ? '1er' : String(day)),
  dayMonth: dayFirst,
  date: (dayMonth, year) => `${dayMonth} ${year}`,
  comma: ' ',
});

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'short' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  fullDay: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  longDay: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  longDate: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short', year: '2-digit' },
  longMonth: { month: 'long', year: 'numeric' },
};

/** Any other language, as the engine spells it, in our calendar and digits. */
function asEngine(locale: string): Speller {
  const formatOf = madeOnce(
    (style: DateStyle) =>
      new Intl.DateTimeFormat(locale, {
        ...styles[style],
        timeZone: 'UTC',
        calendar: 'gregory',
        numberingSystem: 'latn',
      }),
  );
  return ({ year, month, day }, style) => {
    const at = new Date(0);
    at.setUTCFullYear(year, month - 1, day);
    return sameEverywhere(formatOf(style).format(at));
  };
}

const spellerOf = madeOnce((locale: string): Speller => {
  // Twi is among those that become English here; its dates are said and written so.
  const [language, region] = engineLocale(locale).split('-');
  if (language === 'en') return /^(US|CA|PH)$/.test(region ?? '') ? american : british;
  return language === 'fr' ? parisian : asEngine(locale);
});

/** A day in the words and the order of the locale. */
export function spellDate(wall: WallClock, locale: string, style: DateStyle): string {
  return spellerOf(locale)(wall, style);
}

type Unit = 'now' | 'minute' | 'hour' | 'day';
type SpellDistance = (amount: number, unit: Unit) => string;

const englishUnits = { minute: ['min', 'min'], hour: ['h', 'h'], day: ['day', 'days'] } as const;

const inEnglish: SpellDistance = (amount, unit) => {
  if (unit === 'now') return 'just now';
  if (unit === 'day' && Math.abs(amount) === 1) return amount < 0 ? 'yesterday' : 'tomorrow';
  const size = Math.abs(amount);
  const words = `${size} ${englishUnits[unit][size === 1 ? 0 : 1]}`;
  return amount < 0 ? `${words} ago` : `in ${words}`;
};

const inFrench: SpellDistance = (amount, unit) => {
  if (unit === 'now') return 'à l’instant';
  if (unit === 'day' && Math.abs(amount) === 1) return amount < 0 ? 'hier' : 'demain';
  const words = `${Math.abs(amount)} ${{ minute: 'min', hour: 'h', day: 'jours' }[unit]}`;
  return amount < 0 ? `il y a ${words}` : `dans ${words}`;
};

const distanceOf = madeOnce((locale: string): SpellDistance => {
  const [language = ''] = engineLocale(locale).split('-');
  if (language === 'en') return inEnglish;
  if (language === 'fr') return inFrench;
  const format = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: 'auto', style: 'short' });
  return (amount, unit) =>
    sameEverywhere(unit === 'now' ? format.format(0, 'second') : format.format(amount, unit));
});

/** A distance in time, past ones negative, in the language of the locale: "5 min ago", "tomorrow". */
export function spellRelative(amount: number, unit: Unit, locale: string): string {
  return distanceOf(locale)(amount, unit);
}
