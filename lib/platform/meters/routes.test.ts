import { expect, test } from 'vitest';
import { Routes } from './routes';

const routes = () =>
  new Routes({
    staticRoutes: [{ page: '/bookings' }, { page: '/bookings/new' }, { page: '/_not-found' }, { page: '/' }],
    dynamicRoutes: [
      { page: '/bookings/[id]', regex: '^/bookings/([^/]+?)(?:/)?$' },
      { page: '/api/v1/bookings/[id]', regex: '^/api/v1/bookings/([^/]+?)(?:/)?$' },
      { page: '/f/[token]', regex: '^/f/([^/]+?)(?:/)?$' },
    ],
  });

test.each([
  ['/', '/'],
  ['/bookings', '/bookings'],
  ['/bookings/new', '/bookings/new'],
  ['/bookings/0199', '/bookings/[id]'],
  ['/api/v1/bookings/0199', '/api/v1/bookings/[id]'],
  ['/f/secret', '/f/[token]'],
  ['/_not-found', 'other'],
  ['/wp-admin/x.php', 'other'],
  ['', 'other'],
])('%s is measured as %s', (path, pattern) => {
  expect(routes().meterOf(path, 'read').pattern).toBe(pattern);
});

test('whatever strangers ask for, as many names are measured as there are pages', () => {
  const known = routes();
  for (let n = 0; n < 5000; n += 1) {
    known.meterOf(`/${n}`, 'read').times.add(1);
    known.meterOf(`/bookings/${n}`, n % 2 ? 'nav' : 'write').times.add(1);
    known.meterOf(`/bookings/${n}/deeper`, 'read').times.add(1);
  }
  expect(
    known
      .meters()
      .map(({ pattern, kind }) => `${kind} ${pattern}`)
      .sort(),
  ).toEqual(['nav /bookings/[id]', 'read other', 'write /bookings/[id]']);
});
