import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loginAddress, safeNext } from './next-address';

const site = 'https://cater.example';

describe('sign-in can’t be used to send people to another site', () => {
  test.each([
    '/.//evil.test/x',
    '/..//evil.test',
    '/./..//evil.test',
    '/%2e//evil.test',
    '/a/..//evil.test',
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '/.\\evil.test',
    '/ /evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    'evil.test',
    '\\\\evil.test',
    '',
    '/login?next=/login',
    '/my/login',
    '/my/login/code?next=/my/bookings',
    '/my/../my/login',
    '/api/auth/signout',
    `/${'a'.repeat(3000)}`,
  ])('%j leads nowhere', (raw) => expect(safeNext(raw)).toBeUndefined());

  test('whatever is given, a browser stays on the site, and twice is the same as once', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '\\',
        '.',
        '..',
        '//',
        'evil.test',
        '@',
        ':',
        '%2f',
        '%5c',
        '%2e',
        '\t',
        '?',
        '#',
        'a',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const address = fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(address, (raw) => {
        const next = safeNext(raw);
        if (next === undefined) return;
        expect(new URL(next, site).origin).toBe(site);
        expect(safeNext(next)).toBe(next);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('where a person was headed isn’t lost', () => {
  test.each([
    '/bookings/01990000-0000-7000-8000-000000000001?tab=money',
    '/messages/log?kind=a,b&from=2026-01-02T10:00:00+02:00',
    '/customers?q=Ama%20%26%20Kofi',
    '/customers?q=caf%C3%A9+x:y,z(1)!~*',
  ])('%s', (path) => {
    expect(safeNext(path)).toBe(path);
    const login = new URL(loginAddress(path), site);
    expect(login.pathname).toBe('/login');
    expect(safeNext(login.searchParams.get('next'))).toBe(path);
  });

  test('customers are led to their own way in', () => {
    expect(loginAddress('/my/bookings/1?tab=a')).toBe('/my/login?next=%2Fmy%2Fbookings%2F1%3Ftab%3Da');
    expect(loginAddress('/mybookings')).toBe('/login?next=%2Fmybookings');
    expect(safeNext('/my/logins')).toBe('/my/logins');
  });

  test('the router’s own mark is not part of it, and nothing worth keeping is the plain login page', () => {
    expect(loginAddress('/bookings?tab=a&_rsc=1x2y')).toBe('/login?next=%2Fbookings%3Ftab%3Da');
    expect(loginAddress('/bookings?_rsc=1')).toBe('/login?next=%2Fbookings');
    for (const nothing of ['/', undefined, null, '//evil.test', '/?_rsc=1'])
      expect(loginAddress(nothing)).toBe('/login');
  });
});
