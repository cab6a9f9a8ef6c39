import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { formatPhone as spellPhone } from '@/lib/platform/format/phones';

/**
 * A typed phone number in E.164 ("+233244123456"), or undefined where it can't be one. Numbers without a
 * country are of `country`; 0…, 233…, 00233… and +2330… are all the same number in Ghana. One with an extension
 * is refused: messages can't reach it, and leaving it away would call someone else.
 */
export function normalisePhone(typed: string, country: string): string | undefined {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(typed, home);
  if (!parsed || parsed.ext || hasMore(typed)) return;
  if (parsed.isValid()) return parsed.number;
  // Mexico's mobiles as they were dialled until 2019, and as WhatsApp still writes them.
  const [, digits] = /^\+52(?:1|044|045)(\d{10})$/.exec(parsed.number) ?? [];
  const today = parsePhoneNumberFromString(`+52${digits ?? ''}`);
  return today?.isValid() ? today.number : undefined;
}

/** The parser leaves away what stands behind a number it knows, such as "#12" or "or 020 …". */
const hasMore = (typed: string) => /[\p{L}#*,;&]/u.test(typed.replace(/^\s*tel:/i, ''));

/** The number as the house writes every number, at home and abroad: "+233 24 412 3456". */
export function formatPhone(e164: string, _country?: string): string {
  return spellPhone(e164);
}
