import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exemptOn, netCharge, priceBooking, profileOf, taxOn, taxWithin } from './rules';
import { usualTaxes } from './tax/usual';
import { taxNotes, taxRows } from './tax/words';

const named = (name: string) => {
  const found = usualTaxes.find((one) => one.name === name);
  if (!found) throw new Error('There is no such tax');
  return found;
};
const partsOf = ({ components }: { components: { amount: number }[] }) =>
  components.map(({ amount }) => amount);
const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);

describe('the tax that is in a price', () => {
  test.each([
    ['VAT only', 89_125, 77_500, [11_625]],
    ['VAT only', 250_125, 217_500, [32_625]],
    ['Ghana standard to 2025', 94_473, 77_500, [1938, 1938, 775, 12_322]],
    ['Ghana standard (Act 1151)', 93_000, 77_500, [1938, 1937, 11_625]],
    // No net and the tax on it come to 0.03: 0.02 is 0.02 with it, and 0.03 is 0.04.
    ['Ghana standard (Act 1151)', 3, 2, [0, 0, 1]],
    ['No tax', 93_000, 93_000, []],
  ])('%s in %d leaves %d', (name, gross, net, parts) => {
    const { total, snapshot } = taxWithin(gross, named(name));
    expect(gross - total).toBe(net);
    expect(sum(partsOf(snapshot))).toBe(total);
    expect([...partsOf(snapshot)].sort()).toEqual([...parts].sort());
  });
});

const component = fc.record({
  code: fc.constantFrom('A', 'B', 'C'),
  name: fc.constant('Tax'),
  rate: fc.integer({ min: 0, max: 10_000 }),
  compound: fc.boolean(),
});
const anyProfile = fc.record({ name: fc.constant('Any'), components: fc.array(component, { maxLength: 5 }) });
const anyAmount = fc.integer({ min: 0, max: 100_000_000_000 });
const anyPrice = fc.record({
  lines: fc.array(
    fc.record({
      kind: fc.constantFrom('menu' as const, 'service' as const),
      unitPrice: fc.integer({ min: 0, max: 5_000_000 }),
      quantity: fc.integer({ min: 1, max: 1000 }),
      discountRate: fc.constantFrom(0, 333, 1000, 10_000),
    }),
    { maxLength: 6 },
  ),
  profile: anyProfile,
  depositRate: fc.integer({ min: 0, max: 10_000 }),
  terms: fc.record({
    agreedDiscountRate: fc.constantFrom(0, 750),
    discountRate: fc.constantFrom(0, 1000),
    serviceChargeRate: fc.constantFrom(0, 777, 1000, 5000),
    serviceChargeTaxed: fc.boolean(),
  }),
});

