const holds = (check: () => unknown): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

/** Whether there is such a time zone, by its name in the tz database. */
export const isZone = (zone: string): boolean =>
  holds(() => new Intl.DateTimeFormat('en', { timeZone: zone }));

/** Whether it is a currency in use, by its ISO 4217 code. */
export const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

/** Whether figures and dates can be written so ("en-GH"). */
export const isLocale = (locale: string): boolean =>
  holds(() => Intl.getCanonicalLocales(locale)) && Intl.NumberFormat.supportedLocalesOf(locale).length > 0;

export type PlaceOption = { value: string; label: string };

const withHeld = (codes: readonly string[], held: string) => [...new Set([...codes, held])];
const order = new Intl.Collator('en');
const listed = (options: PlaceOption[]) =>
  options.sort((one, other) => order.compare(one.label, other.label));

/** Countries by their English names; `held` is among them whatever it is. */
export function countryOptions(codes: readonly string[], held: string): PlaceOption[] {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return listed(withHeld(codes, held).map((value) => ({ value, label: names.of(value) ?? value })));
}

export const zoneOptions = (held: string): PlaceOption[] =>
  listed(
    withHeld(Intl.supportedValuesOf('timeZone'), held).map((value) => ({
      value,
      label: value.replaceAll('_', ' '),
    })),
  );

export function currencyOptions(held: string): PlaceOption[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  const codes = withHeld(Intl.supportedValuesOf('currency'), held);
  return listed(codes.map((value) => ({ value, label: `${value}, ${names.of(value) ?? value}` })));
}

/** Ways of writing figures and dates, by those who write so. */
export function localeOptions(locales: readonly string[], held: string): PlaceOption[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return withHeld(locales, held).map((value) => ({ value, label: names.of(value) ?? value }));
}
