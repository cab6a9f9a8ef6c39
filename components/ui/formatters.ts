/**
 * Formatters are expensive to make (tens of microseconds and native memory each) and a list needs hundreds;
 * each kind is made once. The kinds are few: locales × zones × styles of the companies served.
 */
const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function once<F>(made: Map<string, F>, key: string, make: () => F): F {
  const known = made.get(key);
  if (known) return known;
  // A bound for hostile locales; far above what companies need.
  if (made.size > 500) made.clear();
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/** The number format of this locale and these options. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** The date format of this locale and these options, the zone among them. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(dates, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}
