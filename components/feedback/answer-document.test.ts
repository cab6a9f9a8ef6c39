import { expect, test } from 'vitest';
import type { PageView } from '@/lib/feedback/answers/answer-by-page';
import { answerDocument } from './answer-document';

const view: PageView = {
  customer: 'Ama <script>',
  event: '"Mensah" & <b>sons</b>',
  company: '<i>Akwaaba</i>',
  stage: 'rating',
  dishes: [
    { id: '1', lineId: '1', itemId: '1', name: '<img src=x onerror=alert(1)>', liked: true },
    { id: '2', lineId: '2', itemId: '2', name: 'Banku', liked: null },
  ],
  answered: 0,
  unhappy: false,
  reference: null,
  voucher: null,
  again: false,
  changeUntil: null,
  reach: { phone: '+233 20 000', email: null },
  tongue: 'en',
};
const draw = (part: Partial<PageView>, around = {}) =>
  String(answerDocument({ ...view, ...part }, around)('n0nce'));

test('every question names its stage, and nothing that people wrote becomes markup', () => {
  for (const stage of ['rating', 'food', 'recommend', 'dishes', 'dislikes', 'comment', 'done'] as const) {
    const page = draw({ stage }, { typed: '</textarea><script>alert(1)</script>', problem: '<u>no</u>' });
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script nonce="n0nce">', '<script nonce="n0nce">']);
    expect(page).not.toMatch(/<(b>sons|i>Akw|img|u>no)/);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page.includes(`<input type="hidden" name="stage" value="${stage}">`)).toBe(stage !== 'done');
  }
});

test('a dish that was liked isn’t offered as one that wasn’t', () => {
  expect(draw({ stage: 'dislikes' })).not.toContain('value="1"');
  expect(draw({ stage: 'dishes' })).toContain('value="1"');
});

test('words that weren’t taken stand in the field again, with the first blank line that was typed', () => {
  expect(draw({ stage: 'comment' }, { typed: '\nlate & cold' })).toContain('>\n\nlate &amp; cold</textarea>');
});

test('an answer that is put again says so, and one that can be changed until when', () => {
  expect(draw({ again: true })).toContain('name="change" value="1"');
  expect(draw({ stage: 'done', changeUntil: '14:20' })).toContain('until 14:20');
  expect(draw({ stage: 'done' })).toContain('call +233 20 000');
});

test('the page speaks the customer’s language, and focus goes on after an answer only', () => {
  expect(draw({ tongue: 'fr', stage: 'food' })).toMatch(/<html lang="fr">[\s\S]*Comment était la cuisine/);
  expect(draw({})).not.toMatch(/<[^>]* autofocus/);
  expect(draw({}, { answered: true })).toMatch(/<h1[^>]* autofocus>/);
  expect(draw({}, { answered: true, problem: 'no' })).toMatch(/role="alert"[^>]* autofocus>no/);
});
