import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween } from './change-rules';
import type { QuoteDocument, QuotedLine, QuoteOption } from './document-rules';
import { sayChange } from './spoken/changes';

const line = (over: Partial<QuotedLine> = {}): QuotedLine => {
  const { quantity = 75, unitPrice = 2_000 } = over;
  return {
    ...{ kind: 'menu', name: 'Jollof', unit: 'guest', feeds: null, discountRate: 0, choices: [] },
    ...{ quantity, unitPrice, amount: quantity * unitPrice },
    ...over,
  };
};
const option = (label: string, unitPrice: number): QuoteOption => ({
  ...{ id: label, label, thing: null, name: label, unit: 'flat', feeds: null, minimumOrder: 1 },
  ...{ follows: false, kind: 'service', unitPrice, quantity: 1, discountRate: 0 },
});

const first: QuoteDocument = {
  reference: 'BK00042-Q1',
  company: { name: 'Akwaaba', address: null, phone: null, email: null },
  place: { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' },
  customer: 'Ama Mensah',
  event: {
    ...{ name: 'Mensah wedding', startsAt: '2026-12-12T14:00:00.000Z', endsAt: '2026-12-12T20:00:00.000Z' },
    ...{ venue: 'Palm Gardens', venueAddress: null, serviceStyle: 'buffet', guests: 75, children: 0 },
    vendorMeals: 0,
  },
  lines: [line(), line({ kind: 'service', name: 'Waiter', quantity: 2, unitPrice: 20_000, unit: null })],
  options: [option('Live cooking', 40_000)],
  pricing: {
    ...{ agreedDiscountRate: 0, agreedDiscountAmount: 0, discountRate: 0, serviceChargeRate: 0 },
    ...{ serviceChargeTaxed: false, depositRate: 5_000 },
  },
  price: {
    ...{ menuTotal: 150_000, serviceTotal: 40_000, discount: 0, agreedDiscount: 0, serviceCharge: 0 },
    ...{ taxTotal: 0, total: 190_000, deposit: 95_000, tax: null },
  },
  validUntil: '2026-12-01T00:00:00.000Z',
  terms: { version: 3, text: 'Half in advance.' },
};
const second = (over: Partial<QuoteDocument>): QuoteDocument => ({
  ...first,
  reference: 'BK00042-Q2',
  ...over,
});
const said = (after: QuoteDocument, language: 'en' | 'fr' = 'en') =>
  changesBetween(first, after).map((change) => sayChange(change, language, after.place));

describe('what changed between two quotes', () => {
  test('is nothing where they say the same, however long they are valid', () => {
    expect(changesBetween(first, second({ validUntil: '2026-12-05T00:00:00.000Z' }))).toEqual([]);
  });

  test('is told in the order of the quote: the event, its lines, what may be added, the sums', () => {
    const [jollof, waiter] = first.lines as [QuotedLine, QuotedLine];
    const after = second({
      event: {
        ...first.event,
        ...{ startsAt: '2026-12-13T14:00:00.000Z', endsAt: '2026-12-13T20:00:00.000Z', guests: 60 },
        ...{ venue: 'Hall', venueAddress: 'Osu', serviceStyle: null },
      },
      lines: [
        { ...jollof, quantity: 60, unitPrice: 2_100, discountRate: 1_000, amount: 113_400 },
        line({ name: 'Kelewele', quantity: 60, unitPrice: 500 }),
      ],
      options: [option('Live cooking', 45_000)],
      price: { ...first.price, total: 143_400, deposit: 71_700 },
      terms: { version: 4, text: 'All in advance.' },
    });
    expect(said(after)).toEqual([
      'When: Sat, 12 Dec 2026, 14:00–20:00 → Sun, 13 Dec 2026, 14:00–20:00',
      'Where: Palm Gardens → Hall, Osu',
      'Service style: Buffet → none',
      'Guests: 75 → 60',
      'Jollof, quantity: 75 → 60',
      'Jollof, price: GHS 20.00 → GHS 21.00',
      'Jollof, reduction: 0 % → 10 %',
      `Taken off: 2 × ${waiter.name}, GHS 400.00`,
      'Added: 60 × Kelewele, GHS 300.00',
      'May no longer be added: Live cooking, GHS 400.00',
      'May now be added: Live cooking, GHS 450.00',
      'Version of the terms: 3 → 4',
      'Deposit asked: GHS 950.00 → GHS 717.00',
      'Total: GHS 1,900.00 → GHS 1,434.00',
    ]);
  });

  test('is said in French with its figures and its days', () => {
    const event = { ...first.event, guests: 1_060, startsAt: '2026-12-13T14:00:00.000Z' };
    const texts = said(second({ event, price: { ...first.price, total: 200_000 } }), 'fr');
    expect(texts[0]).toMatch(/^Quand : sam\. 12 déc\. 2026/);
    expect(texts[1]).toMatch(/^Invités : 75 → 1.060$/);
    expect(texts[2]).toMatch(/^Total : 1.900,00.GHS → 2.000,00.GHS$/);
  });

  test('tells of two lines of one name the one that changed', () => {
    const [jollof, waiter] = first.lines as [QuotedLine, QuotedLine];
    const twice = { ...first, lines: [jollof, line({ quantity: 10, choices: ['Chicken'] }), waiter] };
    const changed = [line({ quantity: 10, choices: ['Fish'] }), waiter, jollof];
    expect(changesBetween(twice, { ...twice, lines: changed })).toEqual([
      { what: 'choices', name: 'Jollof', from: 'Chicken', to: 'Fish' },
    ]);
  });

  test('a tax of other rates is told, one that follows the sum is not', () => {
    const tax = (rate: number, amount: number) => ({
      ...first.price,
      taxTotal: amount,
      tax: {
        profile: 'x',
        components: [{ code: 'VAT', name: 'VAT', rate, compound: false, amount }],
      } as never,
    });
    const before = { ...first, price: tax(1_500, 100) };
    expect(changesBetween(before, { ...first, price: tax(1_500, 200) })).toEqual([]);
    expect(changesBetween(before, { ...first, price: tax(2_000, 200) })).toEqual([
      { what: 'tax', from: 100, to: 200 },
    ]);
  });

  test('whatever two quotes hold: lines that went and came account for the difference of the amounts', () => {
    const lines = fc.array(
      fc.record({
        name: fc.constantFrom('Jollof', 'Waakye', 'Waiter'),
        quantity: fc.integer({ min: 1, max: 3 }),
        unitPrice: fc.constantFrom(1, 2),
      }),
      { maxLength: 6 },
    );
    const made = (of: { name: string; quantity: number; unitPrice: number }[]) => of.map((one) => line(one));
    const sum = (of: readonly QuotedLine[]) => of.reduce((all, { amount }) => all + amount, 0);
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const [before, after] = [second({ lines: made(one) }), second({ lines: made(other) })];
        const changes = changesBetween(before, after);
        const named = changes.filter(({ what }) => what === 'quantity' || what === 'price');
        const moved = changes.reduce((all, change) => {
          if (change.what === 'added') return all + change.amount;
          return change.what === 'removed' ? all - change.amount : all;
        }, 0);
        if (named.length === 0) expect(sum(after.lines) - sum(before.lines)).toBe(moved);
        expect(changesBetween(before, { ...after, lines: [...before.lines].reverse() })).toEqual([]);
      }),
    );
  });
});
