import { dayOf } from './typed-moment';

/**
 * A day of a list as "2026-06-13", or undefined where it isn't plain: years stand in full; of 06/07/2026 the locale
 * says which is the month, and what is none by that (13/06 where months come first) is never turned round.
 */
export function readDay(typed: string, locale: string): string | undefined {
  const text = typed.trim().replace(/[\sT]+00:00(:00)?$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const [, first, , second, year] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  const [dayFirst, monthFirst] = [dayOf(year, second, first), dayOf(year, first, second)];
  // Canada writes both.
  if (/^en-CA$/i.test(locale)) return dayFirst === monthFirst ? dayFirst : undefined;
  return /^en-(US|PH)$/i.test(locale) ? monthFirst : dayFirst;
}
