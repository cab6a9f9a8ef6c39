import 'server-only';
import { getCountries } from 'libphonenumber-js/min';
import { countryOptions, currencyOptions, localeOptions, zoneOptions } from '@/lib/platform/format/places';

const locales = [
  ...['en-GH', 'en-GB', 'en-IE', 'en-KE', 'en-NG', 'en-US', 'en-ZA', 'en-AU', 'en-CA', 'en-IN'],
  ...['fr-CI', 'fr-SN', 'fr-TG', 'fr-BJ', 'fr-BF', 'fr-FR', 'fr-BE', 'fr-CA', 'fr-CH'],
  ...['de-DE', 'es-ES', 'pt-PT', 'nl-NL', 'it-IT'],
];

type Home = { country: string; timeZone: string; currency: string; locale: string };

/** What can be chosen of places; what is set now is always among it. */
export const placeOptions = ({ country, timeZone, currency, locale }: Home) => ({
  countries: countryOptions(getCountries(), country),
  zones: zoneOptions(timeZone),
  currencies: currencyOptions(currency),
  locales: localeOptions(locales, locale),
});
