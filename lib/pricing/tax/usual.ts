import type { TaxProfileInput } from './schema';

const part = (code: string, name: string, rate: number, compound = false) => ({ code, name, rate, compound });

/** Taxes that a company begins with or changes to. Ghana's are those of the VAT acts: from 2026 all parts are on one base (Act 1151). */
export const usualTaxes: readonly (Omit<TaxProfileInput, 'validFrom'> & { validFrom?: string })[] = [
  {
    ...{ name: 'Ghana standard (Act 1151)', validFrom: '2026-01-01' },
    components: [part('NHIL', 'NHIL', 250), part('GETFUND', 'GETFund levy', 250), part('VAT', 'VAT', 1500)],
  },
  {
    ...{ name: 'Ghana standard to 2025', validFrom: '2023-01-01' },
    components: [
      part('NHIL', 'NHIL', 250),
      part('GETFUND', 'GETFund levy', 250),
      part('COVID', 'COVID-19 levy', 100),
      part('VAT', 'VAT', 1500, true),
    ],
  },
  { name: 'VAT only', components: [part('VAT', 'VAT', 1500)] },
  { name: 'No tax', components: [] },
];
