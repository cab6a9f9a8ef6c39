import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasUnevenParts, priceBooking, profileOf, profileOn, type TaxProfile, taxOn } from './rules';

const vatOnly: TaxProfile = {
  name: 'VAT only',
  validFrom: '2020-01-01',
  components: [{ code: 'VAT', name: 'VAT', rate: 1500, compound: false }],
};
const until2025: TaxProfile = {
  name: 'Ghana until 2025',
  validFrom: '2023-05-01',
  components: [
    { code: 'NHIL', name: 'NHIL', rate: 250, compound: false },
    { code: 'GETFUND', name: 'GETFund', rate: 250, compound: false },
    { code: 'COVID', name: 'COVID-19 levy', rate: 100, compound: false },
    { code: 'VAT', name: 'VAT', rate: 1500, compound: true },
  ],
};
const from2026: TaxProfile = {
  name: 'Ghana from 2026',
  validFrom: '2026-01-01',
  components: [
    { code: 'VAT', name: 'VAT', rate: 1500, compound: false },
    { code: 'NHIL', name: 'NHIL', rate: 250, compound: false },
    { code: 'GETFUND', name: 'GETFund', rate: 250, compound: false },
  ],
};
const small = [
  { kind: 'menu', unitPrice: 2500, quantity: 25 },
  { kind: 'service', unitPrice: 15_000, quantity: 1 },
] as const;
const large = [
  { kind: 'menu', unitPrice: 2500, quantity: 75 },
  { kind: 'service', unitPrice: 15_000, quantity: 2 },
] as const;

describe('the price of a booking', () => {
  test.each([
    ['VAT only', vatOnly, small, 77_500, 89_125],
    ['VAT only, the larger event', vatOnly, large, 217_500, 250_125],
    ['levies first, until 2025', until2025, small, 77_500, 94_473],
    ['one base, from 2026', from2026, small, 77_500, 93_000],
  ])('%s', (_, profile, lines, subtotal, total) => {
    const price = priceBooking({ lines, profile, depositRate: 5000 });
    expect(price).toMatchObject({ subtotal, total, taxTotal: total - subtotal });
    expect(price.tax.components.reduce((sum, { amount }) => sum + amount, 0)).toBe(price.taxTotal);
  });

  test('names VAT 326.25 of the larger event', () => {
    expect(priceBooking({ lines: large, profile: vatOnly, depositRate: 5000 })).toMatchObject({
      menuTotal: 187_500,
      serviceTotal: 30_000,
      taxTotal: 32_625,
    });
  });

  test('gives the two equal levies of 19.375 amounts that add up with VAT to 155.00', () => {
    const { total, snapshot } = taxOn(77_500, from2026);
    expect(total).toBe(15_500);
    expect(snapshot.components.map(({ amount }) => amount)).toEqual([11_625, 1938, 1937]);
  });

  test('says that two equal levies differ, and says nothing where they are equal', () => {
    const levies = taxOn(6660, from2026).snapshot;
    expect(levies.components.map(({ amount }) => amount)).toEqual([999, 167, 166]);
    expect(hasUnevenParts(levies)).toBe(true);
    expect(hasUnevenParts(taxOn(100_000, from2026).snapshot)).toBe(false);
    expect(hasUnevenParts(taxOn(77_500, vatOnly).snapshot)).toBe(false);
  });

  test('asks half of an odd total as deposit, half a pesewa up', () => {
    expect(priceBooking({ lines: small, profile: vatOnly, depositRate: 5000 }).deposit).toBe(44_563);
  });

  test('is free of tax without a profile', () => {
    const price = priceBooking({ lines: small, depositRate: 0 });
    expect(price).toMatchObject({ total: 77_500, taxTotal: 0, deposit: 0 });
    expect(price.tax.components).toEqual([]);
  });
});

describe('the profile of an event', () => {
  const profiles = [from2026, vatOnly, until2025];
  test.each([
    ['2019-12-31', undefined],
    ['2020-01-01', vatOnly],
    ['2025-12-31', until2025],
    ['2026-01-01', from2026],
    ['2031-06-01', from2026],
  ])('on %s', (day, expected) => {
    expect(profileOn(profiles, day)).toBe(expected);
  });
});

const component = fc.record({
  code: fc.constantFrom('A', 'B', 'C'),
  name: fc.constant('Tax'),
  rate: fc.integer({ min: 0, max: 10_000 }),
  compound: fc.boolean(),
});
const anyProfile = fc.record({ name: fc.constant('Any'), components: fc.array(component, { maxLength: 5 }) });
const anyBase = fc.integer({ min: 0, max: 100_000_000_000 });

describe('tax, whatever the profile', () => {
  test('components add up to the total, which is within half a unit of the exact tax', () => {
    fc.assert(
      fc.property(anyBase, anyProfile, (base, profile) => {
        const { total, snapshot } = taxOn(base, profile);
        expect(snapshot.components.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
        const scale = 10n ** 24n;
        let exact = 0n;
        for (const { rate, compound } of profile.components)
          exact += ((BigInt(base) * scale + (compound ? exact : 0n)) * BigInt(rate)) / 10_000n;
        const off = BigInt(total) * scale - exact;
        expect(2n * off <= scale && 2n * off > -scale).toBe(true);
      }),
    );
  });

  test('a component is never a whole unit or more away from its own exact share', () => {
    fc.assert(
      fc.property(anyBase, anyProfile, (base, profile) => {
        const flat = profile.components.map((one) => ({ ...one, compound: false }));
        const { snapshot } = taxOn(base, { name: 'Flat', components: flat });
        for (const { amount, rate } of snapshot.components) {
          const off = BigInt(amount) * 10_000n - BigInt(base) * BigInt(rate);
          expect(off < 10_000n && off > -10_000n).toBe(true);
        }
      }),
    );
  });

  test('never falls when the base grows', () => {
    fc.assert(
      fc.property(anyBase, fc.integer({ min: 0, max: 1_000_000 }), anyProfile, (base, more, profile) => {
        expect(taxOn(base + more, profile).total).toBeGreaterThanOrEqual(taxOn(base, profile).total);
      }),
    );
  });

  test('priced again from its own snapshot, it comes out the same', () => {
    fc.assert(
      fc.property(anyBase, anyProfile, (base, profile) => {
        const first = taxOn(base, profile);
        expect(taxOn(base, profileOf(first.snapshot))).toEqual(first);
      }),
    );
  });
});
