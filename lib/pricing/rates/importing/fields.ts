import type { ImportField } from '@/lib/platform/import-kind';

/** What a list of exchange rates can bring along; what central banks and spreadsheets call it among the others. */
export const rateFields: readonly (ImportField & { name: 'name' | 'validFrom' | 'rate' })[] = [
  {
    name: 'name',
    label: 'Currency',
    missing: 'Say which column holds the currency.',
    alike: [
      'currency',
      'currencycode',
      'currencypair',
      'code',
      'iso',
      'isocode',
      'symbol',
      'devise',
      'monnaie',
    ],
  },
  {
    name: 'validFrom',
    label: 'From the day',
    missing: 'Say which column holds the day.',
    alike: ['date', 'day', 'validfrom', 'from', 'effectivedate', 'ratedate', 'jour', 'du'],
  },
  {
    name: 'rate',
    label: 'What one unit costs',
    missing: 'Say which column holds what one unit costs.',
    alike: ['rate', 'exchangerate', 'midrate', 'middlerate', 'mid', 'selling', 'price', 'taux', 'cours'],
  },
];
