import { describe, expect, test } from 'vitest';
import type { QuoteDocument } from '@/lib/quotes/document-rules';
import { occasionViewOf } from '@/lib/quotes/occasion-view';
import type { QuoteView } from '@/lib/quotes/quote-view';
import { occasionQuoteDocument } from './occasion-quote-document';
import type { QuoteAround } from './quote-document';

const line = {
  ...{ kind: 'menu' as const, name: 'Jollof <b>', unit: 'guest' as const, feeds: null, discountRate: 0 },
  ...{ choices: [], quantity: 75, unitPrice: 2_000, amount: 150_000 },
};
const documentOf = (reference: string, name: string): QuoteDocument => ({
  reference,
  company: { name: 'Akwaaba', address: null, phone: null, email: null },
  place: { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' },
  customer: 'Ama Mensah',
  event: {
    ...{ name, startsAt: '2026-12-12T14:00:00.000Z', endsAt: '2026-12-12T20:00:00.000Z', venue: 'Palm' },
    ...{ venueAddress: null, serviceStyle: 'plated', guests: 75, children: 3, vendorMeals: 2 },
  },
  lines: [line],
  options: [],
  pricing: {
    ...{ agreedDiscountRate: 0, agreedDiscountAmount: 0, discountRate: 0, serviceChargeRate: 0 },
    ...{ serviceChargeTaxed: false, depositRate: 5_000 },
  },
  price: {
    ...{ menuTotal: 150_000, serviceTotal: 0, discount: 0, agreedDiscount: 0, serviceCharge: 0 },
    ...{ taxTotal: 0, total: 150_000, deposit: 75_000, tax: null },
  },
  validUntil: '2026-12-02T00:00:00.000Z',
  terms: { version: 3, text: 'Half on ordering.' },
});

const viewOf = (over: Partial<QuoteView> = {}, first: Partial<QuoteView> = {}) => {
  const part = (reference: string, name: string): QuoteView => {
    const document = documentOf(reference, name);
    return {
      ...{ id: reference, standing: 'sent', language: 'fr', since: null, endReason: null, document },
      ...{ ticked: [], price: document.price, unseen: false, changeAsked: null, accepted: null },
      ...over,
    };
  };
  const view = occasionViewOf({ reference: 'BK00042-O1', name: 'Ama & Kofi' }, [
    { ...part('BK00042-Q2', 'Engagement'), ...first },
    part('BK00043-Q1', 'Brunch'),
  ]);
  if (!view) throw new Error('There are parts');
  return view;
};
const drawn = (view = viewOf(), around: QuoteAround = {}) =>
  String(occasionQuoteDocument(view, around, '/q/x/quote.pdf')('nonce')).replaceAll(/[\u00a0\u202f]/g, ' ');
const accepted = { name: 'Ama', at: new Date('2026-11-30T14:05:00Z'), hash: 'ab'.repeat(32), waits: true };

describe('the page of an occasion’s quote', () => {
  test('has every part with its sum, one total, one deposit and one answer, in the customer’s language', () => {
    const page = drawn();
    for (const said of ['Engagement', 'Brunch', 'Ama &amp; Kofi', 'Jollof &lt;b&gt;', '2 événements'])
      expect(page).toContain(said);
    expect(page).toContain('<html lang="fr">');
    expect(page.match(/value="accept"/g)).toHaveLength(1);
    expect(page).toContain('<input type="hidden" name="total" value="300000">');
    expect(page).toContain('3 000,00 GHS');
    expect(page).toContain('1 500,00 GHS');
    // No heading of the first level but the one.
    expect(page.match(/<h1/g)).toHaveLength(1);
  });

  test('once it is accepted has no form, and each part’s fingerprint', () => {
    const over = { standing: 'accepted', accepted: { ...accepted, booking: 'quoted' } } as const;
    const page = drawn(viewOf(over));
    expect(page).not.toContain('<form');
    expect(page.match(/<code>/g)).toHaveLength(2);
    expect(page).toContain('1 500,00 GHS en tout');
    expect(drawn(viewOf({ ...over, accepted: { ...accepted, booking: 'confirmed' } }))).toContain(
      'Tous les événements sont confirmés.',
    );
  });

  test('void, it says what ended the part that ended the others', () => {
    const over = { standing: 'void', endReason: 'part' } as const;
    const page = drawn(viewOf(over, { endReason: 'cancelled' }));
    expect(page).toContain('Cette réservation a été annulée');
    expect(page).not.toContain('<form');
  });

  test('what wasn’t taken stands in its field again, with why', () => {
    const page = drawn(viewOf(), {
      problem: 'Votre nom manque.',
      typed: { act: 'change', name: '"x"', words: '<i>' },
    });
    expect(page).toContain('Votre nom manque.');
    expect(page).toContain('&lt;i&gt;');
    expect(page).not.toContain('<i>');
  });
});
