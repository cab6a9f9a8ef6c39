import type { TaxExemption, TaxSnapshot } from '@/db/schema/tax-snapshot';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatPercent } from '@/lib/platform/format/numbers';

/** What is said of a tax where customers read it. */
export const taxWords = {
  en: {
    spared: 'Tax not charged',
    within: (part: string) => `Includes ${part}`,
    included: 'Prices include tax.',
    exempt: 'Tax exempt',
    certificate: 'certificate',
    until: 'until',
  },
  fr: {
    spared: 'Taxe non facturée',
    within: (part: string) => `dont ${part}`,
    included: 'Les prix comprennent la taxe.',
    exempt: 'Exonéré de taxe',
    certificate: 'attestation',
    until: 'jusqu’au',
  },
};
type Language = keyof typeof taxWords;

/** "Diplomatic mission (certificate 12/B, until 31 December 2026)". */
export function sayExemption(
  { reason, certificate, until }: TaxExemption,
  locale: string,
  language: Language = 'en',
): string {
  const said = taxWords[language];
  const more = [
    certificate && `${said.certificate} ${certificate}`,
    until && `${said.until} ${formatCalendarDate(until, locale)}`,
  ].filter(Boolean);
  return more.length > 0 ? `${reason} (${more.join(', ')})` : reason;
}

/** What stands beside a price about its tax, a sentence each: that it is in the prices, why there is none. */
export function taxNotes(tax: TaxSnapshot | null, locale: string, language: Language = 'en'): string[] {
  const said = taxWords[language];
  if (tax?.exempt)
    return [`${said.exempt}${language === 'fr' ? ' :' : ':'} ${sayExemption(tax.exempt, locale, language)}`];
  return tax?.included && tax.components.length > 0 ? [said.included] : [];
}

type Row = { label: string; amount: number };

/**
 * The parts of a tax as rows: `added` up to the total, with what an exempt customer is spared below zero; `within` the total,
 * where prices include the tax. Minor units.
 */
export function taxRows(
  tax: TaxSnapshot | null,
  locale: string,
  language: Language = 'en',
): { added: Row[]; within: Row[] } {
  const said = taxWords[language];
  if (tax?.exempt)
    return { added: tax.relief ? [{ label: said.spared, amount: -tax.relief }] : [], within: [] };
  const rows = (tax?.components ?? []).map(({ name, rate, amount }) => ({
    label: `${name} ${formatPercent(rate / 10_000, locale, 2)}`,
    amount,
  }));
  if (!tax?.included) return { added: rows, within: [] };
  return { added: [], within: rows.map((row) => ({ ...row, label: said.within(row.label) })) };
}
