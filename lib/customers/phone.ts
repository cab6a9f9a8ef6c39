import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A typed phone number in E.164 ("+233244123456"), or undefined where it can't be one. Numbers without a
 * country are of `country`; 0…, 233…, 00233… and +2330… are all the same number in Ghana.
 */
export function normalisePhone(typed: string, country: string): string | undefined {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(typed, home);
  return parsed?.isValid() ? parsed.number : undefined;
}

/** The number as people write it: "024 412 3456" at home, "+33 6 12 34 56 78" abroad. */
export function formatPhone(e164: string, country: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return parsed.country === country ? parsed.formatNational() : parsed.formatInternational();
}
