import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanVariable, pickTemplate } from './template-text';

test('a value becomes one bounded line', () => {
  expect(cleanVariable(' a\n\tb      c ')).toBe('a b c');
  fc.assert(
    fc.property(fc.string({ maxLength: 500 }), (text) => {
      const clean = cleanVariable(text);
      expect(clean.length).toBeLessThanOrEqual(300);
      expect(clean).not.toMatch(/[\n\t]| {2}/);
    }),
  );
});

test('the language chain prefers one that may be sent', () => {
  const made = (language: string, approval: string, active = true) => ({
    language,
    approval,
    active,
    contentSid: 'HX',
  });
  expect(pickTemplate([made('en', 'approved'), made('fr', 'approved')], ['fr', 'en'])?.language).toBe('fr');
  expect(pickTemplate([made('en', 'approved'), made('fr', 'paused')], ['fr', 'en'])?.language).toBe('en');
  expect(pickTemplate([made('en', 'approved'), made('tw', 'approved')], ['fr', 'tw'])?.language).toBe('tw');
  expect(pickTemplate([made('fr', 'pending')], ['fr', 'en'])?.approval).toBe('pending');
  expect(pickTemplate([], ['fr'])).toBeUndefined();
});