describe('prices with the tax in them, whatever the rates', () => {
  test('a price that some net and its tax come to has exactly that tax, part by part', () => {
    fc.assert(
      fc.property(anyAmount, anyProfile, (net, profile) => {
        const added = taxOn(net, profile);
        expect(taxWithin(net + added.total, profile)).toEqual(added);
      }),
    );
  });

  test('the parts are of the tax, none below zero, and the tax never falls when the price grows', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 0, max: 1_000_000 }), anyProfile, (gross, more, profile) => {
        const { total, snapshot } = taxWithin(gross, profile);
        expect(sum(partsOf(snapshot))).toBe(total);
        for (const part of partsOf(snapshot)) expect(part).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(gross);
        expect(taxWithin(gross + more, profile).total).toBeGreaterThanOrEqual(total);
      }),
    );
  });

  test('the total is the sum of what was agreed, in whichever order, and priced again it is the same', () => {
    fc.assert(
      fc.property(anyPrice, (given) => {
        const profile = { ...given.profile, included: true };
        const price = priceBooking({ ...given, profile });
        const { subtotal, discount, serviceCharge, taxTotal, total, tax } = price;
        expect(total).toBe(subtotal - discount + serviceCharge);
        expect(sum(partsOf(tax))).toBe(taxTotal);
        expect(price.deposit).toBeLessThanOrEqual(total);
        expect(priceBooking({ ...given, lines: [...given.lines].reverse(), profile })).toEqual(price);
        expect(priceBooking({ ...given, profile: profileOf(tax) })).toEqual(price);
      }),
    );
  });

  test('the order of parts on one base changes neither the tax nor a part by more than its last digit', () => {
    fc.assert(
      fc.property(anyAmount, anyProfile, (gross, { name, components }) => {
        const flat = components.map((part, at) => ({ ...part, code: `P${at}`, compound: false }));
        const one = taxWithin(gross, { name, components: flat });
        const other = taxWithin(gross, { name, components: [...flat].reverse() });
        expect(other.total).toBe(one.total);
        for (const part of one.snapshot.components) {
          const same = other.snapshot.components.find(({ code }) => code === part.code);
          expect(Math.abs((same?.amount ?? 0) - part.amount)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('the service charge without its tax is no more than the charge, nor than the net', () => {
    fc.assert(
      fc.property(anyPrice, fc.boolean(), (given, included) => {
        const price = priceBooking({ ...given, profile: { ...given.profile, included } });
        const charge = netCharge(price);
        expect(charge).toBeGreaterThanOrEqual(0);
        expect(charge).toBeLessThanOrEqual(Math.min(price.serviceCharge, price.total - price.taxTotal));
        if (!included || !given.terms.serviceChargeTaxed) expect(charge).toBe(price.serviceCharge);
      }),
    );
  });

  test('who is exempt pays what the others pay without the tax', () => {
    fc.assert(
      fc.property(anyPrice, fc.boolean(), (given, included) => {
        const rule = { ...given.profile, included };
        const price = priceBooking({ ...given, profile: rule });
        const free = priceBooking({ ...given, profile: { ...rule, exempt: { reason: 'Mission' } } });
        expect(free.taxTotal).toBe(0);
        expect(sum(partsOf(free.tax))).toBe(0);
        expect(free.total).toBe(price.total - price.taxTotal);
        expect(priceBooking({ ...given, profile: profileOf(free.tax) })).toEqual(free);
      }),
    );
  });
});

describe('an exemption', () => {
  const mission = { reason: 'Diplomatic mission', certificate: '12/B', until: '2026-12-31' };
  test('holds to the end of its last day, and without one for good', () => {
    expect(exemptOn(mission, '2026-12-31')).toBe(mission);
    expect(exemptOn(mission, '2027-01-01')).toBeUndefined();
    expect(exemptOn({ reason: 'Church' }, '2099-01-01')).toEqual({ reason: 'Church' });
    expect(exemptOn(null, '2026-01-01')).toBeUndefined();
  });

  test('and prices that include tax are said in words, in either language', () => {
    const lines = [{ kind: 'menu' as const, unitPrice: 93_000, quantity: 1 }];
    const rule = { ...named('Ghana standard (Act 1151)'), included: true };
    const { tax } = priceBooking({ lines, profile: rule, depositRate: 0 });
    expect(taxNotes(tax, 'en-GH')).toEqual(['Prices include tax.']);
    expect(taxRows(tax, 'en-GH')).toMatchObject({ added: [], within: [{}, {}, { amount: 11_625 }] });
    const free = priceBooking({ lines, profile: { ...rule, exempt: mission }, depositRate: 0 });
    expect(free).toMatchObject({ total: 77_500, tax: { relief: 15_500 } });
    expect(taxRows(free.tax, 'en-GH')).toEqual({
      added: [{ label: 'Tax not charged', amount: -15_500 }],
      within: [],
    });
    expect(taxNotes(free.tax, 'en-GH')[0]).toMatch(
      /^Tax exempt: Diplomatic mission \(certificate 12\/B, until 31 Dec.* 2026\)$/,
    );
    expect(taxNotes(free.tax, 'fr', 'fr')[0]).toMatch(
      /^Exonéré de taxe : Diplomatic mission \(attestation 12\/B/,
    );
  });
});
