import { describe, expect, test } from 'vitest';
import type { PayView } from '@/lib/bookings/money/online/pay-page';
import { payWords, whyNotPaid } from '@/lib/bookings/money/online/spoken';
import { payDocument } from './pay-document';

const view = (over: Partial<PayView> = {}): PayView => ({
  company: { name: 'Akwaaba', phone: null, email: null, instructions: null },
  language: 'fr',
  place: { currency: 'GHS', locale: 'fr-FR', timeZone: 'Africa/Accra' },
  events: [{ name: 'Mensah', startsAt: new Date('2031-12-12T14:00:00Z'), reference: 'BK00042' }],
  ...{ reference: 'BK00042', cancelled: false },
  ...{ state: 'opened', address: 'https://pay.example/1', failure: null, receipt: null, left: 150_000 },
  ...{ askedAt: null, started: true, waiting: true, amount: 75_000, held: false, online: true },
  ...over,
});
const settled = { waiting: false, address: null } as const;
const states: [string, Partial<PayView>, Parameters<typeof payDocument>[1]][] = [
  ['to be paid', { ...settled, started: false }, {}],
  ['leaving', {}, { goesOn: true }],
  ['waiting', {}, {}],
  ['failed', { ...settled, state: 'failed', failure: 'Refus' }, {}],
  ['paid', { ...settled, state: 'paid', receipt: 'R-2031-0001' }, {}],
  ['all paid', { ...settled, state: 'paid', left: 0 }, {}],
  ['nothing left', { ...settled, left: 0 }, {}],
  ['cancelled', { ...settled, left: 0, cancelled: true }, {}],
  ['held', { ...settled, state: 'paid', held: true }, {}],
  ['went back', { ...settled, state: 'reversed' }, {}],
  ['by hand', { ...settled, online: false }, {}],
  [
    'by hand, as said',
    { ...settled, online: false, company: { ...view().company, instructions: 'MoMo' } },
    {},
  ],
];
const drawn = (...given: Parameters<typeof payDocument>) => String(payDocument(...given)('nonce'));
const english = Object.entries(payWords.en).flatMap(([key, text]) =>
  typeof text === 'string' && text.length > 8 && text !== payWords.fr[key as keyof typeof payWords.fr]
    ? [text]
    : [],
);

describe('a payment’s page in the customer’s language', () => {
  test.each(states)('says all of it in French: %s', (_, over, around) => {
    const text = drawn(view(over), around);
    expect(text).toContain('<html lang="fr">');
    expect(english.filter((phrase) => text.includes(phrase))).toEqual([]);
    const words = text.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>/g, ' ');
    expect(words.match(/\b(the|your|you|with|and|booking|paid|nothing|ask|arrived)\b/gi)).toBeNull();
    expect(words).toMatch(/déc\. 2031/);
  });

  test.each(states)('and in English, with its own lang: %s', (_, over, around) => {
    const place = { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' };
    const text = drawn(view({ ...over, language: 'en', place }), around);
    expect(text).toContain('<html lang="en">');
    expect(text).not.toMatch(/undefined|\[object/);
  });

  test('says the receipt and what is left as figures are written there', () => {
    const text = drawn(view({ ...settled, state: 'paid', receipt: 'R-2031-0001' }), {});
    expect(text).toMatch(
      /750,00.GHS : bien reçu ; votre reçu est le <b>R-2031-0001<\/b>\. Il reste 1.500,00.GHS à payer\./,
    );
  });

  test('a refusal is the rule’s own sentence in English alone', () => {
    const refused = { ok: false, code: 'conflict', message: 'The deposit is paid.' } as const;
    expect(whyNotPaid(refused, { language: 'en', company: 'Akwaaba' })).toBe(refused.message);
    expect(whyNotPaid(refused, { language: 'fr', company: 'Akwaaba' })).toContain('demandez à Akwaaba');
    expect(whyNotPaid({ ...refused, code: 'rate_limited' }, { language: 'fr', company: 'Akwaaba' })).toBe(
      payWords.fr.tooMany,
    );
  });
});
