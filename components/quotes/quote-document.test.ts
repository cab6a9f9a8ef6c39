import { describe, expect, test } from 'vitest';
import type { QuoteDocument } from '@/lib/quotes/document-rules';
import type { QuoteView } from '@/lib/quotes/quote-view';
import { quotePageWords } from '@/lib/quotes/spoken/page';
import { quoteRefusals } from '@/lib/quotes/spoken/refusals';
import { quoteDocument } from './quote-document';

const document: QuoteDocument = {
  reference: 'BK00042-Q2',
  company: { name: 'Akwaaba', address: null, phone: null, email: null },
  place: { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' },
  customer: 'Ama Mensah',
  event: {
    ...{ name: 'Mensah', startsAt: '2026-12-12T14:00:00.000Z', endsAt: '2026-12-12T20:00:00.000Z' },
    ...{ venue: 'Palm', venueAddress: null, serviceStyle: 'plated', guests: 75, children: 3, vendorMeals: 2 },
  },
  lines: [
    {
      ...{ kind: 'menu', name: 'Jollof', unit: 'guest', feeds: null, discountRate: 500, choices: [] },
      ...{ quantity: 75, unitPrice: 2_000, amount: 142_500 },
    },
  ],
  options: [
    {
      ...{ id: 'option-1', label: 'Kelewele', thing: null, name: 'Kelewele', unit: 'flat', feeds: null },
      ...{
        minimumOrder: 1,
        follows: false,
        kind: 'service',
        unitPrice: 40_000,
        quantity: 1,
        discountRate: 0,
      },
    },
  ],
  pricing: {
    ...{ agreedDiscountRate: 0, agreedDiscountAmount: 0, discountRate: 0, serviceChargeRate: 0 },
    ...{ serviceChargeTaxed: false, depositRate: 5_000 },
  },
  price: {
    ...{ menuTotal: 142_500, serviceTotal: 0, discount: 2_500, agreedDiscount: 2_500, serviceCharge: 10_000 },
    ...{ taxTotal: 0, total: 150_000, deposit: 75_000, tax: null },
  },
  validUntil: '2026-12-02T00:00:00.000Z',
  terms: { version: 3, text: 'Moitié à la commande.' },
};
const view = (over: Partial<QuoteView> = {}): QuoteView => ({
  ...{
    id: 'q1',
    standing: 'sent',
    language: 'fr',
    endReason: null,
    document,
    ticked: [],
    price: document.price,
  },
  ...{ unseen: false, changeAsked: null, accepted: null },
  since: { number: 1, changes: [{ what: 'guests', from: 60, to: 75 }] },
  ...over,
});
const drawn = (...given: Parameters<typeof quoteDocument>) => String(quoteDocument(...given)('nonce'));
const accepted = { name: 'Ama', at: new Date('2026-11-30T14:05:00Z'), hash: 'ab'.repeat(32), waits: true };

const states: [string, QuoteView, Parameters<typeof quoteDocument>[1]][] = [
  ['open', view(), {}],
  ['asked', view({ changeAsked: 'Moins' }), { done: 'change' }],
  ['declined', view({ standing: 'declined' }), { done: 'decline' }],
  ['expired', view({ standing: 'expired' }), {}],
  ...(['changed', 'replaced', 'confirmed', 'cancelled', 'withdrawn'] as const).map(
    (endReason): (typeof states)[number] => [endReason, view({ standing: 'void', endReason }), {}],
  ),
  ...(['quoted', 'confirmed', 'cancelled'] as const).map((booking): (typeof states)[number] => [
    `accepted, ${booking}`,
    view({ standing: 'accepted', accepted: { ...accepted, booking } }),
    {
      done: 'accept',
      pay: {
        dues: [{ purpose: 'deposit', amount: 75_000 }],
        online: true,
        instructions: null,
        reference: 'BK',
        ids: ['1'],
      },
    },
  ]),
];

/** What English says in so many words, where French has others. */
const english = [quotePageWords, quoteRefusals].flatMap(({ en, fr }) =>
  Object.entries(en).flatMap(([key, text]) =>
    typeof text === 'string' && text.length > 8 && text !== (fr as Record<string, unknown>)[key]
      ? [text]
      : [],
  ),
);

describe('a quote’s page in the customer’s language', () => {
  test.each(states)('says all of it in French: %s', (_, shown, around) => {
    const text = drawn(shown, around, '/q/x/quote.pdf');
    expect(text).toContain('<html lang="fr">');
    expect(english.filter((phrase) => text.includes(phrase))).toEqual([]);
    // Whole words that no French sentence of the page has.
    const words = text.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>/g, ' ');
    expect(words.match(/\b(the|your|you|with|and|what|guests|valid|booking|deposit|paid)\b/gi)).toBeNull();
    expect(words).toContain('sam. 12 déc. 2026');
    expect(words).toMatch(/1.500,00.GHS/);
  });

  test('in English as before, with the changes folded away and a lang of its own', () => {
    const text = drawn(view({ language: 'en' }));
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<details><summary>What changed since version 1</summary>');
    expect(text).toContain('Guests: 60 → 75');
    expect(text).toContain('GHS 1,500.00');
  });

  test('of a first quote, or one that says the same, compares nothing', () => {
    for (const since of [null, { number: 1, changes: [] }])
      expect(drawn(view({ language: 'en', since }))).not.toContain('What changed');
  });

  test('escapes what people wrote, also in what changed', () => {
    const evil = '<script>alert(1)</script>';
    const since = { number: 1, changes: [{ what: 'where' as const, from: evil, to: evil }] };
    const text = drawn(view({ since, changeAsked: evil }), { problem: evil });
    expect(text).not.toContain(evil);
  });
});
