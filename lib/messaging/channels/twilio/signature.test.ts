import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readForm, signedAddress } from '../../inbound/read-webhook';
import { type Pairs, signPairs } from '../../testing/signed';
import { isSignedForm } from './client';

const token = '12345';
const vector: Pairs = [
  ['CallSid', 'CA1234567890ABCDE'],
  ['Caller', '+14158675310'],
  ['Digits', '1234'],
  ['From', '+14158675310'],
  ['To', '+18005551212'],
];
const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const fieldsOf = (pairs: Pairs) => readForm(new URLSearchParams(pairs).toString()) ?? {};

test('accepts Twilio’s own example', () => {
  const signature = 'GvWf1cFY/Q7PnoempGyD5oXAezc=';
  expect(signPairs(token, url, vector)).toBe(signature);
  expect(isSignedForm(token, { url, signature, fields: fieldsOf(vector) })).toBe(true);
});

const name = fc.string({ minLength: 1, maxLength: 12 });
const value = fc.string({ unit: 'grapheme', maxLength: 40 });
const form = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 12 });

test('accepts every genuine form: repeated names, blanks, unknown names, any script', () => {
  fc.assert(
    fc.property(form, (pairs) => {
      const signature = signPairs(token, url, pairs);
      expect(isSignedForm(token, { url, signature, fields: fieldsOf(pairs) })).toBe(true);
    }),
    { numRuns: 500 },
  );
});

type Mutation = (
  pairs: Pairs,
  at: number,
) => { pairs?: Pairs; url?: string; token?: string; signature?: string };
const mutations: Record<string, Mutation> = {
  'another value': (pairs, at) => ({
    pairs: pairs.map(([key, one], index) => (index === at ? [key, `${one}x`] : [key, one])),
  }),
  'another name': (pairs, at) => ({
    pairs: pairs.map(([key, one], index) => (index === at ? [`${key}_`, one] : [key, one])),
  }),
  'one more field': (pairs) => ({ pairs: [...pairs, ['Zusatz', '1']] }),
  'one field less': (pairs) => ({ pairs: pairs.filter(([key]) => key !== pairs[0]?.[0]) }),
  'another query': () => ({ url: `${url}0` }),
  'another path': () => ({ url: url.replace('myapp', 'yourapp') }),
  'another host': () => ({ url: url.replace('mycompany', 'evil') }),
  'another scheme': () => ({ url: url.replace('https', 'http') }),
  'another token': () => ({ token: '12346' }),
  'no signature': () => ({ signature: '' }),
  'signature of nothing': () => ({ signature: signPairs(token, url, []) }),
};

test.each(Object.entries(mutations))('refuses %s, 1,000 times', (_name, mutate) => {
  fc.assert(
    fc.property(form, fc.nat(), (pairs, pick) => {
      const unique: Pairs = [...new Map(pairs)].map(([key, one]) => [`k${key}`, one]);
      const signature = signPairs(token, url, unique);
      const bent = mutate(unique, pick % unique.length);
      const fields = fieldsOf(bent.pairs ?? unique);
      const given = { url: bent.url ?? url, signature: bent.signature ?? signature, fields };
      expect(isSignedForm(bent.token ?? token, given)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('the signed address is ours, whatever the request says of its host', () => {
  const base = process.env.PUBLIC_URL;
  expect(signedAddress('http://evil.example:81/api/webhooks/twilio/status?c=1&m=%27x%27')).toBe(
    `${base}/api/webhooks/twilio/status?c=1&m=%27x%27`,
  );
});
