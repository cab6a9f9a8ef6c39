import { describe, expect, test } from 'vitest';
import { securityRules } from '@/db/enums-of-security';
import { findTrouble, type Hour, networkOf, newPlace, type Rule, type Watched } from './rules';
import { sayEvent } from './words';

const now = new Date('2026-11-27T14:20:00Z');
const hour = (at: string, deed: Hour['deed'], n: number, more: Partial<Hour> = {}): Hour => ({
  ...{ userId: 'kofi', hour: new Date(`2026-11-${at}:00:00Z`), area: 'bookings', deed, n, size: n },
  ...more,
});
const watched = (hours: Hour[], more: Partial<Watched> = {}): Watched => ({
  ...{ hours, now, timeZone: 'Africa/Accra', opens: 6, closes: 22 },
  ...more,
});
const found = (hours: Hour[], more?: Partial<Watched>) =>
  findTrouble(watched(hours, more)).map(({ rule, severity }) => `${rule} ${severity}`);

/** For each rule, what raises it and what doesn't. */
const cases: Record<Exclude<Rule, 'new_place'>, { raises: [Hour[], string][]; rests: Hour[][] }> = {
  failed_sign_ins: {
    raises: [
      [[hour('27T14', 'failed', 8)], 'medium'],
      [[hour('27T14', 'failed', 15), hour('27T13', 'failed', 10)], 'high'],
      [[hour('27T14', 'failed', 60, { userId: null })], 'medium'],
    ],
    rests: [
      [hour('27T14', 'failed', 7)],
      [hour('27T11', 'failed', 30)],
      [hour('27T14', 'failed', 59, { userId: null })],
      [hour('27T14', 'failed', 5), hour('27T14', 'failed', 5, { userId: 'ama' })],
    ],
  },
  privilege: {
    raises: [
      [[hour('27T09', 'privilege', 3), hour('26T20', 'privilege', 2)], 'medium'],
      [[hour('27T14', 'privilege', 12)], 'high'],
    ],
    rests: [[hour('27T14', 'privilege', 4)], [hour('25T14', 'privilege', 9)]],
  },
  large_export: {
    raises: [
      [[hour('27T10', 'exported', 1, { size: 2000 })], 'medium'],
      [[hour('27T10', 'exported', 1, { area: 'customers', size: 500 })], 'high'],
    ],
    rests: [
      [hour('27T10', 'exported', 9, { size: 1999 })],
      [hour('27T10', 'exported', 1, { area: 'customers', size: 499 })],
      [hour('26T10', 'exported', 1, { area: 'customers', size: 5000 })],
    ],
  },
  mass_change: {
    raises: [
      [[hour('27T14', 'changed', 150)], 'medium'],
      [[hour('27T13', 'removed', 40)], 'high'],
      [[hour('27T14', 'changed', 100), hour('27T14', 'changed', 50, { area: 'menu' })], 'medium'],
    ],
    rests: [
      [hour('27T14', 'changed', 149)],
      [hour('27T14', 'removed', 39)],
      // The lines of a booking are part of it.
      [hour('27T14', 'changed', 900, { area: 'bookings+' })],
      [hour('27T14', 'changed', 100), hour('27T13', 'changed', 100)],
      [hour('27T14', 'added', 900)],
    ],
  },
  permission_change: {
    raises: [[[hour('27T14', 'permission', 1, { area: 'people' })], 'medium']],
    rests: [[hour('27T14', 'changed', 1, { area: 'people' })], [hour('27T11', 'permission', 3)]],
  },
  out_of_hours: {
    raises: [[[hour('27T14', 'changed', 8), hour('27T14', 'read', 4)], 'low']],
    rests: [[hour('27T14', 'changed', 11)], [hour('27T14', 'signed_in', 50)]],
  },
  many_customers: {
    raises: [
      [[hour('27T14', 'read', 40, { area: 'customers' })], 'medium'],
      [[hour('27T13', 'read', 80, { area: 'customers' })], 'high'],
      [
        [9, 10, 11, 12].map((at) =>
          hour(`27T${String(at).padStart(2, '0')}`, 'read', 38, { area: 'customers' }),
        ),
        'high',
      ],
    ],
    rests: [
      [hour('27T14', 'read', 39, { area: 'customers' })],
      [hour('27T14', 'read', 200)],
      [hour('25T14', 'read', 200, { area: 'customers' })],
    ],
  },
};

describe.each(Object.entries(cases))('%s', (rule, { raises, rests }) => {
  // The last rule looks at the hours when the company works; what raises it are the same deeds outside of them.
  const night = rule === 'out_of_hours' ? { opens: 15, closes: 22 } : {};
  test.each(raises)('is raised by %j, %s', (hours, severity) => {
    expect(found(hours, night)).toContain(`${rule} ${severity}`);
  });
  test.each(rests.map((hours) => [hours]))('isn’t raised by %j', (hours) => {
    expect(found(hours, night).join()).not.toContain(rule);
  });
  if (rule === 'out_of_hours')
    test('isn’t raised by the same while the company works, by its own clock', () => {
      const hours = raises[0]?.[0] ?? [];
      expect(found(hours, { opens: 6, closes: 22 }).join()).not.toContain(rule);
      expect(found(hours, { opens: 6, closes: 22, timeZone: 'Asia/Tokyo' }).join()).toContain(rule);
    });
});

describe('new_place', () => {
  const place = { userId: 'kofi', knownBrowser: false, network: '192.0.2.0', networks: ['198.51.100.0'] };
  test('is raised by a new browser in a new network', () => {
    expect(newPlace(place)).toMatchObject({ rule: 'new_place', severity: 'medium', userId: 'kofi' });
  });
  test.each([
    ['a known browser', { knownBrowser: true }],
    ['a known network', { networks: ['192.0.2.0'] }],
    ['the first sign-in', { networks: [] }],
    ['an address that nobody knows', { network: undefined }],
  ])('isn’t raised by %s', (_, change) => {
    expect(newPlace({ ...place, ...change })).toBeUndefined();
  });
  test.each([
    ['192.0.2.77', '192.0.2.0'],
    ['::ffff:192.0.2.77', '192.0.2.0'],
    ['2001:db8:1:2::9', '2001:db8:1'],
    ['2001:0DB8:0001::', '2001:db8:1'],
    ['::1', '0:0:0'],
    ['unknown', undefined],
    [undefined, undefined],
  ])('the network of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

test('every rule is said in words, of somebody known and of nobody', () => {
  const where = { timeZone: 'Africa/Accra', locale: 'en-GB' };
  for (const rule of securityRules) {
    const said = sayEvent(rule, { n: 12, network: '192.0.2.0', hour: now.toISOString() }, 'Kofi', where);
    expect(said.title).toContain('Kofi');
    expect(sayEvent(rule, {}, null, where).title).not.toContain('null');
    expect(said.detail).toMatch(/\.$/);
  }
});

test('nothing is found where nothing was done', () => {
  expect(findTrouble(watched([]))).toEqual([]);
});
